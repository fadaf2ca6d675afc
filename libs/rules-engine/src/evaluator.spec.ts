import type { Choice, ChoiceRule, ConditionTree, Facts } from '@voronka/domain';
import { ChoiceNotCompilableError } from './compile-choice.ts';
import { createEvaluator, FactMissingError } from './evaluator.ts';

const title = { ru: 'правило', en: 'rule' };
const isOne = (fact: string): ConditionTree => ({ fact, operator: 'equal', value: 1 });
const facts: Facts = { a: 1, b: 2, c: 1, list: ['x'], text: 'Сколько стоит?', none: '' };

function rule(port: string, priority: number, conditions: ConditionTree): ChoiceRule {
  return { id: `node:${port}`, title, port, priority, conditions };
}

function choice(rules: ChoiceRule[], otherwisePort: string | null = 'otherwise'): Choice {
  return { nodeId: 'node', rules, otherwisePort };
}

describe('what a choice comes to', () => {
  const evaluate = createEvaluator();

  it('is the first rule by priority that fires, whatever the order in which they are drawn', async () => {
    const trace = await evaluate(
      choice([rule('low', 1, isOne('a')), rule('high', 30, isOne('c')), rule('never', 40, isOne('b'))]),
      facts,
    );
    expect(trace).toMatchObject({ nodeId: 'node', chosenRuleId: 'node:high', port: 'high' });
    expect(trace.rules.map(({ port, result, chosen }) => ({ port, result, chosen }))).toEqual([
      { port: 'never', result: 'false', chosen: false },
      { port: 'high', result: 'true', chosen: true },
      { port: 'low', result: 'true', chosen: false },
    ]);
  });

  it('is otherwise when nothing fires', async () => {
    expect(await evaluate(choice([rule('x', 1, isOne('b'))]), facts)).toMatchObject({
      chosenRuleId: null,
      port: 'otherwise',
    });
  });

  it('is nothing when nothing fires and there is no otherwise', async () => {
    expect(await evaluate(choice([rule('x', 1, isOne('b'))], null), facts)).toMatchObject({
      chosenRuleId: null,
      port: null,
    });
    expect(await evaluate(choice([], null), facts)).toMatchObject({ rules: [], port: null });
  });
});

describe('a choice of which all that fire are taken', () => {
  it('has every port that fired, by priority, and the first as its outcome', async () => {
    const rules = [rule('low', 1, isOne('a')), rule('high', 30, isOne('c')), rule('never', 40, isOne('b'))];
    const trace = await createEvaluator()({ ...choice(rules), policy: 'all' }, facts);
    expect(trace).toMatchObject({ chosenRuleId: 'node:high', port: 'high', ports: ['high', 'low'] });
    expect(trace.rules.map(({ port, chosen }) => [port, chosen])).toEqual([
      ['never', false],
      ['high', true],
      ['low', true],
    ]);
  });

  it('takes otherwise when nothing fires', async () => {
    const trace = await createEvaluator()({ ...choice([rule('x', 1, isOne('b'))]), policy: 'all' }, facts);
    expect(trace).toMatchObject({ chosenRuleId: null, port: 'otherwise', ports: [] });
  });
});

describe('the trace of conditions has three values', () => {
  const evaluate = createEvaluator();
  async function results(conditions: ConditionTree): Promise<unknown> {
    const [traced] = (await evaluate(choice([rule('x', 1, conditions)]), facts)).rules;
    return JSON.parse(
      JSON.stringify(traced?.conditions, (key, value: unknown) =>
        ['result', 'children', 'child', 'factValue'].includes(key) || key === '' || /^\d+$/.test(key)
          ? value
          : undefined,
      ),
    ) as unknown;
  }
  const leaf = (result: string, factValue: unknown): unknown => ({ result, factValue });

  it('"all" stops at the first that does not hold', async () => {
    expect(await results({ all: [isOne('a'), isOne('b'), isOne('c')] })).toEqual({
      result: 'false',
      children: [leaf('true', 1), leaf('false', 2), leaf('notEvaluated', 1)],
    });
  });

  it('"any" stops at the first that holds', async () => {
    expect(await results({ any: [isOne('b'), isOne('a'), isOne('c')] })).toEqual({
      result: 'true',
      children: [leaf('false', 2), leaf('true', 1), leaf('notEvaluated', 1)],
    });
  });

  it('a group that is passed over is not evaluated as a whole', async () => {
    expect(await results({ all: [isOne('b'), { any: [isOne('a')] }] })).toEqual({
      result: 'false',
      children: [leaf('false', 2), { result: 'notEvaluated', children: [leaf('notEvaluated', 1)] }],
    });
  });

  it('"not" turns what is below it', async () => {
    expect(await results({ not: { all: [isOne('a'), isOne('b')] } })).toEqual({
      result: 'true',
      child: { result: 'false', children: [leaf('true', 1), leaf('false', 2)] },
    });
    expect(await results({ not: isOne('a') })).toEqual({ result: 'false', child: leaf('true', 1) });
    expect(await results({ all: [{ not: isOne('a') }, isOne('a')] })).toEqual({
      result: 'false',
      children: [{ result: 'false', child: leaf('true', 1) }, leaf('notEvaluated', 1)],
    });
  });

  it('a lone condition is itself, without a group around it', async () => {
    expect(await results(isOne('a'))).toEqual(leaf('true', 1));
    expect(await results(isOne('b'))).toEqual(leaf('false', 2));
  });

  it('names the condition as it was drawn', async () => {
    const label = { ru: 'О цене', en: 'About the price' };
    const drawn: ConditionTree = { fact: 'text', operator: 'hasAnyWord', value: ['стоит'], label };
    const [traced] = (await evaluate(choice([rule('x', 1, drawn)]), facts)).rules;
    expect(traced?.conditions).toEqual({
      type: 'leaf',
      result: 'true',
      fact: 'text',
      operator: 'hasAnyWord',
      value: ['стоит'],
      factValue: 'Сколько стоит?',
      label,
    });
  });
});

describe('operators', () => {
  const evaluate = createEvaluator();
  const holds = async (condition: ConditionTree): Promise<boolean> =>
    (await evaluate(choice([rule('x', 1, condition)]), facts)).chosenRuleId !== null;

  it.each<[string, string, ConditionTree, boolean]>([
    ['equal', 'same', { fact: 'a', operator: 'equal', value: 1 }, true],
    ['equal', 'another type', { fact: 'a', operator: 'equal', value: '1' }, false],
    ['notEqual', 'other', { fact: 'b', operator: 'notEqual', value: 1 }, true],
    ['lessThan', 'the same', { fact: 'a', operator: 'lessThan', value: 1 }, false],
    ['lessThanInclusive', 'the same', { fact: 'a', operator: 'lessThanInclusive', value: 1 }, true],
    ['greaterThan', 'less', { fact: 'b', operator: 'greaterThan', value: 1 }, true],
    ['greaterThanInclusive', 'more', { fact: 'a', operator: 'greaterThanInclusive', value: 2 }, false],
    ['in', 'a listed text', { fact: 'text', operator: 'in', value: ['Сколько стоит?'] }, true],
    ['notIn', 'a listed text', { fact: 'text', operator: 'notIn', value: ['Сколько стоит?'] }, false],
    ['contains', 'a member', { fact: 'list', operator: 'contains', value: 'x' }, true],
    ['contains', 'no member', { fact: 'list', operator: 'contains', value: 'y' }, false],
    ['doesNotContain', 'no member', { fact: 'list', operator: 'doesNotContain', value: 'y' }, true],
    ['hasPhrase', 'the phrase', { fact: 'text', operator: 'hasPhrase', value: 'сколько стоит' }, true],
    ['matchesPattern', 'a match', { fact: 'text', operator: 'matchesPattern', value: 'ст[оа]ит' }, true],
    ['matchesPattern', 'an empty text', { fact: 'none', operator: 'matchesPattern', value: 'а' }, false],
    ['hasAnyWord', 'a number', { fact: 'a', operator: 'hasAnyWord', value: ['1'] }, false],
  ])('%s against %s', async (_operator, _what, condition, expected) => expect(await holds(condition)).toBe(expected));
});

describe('what publishing should have refused does not run', () => {
  const evaluate = createEvaluator();

  it.each<[string, ConditionTree]>([
    ['an empty "all"', { all: [] }],
    ['an empty "any"', { any: [] }],
    ['an empty group further down', { all: [isOne('a'), { any: [] }] }],
    ['a text operator with a number', { fact: 'text', operator: 'hasPhrase', value: 5 }],
  ])('%s', async (_what, conditions) => {
    await expect(evaluate(choice([rule('x', 1, conditions)]), facts)).rejects.toBeInstanceOf(ChoiceNotCompilableError);
  });

  it('and tells which operator cannot take its value', async () => {
    const number: ConditionTree = { fact: 'text', operator: 'hasPhrase', value: 5 };
    await expect(evaluate(choice([rule('x', 1, number)]), facts)).rejects.toThrow('operator "hasPhrase" needs text');
  });

  it('a pattern that is none, with what the pattern compiler said', async () => {
    const broken: ConditionTree = { fact: 'text', operator: 'matchesPattern', value: '(' };
    const run = evaluate(choice([rule('x', 1, broken)]), facts);
    await expect(run).rejects.toBeInstanceOf(ChoiceNotCompilableError);
    await expect(run).rejects.toMatchObject({ code: 'Flow.Invalid', cause: expect.any(Error) as unknown });
  });

  it('equal priorities', async () => {
    const equal = choice([rule('x', 1, isOne('a')), rule('y', 1, isOne('b'))]);
    await expect(evaluate(equal, facts)).rejects.toBeInstanceOf(ChoiceNotCompilableError);
  });

  it('a fact that nobody computed', async () => {
    const undeclared = choice([rule('x', 1, isOne('nowhere'))]);
    await expect(evaluate(undeclared, facts)).rejects.toBeInstanceOf(FactMissingError);
  });

  it('names of the object prototype are no facts either', async () => {
    const inherited = choice([rule('x', 1, isOne('constructor'))]);
    await expect(evaluate(inherited, facts)).rejects.toBeInstanceOf(FactMissingError);
  });
});

describe('one choice run many times at once', () => {
  it('gives each run its own outcome', async () => {
    const evaluate = createEvaluator();
    const shared = choice([rule('one', 3, isOne('n')), rule('two', 2, { fact: 'n', operator: 'equal', value: 2 })]);
    const runs = Array.from({ length: 60 }, (_, at) => at % 3);
    const traces = await Promise.all(runs.map((n) => evaluate(shared, { n })));
    expect(traces.map((trace) => trace.port)).toEqual(runs.map((n) => ['otherwise', 'one', 'two'][n]));
    expect(traces.every((trace) => trace.rules.every((traced) => traced.result !== 'notEvaluated'))).toBe(true);
  });

  it('goes on after a run that failed', async () => {
    const evaluate = createEvaluator();
    const shared = choice([rule('one', 1, isOne('n'))]);
    await expect(evaluate(shared, {})).rejects.toBeInstanceOf(FactMissingError);
    expect((await evaluate(shared, { n: 1 })).port).toBe('one');
  });
});
