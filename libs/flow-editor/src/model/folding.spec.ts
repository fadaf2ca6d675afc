import { priceAndContactFlow } from '@voronka/domain';
import type { FlowGraph } from '@voronka/domain';
import { groupRef } from './annotation-refs.ts';
import { boxHandle, foldEdges, handlesOfBox, spread } from './folding.ts';
import { drawEdge } from './to-canvas.ts';

const { nodes, edges } = priceAndContactFlow;
const box = groupRef('g');
const fold = (...hidden: string[]) =>
  foldEdges(edges.map(drawEdge), nodes, new Map(hidden.map((id) => [id, box])), 'right');
const reply = (id: string, y: number) => ({
  ...priceAndContactFlow.nodes[0],
  id,
  position: { x: 0, y },
});

describe('the connections of a folded group', () => {
  it('end at its box, each at a place of its own, in the order of their other ends', () => {
    const apart = [reply('low', 500), reply('high', 0), reply('in', 200)] as FlowGraph['nodes'];
    const lines = ['low', 'high'].map((source) => drawEdge({ id: source, source, port: 'next', target: 'in' }));
    const { edges: led, ways } = foldEdges(lines, apart, new Map([['in', box]]), 'right');
    expect(led.map(({ id, target, targetHandle }) => [id, target, targetHandle])).toEqual([
      ['low', box, boxHandle('in', 1)],
      ['high', box, boxHandle('in', 0)],
    ]);
    expect(ways.get(box)).toEqual({ in: 2, out: 0 });
  });

  it('keep their ids, and vanish where both ends are hidden', () => {
    const [inner] = edges;
    if (!inner) throw new Error('the demo flow has lost its connections');
    const { edges: led } = fold(inner.source, inner.target);
    expect(led.map(({ id }) => id)).toEqual(edges.slice(1).map(({ id }) => id));
    expect(led.some(({ source, target }) => [source, target].includes(inner.target))).toBe(false);
  });

  it('touch its sides apart from each other and from the corners', () => {
    expect(spread(1)).toEqual([0.5]);
    const parts = spread(4);
    expect(new Set(parts).size).toBe(4);
    expect(Math.min(...parts)).toBeGreaterThan(0.1);
    expect(Math.max(...parts)).toBeLessThan(0.9);
    const handles = handlesOfBox({ width: 200, height: 60 }, 'right', { in: 2, out: 1 });
    expect(handles.map(({ id, x }) => [id, x])).toEqual([
      ['in-0', 0],
      ['in-1', 0],
      ['out-0', 200],
    ]);
  });
});
