import { Anchor, Skeleton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { LoadFailure } from '../../components/load-failure.tsx';
import { formatView } from './dialogues-address.ts';
import { RuleList } from './timeline/rule-list.tsx';
import { useTimeline } from './timeline/use-timeline.ts';
import { useView } from './use-view.ts';

/** Why the assistant said this: the rule that fired with the facts it saw; the rest is one click away. */
export function Why({ dialogueId, turn }: { dialogueId: string; turn: number }) {
  const { t } = useTranslation();
  const { view } = useView();
  const { query, decisions } = useTimeline(dialogueId);
  const decision = decisions?.find((item) => item.turn === turn);
  if (query.isPending) return <Skeleton className="v-why" height={72} aria-label={t('message.whyLoading')} />;
  if (!decisions) return <LoadFailure error={query.error} onRetry={() => void query.refetch()} />;
  if (!decision) return <p className="v-why v-dim">{t('message.whyMissing')}</p>;
  const standsAt = decision.nodes.at(-1);
  return (
    <div className="v-why">
      <div className="v-why-title">
        {decision.decisive
          ? t('timeline.ruleFired')
          : decision.tookOtherwise
            ? t('timeline.otherwise')
            : t('timeline.noRule')}
      </div>
      {decision.decisive ? <RuleList rules={[decision.decisive]} /> : null}
      <div className="v-why-foot">
        <Anchor component={Link} size="xs" to={formatView({ ...view, tab: 'timeline', turn })}>
          {t('message.openDecision')}
        </Anchor>
        {standsAt ? (
          <Anchor component={Link} size="xs" to={formatView({ ...view, tab: 'flow', node: standsAt.nodeId })}>
            {t('message.openOnFlow')}
          </Anchor>
        ) : null}
      </div>
    </div>
  );
}
