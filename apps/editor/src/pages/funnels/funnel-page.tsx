import { useState } from 'react';
import { Alert, Button, Skeleton, Table } from '@mantine/core';
import { IconLock, IconPencil, IconPlug } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { FunnelSetup } from '@voronka/contracts';
import { ApiFailure } from '../../api/api-failure.ts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { NotFound } from '../../app/route-failure.tsx';
import { useSession } from '../../app/session.tsx';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useTitle } from '../../components/use-title.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { stageAddress } from '../dialogues/dialogues-address.ts';
import { FunnelTabs } from './funnel-tabs.tsx';
import { MappingSection } from './mapping-section.tsx';
import { StageCount, StageName } from './stage-cells.tsx';
import { StagesDialog } from './stages-dialog.tsx';

/** Counts move with the dialogues; they are read again this often, in ms. */
const rereadMs = 30_000;

/** The stages alone, where there is no CRM to bind them to. */
function PlainStages({ funnel }: { funnel: FunnelSetup }) {
  const { t } = useTranslation();
  return (
    <section className="v-section">
      <Table verticalSpacing="xs" className="v-table" mb="lg">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('funnels.stage')}</Table.Th>
            <Table.Th>{t('funnels.openDialogues')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {funnel.stages.map((stage) => (
            <Table.Tr key={stage.key}>
              <Table.Td>
                <StageName stage={stage} />
              </Table.Td>
              <Table.Td>
                <StageCount funnelId={funnel.id} stage={stage} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <EmptyPlace
        icon={IconPlug}
        title={t('funnels.mapping.noIntegrations')}
        hint={t('funnels.mapping.noIntegrationsHint')}
      />
    </section>
  );
}

/** One funnel: its stages, how many dialogues stand at each, and how they are bound to the CRM. */
export function FunnelPage() {
  const { t } = useTranslation();
  const locale = useLocale();
  const { can } = useSession();
  const { funnelId = '' } = useParams();
  const [isEditing, setEditing] = useState(false);
  const query = useQuery({
    queryKey: keys.funnel(funnelId),
    queryFn: ({ signal }) => api.funnel(funnelId, signal),
    refetchInterval: rereadMs,
  });
  const funnel = query.data;
  useTitle(funnel?.name[locale] ?? t('funnels.title'));
  if (query.error instanceof ApiFailure && query.error.status === 404) return <NotFound />;
  return (
    <div className="v-page v-funnel">
      <p className="v-dim">
        <Link className="v-link" to="/funnels">
          {t('funnels.back')}
        </Link>
      </p>
      {query.isPending ? <Skeleton height={420} radius="md" /> : null}
      {query.isError && !funnel ? <LoadFailure error={query.error} onRetry={() => void query.refetch()} /> : null}
      {funnel ? (
        <>
          <PageHead title={funnel.name[locale]}>
            <FunnelTabs funnelId={funnel.id} />
            {can.changeFunnels ? (
              <Button
                variant="default"
                leftSection={<IconPencil size={15} aria-hidden />}
                onClick={() => setEditing(true)}
              >
                {t('funnels.editStages')}
              </Button>
            ) : null}
          </PageHead>
          <p className="v-dim v-funnel-facts">
            <span>
              {t('funnels.channels')}: {funnel.channels.map(({ name }) => name).join(', ') || t('funnels.noChannels')}
            </span>
            <Link className="v-link" to={`/distribution/${funnel.id}`}>
              {t('funnels.distribution')}
            </Link>
            <Link className="v-link" to={stageAddress(funnel.id, null)}>
              {t('funnels.withoutCard')}: {funnel.withoutStage}
            </Link>
          </p>
          {can.changeFunnels ? null : (
            <Alert variant="light" color="gray" icon={<IconLock size={16} aria-hidden />} mb="lg">
              {t('funnels.readOnly')}
            </Alert>
          )}
          {funnel.integrations.length > 0 ? <MappingSection funnel={funnel} /> : <PlainStages funnel={funnel} />}
          {isEditing ? <StagesDialog funnel={funnel} onClose={() => setEditing(false)} /> : null}
        </>
      ) : null}
    </div>
  );
}
