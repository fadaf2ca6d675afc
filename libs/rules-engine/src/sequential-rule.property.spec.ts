import fc from 'fast-check';
import { Engine } from 'json-rules-engine';
import type { Choice, ConditionTree, FactValue } from '@voronka/domain';
import { compileChoice } from './compile-choice.ts';
import { createEvaluator } from './evaluator.ts';
import { traceChoice } from './trace.ts';
import type { EvaluatedCondition, EvaluatedRule } from './trace.ts';

const names = ['a', 'b', 'c', 'd'] as const;

const leaf: fc.Arbitrary<ConditionTree> = fc.record({
  fact: fc.constantFrom(...names),
  operator: fc.constantFrom('equal', 'notEqual', 'lessThan', 'greaterThanInclusive'),
  value: fc.integer({ min: 0, max: 2 }),
});

const { tree } = fc.letrec<{ tree: ConditionTree }>((tie) => {
  const group = fc.array(tie('tree'), { minLength: 1, maxLength: 4 });
  return {
    tree: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc.record({ all: group }),
      fc.record({ any: group }),
      fc.record({ not: tie('tree') }),
    ),
  };
});

const choice: fc.Arbitrary<Choice> = fc.array(tree, { minLength: 1, maxLength: 5 }).map((trees) => ({
  nodeId: 'node',
  otherwisePort: 'otherwise',
  rules: trees.map((conditions, at) => ({
    id: `node:${at}`,
    title: { ru: 'правило', en: 'rule' },
    port: `port${at}`,
    priority: trees.length - at,
    conditions,
  })),
}));

const facts = fc.record(Object.fromEntries(names.map((name) => [name, fc.integer({ min: 0, max: 2 })])));

/** The trace that json-rules-engine comes to by itself, with rules of its own class. */
async function traceOfPlainEngine(drawn: Choice, values: Record<string, FactValue>) {
  const { results, failureResults } = await new Engine(compileChoice(drawn).rules).run(values);
  const evaluated = [...results, ...failureResults].map(({ name, result, conditions }): [string, EvaluatedRule] => {
    return [name, { result: result === true, conditions: conditions as EvaluatedCondition }];
  });
  return traceChoice(drawn, new Map(evaluated), values);
}

describe('rules that do not copy their conditions', () => {
  it('come to the same as those of json-rules-engine, condition by condition', async () => {
    const evaluate = createEvaluator();
    await fc.assert(
      fc.asyncProperty(choice, facts, async (drawn, values) => {
        expect(await evaluate(drawn, values)).toEqual(await traceOfPlainEngine(drawn, values));
      }),
      { numRuns: 500 },
    );
  });

  it('come to the same again when they are run again', async () => {
    const evaluate = createEvaluator();
    await fc.assert(
      fc.asyncProperty(choice, facts, facts, async (drawn, before, after) => {
        const first = await evaluate(drawn, before);
        await evaluate(drawn, after);
        expect(await evaluate(drawn, before)).toEqual(first);
      }),
      { numRuns: 200 },
    );
  });
});
