import type { FlowEdge, FlowGraph, FlowNode, FlowNodeOf } from './flow-graph.ts';
import { startsOf } from './node-specifications.ts';
import { drawnIds } from './sub-flows/drawn-ids.ts';
import type { Declarations } from './sub-flows/merge-declarations.ts';
import { mergeDeclarations } from './sub-flows/merge-declarations.ts';
import type { FlowLibrary } from './sub-flows/survey.ts';
import { firstNodeOf, largestDrawing, subFlowNodes, Survey } from './sub-flows/survey.ts';
import type { FlowFinding } from './validate/finding.ts';
import { finding } from './validate/finding.ts';

export type { FlowLibrary } from './sub-flows/survey.ts';

/** A flow with its sub-flows drawn in, or why that cannot be; findings name sub-flow nodes of the flow itself. */
export type DrawnIn =
  | {
      graph: FlowGraph;
      /** Node that came from a sub-flow → the sub-flow node of the flow itself that it stands for. */
      owners: ReadonlyMap<string, string>;
    }
  | { problem: FlowFinding[] };

/** Ids of the flows that a flow runs, each once. */
export function subFlowIdsOf(graph: FlowGraph): string[] {
  return [...new Set(subFlowNodes(graph).map(({ config }) => config.flowId))];
}

const longestNodeId = 64;
const longestEdgeId = 200;

/** One sub-flow node, and the flow that takes its place: without sub-flows of its own by now. */
interface Insertion {
  node: FlowNodeOf<'subFlow'>;
  inner: FlowGraph;
  first: FlowNode;
  /** Inner nodes that a run can come to, but for its ends. */
  taken: FlowNode[];
  /** Inner id → id in the whole. */
  ids: ReadonlyMap<string, string>;
}

function reachedFrom(graph: FlowGraph, first: FlowNode): FlowNode[] {
  const targets = new Map<string, string[]>(graph.nodes.map((node) => [node.id, []]));
  for (const { source, target } of graph.edges) targets.get(source)?.push(target);
  const reached = new Set<string>();
  const open = [first.id];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    open.push(...(targets.get(id) ?? []));
  }
  return graph.nodes.filter((node) => reached.has(node.id));
}

/** Draws sub-flows in, the innermost first; each flow of the library is made ready once. */
class Drawing {
  readonly problem: FlowFinding[] = [];
  private readonly library: FlowLibrary;
  private readonly ready = new Map<string, FlowGraph>();

  constructor(library: FlowLibrary) {
    this.library = library;
  }

  /** @param owner sub-flow node of the outermost flow that everything in this one stands for; null for that flow itself */
  draw(graph: FlowGraph, owner: string | null): { graph: FlowGraph; insertions: Insertion[] } {
    const nodeId = drawnIds(
      graph.nodes.map((node) => node.id),
      longestNodeId,
    );
    const insertions = subFlowNodes(graph).flatMap((node) => this.insertion(node, owner ?? node.id, nodeId));
    let declared: Declarations = graph;
    for (const { node, inner } of insertions) {
      const { conflicts, ...merged } = mergeDeclarations(declared, inner);
      this.problem.push(...conflicts.map((key) => finding('Flow.SubFlowConflict', owner ?? node.id, key)));
      declared = merged;
    }
    const { slots, fields } = declared;
    const drawn = {
      ...this.join(graph, insertions, owner),
      ...(slots ? { slots } : {}),
      ...(fields ? { fields } : {}),
    };
    return { graph: drawn, insertions };
  }

  private insertion(
    node: FlowNodeOf<'subFlow'>,
    owner: string,
    nodeId: (owner: string, inner: string) => string,
  ): Insertion[] {
    const inner = this.readyFlow(node.config.flowId, owner);
    const first = inner && firstNodeOf(inner);
    if (!inner || !first) return [];
    const taken = reachedFrom(inner, first).filter((inside) => inside.kind !== 'end' && startsOf(inside) === null);
    const ids = new Map(taken.map(({ id }) => [id, nodeId(node.id, id)] as const));
    return [{ node, inner, first, taken, ids }];
  }

  private readyFlow(flowId: string, owner: string): FlowGraph | null {
    const known = this.ready.get(flowId);
    if (known) return known;
    const stored = this.library.get(flowId);
    if (!stored) return null;
    const { graph } = this.draw(stored, owner);
    this.ready.set(flowId, graph);
    return graph;
  }

  private join(graph: FlowGraph, insertions: readonly Insertion[], owner: string | null): FlowGraph {
    const byNode = new Map(insertions.map((insertion) => [insertion.node.id, insertion]));
    const nextOf = new Map(
      graph.edges
        .filter(({ source, port }) => byNode.has(source) && port === 'next')
        .map((edge) => [edge.source, edge]),
    );
    const edgeId = drawnIds(
      graph.edges.map((edge) => edge.id),
      longestEdgeId,
    );
    /** Where an edge comes to that leads to this node: through sub-flows that begin with their end, past them. */
    const place = (nodeId: string | undefined): string | null => {
      const passed = new Set<string>();
      let at = nodeId;
      for (let inside = byNode.get(at ?? ''); inside; inside = byNode.get(at ?? '')) {
        const entry = inside.ids.get(inside.first.id);
        if (entry !== undefined) return entry;
        if (passed.has(inside.node.id)) {
          this.problem.push(finding('Flow.CycleWithoutWait', owner ?? inside.node.id));
          return null;
        }
        passed.add(inside.node.id);
        at = nextOf.get(inside.node.id)?.target;
      }
      return at ?? null;
    };
    const led = (edge: FlowEdge, target: string | null): FlowEdge[] => (target === null ? [] : [{ ...edge, target }]);
    return {
      nodes: graph.nodes.flatMap((node) => {
        const insertion = byNode.get(node.id);
        return insertion ? movedNodes(insertion) : [node];
      }),
      edges: [
        ...graph.edges.filter(({ source }) => !byNode.has(source)).flatMap((edge) => led(edge, place(edge.target))),
        ...insertions.flatMap((insertion) => {
          const after = place(nextOf.get(insertion.node.id)?.target);
          return innerEdges(insertion, after, edgeId);
        }),
      ],
    };
  }
}

/** The inner nodes under their new ids, drawn where the sub-flow node stood. */
function movedNodes({ node, first, taken, ids }: Insertion): FlowNode[] {
  const by = { x: node.position.x - first.position.x, y: node.position.y - first.position.y };
  return taken.map((inner): FlowNode => {
    const position = { x: inner.position.x + by.x, y: inner.position.y + by.y };
    return { ...inner, id: ids.get(inner.id) ?? inner.id, position };
  });
}

/** The inner edges between inner nodes; those to an end lead on to what follows the sub-flow node. */
function innerEdges(
  { node, inner, ids }: Insertion,
  after: string | null,
  edgeId: (owner: string, inner: string) => string,
): FlowEdge[] {
  const ends = new Set(inner.nodes.filter(({ kind }) => kind === 'end').map(({ id }) => id));
  return inner.edges.flatMap((edge): FlowEdge[] => {
    const source = ids.get(edge.source);
    const target = ids.get(edge.target) ?? (ends.has(edge.target) ? after : null);
    if (source === undefined || target === null) return [];
    return [{ id: edgeId(node.id, edge.id), source, port: edge.port, target }];
  });
}

/**
 * Puts the nodes of published sub-flows in place of the sub-flow nodes, so that what runs is one flow. A run enters a
 * sub-flow behind its manager's button, or behind its first trigger of the conversation where it has no button; the
 * triggers themselves stay out, with whatever only they lead to. Its ends lead on to what follows the sub-flow node,
 * whether or not they would close the dialogue; its hand-offs stay hand-offs. Declared slots and fields are joined.
 *
 * Pure: the same flows always give the same graph, and a step keeps its id (`{nodeId}__{innerId}`) while its sub-flow
 * node and itself keep theirs.
 *
 * @param library the published flows by id
 * @param flowId id of the flow itself, so that one which comes to itself through others is noticed; null if unknown
 */
export function drawInSubFlows(graph: FlowGraph, library: FlowLibrary, flowId: string | null = null): DrawnIn {
  const inserted = subFlowNodes(graph);
  if (inserted.length === 0) return { graph, owners: new Map() };
  const survey = new Survey(library, flowId);
  let size = graph.nodes.length;
  const problem = inserted.flatMap((node): FlowFinding[] => {
    const extent = survey.of(node.config.flowId);
    if ('code' in extent) return [finding(extent.code, node.id, extent.subject)];
    size += extent.nodes;
    return [];
  });
  if (size > largestDrawing) problem.push(finding('Flow.SubFlowTooLarge', null, String(largestDrawing)));
  if (problem.length > 0) return { problem };
  const drawing = new Drawing(library);
  const { graph: drawn, insertions } = drawing.draw(graph, null);
  if (drawing.problem.length > 0) return { problem: drawing.problem };
  const owners = insertions.flatMap(({ node, ids }) => [...ids.values()].map((id) => [id, node.id] as const));
  return { graph: drawn, owners: new Map(owners) };
}
