import type { FlowEdge, FlowGraph, FlowNode } from '@voronka/domain';
import { makeEdge } from './connections.ts';

/** A piece of a drawing: some nodes and the connections among them. */
export interface Fragment {
  nodes: FlowNode[];
  edges: FlowEdge[];
}

/** What was put into a drawing. */
export interface Inserted {
  graph: FlowGraph;
  /** Ids of the new nodes. */
  added: string[];
}

/** The chosen nodes with the connections among them; connections to others stay behind. */
export function fragmentOf(graph: FlowGraph, ids: ReadonlySet<string>): Fragment {
  return {
    nodes: graph.nodes.filter(({ id }) => ids.has(id)),
    edges: graph.edges.filter(({ source, target }) => ids.has(source) && ids.has(target)),
  };
}

/** The upper left corner of a fragment. */
export function cornerOf({ nodes }: Fragment): FlowNode['position'] {
  const [first, ...rest] = nodes.map(({ position }) => position);
  if (!first) return { x: 0, y: 0 };
  return rest.reduce((corner, { x, y }) => ({ x: Math.min(corner.x, x), y: Math.min(corner.y, y) }), first);
}

/**
 * Puts a fragment into a drawing under new ids.
 *
 * @param newId gives an id for a node; one that is taken is asked for again
 * @param by how far from its own place, px
 */
export function insertFragment(
  graph: FlowGraph,
  fragment: Fragment,
  newId: (node: FlowNode) => string,
  by: FlowNode['position'],
): Inserted {
  const taken = new Set(graph.nodes.map(({ id }) => id));
  const ids = new Map<string, string>();
  for (const node of fragment.nodes) {
    let id = newId(node);
    while (taken.has(id)) id = newId(node);
    taken.add(id);
    ids.set(node.id, id);
  }
  const nodes = fragment.nodes.map((node): FlowNode => {
    const position = { x: node.position.x + by.x, y: node.position.y + by.y };
    return { ...node, id: ids.get(node.id) ?? node.id, position };
  });
  const edges = [...graph.edges];
  for (const edge of fragment.edges) {
    const source = ids.get(edge.source);
    const target = ids.get(edge.target);
    if (source !== undefined && target !== undefined) edges.push(makeEdge(edges, { source, port: edge.port, target }));
  }
  return {
    graph: nodes.length === 0 ? graph : { ...graph, nodes: [...graph.nodes, ...nodes], edges },
    added: nodes.map(({ id }) => id),
  };
}

/** A step right and down, px: a copy beside its original. */
export const copyStep = 40;

/** Copies of the chosen nodes beside them. */
export function duplicate(graph: FlowGraph, ids: ReadonlySet<string>, newId: (node: FlowNode) => string): Inserted {
  return insertFragment(graph, fragmentOf(graph, ids), newId, { x: copyStep, y: copyStep });
}
