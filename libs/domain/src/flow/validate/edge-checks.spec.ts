import type { FlowGraph } from '../flow-graph.ts';
import type { FlowFinding } from './finding.ts';
import { ask, asking, chain, codes, end, flow, node, reply, start, surroundings } from './testing/flows.ts';
import { validateFlow } from './validate-flow.ts';

function found(graph: FlowGraph, code: string): FlowFinding {
  const one = validateFlow(graph, surroundings).find((finding) => finding.code === code);
  if (!one) throw new Error(`${code} is not found`);
  return one;
}

const loose: FlowGraph = { ...asking(), edges: asking().edges.filter(({ port }) => port !== 'gaveUp') };

describe('a way out without an edge', () => {
  it('is named as people know it', () => {
    expect(found(loose, 'Flow.MissingEdge').message).toEqual({
      ru: 'Выход «Не удалось» никуда не ведёт',
      en: 'The way out "Gave up" leads nowhere',
    });
  });

  it('is led to a node that nothing leads to yet, before the end of the flow', () => {
    expect(found(loose, 'Flow.MissingEdge').suggestion?.changes).toMatchObject([{ edge: { target: 'end' } }]);
    const lost = { ...loose, nodes: [...loose.nodes, node('lost', 'handOff', { reason: ask().label, text: null })] };
    expect(found(lost, 'Flow.MissingEdge').suggestion?.text).toEqual({
      ru: 'Провести «Не удалось» к узлу «lost»',
      en: 'Lead "Gave up" to "lost"',
    });
  });

  it('gets an end of its own where the flow has none, under an id that is free', () => {
    const button = node('end', 'manualTrigger', { when: null });
    const graph = flow([start, button], ['end:next>start']);
    const { suggestion } = found({ ...graph, edges: [] }, 'Flow.MissingEdge');
    expect(suggestion?.changes).toMatchObject([
      { kind: 'addNode', node: { id: 'end2', kind: 'end' } },
      { kind: 'addEdge', edge: { source: 'start', port: 'next', target: 'end2' } },
    ]);
  });
});

describe('edges', () => {
  it('lead from a node to a node', () => {
    expect(codes(chain([start, end], ['start:next>gone']))).toContain('Flow.DanglingEdge start');
    expect(codes(chain([start, end], ['gone:next>end']))).toEqual(['Flow.DanglingEdge end']);
    expect(codes(chain([start, end], ['gone:next>lost']))).toEqual(['Flow.DanglingEdge -']);
  });

  it('leave from a way out that is there, and each from its own', () => {
    expect(codes(chain([start, end], ['start:other>end']))).toEqual(['Flow.UnknownPort start']);
    expect(codes(chain([start, end], ['start:next>end']))).toEqual(['Flow.DuplicateId -', 'Flow.DuplicateEdge start']);
  });

  it('of a way out that is gone are taken over by the only one without an edge', () => {
    const renamed = flow([start, ask(), end], ['start:next>ask', 'ask:collected>end', 'ask:failed>end']);
    expect(found(renamed, 'Flow.UnknownPort').suggestion?.text.en).toBe('Draw the edge from "Gave up"');
    expect(found(chain([start, end], ['start:other>end']), 'Flow.UnknownPort').suggestion?.kind).toBe('removeEdge');
  });

  it('into a trigger, of whatever kind, are led past it', () => {
    const timer = node('timer', 'timerTrigger', { afterMinutes: 5, since: 'handOff', when: null });
    const graph = flow([start, timer, reply('hi'), end], ['start:next>timer', 'timer:next>hi', 'hi:next>end']);
    expect(codes(graph)).toEqual(['Flow.EntersTrigger timer']);
    expect(found(graph, 'Flow.EntersTrigger').suggestion?.text.en).toBe('Lead the edge to "hi"');
  });
});

describe('ids', () => {
  it('stand once', () => {
    expect(codes({ nodes: [start, end, end], edges: chain([start, end]).edges })).toEqual(['Flow.DuplicateId end']);
  });

  it('of nodes are none that the product keeps for itself', () => {
    expect(codes(chain([start, node('triggers', 'end', {})]))).toEqual(['Flow.ReservedId triggers']);
  });
});
