import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FlowCanvas } from '@voronka/flow-editor';
import type { FlowDiffView, FlowImpact } from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';
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

/** Two drawings of a flow: the changes in one line, on the drawing, and in words by node. */
export function Compared({
  before,
  after,
  diff,
  impact,
}: {
  /** Null: there was none. */
  before: FlowGraph | null;
  after: FlowGraph;
  diff: FlowDiffView;
  /** Where open dialogues stand; undefined: not asked, or not known yet. */
  impact?: FlowImpact | undefined;
}) {
  const { t } = useTranslation();
  const { words, labels, colorMode } = useCanvasWords();
  const [selected, setSelected] = useState<string | null>(null);
  const { graph, marks, edgeMarks } = useMemo(() => {
    const titles = { added: t('diff.added'), changed: t('diff.changed'), removed: t('diff.removed') };
    return comparedDrawing(before, after, diff, titles);
  }, [before, after, diff, t]);
  const isChanged = [diff.nodes, diff.edges, diff.declarations, diff.annotations].some(({ length }) => length > 0);
  return (
    <>
      <Summary diff={diff} />
      {isChanged ? (
        <div className="v-diff">
          <div className="v-diff-canvas">
            <FlowCanvas
              graph={graph}
              marks={marks}
              edgeMarks={edgeMarks}
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
