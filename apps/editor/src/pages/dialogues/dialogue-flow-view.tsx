import '../../styles/canvas-styles.ts';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { FlowCanvas } from '@voronka/flow-editor';
import { api } from '../../api/endpoints.ts';
import { keys } from '../../api/query-keys.ts';
import { LoadFailure } from '../../components/load-failure.tsx';
import { clockWithSeconds } from '../../i18n/time.ts';
import { useLocale } from '../../i18n/use-locale.ts';
import { NodePanel } from '../flows/node-panel.tsx';
import { useCanvasWords } from '../flows/use-canvas-words.ts';
import { formatView } from './dialogues-address.ts';
import { useTimeline } from './timeline/use-timeline.ts';
import { useView } from './use-view.ts';

/** The dialogue's decisions at one node, each leading to the timeline. */
function Visits({ dialogueId, nodeId, isCurrent }: { dialogueId: string; nodeId: string; isCurrent: boolean }) {
  const { t } = useTranslation();
  const locale = useLocale();
  const { view } = useView();
  const { decisions } = useTimeline(dialogueId);
  const visits = (decisions ?? []).filter(({ nodes }) => nodes.some((node) => node.nodeId === nodeId));
  return (
    <section className="v-node-section">
      <h3>{t('flows.visits')}</h3>
      {isCurrent ? <p className="v-current">{t('flows.current')}</p> : null}
      {decisions && visits.length === 0 ? <p className="v-dim">{t('flows.notVisited')}</p> : null}
      <ul className="v-visits">
        {visits.map(({ turn, at, nodes }) => {
          const chosen = nodes
            .filter((node) => node.nodeId === nodeId)
            .flatMap((node) => node.rules)
            .find((rule) => rule.chosen);
          return (
            <li key={turn}>
              <Link className="v-link" to={formatView({ ...view, tab: 'timeline', turn })}>
                {t('flows.visitTurn', { turn })}
              </Link>
              <time dateTime={at} className="v-dim">
                {clockWithSeconds(at, locale)}
              </time>
              {chosen ? <span className="v-visit-rule">{chosen.title}</span> : null}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** The flow this dialogue runs, with its path lit: passed nodes numbered, the present one marked. */
export function DialogueFlowView({ dialogueId }: { dialogueId: string }) {
  const { view, change } = useView();
  const { words, labels, colorMode } = useCanvasWords();
  const query = useQuery({
    queryKey: keys.dialogueFlow(dialogueId),
    queryFn: ({ signal }) => api.dialogueFlow(dialogueId, signal),
  });
  if (query.isPending) return <Skeleton className="v-canvas-loading" />;
  if (!query.data) return <LoadFailure error={query.error} onRetry={() => void query.refetch()} />;
  const flow = query.data;
  const select = (node: string | null) => change({ node }, true);
  return (
    <div className="v-flow" data-panel={view.node !== null || undefined}>
      <div className="v-flow-canvas">
        <FlowCanvas
          graph={flow.graph}
          path={flow}
          arrangement="down"
          words={words}
          labels={labels}
          colorMode={colorMode}
          selectedNodeId={view.node}
          onSelect={select}
        />
      </div>
      {view.node === null ? null : (
        <NodePanel graph={flow.graph} nodeId={view.node} words={words} onSelect={select}>
          <Visits dialogueId={dialogueId} nodeId={view.node} isCurrent={flow.current === view.node} />
        </NodePanel>
      )}
    </div>
  );
}
