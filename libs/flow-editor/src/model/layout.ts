import type { FlowEdge, FlowGraph, FlowNode } from '@voronka/domain';
import { portsOf, startsOf } from '@voronka/domain';

/** Which way a flow is drawn: downwards or to the right. */
export type Direction = 'down' | 'right';

/** Width of a node's card, px. */
export const cardWidth = 232;
const gap = { beside: 36, along: 56 };

/** Height that a card takes at most, px: name, two lines of summary, and its ways out. */
export function cardHeight(node: FlowNode, direction: Direction): number {
  const ports = portsOf(node).length;
  if (ports < 2) return 84;
  return direction === 'down' ? 104 : 64 + ports * 24;
}

type Point = FlowNode['position'];

/** The way in which most connections go. */
export function directionOf(graph: FlowGraph): Direction {
  const places = new Map(graph.nodes.map((node) => [node.id, node.position]));
  let across = 0;
  let down = 0;
  for (const edge of graph.edges) {
    const from = places.get(edge.source);
    const to = places.get(edge.target);
    if (!from || !to) continue;
    across += Math.abs(to.x - from.x);
    down += Math.abs(to.y - from.y);
  }
  return across > down * 1.4 ? 'right' : 'down';
}

/** Whether two cards would lie on each other. */
export function overlaps(graph: FlowGraph, direction: Direction): boolean {
  return graph.nodes.some((one, index) =>
    graph.nodes.slice(index + 1).some((other) => {
      const tall = one.position.y <= other.position.y ? one : other;
      return (
        Math.abs(one.position.x - other.position.x) < cardWidth &&
        Math.abs(one.position.y - other.position.y) < cardHeight(tall, direction)
      );
    }),
  );
}

/** Connections that lead back to a node the walk is still inside; without them the graph has no cycle. */
function backEdges(graph: FlowGraph): Set<string> {
  const outgoing = Map.groupBy(graph.edges, (edge) => edge.source);
  const back = new Set<string>();
  const done = new Set<string>();
  const inside = new Set<string>();
  const visit = (nodeId: string) => {
    if (done.has(nodeId)) return;
    inside.add(nodeId);
    for (const edge of outgoing.get(nodeId) ?? []) {
      if (inside.has(edge.target)) back.add(edge.id);
      else visit(edge.target);
    }
    inside.delete(nodeId);
    done.add(nodeId);
  };
  for (const node of graph.nodes) if (startsOf(node) !== null) visit(node.id);
  for (const node of graph.nodes) visit(node.id);
  return back;
}

/** Each node's row: one more than the deepest of those before it. */
function rowsOf(graph: FlowGraph, forward: FlowEdge[]): FlowNode[][] {
  const incoming = Map.groupBy(forward, (edge) => edge.target);
  const known = new Map<string, number>();
  const rowOf = (nodeId: string): number => {
    const stored = known.get(nodeId);
    if (stored !== undefined) return stored;
    const before = (incoming.get(nodeId) ?? []).map((edge) => rowOf(edge.source));
    const row = before.length === 0 ? 0 : Math.max(...before) + 1;
    known.set(nodeId, row);
    return row;
  };
  const rows: FlowNode[][] = [];
  for (const node of graph.nodes) (rows[rowOf(node.id)] ??= []).push(node);
  return rows;
}

/**
 * Places every node: rows by depth, in each row under those that lead there. For flows that were written without
 * places, or whose places put cards on each other.
 */
export function layOut(graph: FlowGraph, direction: Direction): Map<string, Point> {
  const back = backEdges(graph);
  const forward = graph.edges.filter((edge) => !back.has(edge.id));
  const incoming = Map.groupBy(forward, (edge) => edge.target);
  const portIndex = new Map(
    graph.nodes.flatMap((node) => portsOf(node).map(({ port }, index) => [`${node.id}:${port}`, index] as const)),
  );
  const center = new Map<string, number>();
  const places = new Map<string, Point>();
  let along = 0;
  for (const row of rowsOf(graph, forward)) {
    const wish = (node: FlowNode) => {
      const sources = (incoming.get(node.id) ?? []).map(
        (edge) => (center.get(edge.source) ?? 0) + (portIndex.get(`${edge.source}:${edge.port}`) ?? 0) * 0.1,
      );
      return sources.length === 0 ? 0 : sources.reduce((sum, value) => sum + value, 0) / sources.length;
    };
    const ordered = [...row].sort((one, other) => wish(one) - wish(other));
    const sizes = ordered.map((node) => (direction === 'down' ? cardWidth : cardHeight(node, direction)));
    const total = sizes.reduce((sum, size) => sum + size + gap.beside, -gap.beside);
    const middle = ordered.reduce((sum, node) => sum + wish(node), 0) / ordered.length;
    let beside = middle - total / 2;
    ordered.forEach((node, index) => {
      const size = sizes[index] ?? cardWidth;
      center.set(node.id, beside + size / 2);
      places.set(node.id, direction === 'down' ? { x: beside, y: along } : { x: along, y: beside });
      beside += size + gap.beside;
    });
    const deepest = Math.max(
      ...ordered.map((node) => (direction === 'down' ? cardHeight(node, direction) : cardWidth)),
    );
    along += deepest + gap.along;
  }
  return places;
}
