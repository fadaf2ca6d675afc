import type { ConditionTree, FlowGraph, FlowNode } from '../flow-graph.ts';
import { applyChanges } from './apply-changes.ts';
import {
  ask,
  chain,
  codes,
  end,
  flow,
  inOne,
  node,
  onCard,
  onMessage,
  start,
  surroundings,
  text,
} from './testing/flows.ts';
import { permissionsOf } from './testing/surroundings.cases.ts';
import { validateFlow } from './validate-flow.ts';

const noted = node('note', 'addNote', { text: text('wants a call') });
const lead = node('lead', 'createLead', { title: text('lead'), stageKey: 'unsorted' });
const leadIsOpen: ConditionTree = { fact: 'lead.state', operator: 'equal', value: 'open' };

/** A conversation that makes a lead, and a note on the card from another trigger. */
const beside = (trigger: FlowNode): FlowGraph =>
  flow(
    [start, lead, trigger, noted, end],
    ['start:next>lead', 'lead:next>end', `${trigger.id}:next>note`, 'note:next>end'],
  );

const besides: FlowNode[] = [
  node('t', 'timerTrigger', { afterMinutes: 60, since: 'episodeStart', when: null }),
  node('t', 'silenceTrigger', { minutes: 60, times: 1, when: null }),
  node('t', 'signalTrigger', { signal: 'readyToCall', when: null }),
  node('t', 'manualTrigger', { when: null }),
];

describe('a step on the card', () => {
  it.each(besides.map((trigger) => [trigger.kind, trigger] as const))(
    'behind a %s may run before the conversation has made a card',
    (_kind, trigger) => {
      const [found, ...others] = validateFlow(beside(trigger), surroundings);
      expect(others).toEqual([]);
      expect(found).toMatchObject({ code: 'Flow.NoCardYet', severity: 'warning', nodeId: 'note' });
      const after = applyChanges(beside(trigger), found?.suggestion?.changes ?? []);
      expect(after.nodes.find(({ id }) => id === 't')?.config).toMatchObject({ when: leadIsOpen });
      expect(codes(after)).toEqual([]);
    },
  );

  it('keeps the condition that its trigger has when a card is asked for', () => {
    const evening: ConditionTree = { fact: 'time.hour', operator: 'greaterThan', value: 18 };
    const trigger = node('t', 'manualTrigger', { when: evening });
    const [found] = validateFlow(beside(trigger), surroundings);
    const after = applyChanges(beside(trigger), found?.suggestion?.changes ?? []);
    expect(after.nodes.find(({ id }) => id === 't')?.config).toEqual({ when: { all: [leadIsOpen, evening] } });
  });

  it('has one behind a move of the card, and behind a condition that looks for one', () => {
    const moved = node('t', 'stageMovedTrigger', { stageKeys: [], by: [], when: null });
    expect(codes(beside(moved))).toEqual([]);
    const evening: ConditionTree = { fact: 'time.hour', operator: 'greaterThan', value: 18 };
    const condition: ConditionTree = { any: [evening, { all: [{ not: leadIsOpen }, evening] }] };
    expect(codes(beside(node('t', 'manualTrigger', { when: condition })))).toEqual([]);
  });

  it('needs a card in the conversation too', () => {
    expect(codes(inOne(noted))).toEqual(['Flow.NoCardYet note']);
    expect(codes(onCard(noted))).toEqual([]);
  });

  it('is fine when one of the ways to it makes the card', () => {
    const asked = flow(
      [start, ask(), lead, noted, end],
      ['start:next>ask', 'ask:collected>lead', 'ask:gaveUp>note', 'lead:next>note', 'note:next>end'],
    );
    expect(codes(asked)).toEqual([]);
  });

  it('leaves it to the author where several triggers lead to it, or the conversation itself', () => {
    const second = onMessage('again', { priority: 2 });
    const both = flow([start, second, noted, end], ['start:next>note', 'again:next>note', 'note:next>end']);
    expect(validateFlow(both, surroundings).map(({ suggestion }) => suggestion)).toEqual([null]);
    const [button, silence] = [
      node('t', 'manualTrigger', { when: null }),
      node('s', 'silenceTrigger', { minutes: 5, times: 1, when: null }),
    ];
    const aside = flow(
      [start, button, silence, noted, end],
      ['start:next>end', 't:next>note', 's:next>note', 'note:next>end'],
    );
    expect(validateFlow(aside, surroundings).map(({ suggestion }) => suggestion)).toEqual([null]);
    expect(validateFlow(inOne(noted), surroundings).map(({ suggestion }) => suggestion)).toEqual([null]);
  });

  it.each([
    ['moveStage', node('x', 'moveStage', { stageKey: 'unsorted' })],
    ['addTags', node('x', 'addTags', { tags: ['a'] })],
    ['attachHistory', node('x', 'attachHistory', {})],
    ['assignResponsible', node('x', 'assignResponsible', {})],
  ])('is %s as well', (_kind, step) => expect(codes(inOne(step))).toEqual(['Flow.NoCardYet x']));

  it.each([
    ['a contact', node('x', 'findOrCreateContact', {})],
    ['taking tags off', node('x', 'removeTags', { tags: ['a'] })],
  ])('is not %s', (_what, step) => expect(codes(inOne(step))).toEqual([]));

  it('is no matter where no CRM is joined, or where it will not run', () => {
    expect(codes(inOne(noted), { stageMapping: null })).toEqual([]);
    expect(codes(inOne(noted), { permissions: permissionsOf('withoutCrm') })).toEqual(['Flow.StepNotPermitted note']);
    expect(codes(inOne(noted), { permissions: permissionsOf('movesStages') })).toEqual(['Flow.NoCardYet note']);
  });

  it('may rely on the flow that runs it', () => {
    expect(codes(inOne(noted), { runsByItself: false })).toEqual([]);
    const running = node('sub', 'subFlow', { flowId: 'inner' });
    const library = new Map([['inner', inOne(noted)]]);
    expect(codes(chain([start, running, noted, end]))).toEqual([]);
    expect(codes(onCard(running), { library })).toEqual([]);
    expect(codes(inOne(running), { library })).toEqual(['Flow.NoCardYet sub']);
  });
});
