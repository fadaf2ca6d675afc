import { useState } from 'react';
import { Button, Checkbox, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight, IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Incident } from '@voronka/contracts';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { useSession } from '../../app/session.tsx';
import { EmptyPlace } from '../../components/empty-place.tsx';
import { LoadFailure } from '../../components/load-failure.tsx';
import { useNow } from '../../components/use-now.ts';
import { moment } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { BulkBar } from './bulk-bar.tsx';
import type { Choice } from './bulk-bar.tsx';
import { SettleButtons } from './settle-buttons.tsx';

/** One incident: what happened in people's words, where, and the way on. */
export function IncidentItem({
  incident,
  choice,
}: {
  incident: Incident;
  /** Whether it is ticked; missing where nothing can be ticked. */
  choice?: { isChosen: boolean; onChoose: (isChosen: boolean) => void };
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const now = useNow(60_000);
  const { can } = useSession();
  const isOpen = incident.state === 'open';
  const name = incident.clientName ?? t('dialogues.nameless', { number: incident.dialogueNumber });
  const when =
    incident.resolvedAt && !isOpen
      ? t('diagnostics.resolvedAt', { at: moment(incident.resolvedAt, locale, t, now) })
      : t('diagnostics.raised', { at: moment(incident.createdAt, locale, t, now) });
  const Mark = isOpen ? IconAlertTriangle : IconCircleCheck;
  return (
    <article className="v-item">
      {choice ? (
        <Checkbox
          size="xs"
          aria-label={t('attention.choose', { name })}
          checked={choice.isChosen}
          onChange={(event) => choice.onChoose(event.currentTarget.checked)}
        />
      ) : null}
      <Mark size={18} stroke={1.8} aria-hidden className={isOpen ? 'v-tone-failed' : 'v-tone-ok'} />
      <div className="v-item-body">
        <p className="v-item-title">{incident.message[locale]}</p>
        <p className="v-dim">
          {name} · {t('diagnostics.atNode', { label: incident.nodeLabel[locale] })} · {when} ·{' '}
          <code>{incident.code}</code>
        </p>
      </div>
      <div className="v-item-actions">
        <Button
          component={Link}
          to={`/dialogues/${incident.dialogueId}?tab=timeline`}
          variant="default"
          size="xs"
          rightSection={<IconArrowRight size={14} aria-hidden />}
        >
          {t('diagnostics.openDialogue')}
        </Button>
        {isOpen && can.handleIncidents ? <SettleButtons incidentId={incident.id} /> : null}
      </div>
    </article>
  );
}

/** The incidents in one state. */
export function IncidentList({ state }: { state: 'open' | 'resolved' }) {
  const { t } = useTranslation();
  const { can } = useSession();
  const [choice, setChoice] = useState<Choice>({ ids: new Set(), code: null });
  const query = useQuery({
    queryKey: keys.incidentList(state),
    queryFn: ({ signal }) => api.incidents(state, signal),
  });
  if (query.isPending) return <Skeleton height={150} radius="md" />;
  if (!query.data) return <LoadFailure error={query.error} onRetry={() => void query.refetch()} />;
  const { incidents } = query.data;
  if (incidents.length === 0) {
    const [title, hint] =
      state === 'open'
        ? [t('diagnostics.incidentsEmpty'), t('diagnostics.incidentsEmptyHint')]
        : [t('diagnostics.resolvedEmpty'), t('diagnostics.resolvedEmptyHint')];
    return <EmptyPlace icon={IconCircleCheck} title={title} hint={hint} />;
  }
  const canChoose = state === 'open' && can.handleIncidents;
  const isShown = ({ code }: Incident) => !canChoose || choice.code === null || choice.code === code;
  const shown = incidents.filter(isShown);
  // What somebody else has settled meanwhile is not chosen any more.
  const ids = new Set(shown.map(({ id }) => id).filter((id) => choice.ids.has(id)));
  const choose = (id: string, isChosen: boolean) => {
    const next = new Set(ids);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChoice({ ...choice, ids: next });
  };
  return (
    <>
      {canChoose ? (
        <BulkBar incidents={incidents} shown={shown} choice={{ ...choice, ids }} onChange={setChoice} />
      ) : null}
      <div className="v-items">
        {shown.map((incident) => (
          <IncidentItem
            key={incident.id}
            incident={incident}
            {...(canChoose
              ? { choice: { isChosen: ids.has(incident.id), onChoose: (is: boolean) => choose(incident.id, is) } }
              : {})}
          />
        ))}
      </div>
    </>
  );
}
