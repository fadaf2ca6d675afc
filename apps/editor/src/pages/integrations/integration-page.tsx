import { Alert, Skeleton } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { NotFound } from '../../app/route-failure.tsx';
import { useSession } from '../../app/session.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { RemoveButton } from '../../components/remove-button.tsx';
import { useTitle } from '../../components/use-title.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { AccessSection } from './access-section.tsx';
import { AuthorizationNotice } from './authorization.tsx';
import { CardWidgetSection } from './card-widget-section.tsx';
import { ExtrasSection } from './extras-section.tsx';
import { ManagersSection } from './managers-section.tsx';
import { CapabilityList } from './kind-cards.tsx';
import { RenewAccess } from './renew-access.tsx';
import { useLeftWebhook } from './use-left-webhook.ts';
import { WatchSection } from './watch-section.tsx';
import { WebhookKeys } from './webhook-keys.tsx';
import { WebhookSection } from './webhook-section.tsx';

/** One joined CRM: its access, what it can do, and what channels write to it besides. */
export function IntegrationPage() {
  const { t } = useTranslation();
  const locale = useLocale();
  const tellLeft = useLeftWebhook();
  const { can } = useSession();
  const { integrationId } = useParams();
  const query = useQuery({
    queryKey: keys.integrations,
    queryFn: ({ signal }) => api.integrations(signal),
    // Webhooks come and reconciliations end without anybody's doing here.
    refetchInterval: ({ state }) =>
      state.data?.integrations.some((one) => one.id === integrationId && one.watch.running) ? 1_500 : 15_000,
  });
  const channels = useQuery({ queryKey: keys.channels, queryFn: ({ signal }) => api.channels(signal) });
  const funnels = useQuery({ queryKey: keys.funnels, queryFn: ({ signal }) => api.funnels(signal) });
  const integration = query.data?.integrations.find(({ id }) => id === integrationId);
  useTitle(integration?.name ?? t('integrations.title'));
  const failed = [query, channels, funnels].find((one) => one.isError && !one.data);
  const isReady = query.data && channels.data && funnels.data;
  if (isReady && !integration) return <NotFound />;
  const joined = channels.data?.channels.filter((channel) => channel.integrationId === integrationId) ?? [];
  const used = funnels.data?.funnels.filter(({ id }) => joined.some(({ funnelId }) => funnelId === id)) ?? [];
  const readOnly = !can.changeIntegrations;
  return (
    <div className="v-page v-assistant">
      <p className="v-dim">
        <Link className="v-link" to="/integrations">
          {t('integrations.back')}
        </Link>
      </p>
      {failed ? <LoadFailure error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      {!failed && !isReady ? <Skeleton height={420} radius="md" /> : null}
      {isReady && integration ? (
        <>
          <PageHead title={integration.name}>
            {readOnly ? null : (
              <RemoveButton
                name={integration.name}
                remove={async () => {
                  tellLeft(await api.removeIntegration(integration.id), 'hookLeft');
                }}
                list="/integrations"
                queryKey={keys.integrations}
              />
            )}
          </PageHead>
          {readOnly ? (
            <Alert variant="light" color="gray" icon={<IconLock size={16} aria-hidden />} mb="lg">
              {t('integrations.readOnly')}
            </Alert>
          ) : null}
          <AuthorizationNotice integration={integration} readOnly={readOnly} />
          <AccessSection key={integration.id} integration={integration} readOnly={readOnly} />
          <ManagersSection integration={integration} readOnly={readOnly} />
          <CardWidgetSection integration={integration} readOnly={readOnly} />
          {readOnly ? null : <RenewAccess key={`renew-${integration.id}`} integration={integration} />}
          <WatchSection key={`watch-${integration.id}`} integration={integration} readOnly={readOnly} />
          {integration.webhook ? (
            <>
              {readOnly ? null : <WebhookKeys integrationId={integration.id} />}
              <WebhookSection
                key={`${integration.id}/webhook`}
                integrationId={integration.id}
                settings={integration.webhook}
                readOnly={readOnly}
              />
            </>
          ) : null}
          <ExtrasSection integration={integration} channels={joined} readOnly={readOnly} />
          <section className="v-section v-elsewhere" aria-labelledby="integration-elsewhere">
            <header>
              <h2 id="integration-elsewhere">{t('integrations.elsewhere')}</h2>
            </header>
            <p>
              <Link className="v-link" to="/distribution">
                {t('integrations.distribution')}
              </Link>
            </p>
            {used.map(({ id, name }) => (
              <p key={id}>
                <Link className="v-link" to={`/funnels/${id}`}>
                  {t('integrations.mapping', { name: name[locale] })}
                </Link>
              </p>
            ))}
          </section>
          <section className="v-section" aria-labelledby="integration-abilities">
            <header>
              <h2 id="integration-abilities">{t(`integrations.kindName.${integration.kind}`)}</h2>
            </header>
            <CapabilityList kind={integration.kind} />
          </section>
        </>
      ) : null}
    </div>
  );
}
