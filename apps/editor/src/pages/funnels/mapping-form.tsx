import { useState } from 'react';
import { Button, Checkbox, Select, Table } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlayerPlay, IconWand } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FunnelSetup, StageMappingSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useSession } from '../../app/session.tsx';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useLocale } from '../../i18n/use-locale.ts';
import { draftRows, realChanges, statusOptions, wishedMapping } from './mapping-draft.ts';
import type { MappingChanges } from './mapping-draft.ts';
import { MarkCell, StageCount, StageName } from './stage-cells.tsx';
import { SuggestDialog } from './suggest-dialog.tsx';
import { TestMoveDialog } from './test-move-dialog.tsx';

/** Stands in a select for no status. */
const nothing = '';

/** The table of a mapping; nothing is saved before a press on "save". */
export function MappingForm({ funnel, mapping }: { funnel: FunnelSetup; mapping: StageMappingSetup }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { can } = useSession();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [chosen, setChosen] = useState<MappingChanges>({});
  const [movesOpen, setMovesOpen] = useState(false);
  const [dialog, setDialog] = useState<'suggest' | 'test' | null>(null);
  const { statuses, card, integration } = mapping;
  const readOnly = !can.changeFunnels;
  const changes = realChanges(mapping, chosen);
  const isChanged = Object.keys(changes).length > 0;
  const rows = draftRows(mapping, funnel.stages, changes);
  const save = useMutation({
    mutationFn: () =>
      api.saveStageMapping(
        { funnelId: funnel.id, integrationId: integration.id },
        { card, mapping: wishedMapping(mapping, changes), openDialogues: movesOpen ? 'move' : 'stay' },
      ),
    onSuccess: async ({ moved, ...saved }) => {
      client.setQueryData(keys.stageMapping(funnel.id, integration.id, card), saved);
      setChosen({});
      notifications.show({
        message: moved ? t('funnels.mapping.savedAndMoved', { count: moved.moved }) : t('funnels.mapping.saved'),
      });
      await client.invalidateQueries({ queryKey: keys.funnels });
    },
    onError: (error) => tell(error),
  });
  return (
    <form
      className="v-mapping"
      data-readonly={readOnly || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {readOnly ? null : (
        <div className="v-mapping-actions">
          <Button
            variant="default"
            leftSection={<IconWand size={15} aria-hidden />}
            disabled={statuses === null}
            onClick={() => setDialog('suggest')}
          >
            {t('funnels.mapping.suggest')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={15} aria-hidden />}
            disabled={statuses === null || !integration.enabled}
            onClick={() => setDialog('test')}
          >
            {t('funnels.mapping.test')}
          </Button>
        </div>
      )}
      <Table.ScrollContainer minWidth={680} type="native" pos="relative">
        <Table verticalSpacing="xs" className="v-table">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('funnels.stage')}</Table.Th>
              <Table.Th>{t('funnels.openDialogues')}</Table.Th>
              <Table.Th>{t('funnels.mapping.status')}</Table.Th>
              <Table.Th>{t('funnels.mapping.state')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {funnel.stages.map((stage) => {
              const row = rows.find(({ stageKey }) => stageKey === stage.key);
              if (!row) return null;
              const name = stage.name[locale];
              const groupName = t(statuses ? 'funnels.mapping.vanishedGroup' : 'funnels.mapping.uncheckedGroup');
              return (
                <Table.Tr key={stage.key} data-stage={stage.key}>
                  <Table.Td>
                    <StageName stage={stage} />
                  </Table.Td>
                  <Table.Td>
                    <StageCount funnelId={funnel.id} stage={stage} />
                  </Table.Td>
                  <Table.Td>
                    <Select
                      size="xs"
                      className="v-status-select"
                      aria-label={t('funnels.mapping.statusOf', { stage: name })}
                      nothingFoundMessage={t('funnels.mapping.nothingFound')}
                      searchable
                      allowDeselect={false}
                      disabled={readOnly}
                      data={[
                        { value: nothing, label: t('funnels.mapping.none') },
                        ...statusOptions(statuses, { statusId: row.statusId, groupName }),
                      ]}
                      value={row.statusId ?? nothing}
                      onChange={(value) =>
                        setChosen((before) => ({ ...before, [stage.key]: value === nothing ? null : value }))
                      }
                    />
                  </Table.Td>
                  <Table.Td>
                    <MarkCell row={row} />
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {rows.some(({ mark }) => mark === 'unmapped') ? (
        <p className="v-dim v-field-note">{t('funnels.mapping.unmappedNote')}</p>
      ) : null}
      {isChanged && !readOnly ? (
        <div className="v-save-bar" role="status">
          <span>{t('funnels.mapping.unsaved')}</span>
          <Checkbox
            label={t('funnels.mapping.moveOpen')}
            checked={movesOpen}
            onChange={(event) => setMovesOpen(event.currentTarget.checked)}
          />
          <span className="v-spacer" />
          <Button variant="default" onClick={() => setChosen({})} disabled={save.isPending}>
            {t('funnels.mapping.reset')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('funnels.mapping.save')}
          </Button>
        </div>
      ) : null}
      {dialog === 'suggest' ? (
        <SuggestDialog
          funnel={funnel}
          mapping={mapping}
          rows={rows}
          onFill={(filled) => setChosen((before) => ({ ...before, ...filled }))}
          onClose={() => setDialog(null)}
        />
      ) : null}
      {dialog === 'test' ? <TestMoveDialog mapping={mapping} onClose={() => setDialog(null)} /> : null}
    </form>
  );
}
