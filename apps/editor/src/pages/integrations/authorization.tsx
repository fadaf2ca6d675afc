import { useEffect } from 'react';
import { Alert, Button, Stack } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconLock } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type {
  amocrmCallbackPath,
  authorizationOutcomes,
  bitrix24CallbackPath,
  IntegrationSetup,
} from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';

/** Where each CRM sends people back to. */
const callbackPaths: { amocrm: typeof amocrmCallbackPath; bitrix24: typeof bitrix24CallbackPath } = {
  amocrm: '/api/integrations/amocrm/callback',
  bitrix24: '/api/integrations/bitrix24/callback',
};
const outcomes: typeof authorizationOutcomes = [
  'given',
  'denied',
  'expired',
  'otherAccount',
  'alreadyJoined',
  'failed',
];

/** The CRM in which an integration's application is allowed. */
export function crmOf({ kind }: Pick<IntegrationSetup, 'kind'>): keyof typeof callbackPaths {
  return kind === 'bitrix24' ? 'bitrix24' : 'amocrm';
}

/** Where the CRM of an integration sends people back to; to be entered in its application. */
export function callbackAddressOf(integration: Pick<IntegrationSetup, 'kind'>): string {
  return `${window.location.origin}${callbackPaths[crmOf(integration)]}`;
}

/** Says that a person has to allow the application in the CRM, and leads there. Nothing where that is not needed. */
export function AuthorizationNotice({ integration, readOnly }: { integration: IntegrationSetup; readOnly: boolean }) {
  const { t } = useTranslation();
  const tell = useFailureToast();
  const start = useMutation({
    mutationFn: () => api.authorizeIntegration(integration.id),
    onSuccess: ({ url }) => window.location.assign(url),
    onError: (error) => tell(error),
  });
  const { authorization } = integration;
  const crm = crmOf(integration);
  if (authorization === 'notNeeded' || authorization === 'given') return null;
  return (
    <Alert
      variant="light"
      color={authorization === 'lost' ? 'orange' : 'gray'}
      mb="lg"
      icon={<IconLock size={16} aria-hidden />}
      title={t(`integrations.authorization.${authorization}`, { crm: t(`integrations.authorization.crm.${crm}`) })}
    >
      <Stack gap={8} align="flex-start">
        <p>{t(`integrations.authorization.hint.${crm}`, { address: callbackAddressOf(integration) })}</p>
        {authorization === 'lost' ? <p>{t('integrations.authorization.waits')}</p> : null}
        {readOnly ? null : (
          <Button size="xs" loading={start.isPending} onClick={() => start.mutate()}>
            {t('integrations.authorization.allow')}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}

/** Tells once what came of the way to the CRM and back, which the address says. */
export function useAuthorizationOutcome(): void {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const told = params.get('authorization');
  const from = params.get('crm');
  useEffect(() => {
    const outcome = outcomes.find((one) => one === told);
    if (!outcome) return;
    notifications.show({
      id: 'authorization',
      color: outcome === 'given' ? 'green' : 'red',
      message: t(`integrations.authorization.outcome.${outcome}`, {
        crm: t(`integrations.authorization.crm.${from === 'bitrix24' ? 'bitrix24' : 'amocrm'}`),
      }),
    });
    setParams({}, { replace: true });
  }, [told, from, t, setParams]);
}
