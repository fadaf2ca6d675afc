import type { ConditionLeaf, FlowGraph, FlowNode } from '../../flow-graph.ts';
import type { NodeConfigs, WaitConfig } from '../../node-configs.ts';
import type { FindingCode } from '../finding.ts';
import type { nodeKinds } from '../kinds/node.kinds.ts';
import type { FindingCase } from './finding-case.ts';
import { asking, asksSomething, chain, end, flow, node, reply, ruling, start, text } from './flows.ts';

const inOne = (one: FlowNode): FlowGraph => chain([start, one, end]);

const leaf = (fact: string, operator: ConditionLeaf['operator'], value: ConditionLeaf['value']): FlowGraph =>
  ruling({ fact, operator, value });

function rule(outputs: { port: string; priority: number }[]): FlowGraph {
  const made = outputs.map((output) => ({ ...output, title: text(output.port), conditions: asksSomething }));
  const ways = [...new Set([...outputs.map(({ port }) => port), 'otherwise'])].map((port) => `rule:${port}>end`);
  return flow([start, node('rule', 'rule', { outputs: made }), end], ['start:next>rule', ...ways]);
}

function waiting(wait: WaitConfig): FlowGraph {
  const timeout = wait.kind === 'event' ? ['wait:timeout>end'] : [];
  return chain([start, node('wait', 'wait', { for: wait }), end], timeout);
}

const qualifying = (points: number): FlowGraph => {
  const criteria = [{ points, reason: text('asks'), when: asksSomething }];
  return inOne(node('qualify', 'qualify', { score: 0, reasons: [], criteria }));
};

const calling = (answer: Record<string, string>): FlowGraph => {
  const config: NodeConfigs['callWebhook'] = { webhookId: 'w', waitForAnswer: false, answer };
  const fields = [{ key: 'bonus', title: text('bonus'), type: 'number' as const, default: 0 }];
  return { ...inOne(node('call', 'callWebhook', config)), fields };
};

const silent = (closeAfterMinutes: number): FlowGraph =>
  asking({ silence: { remindAfterMinutes: 30, reminders: [text('still there?')], closeAfterMinutes } });

const timed = (afterMinutes: number): FlowGraph => {
  const timer = node('timer', 'timerTrigger', { afterMinutes, since: 'dialogueStart', when: null });
  return flow([start, timer, end], ['start:next>end', 'timer:next>end']);
};

const atTime = (time: string, days: number[]): FlowGraph => waiting({ kind: 'localTime', time, days });

/** A flow for every finding about a single node. */
export const nodeCases: Record<keyof typeof nodeKinds & FindingCode, FindingCase> = {
  'Flow.EmptyCondition': {
    flow: ruling({ all: [asksSomething, { any: [] }] }),
    at: 'rule',
    near: ruling({ all: [asksSomething, { any: [asksSomething] }] }),
    settled: true,
  },
  'Flow.UndeclaredFact': {
    flow: leaf('slots.phone.knwon', 'equal', true),
    at: 'rule',
    near: leaf('slots.phone.known', 'equal', true),
    settled: true,
  },
  'Flow.OperatorNotForType': {
    flow: leaf('tags', 'equal', 'vip'),
    at: 'rule',
    near: leaf('tags', 'contains', 'vip'),
    settled: true,
  },
  'Flow.ValueNotForOperator': {
    flow: leaf('score', 'greaterThan', '5'),
    at: 'rule',
    near: leaf('score', 'greaterThan', 5),
    settled: true,
  },
  'Flow.ValueNeverOccurs': {
    flow: leaf('lead.state', 'in', ['opened', 'won']),
    at: 'rule',
    near: leaf('lead.state', 'in', ['open', 'won']),
    settled: true,
  },
  'Flow.PatternInvalid': {
    flow: leaf('message.text', 'matchesPattern', ['price', 'how much (']),
    at: 'rule',
    near: leaf('message.text', 'matchesPattern', ['price', 'how much \\(']),
    settled: true,
  },
  'Flow.RuleWithoutOutputs': { flow: rule([]), at: 'rule', near: rule([{ port: 'a', priority: 1 }]) },
  'Flow.DuplicatePort': {
    flow: rule([
      { port: 'a', priority: 1 },
      { port: 'a', priority: 2 },
    ]),
    at: 'rule',
    near: rule([
      { port: 'a', priority: 1 },
      { port: 'b', priority: 2 },
    ]),
  },
  'Flow.EqualPriorities': {
    flow: rule([
      { port: 'a', priority: 1 },
      { port: 'b', priority: 1 },
      { port: 'c', priority: 1 },
    ]),
    at: 'rule',
    near: rule([
      { port: 'a', priority: 3 },
      { port: 'b', priority: 2 },
      { port: 'c', priority: 1 },
    ]),
    settled: true,
  },
  'Flow.CriterionEmpty': { flow: qualifying(0), at: 'qualify', near: qualifying(-5), settled: true },
  'Flow.UnknownVariable': {
    flow: inOne(reply('hi', 'hi, {{ nmae }}, {{phone}}')),
    at: 'hi',
    near: inOne(reply('hi', 'hi, {{ name }}, {{phone}}')),
    settled: true,
  },
  'Flow.EmptyText': {
    flow: inOne(node('hi', 'reply', { text: { ru: 'привет', en: ' ' } })),
    at: 'hi',
    near: inOne(node('hi', 'reply', { text: { ru: 'привет', en: 'hi' } })),
  },
  'Flow.AskWithoutSlots': { flow: asking({ slots: [] }), at: 'ask', near: asking({ slots: ['name'] }), settled: true },
  'Flow.AskWithoutLimit': { flow: asking({ attempts: 0 }), at: 'ask', near: asking({ attempts: 1 }), settled: true },
  'Flow.UndeclaredSlot': {
    flow: asking({ slots: ['fone'] }),
    at: 'ask',
    near: asking({ slots: ['fone'] }, { slots: [{ key: 'fone', title: text('fone'), kind: 'text' }] }),
    settled: true,
  },
  'Flow.WordingNeverUsed': {
    flow: asking({ again: [{ missing: ['phone', 'name'], text: text('name and phone?') }] }),
    at: 'ask',
    near: asking({ slots: ['name', 'phone'], again: [{ missing: ['phone', 'name'], text: text('name and phone?') }] }),
    settled: true,
  },
  'Flow.SilenceContradicts': { flow: silent(29), at: 'ask', near: silent(30), settled: true },
  'Flow.TimeMissing': { flow: timed(0), at: 'timer', near: timed(1), settled: true },
  'Flow.WaitTimeInvalid': { flow: atTime('24:00', []), at: 'wait', near: atTime('23:59', []), settled: true },
  'Flow.WaitDaysInvalid': { flow: atTime('10:00', [1, 8]), at: 'wait', near: atTime('10:00', [1, 7]), settled: true },
  'Flow.WaitForNothing': {
    flow: waiting({ kind: 'event', events: [], signal: null, timeoutMinutes: 5 }),
    at: 'wait',
    near: waiting({ kind: 'event', events: ['managerMessage'], signal: null, timeoutMinutes: 5 }),
    settled: true,
  },
  'Flow.UndeclaredField': { flow: calling({ bonsu: 'b' }), at: 'call', near: calling({ bonus: 'b' }), settled: true },
};
