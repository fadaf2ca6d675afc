import { useState } from 'react';
import { ActionIcon, Alert, Button, Checkbox, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { FunnelSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { newId } from '../../components/new-id.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useLocale } from '../../i18n/use-locale.ts';
import { canMove, moveRow, namelessRows, placeRow, rowsOf, stagesToSend } from './stage-rows.ts';
import type { StageRow } from './stage-rows.ts';

const meanings = ['open', 'won', 'lost'] as const;

function RowFields({
  row,
  number,
  isFaulty,
  moves,
  onChange,
  onMove,
  onRemove,
}: {
  row: StageRow;
  number: number;
  isFaulty: boolean;
  moves: { up: boolean; down: boolean };
  onChange: (row: StageRow) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const name = row.name[locale].trim() || t('funnels.edit.newStage');
  return (
    <fieldset className="v-stage-row">
      <legend className="v-hidden">{t('funnels.edit.row', { number })}</legend>
      {(['ru', 'en'] as const).map((language) => (
        <TextInput
          key={language}
          size="xs"
          aria-label={t(language === 'ru' ? 'funnels.nameRu' : 'funnels.nameEn')}
          placeholder={t(language === 'ru' ? 'funnels.nameRu' : 'funnels.nameEn')}
          maxLength={80}
          error={isFaulty && row.name[language].trim() === '' ? t('funnels.required') : null}
          value={row.name[language]}
          onChange={(event) => onChange({ ...row, name: { ...row.name, [language]: event.currentTarget.value } })}
        />
      ))}
      {row.key === null ? (
        <Select
          size="xs"
          aria-label={t('funnels.edit.meaning')}
          allowDeselect={false}
          data={meanings.map((value) => ({ value, label: t(`funnels.meaning.${value}`) }))}
          value={row.semantics}
          onChange={(value) => {
            const semantics = meanings.find((meaning) => meaning === value);
            if (semantics) onChange({ ...row, semantics });
          }}
        />
      ) : (
        <span className="v-stage-row-meaning">{t(`funnels.meaning.${row.semantics}`)}</span>
      )}
      <div className="v-stage-row-actions">
        <ActionIcon aria-label={t('funnels.edit.up', { name })} disabled={!moves.up} onClick={() => onMove(-1)}>
          <IconArrowUp size={15} stroke={1.7} />
        </ActionIcon>
        <ActionIcon aria-label={t('funnels.edit.down', { name })} disabled={!moves.down} onClick={() => onMove(1)}>
          <IconArrowDown size={15} stroke={1.7} />
        </ActionIcon>
        <ActionIcon aria-label={t('funnels.edit.remove', { name })} onClick={onRemove}>
          <IconTrash size={15} stroke={1.7} />
        </ActionIcon>
      </div>
    </fieldset>
  );
}

/** Names, order and number of a funnel's stages. */
export function StagesDialog({ funnel, onClose }: { funnel: FunnelSetup; onClose: () => void }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [name, setName] = useState(funnel.name);
  const [rows, setRows] = useState<readonly StageRow[]>(() => rowsOf(funnel));
  const [movesOpen, setMovesOpen] = useState(false);
  const [isPressed, setPressed] = useState(false);
  const removed = funnel.stages.filter(({ key }) => !rows.some((row) => row.key === key));
  const isIncomplete = name.ru.trim() === '' || name.en.trim() === '' || namelessRows(rows).length > 0;
  const save = useMutation({
    mutationFn: () =>
      api.saveFunnel(funnel.id, {
        name,
        stages: stagesToSend(rows),
        basedOn: funnel.stages.map(({ key }) => key),
        openDialogues: movesOpen ? 'move' : 'stay',
      }),
    onSuccess: async () => {
      notifications.show({ message: t('funnels.edit.saved') });
      onClose();
      await Promise.all([keys.funnels, keys.signals].map((queryKey) => client.invalidateQueries({ queryKey })));
    },
    onError: (error) => tell(error),
  });
  const change = (row: StageRow) =>
    setRows((before) => {
      const isMoved = before.some(({ id, semantics }) => id === row.id && semantics !== row.semantics);
      return isMoved ? placeRow(before, row) : before.map((one) => (one.id === row.id ? row : one));
    });
  const add = () =>
    setRows((before) => placeRow(before, { id: newId(), key: null, name: { ru: '', en: '' }, semantics: 'open' }));
  return (
    <Modal
      opened
      size="xl"
      onClose={onClose}
      closeOnClickOutside={false}
      title={t('funnels.editStages')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setPressed(true);
          if (!isIncomplete) save.mutate();
        }}
      >
        <Stack gap="md">
          <div className="v-fields">
            {(['ru', 'en'] as const).map((language) => (
              <TextInput
                key={language}
                label={t(language === 'ru' ? 'funnels.nameRu' : 'funnels.nameEn')}
                maxLength={80}
                error={isPressed && name[language].trim() === '' ? t('funnels.required') : null}
                value={name[language]}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  setName((before) => ({ ...before, [language]: value }));
                }}
              />
            ))}
          </div>
          <Text c="dimmed">{t('funnels.edit.hint')}</Text>
          <div>
            {rows.map((row, at) => (
              <RowFields
                key={row.id}
                row={row}
                number={at + 1}
                isFaulty={isPressed}
                moves={{ up: canMove(rows, at, -1), down: canMove(rows, at, 1) }}
                onChange={change}
                onMove={(by) => setRows((before) => moveRow(before, at, by))}
                onRemove={() => setRows((before) => before.filter(({ id }) => id !== row.id))}
              />
            ))}
          </div>
          <Group>
            <Button variant="default" leftSection={<IconPlus size={15} aria-hidden />} onClick={add}>
              {t('funnels.edit.add')}
            </Button>
          </Group>
          {removed.length > 0 ? (
            <Alert variant="light" color="orange">
              {t('funnels.edit.removes', { names: removed.map((stage) => stage.name[locale]).join(', ') })}
            </Alert>
          ) : null}
          <Group justify="space-between">
            <Checkbox
              label={t('funnels.mapping.moveOpen')}
              checked={movesOpen}
              onChange={(event) => setMovesOpen(event.currentTarget.checked)}
            />
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" loading={save.isPending}>
                {t('funnels.mapping.save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
