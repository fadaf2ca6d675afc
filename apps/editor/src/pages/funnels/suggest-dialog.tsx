import { useState } from 'react';
import { Button, Checkbox, Group, Modal, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FunnelSetup, StageMappingSetup } from '@voronka/contracts';
import type { MappingRow } from '@voronka/domain';
import { useLocale } from '../../i18n/use-locale.ts';
import { fillingsOf, statusName } from './mapping-draft.ts';
import type { MappingChanges } from './mapping-draft.ts';

/** Shows what the suggestion by name would fill in, and why, before it does. */
export function SuggestDialog({
  funnel,
  mapping,
  rows,
  onFill,
  onClose,
}: {
  funnel: FunnelSetup;
  mapping: StageMappingSetup;
  rows: readonly MappingRow[];
  onFill: (changes: MappingChanges) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const [replaces, setReplaces] = useState(false);
  const fillings = fillingsOf(mapping, rows, replaces);
  const canReplace = fillingsOf(mapping, rows, true).length > fillingsOf(mapping, rows, false).length;
  const isEmpty = mapping.rows.every(({ suggestion }) => suggestion === null);
  const stageName = (key: string) => funnel.stages.find((stage) => stage.key === key)?.name[locale] ?? key;
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('funnels.suggest.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="md">
        {isEmpty ? (
          <Text>
            {t('funnels.suggest.none')}. {t('funnels.suggest.noneHint')}
          </Text>
        ) : null}
        {!isEmpty && fillings.length === 0 ? <Text>{t('funnels.suggest.nothingNew')}</Text> : null}
        {fillings.length > 0 ? (
          <Table.ScrollContainer minWidth={480} type="native" pos="relative">
            <Table className="v-table" verticalSpacing="xs">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('funnels.stage')}</Table.Th>
                  <Table.Th>{t('funnels.suggest.now')}</Table.Th>
                  <Table.Th>{t('funnels.suggest.will')}</Table.Th>
                  <Table.Th>{t('funnels.suggest.why')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {fillings.map(({ stageKey, before, statusId, reason }) => (
                  <Table.Tr key={stageKey}>
                    <Table.Td>{stageName(stageKey)}</Table.Td>
                    <Table.Td>
                      {before === null ? (
                        <span className="v-dim">{t('funnels.mapping.none')}</span>
                      ) : (
                        statusName(mapping.statuses, before)
                      )}
                    </Table.Td>
                    <Table.Td>
                      <b>{statusName(mapping.statuses, statusId)}</b>
                    </Table.Td>
                    <Table.Td className="v-dim">{t(`funnels.suggest.reason.${reason}`)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        ) : null}
        {canReplace ? (
          <Checkbox
            label={t('funnels.suggest.replace')}
            checked={replaces}
            onChange={(event) => setReplaces(event.currentTarget.checked)}
          />
        ) : null}
        {fillings.length > 0 ? <Text c="dimmed">{t('funnels.suggest.notSaved')}</Text> : null}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t(fillings.length > 0 ? 'common.cancel' : 'common.close')}
          </Button>
          {fillings.length > 0 ? (
            <Button
              data-autofocus
              onClick={() => {
                onFill(Object.fromEntries(fillings.map(({ stageKey, statusId }) => [stageKey, statusId])));
                onClose();
              }}
            >
              {t('funnels.suggest.apply', { count: fillings.length })}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Modal>
  );
}
