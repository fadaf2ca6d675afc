import { SegmentedControl, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { PageHead } from '../../components/page-head.tsx';
import { useTitle } from '../../components/use-title.ts';
import { formatDiagnosticsView, parseDiagnosticsView, tabs } from './diagnostics-address.ts';
import type { DiagnosticsView } from './diagnostics-address.ts';
import { HeldList } from './held-list.tsx';
import { IncidentList } from './incident-list.tsx';
import { LateList } from './late-list.tsx';
import { useLate } from './use-late.ts';

/** What went wrong and waits for a person: parked dialogues and held messages. */
export function DiagnosticsPage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const overview = useQuery({ queryKey: keys.overview, queryFn: ({ signal }) => api.overview(signal) });
  const late = useLate();
  const view = parseDiagnosticsView(search);
  const change = (changes: Partial<DiagnosticsView>) =>
    void navigate(`/diagnostics${formatDiagnosticsView({ ...view, ...changes })}`);
  const count = (value: number | undefined) => (value ? <span className="v-tab-count">{value}</span> : null);
  useTitle(t('diagnostics.title'));
  return (
    <div className="v-page">
      <PageHead title={t('diagnostics.title')} />
      <Tabs value={view.tab} onChange={(tab) => change({ tab: tabs.find((known) => known === tab) ?? 'incidents' })}>
        <Tabs.List aria-label={t('diagnostics.sections')}>
          <Tabs.Tab value="incidents" rightSection={count(overview.data?.incidents)}>
            {t('diagnostics.incidents')}
          </Tabs.Tab>
          <Tabs.Tab value="late" rightSection={count(late.data?.total)}>
            {t('attention.late')}
          </Tabs.Tab>
          <Tabs.Tab value="held" rightSection={count(overview.data?.held)}>
            {t('diagnostics.held')}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="incidents" pt="md">
          <SegmentedControl
            size="xs"
            mb="md"
            aria-label={t('diagnostics.stateFilter')}
            value={view.state}
            onChange={(state) => change({ state })}
            data={[
              { value: 'open', label: t('diagnostics.open') },
              { value: 'resolved', label: t('diagnostics.resolved') },
            ]}
          />
          <IncidentList state={view.state} />
        </Tabs.Panel>
        <Tabs.Panel value="late" pt="md">
          <LateList />
        </Tabs.Panel>
        <Tabs.Panel value="held" pt="md">
          <HeldList />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
