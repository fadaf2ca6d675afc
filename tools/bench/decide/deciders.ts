import { Engine } from 'json-rules-engine';
import { decide, initialDialogueState } from '@voronka/domain';
import { createDateParser, createEvaluator, createPhoneParser } from '@voronka/rules-engine';
import type { ChoiceShape } from './choice-flow.ts';
import { choiceFlow, conditionsOf } from './choice-flow.ts';
import { bundleOf, context, messages } from './scene.ts';

/** Decides a number of times, one after another. */
export type Decider = (times: number) => Promise<void>;

/**
 * The product's whole decision with its record and trace: the message is understood, the trigger and the rule node are run,
 * the answer is decided.
 *
 * @throws Error when the decision is not the one that the flow is drawn for
 */
export async function productDecider(shape: ChoiceShape): Promise<Decider> {
  const bundle = bundleOf(choiceFlow(shape), `${shape.rules}x${shape.conditions}-${shape.nodes}`);
  const state = initialDialogueState('ru');
  const input = {
    evaluate: createEvaluator(),
    parsePhone: createPhoneParser(),
    parseDate: createDateParser(),
    context,
  };
  const [first] = messages;
  if (!first) throw new Error('there is no message');
  const { record } = await decide(bundle, state, first, input);
  const choice = record.path.find(({ nodeId }) => nodeId === 'choice')?.choice;
  const leaves = choice?.rules.flatMap(({ conditions }) => ('children' in conditions ? conditions.children : []));
  if (choice?.rules.filter(({ chosen }) => chosen).length !== 1) throw new Error('no rule was chosen');
  if (leaves?.some(({ result }) => result === 'notEvaluated')) throw new Error('a condition was passed over');
  return async (times) => {
    for (let at = 0; at < times; at += 1) await decide(bundle, state, messages[at % messages.length] ?? first, input);
  };
}

/** The same rules by the rules library alone, as its own documentation uses it: no flow, no record, no trace. */
export async function bareDecider(shape: Omit<ChoiceShape, 'nodes'>): Promise<Decider> {
  const rules = conditionsOf(shape).map((all, at) => ({
    name: `way${at}`,
    priority: shape.rules - at,
    conditions: { all: all.map(({ fact, operator, value }) => ({ fact, operator, value })) },
    event: { type: 'chosen' },
  }));
  const engine = new Engine(rules);
  const facts = { 'channel.name': 'Сайт', 'client.messages': 1, score: 0 };
  const { events } = await engine.run(facts);
  if (events.length !== 1) throw new Error('not exactly one rule fired');
  return async (times) => {
    for (let at = 0; at < times; at += 1) await engine.run(facts);
  };
}
