import { describe, expect, it } from '@jest/globals';
import { diffFlows } from '@voronka/domain';
import type { FlowGraph, FlowNode } from '@voronka/domain';
import { comparedDrawing } from './compared-drawing.ts';

const titles = { added: 'new', changed: 'changed', removed: 'removed' };
const node = (id: string, words = id): FlowNode => ({
  id,
  kind: 'reply',
  label: { ru: id, en: id },
  position: { x: 0, y: 0 },
  config: { text: { ru: words, en: words } },
});
const flow = (nodes: FlowNode[], edges: [string, string][]): FlowGraph => ({
  nodes,
  edges: edges.map(([source, target]) => ({ id: `${source}-${target}`, source, port: 'next', target })),
});

describe('two drawings in one', () => {
  const before = flow(
    [node('a'), node('b'), node('c')],
    [
      ['a', 'b'],
      ['b', 'c'],
    ],
  );
  const after = flow([node('a', 'other'), node('c'), node('d')], [['a', 'd']]);

  it('keep what was removed, with its way to what is still there', () => {
    const { graph, marks, edgeMarks } = comparedDrawing(before, after, diffFlows(before, after), titles);
    expect(graph.nodes.map(({ id }) => id)).toEqual(['a', 'c', 'd', 'b']);
    expect(graph.edges.map(({ id }) => id)).toEqual(['a-d', 'a-b', 'b-c']);
    expect([...edgeMarks]).toEqual([
      ['a-d', 'added'],
      ['a-b', 'removed'],
      ['b-c', 'removed'],
    ]);
    expect([...marks].map(([id, { change }]) => [id, change])).toEqual([
      ['a', 'changed'],
      ['d', 'added'],
      ['b', 'removed'],
    ]);
  });

  it('are the newer one alone while nothing was published', () => {
    const nothing = flow([], []);
    const { graph, marks } = comparedDrawing(null, after, diffFlows(nothing, after), titles);
    expect(graph).toEqual(after);
    expect(marks.get('a')).toEqual({ change: 'added', title: 'new' });
  });
});
