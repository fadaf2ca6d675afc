import type { FlowDiffView } from '@voronka/contracts';
import type { FlowEdge, FlowGraph } from '@voronka/domain';
import type { ChangeMark } from '@voronka/flow-editor';

/** What is said at a node of each kind of change. */
export type ChangeTitles = Readonly<Record<ChangeMark['change'], string>>;

/** Two drawings in one, with what became of each part. */
export interface ComparedDrawing {
  graph: FlowGraph;
  marks: ReadonlyMap<string, ChangeMark>;
  /** Of connections: those that lead elsewhere now are there twice. */
  edgeMarks: ReadonlyMap<string, 'added' | 'removed'>;
}

/** The connections whose way out leads elsewhere, or nowhere, in another drawing. */
function ledOtherwise(edges: readonly FlowEdge[], other: readonly FlowEdge[]): FlowEdge[] {
  const way = ({ source, port }: FlowEdge) => `${source}:${port}`;
  const targets = new Map(other.map((edge) => [way(edge), edge.target]));
  return edges.filter((edge) => targets.get(way(edge)) !== edge.target);
}

/** Two drawings in one: the newer with what it no longer has, and what became of each node and connection. */
export function comparedDrawing(
  before: FlowGraph | null,
  after: FlowGraph,
  diff: FlowDiffView,
  titles: ChangeTitles,
): ComparedDrawing {
  const removed = new Set(diff.nodes.filter(({ change }) => change === 'removed').map(({ nodeId }) => nodeId));
  const gone = (before?.nodes ?? []).filter(({ id }) => removed.has(id));
  const known = new Set([...after.nodes, ...gone].map(({ id }) => id));
  const taken = new Set(after.edges.map(({ id }) => id));
  const led = ledOtherwise(before?.edges ?? [], after.edges)
    .filter(({ source, target }) => known.has(source) && known.has(target))
    .map((edge) => (taken.has(edge.id) ? { ...edge, id: `${edge.id}~` } : edge));
  const added = ledOtherwise(after.edges, before?.edges ?? []);
  return {
    graph: { ...after, nodes: [...after.nodes, ...gone], edges: [...after.edges, ...led] },
    marks: new Map(diff.nodes.map(({ nodeId, change }) => [nodeId, { change, title: titles[change] }])),
    edgeMarks: new Map([
      ...added.map(({ id }) => [id, 'added'] as const),
      ...led.map(({ id }) => [id, 'removed'] as const),
    ]),
  };
}
