import { useState } from 'react';
import { Button, Group, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { ShownOnce } from '../assistants/shown-once.tsx';

/** What both sides of a CRM that is joined by webhooks have to know: the secret, and where its changes go. */
export function WebhookKeys({ integrationId }: { integrationId: string }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useFailureToast();
  const [shown, setShown] = useState<{ label: string; value: string } | null>(null);
  const secret = useMutation({
    mutationFn: () => api.renewIntegrationSecret(integrationId),
    onSuccess: (made) => setShown({ label: t('webhookCrm.secret'), value: made.secret }),
    onError: (error) => tell(error),
  });
  const address = useMutation({
    mutationFn: () => api.renewHookAddress(integrationId),
    onSuccess: async ({ path, url }) => {
      setShown({ label: t('webhookCrm.address'), value: url ?? `${window.location.origin}${path}` });
      await client.invalidateQueries({ queryKey: keys.integrations });
    },
    onError: (error) => tell(error),
  });
  return (
    <section className="v-section" aria-labelledby="webhook-keys">
      <header>
        <h2 id="webhook-keys">{t('webhookCrm.keys')}</h2>
        <span className="v-dim">{t('webhookCrm.keysHint')}</span>
      </header>
      <Stack gap="md">
        <Group gap="xs">
          <Button variant="default" loading={secret.isPending} onClick={() => secret.mutate()}>
            {t('webhookCrm.newSecret')}
          </Button>
          <span className="v-dim">{t('webhookCrm.newSecretHint')}</span>
        </Group>
        <Group gap="xs">
          <Button variant="default" loading={address.isPending} onClick={() => address.mutate()}>
            {t('webhookCrm.newAddress')}
          </Button>
          <span className="v-dim">{t('webhookCrm.newAddressHint')}</span>
        </Group>
      </Stack>
      {shown ? (
        <ShownOnce title={shown.label} label={shown.label} value={shown.value} onClose={() => setShown(null)} />
      ) : null}
    </section>
  );
}
