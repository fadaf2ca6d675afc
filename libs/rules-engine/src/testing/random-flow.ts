import type { ConditionTree, FlowEdge, FlowGraph, FlowNode, NodeConfigs, NodeKind } from '@voronka/domain';
import { portsOf } from '@voronka/domain';
import fc from 'fast-check';
import { node, text } from './flow-builder.ts';

/** Ids of the nodes that a random flow may have; a few of them are in no flow. */
const ids = Array.from({ length: 12 }, (_, at) => `n${at}`);
/** Id of a node, or none. */
export const anyId = fc.constantFrom(...ids, 'start', 'triggers', 'nowhere');
/** A stage, or none that the funnel has. */
export const stageKey = fc.constantFrom(
  'unsorted',
  'firstContact',
  'negotiation',
  'decision',
  'won',
  'lost',
  'nowhere',
);
const slot = fc.constantFrom('name', 'phone', 'email', 'size');
/** A signal, or none that the catalogue has. */
export const signalName = fc.constantFrom('hot', 'cold', 'unknown');
const words = fc.constantFrom('one {{name}}', 'two {{fields.city}}', 'three {{notUnderstood}}').map(text);
/** A time, from a minute to more than idleness takes. */
export const minutes = fc.constantFrom(1, 10, 60, 60 * 24, 60 * 24 * 40);
const priority = fc.integer({ min: 1, max: 3 });
/** Yes or no. */
export const maybe = fc.boolean();

/** A condition; now and then one that cannot be run. */
const condition: fc.Arbitrary<ConditionTree> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<ConditionTree>({ fact: 'client.messages', operator: 'greaterThan', value: 0 }) },
  {
    weight: 3,
    arbitrary: fc.constant<ConditionTree>({ fact: 'message.text', operator: 'hasAnyWord', value: ['цена'] }),
  },
  {
    weight: 2,
    arbitrary: fc.boolean().map((value): ConditionTree => ({ fact: 'slots.phone.known', operator: 'equal', value })),
  },
  { weight: 2, arbitrary: stageKey.map((value): ConditionTree => ({ fact: 'stage', operator: 'equal', value })) },
  {
    weight: 2,
    arbitrary: fc.constant<ConditionTree>({ not: { fact: 'businessHours.open', operator: 'equal', value: true } }),
  },
  { weight: 1, arbitrary: fc.constant<ConditionTree>({ fact: 'nobody.declared', operator: 'equal', value: 1 }) },
);
const when = fc.option(condition, { freq: 3, nil: null });

const configs: { readonly [K in NodeKind]: fc.Arbitrary<NodeConfigs[K]> } = {
  newDialogueTrigger: fc.record({ when, priority }),
  clientMessageTrigger: fc.record({ when, oncePerEpisode: maybe, priority, interrupts: maybe }),
  signalTrigger: fc.record({ signal: signalName, when }),
  stageMovedTrigger: fc.record({
    stageKeys: fc.array(stageKey, { maxLength: 1 }),
    by: fc.subarray(['crm', 'operator', 'assistant'] as const).map((by) => [...by]),
    when,
  }),
  responsibleChangedTrigger: fc.record({ when }),
  timerTrigger: fc.record({
    afterMinutes: minutes,
    since: fc.constantFrom('dialogueStart', 'episodeStart', 'lastClientMessage', 'handOff'),
    when,
  }),
  silenceTrigger: fc.record({ minutes, times: fc.integer({ min: 1, max: 3 }), when }),
  manualTrigger: fc.record({ when }),
  rule: fc.record({
    outputs: fc
      .array(fc.record({ priority, conditions: condition }), { minLength: 1, maxLength: 3 })
      .map((outputs) => outputs.map((output, at) => ({ ...output, port: `p${at}`, title: text(`p${at}`) }))),
    policy: fc.constantFrom('first', 'all'),
  }),
  ask: fc.record({
    slots: fc.uniqueArray(slot, { minLength: 1, maxLength: 2 }),
    attempts: fc.integer({ min: 1, max: 3 }),
    question: words,
    again: fc.array(fc.record({ missing: fc.uniqueArray(slot, { maxLength: 2 }), text: words }), { maxLength: 2 }),
    skipKnown: maybe,
    silence: fc.option(
      fc.record({
        remindAfterMinutes: minutes,
        reminders: fc.array(words, { maxLength: 2 }),
        closeAfterMinutes: minutes,
      }),
      { nil: null },
    ),
  }),
  reply: fc.record({ text: words }),
  qualify: fc.record({
    score: fc.integer({ min: 0, max: 9 }),
    reasons: fc.array(words, { maxLength: 1 }),
    criteria: fc.array(fc.record({ points: fc.integer({ min: -5, max: 5 }), reason: words, when: condition }), {
      maxLength: 2,
    }),
  }),
  findOrCreateContact: fc.constant({}),
  updateContact: fc.constant({ name: 'fillEmpty', phone: 'append', email: 'overwrite' } as const),
  createLead: fc.record({ title: words, stageKey, card: fc.constantFrom('channel', 'lead', 'deal') }),
  moveStage: fc.record({ stageKey, allowBack: maybe }),
  addTags: fc.record({ tags: fc.subarray(['a', 'b'], { minLength: 1 }) }),
  removeTags: fc.record({ tags: fc.subarray(['a', 'b'], { minLength: 1 }) }),
  addNote: fc.record({ text: words }),
  attachHistory: fc.constant({}),
  assignResponsible: fc.record({ choose: maybe }),
  raiseSignal: fc.record({ signal: signalName }),
  returnToAssistant: fc.constant({}),
  wait: fc.record({
    for: fc.oneof(
      fc.record({ kind: fc.constant('duration' as const), minutes }),
      fc.record({
        kind: fc.constant('localTime' as const),
        time: fc.constantFrom('09:00', '23:30'),
        days: fc.subarray([1, 6]),
      }),
      fc.record({ kind: fc.constant('businessHours' as const) }),
      fc.record({
        kind: fc.constant('event' as const),
        events: fc
          .subarray(['clientMessage', 'managerMessage', 'stageMoved', 'responsibleChanged', 'signal'] as const, {
            minLength: 1,
          })
          .map((events) => [...events]),
        signal: fc.option(signalName, { nil: null }),
        timeoutMinutes: minutes,
      }),
    ),
    onMessage: fc.constantFrom('stay', 'leave'),
  }),
  callWebhook: fc.record({
    webhookId: fc.constant('hook'),
    waitForAnswer: maybe,
    answer: fc.constant({ city: 'town' }),
  }),
  subFlow: fc.constant({ flowId: 'other' }),
  handOff: fc.record({
    reason: words,
    text: fc.option(words, { nil: null }),
    answerWithinMinutes: fc.option(minutes, { nil: null }),
    task: maybe,
  }),
  end: fc.record({ close: maybe }),
};

function anyNode(id: string): fc.Arbitrary<FlowNode> {
  const kinds = Object.keys(configs) as NodeKind[];
  const ofKind = <K extends NodeKind>(kind: K): fc.Arbitrary<FlowNode> => {
    return configs[kind].map((config) => node(id, kind, config) as FlowNode);
  };
  return fc
    .constantFrom(...kinds.filter((kind) => kind !== 'subFlow'), 'ask', 'ask', 'ask', 'wait', 'rule')
    .chain(ofKind);
}

/** A way out of every port, mostly onwards; now and then back, to a node that is not there, or none. */
function anyEdges(nodes: readonly FlowNode[]): fc.Arbitrary<FlowEdge[]> {
  const known = nodes.map(({ id }) => id);
  const ports = nodes.flatMap((source, at) => portsOf(source).map(({ port }) => ({ source: source.id, port, at })));
  const targets = ports.map(({ at }) => {
    const onwards = known.slice(at + 1);
    return fc.oneof(
      { weight: 60, arbitrary: fc.constantFrom(...(onwards.length > 0 ? onwards : known)) },
      { weight: 6, arbitrary: fc.constantFrom(...known) },
      { weight: 1, arbitrary: fc.constant('nowhere') },
      { weight: 1, arbitrary: fc.constant(null) },
    );
  });
  return fc.tuple(...targets).map((chosen) =>
    ports.flatMap(({ source, port }, at) => {
      const to = chosen[at];
      return typeof to === 'string' ? [{ id: `${source}:${port}`, source, port, target: to }] : [];
    }),
  );
}

/** Any flow that could be drawn, and some that publishing would refuse. */
export const anyFlow: fc.Arbitrary<FlowGraph> = fc
  .integer({ min: 3, max: 10 })
  .chain((count) => fc.tuple(...ids.slice(0, count).map(anyNode)))
  .map((nodes) => [node('start', 'clientMessageTrigger', { when: null, oncePerEpisode: false, priority: 1 }), ...nodes])
  .chain((nodes) => anyEdges(nodes).map((edges) => ({ nodes, edges })))
  .map((graph) => ({
    ...graph,
    slots: [
      {
        key: 'size',
        title: text('size'),
        kind: 'choice' as const,
        options: [{ value: 'l', title: text('large'), words: ['большой'] }],
      },
    ],
    fields: [{ key: 'city', title: text('city'), type: 'string' as const, default: '-' }],
  }));
