import { ActionIcon, Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { StageDraft } from './webhook-draft.ts';

const meanings = ['open', 'won', 'lost'] as const;

/** The stages of the other system, for one that does not list them by itself. */
export function WebhookStages({
  stages,
  readOnly,
  onChange,
}: {
  stages: readonly StageDraft[];
  readOnly: boolean;
  onChange: (stages: StageDraft[]) => void;
}) {
  const { t } = useTranslation();
  const change = (at: number, part: Partial<StageDraft>) =>
    onChange(stages.map((stage, index) => (index === at ? { ...stage, ...part } : stage)));
  return (
    <Stack gap="xs">
      {stages.map((stage, at) => (
        // Rows have no id of their own before they are saved.
        <Group
          key={at}
          gap="xs"
          wrap="nowrap"
          align="end"
          role="group"
          aria-label={t('webhookCrm.stageRow', { at: at + 1 })}
        >
          <TextInput
            label={t('webhookCrm.stageId')}
            maxLength={200}
            disabled={readOnly}
            value={stage.id}
            onChange={(event) => change(at, { id: event.currentTarget.value })}
          />
          <TextInput
            label={t('webhookCrm.stageName')}
            maxLength={200}
            disabled={readOnly}
            value={stage.name}
            onChange={(event) => change(at, { name: event.currentTarget.value })}
          />
          <Select
            label={t('webhookCrm.stageMeaning')}
            allowDeselect={false}
            disabled={readOnly}
            data={meanings.map((value) => ({ value, label: t(`webhookCrm.meaning.${value}`) }))}
            value={stage.meaning}
            onChange={(value) => change(at, { meaning: meanings.find((one) => one === value) ?? 'open' })}
          />
          {readOnly ? null : (
            <ActionIcon
              variant="subtle"
              size="lg"
              aria-label={t('webhookCrm.removeRow')}
              onClick={() => onChange(stages.filter((_, index) => index !== at))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      {readOnly || stages.length >= 100 ? null : (
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange([...stages, { id: '', name: '', meaning: 'open' }])}
          >
            {t('webhookCrm.addStage')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
