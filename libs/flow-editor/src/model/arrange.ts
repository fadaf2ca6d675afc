import type { FlowGraph } from '@voronka/domain';
import { moveNodes } from '../draft/graph-edits.ts';
import { layOut } from './layout.ts';
import type { Direction } from './layout.ts';

/** The canvas' grid, px. */
export const gridStep = 20;

/** The nearest place on the grid. */
export function toGrid({ x, y }: { x: number; y: number }): { x: number; y: number } {
  return { x: Math.round(x / gridStep) * gridStep, y: Math.round(y / gridStep) * gridStep };
}

/**
 * Puts every node to a tidy place. Nodes beside each other stay in the order in which they stand now, so that an author
 * finds them again.
 */
export function arrange(graph: FlowGraph, direction: Direction): FlowGraph {
  const across = direction === 'down' ? 'x' : 'y';
  const inOrder = [...graph.nodes].sort((one, other) => one.position[across] - other.position[across]);
  const places = layOut({ ...graph, nodes: inOrder }, direction);
  return moveNodes(graph, new Map([...places].map(([id, place]) => [id, toGrid(place)])));
}
