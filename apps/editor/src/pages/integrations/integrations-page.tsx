import { useState } from 'react';
import { Button, Skeleton, Table } from '@mantine/core';
import { IconPlug, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { IntegrationSetup } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useSession } from '../../app/session.tsx';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useTitle } from '../../components/use-title.ts';
import { crmOf, useAuthorizationOutcome } from './authorization.tsx';
import { ConnectDialog } from './connect-dialog.tsx';
import { KindMatrix } from './kind-cards.tsx';

function State({ integration }: { integration: IntegrationSetup }) {
  const { t } = useTranslation();
  const { enabled, hasSecret, authorization } = integration;
  if (!hasSecret) return <span className="v-tone-attention">{t('integrations.noCredentials')}</span>;
  if (authorization === 'missing' || authorization === 'lost') {
    const crm = t(`integrations.authorization.crm.${crmOf(integration)}`);
    return <span className="v-tone-attention">{t(`integrations.authorization.${authorization}`, { crm })}</span>;
  }
  return enabled ? t('integrations.on') : <span className="v-tone-attention">{t('integrations.off')}</span>;
}

function IntegrationRow({ integration, channels }: { integration: IntegrationSetup; channels: readonly string[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const address = `/integrations/${integration.id}`;
  return (
    <Table.Tr className="v-table-link" onClick={() => void navigate(address)}>
      <Table.Td>
        <Link className="v-table-name" to={address} onClick={(event) => event.stopPropagation()}>
          <IconPlug size={16} stroke={1.7} aria-hidden />
          {integration.name}
        </Link>
      </Table.Td>
      <Table.Td>{t(`integrations.kindName.${integration.kind}`)}</Table.Td>
      <Table.Td>{channels.join(', ') || <span className="v-dim">{t('integrations.noChannels')}</span>}</Table.Td>
      <Table.Td>
        <State integration={integration} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Settings → Integrations: the joined CRMs, and what each kind can do. */
export function IntegrationsPage() {
  const { t } = useTranslation();
  const { can } = useSession();
  const [isConnecting, setConnecting] = useState(false);
  const query = useQuery({ queryKey: keys.integrations, queryFn: ({ signal }) => api.integrations(signal) });
  const channels = useQuery({ queryKey: keys.channels, queryFn: ({ signal }) => api.channels(signal) });
  useTitle(t('integrations.title'));
  useAuthorizationOutcome();
  const integrations = query.data?.integrations;
  const connect = can.changeIntegrations ? (
    <Button leftSection={<IconPlus size={15} aria-hidden />} onClick={() => setConnecting(true)}>
      {t('integrations.connect')}
    </Button>
  ) : null;
  return (
    <div className="v-page">
      <p className="v-dim">{t('integrations.place')}</p>
      <PageHead title={t('integrations.title')}>{integrations && integrations.length > 0 ? connect : null}</PageHead>
      {query.isPending ? <Skeleton height={120} radius="md" /> : null}
      {query.isError && !integrations ? <LoadFailure error={query.error} onRetry={() => void query.refetch()} /> : null}
      {integrations?.length === 0 ? (
        <EmptyPlace
          icon={IconPlug}
          title={t('integrations.empty')}
          hint={t('integrations.emptyHint')}
          action={connect}
        />
      ) : null}
      {integrations && integrations.length > 0 ? (
        <Table.ScrollContainer minWidth={640} type="native" pos="relative" mb={28}>
          <Table highlightOnHover verticalSpacing="sm" className="v-table">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('integrations.name')}</Table.Th>
                <Table.Th>{t('integrations.kind')}</Table.Th>
                <Table.Th>{t('integrations.channels')}</Table.Th>
                <Table.Th>{t('integrations.state')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {integrations.map((integration) => (
                <IntegrationRow
                  key={integration.id}
                  integration={integration}
                  channels={(channels.data?.channels ?? [])
                    .filter(({ integrationId }) => integrationId === integration.id)
                    .map(({ name }) => name)}
                />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      ) : null}
      <KindMatrix />
      {isConnecting ? <ConnectDialog onClose={() => setConnecting(false)} /> : null}
    </div>
  );
}
