import { useState } from 'react';
import { Alert, Button, Group, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { WebhookCrmField, WebhookCrmSettings } from '@voronka/contracts';
import { webhookCrmFields } from '@voronka/contracts/crm-webhook-fields';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { draftOf, faultsOfWebhook, settingsOf } from './webhook-draft.ts';
import { WebhookExtra } from './webhook-extra.tsx';
import { WebhookStages } from './webhook-stages.tsx';

/** The name that we give a field. */
function ownName(field: WebhookCrmField): string {
  return field.split('.')[1] ?? field;
}

/** Names of fields, constants and stages of a CRM that is joined by webhooks. */
export function WebhookSection({
  integrationId,
  settings,
  readOnly,
}: {
  integrationId: string;
  settings: WebhookCrmSettings;
  readOnly: boolean;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [draft, setDraft] = useState(() => draftOf(settings));
  const faults = faultsOfWebhook(draft, webhookCrmFields);
  const isChanged = JSON.stringify(settingsOf(draft)) !== JSON.stringify(settings);
  const save = useMutation({
    mutationFn: () => api.updateIntegration(integrationId, { webhook: settingsOf(draft) }),
    onSuccess: async (saved) => {
      if (saved.webhook) setDraft(draftOf(saved.webhook));
      await client.invalidateQueries({ queryKey: keys.integrations });
      notifications.show({ message: t('integrations.saved') });
    },
    onError: (error) => tell(error),
  });
  return (
    <section className="v-section" aria-labelledby="webhook-settings">
      <header>
        <h2 id="webhook-settings">{t('webhookCrm.settings')}</h2>
        <span className="v-dim">{t('webhookCrm.settingsHint')}</span>
      </header>
      <form
        noValidate
        aria-labelledby="webhook-settings"
        onSubmit={(event) => {
          event.preventDefault();
          if (faults.size === 0) save.mutate();
        }}
      >
        <Stack gap="md">
          <h3>{t('webhookCrm.fields')}</h3>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
            {webhookCrmFields.map((field) => (
              <TextInput
                key={field}
                label={t(`webhookCrm.field.${field}`)}
                placeholder={ownName(field)}
                maxLength={100}
                disabled={readOnly}
                value={draft.fields[field] ?? ''}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  setDraft((before) => ({ ...before, fields: { ...before.fields, [field]: value } }));
                }}
              />
            ))}
          </SimpleGrid>
          <h3>{t('webhookCrm.extra')}</h3>
          <WebhookExtra
            extra={draft.extra}
            readOnly={readOnly}
            onChange={(extra) => setDraft((before) => ({ ...before, extra }))}
          />
          <h3>{t('webhookCrm.stages')}</h3>
          <span className="v-dim">{t('webhookCrm.stagesHint')}</span>
          <WebhookStages
            stages={draft.stages}
            readOnly={readOnly}
            onChange={(stages) => setDraft((before) => ({ ...before, stages }))}
          />
          {faults.size > 0 ? (
            <Alert color="red" icon={<IconAlertTriangle size={16} aria-hidden />}>
              {[...faults].map((fault) => t(`webhookCrm.fault.${fault}`)).join(' ')}
            </Alert>
          ) : null}
          {isChanged && !readOnly ? (
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={() => setDraft(draftOf(settings))}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" disabled={faults.size > 0} loading={save.isPending}>
                {t('integrations.save')}
              </Button>
            </Group>
          ) : null}
        </Stack>
      </form>
    </section>
  );
}
