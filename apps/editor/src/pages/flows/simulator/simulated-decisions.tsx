import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { SimulatedDialogue } from '@voronka/domain';
import { useLocale } from '../../../i18n/use-locale.ts';
import { DecisionCard } from '../../dialogues/timeline/decision-card.tsx';
import { toTimelineView } from '../../dialogues/timeline/timeline-model.ts';
import { timelineOf } from './simulated-timeline.ts';

/** Every decision with its rules, their conditions and the values they saw, as on a recorded dialogue's timeline. */
export function SimulatedDecisions({
  dialogue,
  turn,
  onShowNode,
}: {
  dialogue: SimulatedDialogue;
  /** The decision to look at; null: none in particular. */
  turn: number | null;
  onShowNode: (nodeId: string) => void;
}) {
  const { t } = useTranslation();
  const locale = useLocale();
  const decisions = useMemo(() => toTimelineView(timelineOf(dialogue), locale), [dialogue, locale]);
  useEffect(() => {
    if (turn !== null) document.getElementById(`decision-${turn}`)?.scrollIntoView({ block: 'start' });
  }, [turn]);
  return (
    <div className="v-timeline v-sim-decisions" tabIndex={0} role="region" aria-label={t('simulator.decisions')}>
      {decisions.length === 0 ? <p className="v-dim">{t('timeline.empty')}</p> : null}
      {decisions.map((decision) => (
        <DecisionCard
          key={decision.turn}
          decision={decision}
          isChosen={decision.turn === turn}
          onShowNode={onShowNode}
        />
      ))}
    </div>
  );
}
