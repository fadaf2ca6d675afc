import { useMemo, useState } from 'react';
import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FlowCanvas } from '@voronka/flow-editor';
import type { Flow, FlowDiffView, FlowImpact } from '@voronka/contracts';
import { api } from '../../../api/endpoints.ts';
import { keys } from '../../../api/query-keys.ts';
import { LoadFailure } from '../../../components/load-failure.tsx';
import { useCanvasWords } from '../use-canvas-words.ts';
import { comparedDrawing } from './compared-drawing.ts';
import { DiffList } from './diff-list.tsx';

const changes = ['added', 'changed', 'removed'] as const;

/** How many nodes are new, changed and gone, in one line. */
function Summary({ diff }: { diff: FlowDiffView }) {
  const { t } = useTranslation();
  const counts = changes.map((change) => [change, diff.nodes.filter((node) => node.change === change).length] as const);
  const told = counts.filter(([, count]) => count > 0).map(([change, count]) => t(`diff.${change}Count`, { count }));
  const isNone = told.length === 0 && diff.edges.length === 0 && diff.declarations.length === 0;
  return (
    <p>
      {isNone ? t('diff.none') : told.join(' · ')}{' '}
      {diff.layout.length > 0 ? <span className="v-dim">{t('diff.layout', { count: diff.layout.length })}</span> : null}
    </p>
  );
}

function Compared({ flow, diff, impact }: { flow: Flow; diff: FlowDiffView; impact: FlowImpact | undefined }) {
  const { t } = useTranslation();
  const { words, labels, colorMode } = useCanvasWords();
  const [selected, setSelected] = useState<string | null>(null);
  const { graph, marks } = useMemo(() => {
    const titles = { added: t('diff.added'), changed: t('diff.changed'), removed: t('diff.removed') };
    return comparedDrawing(flow.live?.graph ?? null, flow.draft.graph, diff, titles);
  }, [flow, diff, t]);
  const isChanged = diff.nodes.length > 0 || diff.edges.length > 0 || diff.declarations.length > 0;
  return (
    <>
      <Summary diff={diff} />
      {isChanged ? (
        <div className="v-diff">
          <div className="v-diff-canvas">
            <FlowCanvas
              graph={graph}
              marks={marks}
              words={words}
              labels={{ ...labels, canvas: t('diff.canvas') }}
              colorMode={colorMode}
              selectedNodeId={selected}
              onSelect={setSelected}
            />
          </div>
          <DiffList diff={diff} impact={impact} declarations={graph} onSelect={setSelected} />
        </div>
      ) : null}
    </>
  );
}

/** What publishing the draft changes: on the drawing, and in words by node. */
export function DraftDiff({ flow, impact }: { flow: Flow; impact: FlowImpact | undefined }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: keys.draftDiff(flow.id, flow.draft.revision),
    queryFn: ({ signal }) => api.draftDiff(flow.id, signal),
    staleTime: 0,
  });
  return (
    <section aria-labelledby="draft-diff">
      <h3 id="draft-diff" className="v-diff-title">
        {t('diff.title')}
      </h3>
      {query.isPending ? <Skeleton height={300} radius="md" aria-label={t('diff.loading')} /> : null}
      {query.isError ? <LoadFailure error={query.error} onRetry={() => void query.refetch()} /> : null}
      {query.data ? <Compared flow={flow} diff={query.data} impact={impact} /> : null}
    </section>
  );
}
