import { useState } from 'react';
import { Button, Group, PasswordInput, Stack, Switch, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { IntegrationSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';
import { CheckOutcome } from './check-outcome.tsx';
import { isWebAddress } from './connect-draft.ts';
import { useLeftWebhook } from './use-left-webhook.ts';

/** The address of an integration that is as secret as a key, and is changed like one. */
function secretAddressOf({ kind, way }: IntegrationSetup): 'webhookUrl' | 'endpointUrl' | null {
  if (way === 'webhook') return 'webhookUrl';
  return kind === 'webhook' ? 'endpointUrl' : null;
}

/** The name, the brake, the access and whether it works. */
export function AccessSection({ integration, readOnly }: { integration: IntegrationSetup; readOnly: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const tell = useFailureToast();
  const tellLeft = useLeftWebhook();
  const [name, setName] = useState(integration.name);
  const [webhookUrl, setWebhookUrl] = useState('');
  const [isPressed, setPressed] = useState(false);
  const addressField = secretAddressOf(integration);
  const address = webhookUrl.trim();
  const isBadAddress = address !== '' && !isWebAddress(address);
  const isUnnamed = name.trim() === '';
  const update = useMutation({
    mutationFn: (change: Parameters<typeof api.updateIntegration>[1]) => api.updateIntegration(integration.id, change),
    onSuccess: async ({ enabled, formerWebhook }, change) => {
      await client.invalidateQueries({ queryKey: keys.integrations });
      setWebhookUrl('');
      const turned = enabled ? 'integrations.switchedOn' : 'integrations.switchedOff';
      notifications.show({ message: t(change.enabled === undefined ? 'integrations.saved' : turned) });
      tellLeft(formerWebhook, 'hookLeftBehind');
    },
    onError: (error) => tell(error),
  });
  const check = useMutation({
    mutationFn: () => api.checkIntegration(integration.id),
    onError: (error) => tell(error),
  });
  const isChanged = name.trim() !== integration.name || address !== '';
  return (
    <section className="v-section" aria-labelledby="integration-access">
      <header>
        <h2 id="integration-access">{t('integrations.access')}</h2>
        <span className="v-dim">
          {t(`integrations.kindName.${integration.kind}`)}
          {integration.way === null ? null : ` · ${t(`integrations.portal.ways.${integration.way}`)}`}
          {integration.portalUrl ? ` · ${integration.portalUrl}` : null}
        </span>
      </header>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setPressed(true);
          if (isBadAddress || isUnnamed) return;
          update.mutate({ name: name.trim(), ...(address === '' || !addressField ? {} : { [addressField]: address }) });
        }}
      >
        <Stack gap="md">
          <Switch
            label={t('integrations.brake')}
            description={t('integrations.brakeHint')}
            disabled={readOnly || update.isPending}
            checked={integration.enabled}
            onChange={(event) => update.mutate({ enabled: event.currentTarget.checked })}
          />
          <TextInput
            label={t('integrations.name')}
            maxLength={100}
            disabled={readOnly}
            error={isPressed && isUnnamed ? t('integrations.nameRequired') : null}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          {addressField && !readOnly ? (
            <PasswordInput
              label={t(addressField === 'webhookUrl' ? 'integrations.renew' : 'integrations.renewEndpoint')}
              description={t('integrations.renewHint')}
              maxLength={2000}
              autoComplete="off"
              error={isPressed && isBadAddress ? t('integrations.badAddress') : null}
              value={webhookUrl}
              onChange={(event) => setWebhookUrl(event.currentTarget.value)}
            />
          ) : null}
          {readOnly ? null : (
            <Group gap="xs">
              {isChanged ? (
                <Button type="submit" loading={update.isPending}>
                  {t('integrations.save')}
                </Button>
              ) : null}
              <Button variant="default" loading={check.isPending} disabled={isChanged} onClick={() => check.mutate()}>
                {t('integrations.check')}
              </Button>
              <span className="v-dim">{t('integrations.checkHint')}</span>
            </Group>
          )}
          <div role="status">{check.data ? <CheckOutcome check={check.data} /> : null}</div>
        </Stack>
      </form>
    </section>
  );
}
