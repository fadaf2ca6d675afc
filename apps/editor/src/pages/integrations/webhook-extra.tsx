import { ActionIcon, Button, Group, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { WebhookDraft } from './webhook-draft.ts';

type Extra = WebhookDraft['extra'];

/** What goes with every new lead, whoever the client is. */
export function WebhookExtra({
  extra,
  readOnly,
  onChange,
}: {
  extra: Extra;
  readOnly: boolean;
  onChange: (extra: Extra) => void;
}) {
  const { t } = useTranslation();
  const change = (at: number, part: Partial<Extra[number]>) =>
    onChange(extra.map((row, index) => (index === at ? { ...row, ...part } : row)));
  return (
    <Stack gap="xs">
      {extra.map((row, at) => (
        // Rows have no id of their own before they are saved.
        <Group key={at} gap="xs" wrap="nowrap" align="end">
          <TextInput
            label={t('webhookCrm.extraName')}
            maxLength={100}
            disabled={readOnly}
            value={row.name}
            onChange={(event) => change(at, { name: event.currentTarget.value })}
          />
          <TextInput
            label={t('webhookCrm.extraValue')}
            maxLength={500}
            disabled={readOnly}
            value={row.value}
            onChange={(event) => change(at, { value: event.currentTarget.value })}
          />
          {readOnly ? null : (
            <ActionIcon
              variant="subtle"
              size="lg"
              aria-label={t('webhookCrm.removeRow')}
              onClick={() => onChange(extra.filter((_, index) => index !== at))}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          )}
        </Group>
      ))}
      {readOnly || extra.length >= 30 ? null : (
        <Group>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => onChange([...extra, { name: '', value: '' }])}
          >
            {t('webhookCrm.addExtra')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
