import { useEffect } from 'react';
import { Skeleton } from '@mantine/core';
import { IconTimelineEvent } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../app/session.tsx';
import { EmptyPlace } from '../../../components/empty-place.tsx';
import { LoadFailure } from '../../../components/load-failure.tsx';
import { replayAddress } from '../../flows/flow-address.ts';
import { useView } from '../use-view.ts';
import { DecisionCard } from './decision-card.tsx';
import { useTimeline } from './use-timeline.ts';

/** Every decision of the dialogue, oldest first, with all that led to it. */
export function TimelineView({ dialogueId, flowId }: { dialogueId: string; flowId: string }) {
  const { t } = useTranslation();
  const { view, change } = useView();
  const { can } = useSession();
  const { query, decisions } = useTimeline(dialogueId);
  const isThere = decisions?.some((decision) => decision.turn === view.turn) ?? false;
  useEffect(() => {
    if (isThere) document.getElementById(`decision-${view.turn}`)?.scrollIntoView({ block: 'start' });
  }, [isThere, view.turn]);

  if (query.isPending) {
    return (
      <div className="v-timeline" aria-hidden>
        {[180, 260, 220].map((height) => (
          <Skeleton key={height} height={height} radius="md" />
        ))}
      </div>
    );
  }
  if (!decisions) return <LoadFailure error={query.error} onRetry={() => void query.refetch()} />;
  if (decisions.length === 0) {
    return <EmptyPlace icon={IconTimelineEvent} title={t('timeline.empty')} hint={t('timeline.emptyHint')} />;
  }
  return (
    <div className="v-timeline" tabIndex={0} role="region" aria-label={t('timeline.title')}>
      {decisions.map((decision) => (
        <DecisionCard
          key={decision.turn}
          decision={decision}
          isChosen={decision.turn === view.turn}
          simulatorAddress={can.seeSimulator ? replayAddress(flowId, dialogueId, decision.turn) : undefined}
          onShowNode={(node) => change({ tab: 'flow', node })}
        />
      ))}
    </div>
  );
}
