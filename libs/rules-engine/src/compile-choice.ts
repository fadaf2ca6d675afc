import type { Choice, ConditionLeaf, ConditionTree, OperatorName } from '@voronka/domain';
import type { NestedCondition, RuleProperties, TopLevelCondition } from 'json-rules-engine';
import { hasAnyWord, hasPhrase, matchesPattern, type TextMatcher } from './text-operators.ts';

/** A choice in json-rules-engine's words. */
export interface CompiledChoice {
  rules: RuleProperties[];
  /** Text conditions, made ready once; a condition names its matcher by place. */
  matchers: TextMatcher[];
}

/** Name of the one operator that runs a text matcher. */
export const textOperator = 'matchesText';

const textMatchers: Partial<Record<OperatorName, (value: string | readonly string[]) => TextMatcher>> = {
  hasAnyWord,
  hasPhrase,
  matchesPattern,
};

/** Thrown for a choice that publishing should have refused. */
export class ChoiceNotCompilableError extends Error {
  override readonly name = 'ChoiceNotCompilableError';
  readonly code = 'Flow.Invalid';
}

/** Marks operators and values that cannot go together. */
function textValue(leaf: ConditionLeaf): string | readonly string[] {
  if (typeof leaf.value === 'string' || Array.isArray(leaf.value)) return leaf.value;
  throw new ChoiceNotCompilableError(`operator "${leaf.operator}" needs text`);
}

/** Builds a matcher; what the pattern compiler throws becomes the error that `decide` knows. */
function ready(build: () => TextMatcher): TextMatcher {
  try {
    return build();
  } catch (cause) {
    if (cause instanceof ChoiceNotCompilableError) throw cause;
    throw new ChoiceNotCompilableError('a pattern does not compile', { cause });
  }
}

/**
 * Conditions get falling priorities in drawing order, so that json-rules-engine looks at them one after another and
 * stops as soon as the outcome is certain; with equal priorities it would run all of them side by side.
 */
function nested(trees: readonly ConditionTree[], matchers: TextMatcher[]): NestedCondition[] {
  if (trees.length === 0) throw new ChoiceNotCompilableError('an empty condition group would always fire');
  return trees.map((tree, at) => ({ ...condition(tree, matchers), priority: trees.length - at }));
}

function condition(tree: ConditionTree, matchers: TextMatcher[]): NestedCondition {
  if ('all' in tree) return { all: nested(tree.all, matchers) };
  if ('any' in tree) return { any: nested(tree.any, matchers) };
  if ('not' in tree) return { not: condition(tree.not, matchers) };
  const buildMatcher = textMatchers[tree.operator];
  if (!buildMatcher) return { fact: tree.fact, operator: tree.operator, value: tree.value };
  matchers.push(ready(() => buildMatcher(textValue(tree))));
  return { fact: tree.fact, operator: textOperator, value: matchers.length - 1 };
}

/** A rule's root must be a group; a lone condition gets one, and the trace takes it off again. */
function root(tree: ConditionTree, matchers: TextMatcher[]): TopLevelCondition {
  const compiled = condition(tree, matchers);
  return 'fact' in compiled ? { all: [compiled] } : compiled;
}

/**
 * Turns a choice into json-rules-engine rules, named by rule id.
 *
 * @throws ChoiceNotCompilableError for empty groups, equal priorities, invalid patterns, or values an operator cannot take
 */
export function compileChoice(choice: Choice): CompiledChoice {
  const matchers: TextMatcher[] = [];
  if (new Set(choice.rules.map((rule) => rule.priority)).size !== choice.rules.length) {
    throw new ChoiceNotCompilableError(`equal priorities at node "${choice.nodeId}"`);
  }
  const rules = choice.rules.map((rule): RuleProperties => ({
    name: rule.id,
    priority: rule.priority,
    conditions: root(rule.conditions, matchers),
    event: { type: 'chosen' },
  }));
  return { rules, matchers };
}
