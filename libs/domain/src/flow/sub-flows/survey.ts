import type { FlowGraph, FlowNode, FlowNodeOf } from '../flow-graph.ts';
import { startsOf } from '../node-specifications.ts';
import type { FindingCode } from '../validate/finding.ts';

/** How deep sub-flows may stand in each other. */
export const deepestNesting = 5;

/** How many nodes a flow may have with all its sub-flows drawn in. */
export const largestDrawing = 5000;

/** Why a flow cannot be drawn in. */
export interface Obstacle {
  code: FindingCode;
  /** What its message names. */
  subject: string;
}

interface Extent {
  nodes: number;
  /** Levels of sub-flows inside; 0 for none. */
  height: number;
}

/** Published flows by id. */
export type FlowLibrary = ReadonlyMap<string, FlowGraph>;

/** The sub-flow nodes of a flow. */
export function subFlowNodes(graph: FlowGraph): FlowNodeOf<'subFlow'>[] {
  return graph.nodes.filter((node) => node.kind === 'subFlow');
}

/**
 * Where another flow enters this one: its manager's button, the first drawn of several, else the trigger of the
 * conversation that would be asked first.
 */
export function entryOf(graph: FlowGraph): FlowNode | null {
  const button = graph.nodes.find((node) => node.kind === 'manualTrigger');
  if (button) return button;
  const priorityOf = (node: FlowNode): number => ('priority' in node.config ? node.config.priority : 0);
  const triggers = graph.nodes.filter((node) => startsOf(node) === 'token');
  triggers.sort((a, b) => priorityOf(b) - priorityOf(a) || (a.id < b.id ? -1 : 1));
  return triggers[0] ?? null;
}

/** The node that a run of this flow begins with; null when there is none. */
export function firstNodeOf(graph: FlowGraph): FlowNode | null {
  const entry = entryOf(graph);
  const edge = entry && graph.edges.find(({ source, port }) => source === entry.id && port === 'next');
  const node = edge && graph.nodes.find(({ id }) => id === edge.target);
  return node && startsOf(node) === null ? node : null;
}

/** Finds out, before anything is copied, whether the flows of a library can be drawn in and how large they become. */
export class Survey {
  private readonly known = new Map<string, Extent | Obstacle>();
  private readonly library: FlowLibrary;
  /** The flow into which everything is drawn; it must not come up again. */
  private readonly rootId: string | null;

  constructor(library: FlowLibrary, rootId: string | null) {
    this.library = library;
    this.rootId = rootId;
  }

  /** Why a flow cannot be drawn in, or how large it is. */
  of(flowId: string, within: ReadonlySet<string> = new Set()): Extent | Obstacle {
    if (flowId === this.rootId || within.has(flowId)) return { code: 'Flow.SubFlowRecursive', subject: '' };
    const known = this.known.get(flowId);
    if (known) return known;
    const found = this.look(flowId, new Set([...within, flowId]));
    this.known.set(flowId, found);
    return found;
  }

  private look(flowId: string, within: ReadonlySet<string>): Extent | Obstacle {
    const graph = this.library.get(flowId);
    if (!graph) return { code: 'Flow.SubFlowUnpublished', subject: '' };
    if (!firstNodeOf(graph)) return { code: 'Flow.SubFlowWithoutStart', subject: '' };
    const extent: Extent = { nodes: graph.nodes.length, height: 0 };
    for (const { config } of subFlowNodes(graph)) {
      const inner = this.of(config.flowId, within);
      if ('code' in inner) return inner;
      extent.nodes += inner.nodes;
      extent.height = Math.max(extent.height, inner.height + 1);
    }
    if (extent.height >= deepestNesting) return { code: 'Flow.SubFlowTooDeep', subject: String(deepestNesting) };
    if (extent.nodes > largestDrawing) return { code: 'Flow.SubFlowTooLarge', subject: String(largestDrawing) };
    return extent;
  }
}
