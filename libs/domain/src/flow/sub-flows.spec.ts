import type { FlowGraph, FlowNode } from './flow-graph.ts';
import type { FlowLibrary } from './sub-flows.ts';
import { drawInSubFlows } from './sub-flows.ts';
import { asking, ask, chain, end, flow, inOne, node, onMessage, reply, start, text } from './validate/testing/flows.ts';

const sub = node('sub', 'subFlow', { flowId: 'inner' });
const hi = reply('hi');

function drawn(graph: FlowGraph, library: Record<string, FlowGraph>): FlowGraph {
  const result = drawInSubFlows(graph, new Map(Object.entries(library)));
  if ('problem' in result) throw new Error(result.problem.map(({ code }) => code).join());
  return result.graph;
}

function problems(graph: FlowGraph, library: FlowLibrary, flowId?: string): string[] {
  const result = drawInSubFlows(graph, library, flowId ?? null);
  return 'problem' in result ? result.problem.map(({ code, nodeId }) => `${code} ${nodeId ?? '-'}`) : [];
}

const edgesOf = ({ edges }: FlowGraph): string[] =>
  edges.map(({ source, port, target }) => `${source}:${port}>${target}`).sort();
const idsOf = ({ nodes }: FlowGraph): string[] => nodes.map(({ id }) => id);

describe('a flow without sub-flows', () => {
  it('stays the very same graph', () => {
    const graph = inOne(hi);
    expect(drawn(graph, {})).toBe(graph);
  });
});

describe('a sub-flow that is drawn in', () => {
  it('takes the place of its node: entered behind its trigger, left by its ends', () => {
    const whole = drawn(inOne(sub), { inner: asking() });
    expect(idsOf(whole)).toEqual(['start', 'sub__ask', 'end']);
    expect(edgesOf(whole)).toEqual(['start:next>sub__ask', 'sub__ask:collected>end', 'sub__ask:gaveUp>end']);
  });

  it('is entered behind its button, else behind its first trigger of the conversation', () => {
    const second = onMessage('second', { priority: 9 });
    const button = node('button', 'manualTrigger', { when: null });
    const ways = ['start:next>a', 'a:next>end', 'second:next>b', 'b:next>end', 'button:next>c', 'c:next>end'];
    const inner = flow([start, second, button, reply('a'), reply('b'), reply('c'), end], ways);
    expect(idsOf(drawn(inOne(sub), { inner }))).toEqual(['start', 'sub__c', 'end']);
    const withoutButton = { ...inner, nodes: inner.nodes.filter(({ id }) => id !== 'button') };
    expect(idsOf(drawn(inOne(sub), { inner: withoutButton }))).toEqual(['start', 'sub__b', 'end']);
  });

  it('keeps its hand-offs', () => {
    const inner = flow(
      [start, ask(), node('off', 'handOff', { reason: text('why'), text: null }), end],
      ['start:next>ask', 'ask:collected>end', 'ask:gaveUp>off'],
    );
    const whole = drawn(inOne(sub), { inner });
    expect(idsOf(whole)).toEqual(['start', 'sub__ask', 'sub__off', 'end']);
    expect(edgesOf(whole)).toContain('sub__ask:gaveUp>sub__off');
  });

  it('may stand there several times', () => {
    const twice = chain([
      start,
      node('one', 'subFlow', { flowId: 'inner' }),
      node('two', 'subFlow', { flowId: 'inner' }),
      end,
    ]);
    expect(edgesOf(drawn(twice, { inner: inOne(hi) }))).toEqual([
      'one__hi:next>two__hi',
      'start:next>one__hi',
      'two__hi:next>end',
    ]);
  });

  it('is passed by when it ends at once, and may follow itself', () => {
    const nothing = chain([start, end]);
    expect(edgesOf(drawn(inOne(sub), { inner: nothing }))).toEqual(['start:next>end']);
    const round = flow(
      [start, sub, ask(), end],
      ['start:next>sub', 'sub:next>ask', 'ask:collected>sub', 'ask:gaveUp>end'],
    );
    expect(edgesOf(drawn(round, { inner: nothing }))).toContain('ask:collected>ask');
    expect(problems(flow([start, sub], ['start:next>sub', 'sub:next>sub']), new Map([['inner', nothing]]))).toContain(
      'Flow.CycleWithoutWait sub',
    );
  });

  it('stands where its node stood', () => {
    const inner = inOne({ ...hi, position: { x: 700, y: 70 } });
    const whole = drawn(inOne({ ...sub, position: { x: 100, y: 10 } }), { inner });
    expect(whole.nodes.find(({ id }) => id === 'sub__hi')?.position).toEqual({ x: 100, y: 10 });
  });

  it('leaves no edge to nowhere when its node has none', () => {
    const whole = drawn(flow([start, sub], ['start:next>sub']), { inner: inOne(hi) });
    expect(edgesOf(whole)).toEqual(['start:next>sub__hi']);
  });

  it('says of each node which sub-flow it came by, the outermost', () => {
    const library = new Map([
      ['inner', inOne(node('deeper', 'subFlow', { flowId: 'deepest' }))],
      ['deepest', inOne(hi)],
    ]);
    const result = drawInSubFlows(inOne(sub), library);
    expect('owners' in result && [...result.owners]).toEqual([['sub__deeper__hi', 'sub']]);
  });
});

describe('ids', () => {
  const long = 'a'.repeat(60);

  it('are cut when they would be too long, and differ all the same', () => {
    const inner = chain([start, reply(`${long}b`), reply(`${long}c`), end]);
    const [, one = '', other = ''] = idsOf(drawn(inOne(sub), { inner }));
    for (const id of [one, other]) expect(id).toMatch(/^[a-zA-Z0-9_-]{64}$/);
    expect(one).not.toBe(other);
    expect(idsOf(drawn(inOne(sub), { inner }))).toEqual(['start', one, other, 'end']);
  });

  it('give way to those that the flow has already', () => {
    const clashing = chain([start, reply('sub__hi'), sub, end]);
    expect(idsOf(drawn(clashing, { inner: inOne(hi) }))).toEqual(['start', 'sub__hi', 'sub__hi__2', 'end']);
  });
});

describe('what is declared', () => {
  const city = (kind: 'text' | 'date', title = 'city') => ({ key: 'city', title: text(title), kind });

  it('is joined; the outer flow’s names for it stay', () => {
    const seats = { key: 'seats', title: text('seats'), kind: 'number' as const };
    const field = { key: 'bonus', title: text('bonus'), type: 'number' as const, default: 0 };
    const inner = { ...inOne(hi), slots: [city('text', 'town'), seats], fields: [field] };
    const whole = drawn({ ...inOne(sub), slots: [city('text')] }, { inner });
    expect(whole).toMatchObject({ slots: [city('text'), seats], fields: [field] });
    expect(drawn(inOne(sub), { inner: inOne(hi) })).not.toHaveProperty('slots');
  });

  it('must agree', () => {
    const inner = { ...inOne(hi), slots: [city('date')] };
    const library = new Map([['inner', inner]]);
    expect(problems({ ...inOne(sub), slots: [city('text')] }, library)).toEqual(['Flow.SubFlowConflict sub']);
  });
});

describe('flows that cannot be drawn in', () => {
  const running = (flowId: string): FlowGraph => inOne(node('sub', 'subFlow', { flowId }));

  it.each<[string, FlowLibrary, string]>([
    ['unpublished', new Map(), 'Flow.SubFlowUnpublished sub'],
    ['unpublished further in', new Map([['a', running('b')]]), 'Flow.SubFlowUnpublished sub'],
    ['running the flow itself', new Map([['a', running('outer')]]), 'Flow.SubFlowRecursive sub'],
    [
      'running each other',
      new Map([
        ['a', running('b')],
        ['b', running('a')],
      ]),
      'Flow.SubFlowRecursive sub',
    ],
    ['running themselves', new Map([['a', running('a')]]), 'Flow.SubFlowRecursive sub'],
    ['without a start', new Map([['a', flow([hi, end], ['hi:next>end'])]]), 'Flow.SubFlowWithoutStart sub'],
    [
      'whose start leads to another start',
      new Map([['a', flow([start, onMessage('b')], ['start:next>b', 'b:next>start'])]]),
      'Flow.SubFlowWithoutStart sub',
    ],
    ['whose start leads nowhere', new Map([['a', flow([start, end], [])]]), 'Flow.SubFlowWithoutStart sub'],
  ])('are told: %s', (_what, library, expected) => {
    expect(problems(running('a'), library, 'outer')).toEqual([expected]);
  });

  it('name each sub-flow node that leads to trouble', () => {
    const nodes: FlowNode[] = [start, sub, node('other', 'subFlow', { flowId: 'gone' }), end];
    expect(problems(chain(nodes), new Map([['inner', inOne(hi)]]))).toEqual(['Flow.SubFlowUnpublished other']);
  });
});
