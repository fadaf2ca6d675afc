import { priceAndContactFlow } from '@voronka/domain';
import type { FlowEdge, FlowGraph } from '@voronka/domain';
import { disconnect } from '../draft/connections.ts';
import { insertOnEdge, placeOnEdge } from '../draft/graph-edits.ts';
import { newNode } from '../draft/new-node.ts';
import { arrange } from './arrange.ts';
import { cardWidth, overlaps } from './layout.ts';

/** The demo flow so many times, each below the one before. */
function copies(times: number): FlowGraph {
  const all = Array.from({ length: times }, (_, copy) => ({
    nodes: priceAndContactFlow.nodes.map((node) => ({
      ...node,
      id: `${node.id}-${copy}`,
      position: { x: node.position.x, y: node.position.y + copy * 640 },
    })),
    edges: priceAndContactFlow.edges.map((edge) => ({
      ...edge,
      id: `${edge.id}-${copy}`,
      source: `${edge.source}-${copy}`,
      target: `${edge.target}-${copy}`,
    })),
  }));
  return { nodes: all.flatMap(({ nodes }) => nodes), edges: all.flatMap(({ edges }) => edges) };
}

/** How far the cards of the one drawing went across the way the flow reads, px per card. */
function wentAcross(before: FlowGraph, after: FlowGraph): number {
  const places = new Map(after.nodes.map(({ id, position }) => [id, position]));
  const ways = before.nodes.map(({ id, position }) => Math.abs(position.y - (places.get(id)?.y ?? Number.NaN)));
  return ways.reduce((sum, way) => sum + way, 0) / ways.length;
}

describe('arranging again after a small edit', () => {
  const insert = (graph: FlowGraph, edge: FlowEdge): FlowGraph =>
    insertOnEdge(graph, edge.id, newNode('reply', { id: 'new', position: placeOnEdge(graph, edge.id) }));
  const cut = (graph: FlowGraph, edge: FlowEdge): FlowGraph => disconnect(graph, new Set([edge.id]));

  it.each([
    ['a node put into a connection', insert],
    ['a connection cut', cut],
  ])('moves cards little across the flow: %s, wherever it is', (_, edit) => {
    for (const flow of [priceAndContactFlow, copies(3)]) {
      const tidy = arrange(flow, 'right');
      const moved = tidy.edges.map((edge) => wentAcross(tidy, arrange(edit(tidy, edge), 'right')));
      const mean = moved.reduce((sum, way) => sum + way, 0) / moved.length;
      expect(mean).toBeLessThan(cardWidth / 4);
      expect(Math.max(...moved)).toBeLessThan(cardWidth);
    }
  });

  it('leaves no cards on each other in a flow of hundreds, and reads onwards', () => {
    const tidy = arrange(copies(28), 'right');
    expect(overlaps(tidy, 'right')).toBe(false);
    const places = new Map(tidy.nodes.map(({ id, position }) => [id, position.x]));
    for (const { source, target } of tidy.edges)
      expect(places.get(target)).toBeGreaterThan(places.get(source) ?? Infinity);
  });
});
