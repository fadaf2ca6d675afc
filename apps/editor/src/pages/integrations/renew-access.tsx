import { useState } from 'react';
import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { IntegrationSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { crmOf } from './authorization.tsx';
import { hiddenFields, labelOf } from './field-texts.ts';
import { badAddressesIn, renewableOf, renewedOf } from './renew-draft.ts';
import type { RenewDraft } from './renew-draft.ts';
import { useLeftWebhook } from './use-left-webhook.ts';

/** What an account of amoCRM or an application of a portal is reached with, to be given anew. Nothing for other CRMs. */
export function RenewAccess({ integration }: { integration: IntegrationSetup }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useFailureToast();
  const tellLeft = useLeftWebhook();
  const [draft, setDraft] = useState<RenewDraft>({});
  const [isPressed, setPressed] = useState(false);
  const fields = renewableOf(integration);
  const change = renewedOf(integration, draft);
  const bad = badAddressesIn(draft);
  const save = useMutation({
    mutationFn: () => api.updateIntegration(integration.id, change),
    onSuccess: async ({ formerWebhook }) => {
      setDraft({});
      setPressed(false);
      notifications.show({ message: t('crmWatch.accessSaved') });
      tellLeft(formerWebhook, 'hookLeftBehind');
      await client.invalidateQueries({ queryKey: keys.integrations });
    },
    onError: (error) => tell(error),
  });
  const allow = useMutation({
    mutationFn: () => api.authorizeIntegration(integration.id),
    onSuccess: ({ url }) => window.location.assign(url),
    onError: (error) => tell(error),
  });
  if (fields.length === 0) return null;
  const known: RenewDraft = {
    accountUrl: integration.portalUrl ?? '',
    clientId: integration.clientId ?? '',
    authServerUrl: integration.authServerUrl ?? '',
  };
  const crm = t(`integrations.authorization.crm.${crmOf(integration)}`);
  return (
    <section className="v-section" aria-labelledby="integration-renew">
      <header>
        <h2 id="integration-renew">{t('crmWatch.access', { crm })}</h2>
        <span className="v-dim">{t('crmWatch.accessHint')}</span>
      </header>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setPressed(true);
          if (bad.length === 0) save.mutate();
        }}
      >
        <Stack gap="md">
          {fields.map((field) => {
            const Input = hiddenFields.has(field) ? PasswordInput : TextInput;
            return (
              <Input
                key={field}
                label={t(labelOf(integration.kind, field))}
                placeholder={known[field]}
                maxLength={2000}
                autoComplete="off"
                error={isPressed && bad.includes(field) ? t('integrations.badAddress') : null}
                value={draft[field] ?? ''}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  setDraft((before) => ({ ...before, [field]: value }));
                }}
              />
            );
          })}
          {Object.keys(change).length > 0 ? (
            <Group>
              <Button type="submit" loading={save.isPending}>
                {t('crmWatch.accessSave')}
              </Button>
            </Group>
          ) : null}
          {integration.authorization === 'given' ? (
            <Group gap="xs">
              <Button variant="default" loading={allow.isPending} onClick={() => allow.mutate()}>
                {t('crmWatch.again')}
              </Button>
              <span className="v-dim">{t('crmWatch.againHint')}</span>
            </Group>
          ) : null}
        </Stack>
      </form>
    </section>
  );
}
