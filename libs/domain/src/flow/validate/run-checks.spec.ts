import type { FlowGraph, FlowNode } from '../flow-graph.ts';
import {
  ask,
  asksSomething,
  chain,
  codes,
  end,
  flow,
  node,
  onMessage,
  reply,
  start,
  surroundings,
  text,
} from './testing/flows.ts';
import { validateFlow } from './validate-flow.ts';

const answered = ['ask:collected>end', 'ask:gaveUp>end'];

function beside(trigger: FlowNode, ...onTheWay: FlowNode[]): FlowGraph {
  const way = [trigger, ...onTheWay, ask()];
  const run = way.slice(1).map((target, at) => `${way[at]?.id ?? ''}:next>${target.id}`);
  return flow([start, ...way, end], ['start:next>end', ...run, ...answered]);
}

describe('a run beside the conversation', () => {
  it.each<[string, FlowNode]>([
    ['a signal', node('t', 'signalTrigger', { signal: 's', when: null })],
    ['a moved card', node('t', 'stageMovedTrigger', { stageKeys: [], by: [], when: null })],
    ['another responsible', node('t', 'responsibleChangedTrigger', { when: null })],
    ['a timer', node('t', 'timerTrigger', { afterMinutes: 5, since: 'handOff', when: null })],
    ['silence', node('t', 'silenceTrigger', { minutes: 5, times: 1, when: null })],
    ['a button', node('t', 'manualTrigger', { when: null })],
    ['an answer beside the open question', onMessage('t', { interrupts: true, when: asksSomething, priority: 2 })],
  ])('may not ask: %s', (_what, trigger) => {
    expect(codes(beside(trigger, reply('hi')))).toEqual(['Flow.SideRunWaits t']);
  });

  it('may send a webhook, and may not wait for its answer', () => {
    const trigger = node('t', 'manualTrigger', { when: null });
    const calls = (waitForAnswer: boolean): FlowGraph =>
      flow(
        [start, trigger, node('call', 'callWebhook', { webhookId: 'w', waitForAnswer, answer: {} }), end],
        ['start:next>end', 't:next>call', 'call:next>end', ...(waitForAnswer ? ['call:failed>end'] : [])],
      );
    expect(codes(calls(false))).toEqual([]);
    expect(codes(calls(true))).toEqual(['Flow.SideRunWaits t']);
  });

  it('names what it would wait at', () => {
    const [found] = validateFlow(beside(node('t', 'manualTrigger', { when: null }), reply('hi')), surroundings);
    expect(found?.message.en).toContain('"ask"');
  });

  it('is none where other flows enter: there the button may lead to a question', () => {
    const graph = flow([node('t', 'manualTrigger', { when: null }), ask(), end], ['t:next>ask', ...answered]);
    expect(codes(graph, { runsByItself: false })).toEqual([]);
  });
});

describe('a rule that takes all ways out', () => {
  const split = (targets: string[], otherwise: string): FlowGraph => {
    const outputs = targets.map((_, at) => ({
      port: `p${at}`,
      title: text(`p${at}`),
      priority: at + 1,
      conditions: asksSomething,
    }));
    const nodes = [start, node('rule', 'rule', { outputs, policy: 'all' }), reply('hi'), ask(), end];
    const ways = targets.map((target, at) => `rule:p${at}>${target}`);
    return flow(nodes, ['start:next>rule', ...ways, `rule:otherwise>${otherwise}`, 'hi:next>ask', ...answered]);
  };

  it('has one way at most that comes to a question', () => {
    expect(codes(split(['ask', 'end', 'hi'], 'end'))).toEqual(['Flow.TwoBranchesWait rule']);
    expect(codes(split(['hi', 'end', 'end'], 'end'))).toEqual([]);
  });

  it('takes "otherwise" alone, so that it does not count', () => {
    expect(codes(split(['hi', 'end'], 'ask'))).toEqual([]);
  });

  it('names the ways', () => {
    const found = validateFlow(split(['ask', 'end', 'hi'], 'end'), surroundings);
    expect(found[0]?.message.ru).toBe('Несколько выходов правила ведут к ожиданию: p0, p2');
  });
});

describe('triggers of the conversation', () => {
  const two = (one: number, other: number): FlowGraph => {
    const graph = flow([start, end], ['a:next>end', 'b:next>end']);
    return { ...graph, nodes: [onMessage('a', { priority: one }), onMessage('b', { priority: other }), end] };
  };

  it('with equal priorities work, with a warning and a free priority each', () => {
    const findings = validateFlow(two(5, 5), surroundings);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['Flow.EqualTriggerPriorities', 'warning'],
      ['Flow.EqualTriggerPriorities', 'warning'],
    ]);
    const proposed = findings.map(({ suggestion }) => suggestion?.changes[0]);
    expect(proposed).toMatchObject([{ value: 4 }, { value: 3 }]);
  });

  it('find a free priority above where there is none below', () => {
    const [found] = validateFlow(two(1, 1), surroundings);
    expect(found?.suggestion?.changes).toMatchObject([{ nodeId: 'a', path: ['priority'], value: 2 }]);
  });

  it('that answer beside a question need a condition', () => {
    const open = chain([onMessage('start', { interrupts: true }), end]);
    expect(codes(open)).toEqual(['Flow.InterruptsAlways start']);
    expect(codes(chain([onMessage('start', { interrupts: false }), end]))).toEqual([]);
  });
});
