import type { ConditionTree, FlowGraph } from '../flow-graph.ts';
import { applyChanges } from './apply-changes.ts';
import type { Suggestion } from './suggestion.ts';
import {
  asksSomething,
  chain,
  codes,
  end,
  node,
  onMessage,
  ruling,
  start,
  surroundings,
  text,
} from './testing/flows.ts';
import { validateFlow } from './validate-flow.ts';

const city = {
  key: 'city',
  title: { ru: 'город', en: 'city' },
  kind: 'choice' as const,
  options: ['msk', 'spb'].map((value) => ({ value, title: text(`title of ${value}`), words: [] })),
};

function suggested(graph: FlowGraph): Suggestion | null {
  return validateFlow(graph, surroundings)[0]?.suggestion ?? null;
}

/** The rule's condition after the first suggestion is followed. */
function followed(conditions: ConditionTree, declared: Partial<FlowGraph> = {}): ConditionTree | null {
  const graph = ruling(conditions, declared);
  const changes = suggested(graph)?.changes;
  const rule = changes?.length ? applyChanges(graph, changes).nodes.find(({ id }) => id === 'rule') : undefined;
  return rule?.kind === 'rule' ? (rule.config.outputs[0]?.conditions ?? null) : null;
}

describe('conditions', () => {
  it.each<[string, ConditionTree, string[]]>([
    ['an empty "all"', { all: [] }, ['Flow.EmptyCondition rule']],
    ['an empty "any" further down', { not: { all: [{ any: [] }] } }, ['Flow.EmptyCondition rule']],
    ['an undeclared fact', { fact: 'mood', operator: 'equal', value: 'x' }, ['Flow.UndeclaredFact rule']],
    [
      'a slot of another flow',
      { fact: 'slots.town.known', operator: 'equal', value: true },
      ['Flow.UndeclaredFact rule'],
    ],
    ['order of texts', { fact: 'stage', operator: 'lessThan', value: 1 }, ['Flow.OperatorNotForType rule']],
    ['words in a number', { fact: 'score', operator: 'hasAnyWord', value: ['x'] }, ['Flow.OperatorNotForType rule']],
    ['a number as text', { fact: 'score', operator: 'equal', value: '5' }, ['Flow.ValueNotForOperator rule']],
    ['no words at all', { fact: 'message.text', operator: 'hasAnyWord', value: [] }, ['Flow.ValueNotForOperator rule']],
    [
      'an empty word',
      { fact: 'message.text', operator: 'hasPhrase', value: ['a', ''] },
      ['Flow.ValueNotForOperator rule'],
    ],
    ['a text in place of a list', { fact: 'stage', operator: 'in', value: 'x' }, ['Flow.ValueNotForOperator rule']],
    ['a wrong pattern', { fact: 'message.text', operator: 'matchesPattern', value: '(' }, ['Flow.PatternInvalid rule']],
    [
      'two wrong patterns of three',
      { fact: 'message.text', operator: 'matchesPattern', value: ['a', '(', 'b('] },
      ['Flow.PatternInvalid rule', 'Flow.PatternInvalid rule'],
    ],
    ['a stage of another funnel', { fact: 'stage', operator: 'equal', value: 'won' }, ['Flow.UnknownStage rule']],
    [
      'one of two stages',
      { fact: 'move.previous', operator: 'in', value: ['unsorted', 'x'] },
      ['Flow.UnknownStage rule'],
    ],
    [
      'an answer that is none',
      { fact: 'slots.city.value', operator: 'equal', value: 'ekb' },
      ['Flow.ValueNeverOccurs rule'],
    ],
    [
      'a missing detail nobody asks',
      { fact: 'ask.missing', operator: 'contains', value: 'inn' },
      ['Flow.ValueNeverOccurs rule'],
    ],
    [
      'sound ones',
      {
        all: [
          { fact: 'tags', operator: 'contains', value: 'x' },
          { fact: 'stage', operator: 'notIn', value: ['unsorted', 'negotiation'] },
          { fact: 'stage', operator: 'equal', value: '' },
          { fact: 'slots.city.value', operator: 'equal', value: 'msk' },
          { fact: 'ask.missing', operator: 'contains', value: 'city' },
          { fact: 'message.text', operator: 'hasAnyWord', value: 'won' },
          { not: { fact: 'slots.phone.known', operator: 'equal', value: true } },
        ],
      },
      [],
    ],
  ])('%s', (_what, conditions, expected) =>
    expect(codes(ruling(conditions, { slots: [city] })).filter((code) => !code.startsWith('Flow.UnusedSlot'))).toEqual(
      expected,
    ),
  );

  it('of a trigger and of a qualification are checked alike', () => {
    const when: ConditionTree = { fact: 'mood', operator: 'equal', value: 'x' };
    expect(codes(chain([onMessage('start', { when }), end]))).toEqual(['Flow.UndeclaredFact start']);
    const criteria = [{ points: 1, reason: text('mood'), when }];
    const qualify = node('qualify', 'qualify', { score: 0, reasons: [], criteria });
    expect(codes(chain([start, qualify, end]))).toEqual(['Flow.UndeclaredFact qualify']);
  });

  it('name signals of the catalogue, where it is known', () => {
    const graph = ruling({ fact: 'signals.received', operator: 'contains', value: 'redy' });
    expect(codes(graph)).toEqual([]);
    expect(codes(graph, { signals: [{ name: 'ready', title: text('ready') }] })).toEqual(['Flow.UnknownSignal rule']);
  });
});

describe('what is proposed for a condition', () => {
  const known = { fact: 'slots.phone.known', operator: 'equal' as const, value: true };

  it('is the nearest fact, wherever in the tree it stands', () => {
    const misspelt = { ...known, fact: 'slots.phone.konwn' };
    expect(followed({ any: [asksSomething, { not: { all: [misspelt] } }] })).toEqual({
      any: [asksSomething, { not: { all: [known] } }],
    });
  });

  it('is a fact that is called by a part of its name', () => {
    expect(suggested(ruling({ fact: 'phone', operator: 'equal', value: true }))?.text).toEqual({
      ru: 'Взять факт «Телефон известен» (slots.phone.known)',
      en: 'Take the fact "Phone is known" (slots.phone.known)',
    });
  });

  it('is nothing for a name that is near to none', () => {
    expect(suggested(ruling({ fact: 'weather', operator: 'equal', value: 'rain' }))).toBeNull();
  });

  it('is a comparison that takes the value as it is, if there is one', () => {
    expect(followed({ fact: 'tags', operator: 'equal', value: 'vip' })).toMatchObject({ operator: 'contains' });
    expect(suggested(ruling({ fact: 'score', operator: 'hasAnyWord', value: ['high'] }))).toBeNull();
  });

  it.each<[string, ConditionTree, unknown]>([
    ['a number for its digits', { fact: 'score', operator: 'greaterThan', value: '70' }, 70],
    ['yes or no for its word', { fact: 'message.question', operator: 'equal', value: 'нет' }, false],
    ['a list for its only item', { fact: 'stage', operator: 'in', value: 'unsorted' }, ['unsorted']],
    ['a text for a list of one', { fact: 'tags', operator: 'contains', value: ['vip'] }, 'vip'],
    ['the words that are none', { fact: 'message.text', operator: 'hasAnyWord', value: ['a', ''] }, ['a']],
    [
      'the nearest stage',
      { fact: 'stage', operator: 'in', value: ['unsorted', 'negotation'] },
      ['unsorted', 'negotiation'],
    ],
    ['a pattern letter by letter', { fact: 'message.text', operator: 'matchesPattern', value: 'c++ (' }, 'c\\+\\+ \\('],
  ])('is %s', (_what, conditions, value) => expect(followed(conditions)).toMatchObject({ value }));

  it('says the value as people write it', () => {
    const proposed = (fact: string, operator: 'equal' | 'in', value: string | number | boolean) =>
      suggested(ruling({ fact, operator, value }))?.text;
    expect(proposed('score', 'equal', '70')).toEqual({ ru: 'Сравнивать с 70', en: 'Compare with 70' });
    expect(proposed('message.question', 'equal', 'yes')).toEqual({ ru: 'Сравнивать с «да»', en: 'Compare with "yes"' });
    expect(proposed('stage', 'in', 'unsorted')?.ru).toBe('Сравнивать с «unsorted»');
    expect(proposed('channel.name', 'equal', true)).toEqual({ ru: 'Сравнивать с «true»', en: 'Compare with "true"' });
    expect(proposed('message.locale', 'equal', true)).toBeUndefined();
  });

  it('is nothing where no such value can be made of it', () => {
    expect(suggested(ruling({ fact: 'score', operator: 'greaterThan', value: 'many' }))).toBeNull();
    expect(suggested(ruling({ fact: 'message.text', operator: 'matchesPattern', value: '(?=x)y(' }))).toBeNull();
  });

  it('takes an empty group out, but not the last condition of a rule', () => {
    expect(followed({ all: [asksSomething, { any: [] }] })).toEqual({ all: [asksSomething] });
    expect(suggested(ruling({ all: [{ any: [] }] }))).toBeNull();
    const trigger = chain([onMessage('start', { when: { all: [] } }), end]);
    expect(applyChanges(trigger, suggested(trigger)?.changes ?? []).nodes[0]?.config).toMatchObject({ when: null });
  });
});
