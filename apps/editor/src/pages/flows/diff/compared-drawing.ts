import type { FlowDiffView } from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';
import type { ChangeMark } from '@voronka/flow-editor';

/** What is said at a node of each kind of change. */
export type ChangeTitles = Readonly<Record<ChangeMark['change'], string>>;

/** Two drawings in one: the newer with what it no longer has, and what became of each node. */
export function comparedDrawing(
  before: FlowGraph | null,
  after: FlowGraph,
  diff: FlowDiffView,
  titles: ChangeTitles,
): { graph: FlowGraph; marks: ReadonlyMap<string, ChangeMark> } {
  const removed = new Set(diff.nodes.filter(({ change }) => change === 'removed').map(({ nodeId }) => nodeId));
  const gone = (before?.nodes ?? []).filter(({ id }) => removed.has(id));
  const known = new Set([...after.nodes, ...gone].map(({ id }) => id));
  const taken = new Set(after.edges.map(({ id }) => id));
  const led = (before?.edges ?? []).filter(
    ({ id, source, target }) => removed.has(source) && known.has(target) && !taken.has(id),
  );
  return {
    graph: { ...after, nodes: [...after.nodes, ...gone], edges: [...after.edges, ...led] },
    marks: new Map(diff.nodes.map(({ nodeId, change }) => [nodeId, { change, title: titles[change] }])),
  };
}
