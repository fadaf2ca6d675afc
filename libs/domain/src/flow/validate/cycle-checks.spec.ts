import type { FlowGraph } from '../flow-graph.ts';
import { ask, asksSomething, chain, codes, end, flow, node, reply, start, surroundings } from './testing/flows.ts';
import { validateFlow } from './validate-flow.ts';

/** What is proposed against each cycle, in English, by node. */
const proposed = (graph: FlowGraph): Record<string, string | undefined> =>
  Object.fromEntries(
    validateFlow(graph, surroundings)
      .filter(({ code }) => code.startsWith('Flow.Cycle'))
      .map(({ nodeId, suggestion }) => [nodeId ?? '-', suggestion?.text.en]),
  );

describe('a cycle', () => {
  it('is to be broken between neighbours on it, whatever else leads away from there', () => {
    const rule = node('rule', 'rule', {
      outputs: [{ port: 'a', title: { ru: 'а', en: 'a' }, priority: 1, conditions: asksSomething }],
    });
    const round = flow(
      [start, rule, reply('hi'), end],
      ['start:next>rule', 'rule:a>end', 'rule:otherwise>hi', 'hi:next>rule'],
    );
    expect(proposed(round)).toEqual({
      rule: 'Put a question or a wait between "rule" and "hi"',
      hi: 'Put a question or a wait between "hi" and "rule"',
    });
  });

  it('that a known answer lets through is stopped by asking every time; what is not the question is no place for that', () => {
    const round = flow(
      [start, ask(), reply('hi'), end],
      ['start:next>ask', 'ask:collected>hi', 'ask:gaveUp>end', 'hi:next>ask'],
    );
    expect(proposed(round)).toEqual({
      ask: 'Ask every time, even when the answer is known',
      hi: 'Put a question or a wait between "hi" and "ask"',
    });
  });

  it('is told once where nothing waits on it at all, though a question passes by', () => {
    const two = flow(
      [start, reply('a'), reply('b'), ask(), end],
      ['start:next>a', 'a:next>b', 'b:next>a', 'ask:collected>end', 'ask:gaveUp>end'],
    );
    const found = codes(two).filter((code) => code.includes('Cycle'));
    expect(found).toEqual(['Flow.CycleWithoutWait a', 'Flow.CycleWithoutWait b']);
  });

  it('of a question that is asked anyway stops', () => {
    const again = chain([start, ask('ask', { skipKnown: false })], ['ask:collected>ask', 'ask:gaveUp>ask']);
    expect(codes(again)).toEqual(['Flow.NoEnd -']);
  });
});
