import { useEffect } from 'react';
import { Alert, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconLock } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { amocrmCallbackPath, authorizationOutcomes, IntegrationSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { useFailureToast } from '../../components/use-failure-toast.tsx';

const callbackPath: typeof amocrmCallbackPath = '/api/integrations/amocrm/callback';
const outcomes: typeof authorizationOutcomes = ['given', 'denied', 'expired', 'otherAccount', 'failed'];

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
  if (authorization === 'notNeeded' || authorization === 'given') return null;
  return (
    <Alert
      variant="light"
      color="gray"
      mb="lg"
      icon={<IconLock size={16} aria-hidden />}
      title={t(`integrations.authorization.${authorization}`)}
    >
      <p>{t('integrations.authorization.hint', { address: `${window.location.origin}${callbackPath}` })}</p>
      {readOnly ? null : (
        <Button size="xs" loading={start.isPending} onClick={() => start.mutate()}>
          {t('integrations.authorization.allow')}
        </Button>
      )}
    </Alert>
  );
}

/** Tells once what came of the way to the CRM and back, which the address says. */
export function useAuthorizationOutcome(): void {
  const { t } = useTranslation();
  const [params, setParams] = useSearchParams();
  const told = params.get('authorization');
  useEffect(() => {
    const outcome = outcomes.find((one) => one === told);
    if (!outcome) return;
    notifications.show({
      id: 'authorization',
      color: outcome === 'given' ? 'green' : 'red',
      message: t(`integrations.authorization.outcome.${outcome}`),
    });
    setParams({}, { replace: true });
  }, [told, t, setParams]);
}
