import { useState } from 'react';
import { Button, Checkbox, Group, Modal, NumberInput, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SignalSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { useStageNames } from '../../components/use-stage-names.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { RuleFields } from './rule-fields.tsx';
import { changeOf, draftOf, faultsOf } from './signal-draft.ts';

const sources = ['rule', 'assistant', 'crm', 'operator', 'timer'] as const;

/** Adds or changes a signal. @param signal null: a new one */
export function SignalDialog({ signal, onClose }: { signal: SignalSetup | null; onClose: () => void }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const client = useQueryClient();
  const tell = useFailureToast();
  const stageNames = useStageNames();
  const [draft, setDraft] = useState(() => draftOf(signal));
  const [movesOpen, setMovesOpen] = useState(false);
  const [isPressed, setPressed] = useState(false);
  const change = (changes: Partial<typeof draft>) => setDraft({ ...draft, ...changes });
  const faults = isPressed ? faultsOf(draft) : [];
  const save = useMutation({
    mutationFn: () => {
      const body = { ...changeOf(draft, signal), openDialogues: movesOpen ? ('move' as const) : ('stay' as const) };
      if (!signal) return api.createSignal(body);
      const { name, ...rest } = body;
      return api.updateSignal(name, rest);
    },
    onSuccess: async ({ moved }) => {
      onClose();
      notifications.show({ message: t('signals.saved') });
      if (moved) {
        notifications.show({ message: t('versions.moved', { moved: moved.moved, stayed: moved.stayedTotal }) });
      }
      await client.invalidateQueries({ queryKey: keys.signals });
    },
    onError: (error) => tell(error),
  });
  const titleFields = (['ru', 'en'] as const).map((language) => (
    <TextInput
      key={language}
      lang={language}
      label={t(language === 'ru' ? 'signals.titleRu' : 'signals.titleEn')}
      maxLength={200}
      error={faults.includes(language) ? t('signals.required') : null}
      value={draft.title[language]}
      onChange={(event) => change({ title: { ...draft.title, [language]: event.currentTarget.value } })}
    />
  ));
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={signal ? t('signals.edit', { title: signal.title[locale] }) : t('signals.add')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setPressed(true);
          if (faultsOf(draft).length === 0) save.mutate();
        }}
      >
        <Stack gap="md">
          {signal ? null : (
            <TextInput
              data-autofocus
              label={t('signals.name')}
              description={t('signals.nameHint')}
              maxLength={64}
              error={faults.includes('name') ? t('signals.nameWrong') : null}
              value={draft.name}
              onChange={(event) => change({ name: event.currentTarget.value })}
            />
          )}
          <Group grow align="flex-start">
            {titleFields}
          </Group>
          <Checkbox.Group
            label={t('signals.sources')}
            error={faults.includes('sources') ? t('signals.sourcesRequired') : null}
            value={draft.sources}
            onChange={(chosen) => change({ sources: sources.filter((source) => chosen.includes(source)) })}
          >
            <Group gap="md" mt={6}>
              {sources.map((source) => (
                <Checkbox key={source} value={source} label={t(`signals.source.${source}`)} />
              ))}
            </Group>
          </Checkbox.Group>
          {draft.sources.includes('rule') ? (
            <RuleFields rule={draft.rule} isFaulty={faults.includes('rule')} onChange={(rule) => change({ rule })} />
          ) : null}
          {draft.sources.includes('crm') ? (
            <Select
              label={t('signals.onStage')}
              placeholder={t('signals.noStage')}
              clearable
              data={[...stageNames].map(([value, label]) => ({ value, label }))}
              value={draft.onStage}
              onChange={(onStage) => change({ onStage })}
            />
          ) : null}
          <NumberInput
            label={t('signals.cooldown')}
            description={t('signals.cooldownNone')}
            suffix={` ${t('signals.seconds')}`}
            min={0}
            max={31_536_000}
            allowDecimal={false}
            allowNegative={false}
            value={draft.cooldownSeconds}
            onChange={(value) => change({ cooldownSeconds: Number(value) || 0 })}
          />
          <Switch
            label={t('signals.once')}
            checked={draft.oncePerDialogue}
            onChange={(event) => change({ oncePerDialogue: event.currentTarget.checked })}
          />
          <Switch
            label={t('signals.enabled')}
            checked={draft.enabled}
            onChange={(event) => change({ enabled: event.currentTarget.checked })}
          />
          <Checkbox
            label={t('signals.moveOpen')}
            description={t('signals.newOnly')}
            checked={movesOpen}
            onChange={(event) => setMovesOpen(event.currentTarget.checked)}
          />
          {signal && signal.fields.length > 0 ? (
            <Text className="v-dim">{t('signals.fields', { count: signal.fields.length })}</Text>
          ) : null}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t('signals.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
