import { Button, Skeleton } from '@mantine/core';
import {
  IconArrowRight,
  IconHandStop,
  IconMessagePlus,
  IconPlug,
  IconPlugOff,
  IconShieldCheck,
} from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Overview } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { PageHead } from '../../components/page-head.tsx';
import { useTitle } from '../../components/use-title.ts';
import { IncidentItem } from '../diagnostics/incident-list.tsx';
import { DemoLinks } from './demo-links.tsx';
import { Numbers } from './numbers.tsx';
import { WaitingDialogues } from './waiting-dialogues.tsx';

/** How many of each the overview shows; the rest is one click away. */
const shown = 4;
const waitingFilter = { status: 'needsManager', limit: shown } as const;

function Attention({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const incidents = useQuery({
    queryKey: keys.incidentList('open'),
    queryFn: ({ signal }) => api.incidents('open', signal),
  });
  const waiting = useQuery({
    queryKey: keys.dialogueList(waitingFilter),
    queryFn: ({ signal }) => api.dialogues(waitingFilter, signal),
  });
  const failed = [incidents, waiting].find((query) => query.isError && !query.data);
  const open = incidents.data?.incidents ?? [];
  const dialogues = waiting.data?.dialogues ?? [];
  const isQuiet = incidents.data && waiting.data && open.length === 0 && dialogues.length === 0 && overview.held === 0;
  return (
    <section className="v-section">
      <header>
        <h2>{t('overview.attention')}</h2>
        {open.length > shown ? (
          <Link className="v-link" to="/diagnostics">
            {t('overview.allIncidents')}
          </Link>
        ) : null}
      </header>
      {incidents.isPending || waiting.isPending ? <Skeleton height={90} radius="md" /> : null}
      {failed ? <LoadFailure error={failed.error} onRetry={() => void failed.refetch()} /> : null}
      {isQuiet ? (
        <EmptyPlace
          icon={IconShieldCheck}
          title={t('overview.attentionEmpty')}
          hint={t('overview.attentionEmptyHint')}
        />
      ) : null}
      <div className="v-items">
        {open.slice(0, shown).map((incident) => (
          <IncidentItem key={incident.id} incident={incident} />
        ))}
        <WaitingDialogues dialogues={dialogues} />
        {overview.held > 0 ? (
          <article className="v-item">
            <IconHandStop size={18} stroke={1.8} aria-hidden className="v-tone-attention" />
            <div className="v-item-body">
              <p className="v-item-title">
                {t('overview.held')}: {overview.held}
              </p>
              <p className="v-dim">{t('overview.heldHint')}</p>
            </div>
            <div className="v-item-actions">
              <Button
                component={Link}
                to="/diagnostics?tab=held"
                variant="default"
                size="xs"
                rightSection={<IconArrowRight size={14} aria-hidden />}
              >
                {t('overview.allHeld')}
              </Button>
            </div>
          </article>
        ) : null}
      </div>
    </section>
  );
}

function Integrations({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  return (
    <section className="v-section">
      <header>
        <h2>{t('overview.integrations')}</h2>
      </header>
      {overview.integrations.length === 0 ? (
        <EmptyPlace
          icon={IconPlugOff}
          title={t('overview.integrationsEmpty')}
          hint={t('overview.integrationsEmptyHint')}
        />
      ) : (
        <ul className="v-integrations">
          {overview.integrations.map((integration) => {
            const Mark = integration.enabled ? IconPlug : IconPlugOff;
            return (
              <li key={integration.id}>
                <Mark
                  size={17}
                  stroke={1.7}
                  aria-hidden
                  className={integration.enabled ? 'v-tone-ok' : 'v-tone-attention'}
                />
                <span>{integration.name}</span>
                <span className="v-dim">
                  {integration.enabled ? t('overview.integrationOn') : t('overview.integrationOff')}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

function FirstDialogue({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  return (
    <EmptyPlace
      icon={IconMessagePlus}
      title={t('overview.firstDialogue')}
      hint={overview.demo ? t('overview.firstDialogueHint') : t('overview.noDemoHint')}
      action={
        overview.demo ? (
          <Button component="a" href={overview.demo.chatUrl} target="_blank" rel="noopener">
            {t('overview.openChat')}
          </Button>
        ) : null
      }
    />
  );
}

/** The first page: what is going on now, what waits for a person, what it is connected to. */
export function OverviewPage() {
  const { t } = useTranslation();
  const overview = useQuery({ queryKey: keys.overview, queryFn: ({ signal }) => api.overview(signal) });
  const any = useQuery({
    queryKey: keys.dialogueList({ limit: 1 }),
    queryFn: ({ signal }) => api.dialogues({ limit: 1 }, signal),
  });
  useTitle(t('overview.title'));
  const { data } = overview;
  return (
    <div className="v-page">
      <PageHead title={t('overview.title')} />
      {overview.isPending ? <Skeleton height={180} radius="md" /> : null}
      {overview.isError && !data ? (
        <LoadFailure error={overview.error} onRetry={() => void overview.refetch()} />
      ) : null}
      {data ? (
        <>
          {any.data?.total === 0 ? <FirstDialogue overview={data} /> : <Numbers overview={data} />}
          <div className="v-columns">
            <Attention overview={data} />
            <div>
              {data.demo ? <DemoLinks demo={data.demo} /> : null}
              <Integrations overview={data} />
            </div>
          </div>
        </>
      ) : null}
    </div>
  );
}
