import { Select, Skeleton } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import type { FunnelList } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useTitle } from '../../components/use-title.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { DistributionForm } from './distribution-form.tsx';

/** Load and availability change by themselves; they are read again this often, in ms. */
const rereadMs = 15_000;

function FunnelSelect({ funnels, chosen }: { funnels: FunnelList['funnels']; chosen: string }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const navigate = useNavigate();
  return (
    <Select
      aria-label={t('distribution.funnel')}
      leftSection={<IconFilter size={15} aria-hidden />}
      w={240}
      allowDeselect={false}
      data={funnels.map(({ id, name }) => ({ value: id, label: name[locale] }))}
      value={chosen}
      onChange={(id) => {
        if (id) void navigate(`/distribution/${id}`);
      }}
    />
  );
}

function FunnelDistribution({ funnelId }: { funnelId: string }) {
  const distribution = useQuery({
    queryKey: keys.distribution(funnelId),
    queryFn: ({ signal }) => api.distribution(funnelId, signal),
    refetchInterval: rereadMs,
  });
  const people = useQuery({
    queryKey: keys.people,
    queryFn: ({ signal }) => api.people(signal),
    refetchInterval: rereadMs,
  });
  const calendars = useQuery({ queryKey: keys.calendars, queryFn: ({ signal }) => api.calendars(signal) });
  const failed = [distribution, people, calendars].find((query) => query.isError && !query.data);
  if (failed) return <LoadFailure error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!distribution.data || !people.data || !calendars.data) return <Skeleton height={420} radius="md" />;
  return (
    <DistributionForm
      key={funnelId}
      distribution={distribution.data}
      people={people.data.people}
      calendars={calendars.data.calendars}
    />
  );
}

/** Funnel → Settings → Distribution: who gets a funnel's dialogues, in which hours, and what happens to silence. */
export function DistributionPage() {
  const { t } = useTranslation();
  const { funnelId } = useParams();
  const query = useQuery({ queryKey: keys.funnels, queryFn: ({ signal }) => api.funnels(signal) });
  useTitle(t('distribution.title'));
  const funnels = query.data?.funnels;
  const chosen = funnelId ?? funnels?.[0]?.id;
  return (
    <div className="v-page">
      <p className="v-dim">{t('distribution.where')}</p>
      <PageHead title={t('distribution.title')}>
        {funnels && chosen ? <FunnelSelect funnels={funnels} chosen={chosen} /> : null}
      </PageHead>
      {query.isPending ? <Skeleton height={420} radius="md" /> : null}
      {query.isError && !funnels ? <LoadFailure error={query.error} onRetry={() => void query.refetch()} /> : null}
      {funnels?.length === 0 ? (
        <EmptyPlace icon={IconFilter} title={t('distribution.noFunnels')} hint={t('distribution.noFunnelsHint')} />
      ) : null}
      {chosen ? <FunnelDistribution funnelId={chosen} /> : null}
    </div>
  );
}
