import type { FlowGraph } from '../../flow-graph.ts';
import type { FindingCode } from '../finding.ts';
import type { graphKinds } from '../kinds/graph.kinds.ts';
import type { FindingCase } from './finding-case.ts';
import { ask, asking, asksSomething, chain, end, flow, node, onMessage, reply, start, text } from './flows.ts';

const hi = reply('hi');
const sound = chain([start, hi, end]);

function without(graph: FlowGraph, ...edgeIds: string[]): FlowGraph {
  return { ...graph, edges: graph.edges.filter(({ id }) => !edgeIds.includes(id)) };
}

const split = (policy: 'first' | 'all'): FlowGraph => {
  const outputs = ['a', 'b'].map((port, at) => ({
    port,
    title: text(port),
    priority: at + 1,
    conditions: asksSomething,
  }));
  const nodes = [start, node('rule', 'rule', { outputs, policy }), ask('one'), ask('two'), end];
  return flow(nodes, [
    'start:next>rule',
    'rule:a>one',
    'rule:b>two',
    'rule:otherwise>end',
    ...['one', 'two'].flatMap((id) => [`${id}:collected>end`, `${id}:gaveUp>end`]),
  ]);
};

const button = node('button', 'manualTrigger', { when: null });
const besideAnAsk = (asked: string): FlowGraph => {
  const edges = ['start:next>ask', 'ask:collected>end', 'ask:gaveUp>end', 'button:next>hi', `hi:next>${asked}`];
  return flow([start, button, hi, ask(), end], edges);
};

const roundAnAsk = (skipKnown: boolean): FlowGraph =>
  flow(
    [start, ask('ask', { skipKnown }), hi, end],
    ['start:next>ask', 'ask:collected>hi', 'hi:next>ask', 'ask:gaveUp>end'],
  );

/** A flow for every finding about how nodes and edges hang together. */
export const graphCases: Record<keyof typeof graphKinds & FindingCode, FindingCase> = {
  'Flow.NoTrigger': { flow: chain([hi, end]), at: null, near: sound },
  'Flow.NoEnd': {
    flow: flow([start, ask()], ['start:next>ask', 'ask:collected>ask', 'ask:gaveUp>ask']),
    at: null,
    along: ['Flow.CycleThroughKnown'],
    near: asking(),
  },
  'Flow.DuplicateId': {
    flow: { ...sound, edges: [...sound.edges, { id: 'start:next>hi', source: 'hi', port: 'more', target: 'end' }] },
    at: null,
    along: ['Flow.UnknownPort'],
    near: sound,
    settled: true,
  },
  'Flow.ReservedId': {
    flow: chain([start, node('triggers', 'end', {})]),
    at: 'triggers',
    near: chain([start, node('trigger', 'end', {})]),
    settled: true,
  },
  'Flow.DanglingEdge': {
    flow: { ...sound, edges: [...sound.edges, { id: 'e', source: 'gone', port: 'next', target: 'end' }] },
    at: 'end',
    near: sound,
    settled: true,
  },
  'Flow.UnknownPort': {
    flow: chain([start, hi, end], ['hi:more>end']),
    at: 'hi',
    near: sound,
    settled: true,
  },
  'Flow.DuplicateEdge': {
    flow: { ...sound, edges: [...sound.edges, { id: 'e', source: 'start', port: 'next', target: 'end' }] },
    at: 'start',
    near: sound,
    settled: true,
  },
  'Flow.MissingEdge': {
    flow: without(asking(), 'ask:gaveUp>end'),
    at: 'ask',
    near: asking(),
    settled: true,
  },
  'Flow.EntersTrigger': {
    flow: flow([start, ask(), end], ['start:next>ask', 'ask:collected>end', 'ask:gaveUp>start']),
    at: 'start',
    near: flow([start, ask(), end], ['start:next>ask', 'ask:collected>end', 'ask:gaveUp>ask']),
    settled: true,
  },
  'Flow.Unreachable': {
    flow: { ...sound, nodes: [...sound.nodes, node('lost', 'end', {})] },
    at: 'lost',
    near: sound,
    settled: true,
  },
  'Flow.DeadEnd': {
    flow: without(chain([start, hi, reply('bye'), end]), 'bye:next>end'),
    at: 'start',
    along: ['Flow.MissingEdge', 'Flow.Unreachable'],
    near: chain([start, hi, reply('bye'), end]),
  },
  'Flow.CycleWithoutWait': {
    flow: flow([start, hi, end, button], ['start:next>hi', 'hi:next>hi', 'button:next>end']),
    at: 'hi',
    along: ['Flow.DeadEnd'],
    near: flow([start, hi, ask(), end], ['start:next>hi', 'hi:next>ask', 'ask:gaveUp>hi', 'ask:collected>end']),
  },
  'Flow.CycleThroughKnown': { flow: roundAnAsk(true), at: 'ask', near: roundAnAsk(false), settled: true },
  'Flow.SideRunWaits': { flow: besideAnAsk('ask'), at: 'button', near: besideAnAsk('end') },
  'Flow.TwoBranchesWait': { flow: split('all'), at: 'rule', near: split('first'), settled: true },
  'Flow.InterruptsAlways': {
    flow: chain([onMessage('start', { interrupts: true }), end]),
    at: 'start',
    near: chain([onMessage('start', { interrupts: true, when: asksSomething }), end]),
    settled: true,
  },
  'Flow.EqualTriggerPriorities': {
    flow: {
      ...chain([start, end], ['new:next>end']),
      nodes: [start, end, node('new', 'newDialogueTrigger', { when: null, priority: 1 })],
    },
    at: 'new',
    near: {
      ...chain([start, end], ['new:next>end']),
      nodes: [start, end, node('new', 'newDialogueTrigger', { when: null, priority: 2 })],
    },
    settled: true,
  },
};
