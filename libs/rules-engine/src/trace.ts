import type {
  Choice,
  ChoiceRule,
  ChoiceTrace,
  ConditionResult,
  ConditionTrace,
  ConditionTree,
  Facts,
  RuleTrace,
} from '@voronka/domain';

/** What json-rules-engine leaves on a condition that it has looked at. */
export interface EvaluatedCondition {
  result?: boolean | undefined;
  all?: EvaluatedCondition[];
  any?: EvaluatedCondition[];
  not?: EvaluatedCondition;
}

/** A rule as json-rules-engine left it. */
export interface EvaluatedRule {
  result: boolean;
  conditions: EvaluatedCondition;
}

function asResult(result: boolean | undefined): ConditionResult {
  return result === undefined ? 'notEvaluated' : result ? 'true' : 'false';
}

/**
 * Lays the engine's results over the drawn tree. A condition that was passed over keeps `notEvaluated`, with all below
 * it; its fact's value is shown all the same, since every fact is known before the rules run.
 */
function traceCondition(tree: ConditionTree, seen: EvaluatedCondition | undefined, facts: Facts): ConditionTrace {
  const result = asResult(seen?.result);
  if ('all' in tree) {
    return {
      type: 'all',
      result,
      children: tree.all.map((child, at) => traceCondition(child, seen?.all?.[at], facts)),
    };
  }
  if ('any' in tree) {
    return {
      type: 'any',
      result,
      children: tree.any.map((child, at) => traceCondition(child, seen?.any?.[at], facts)),
    };
  }
  if ('not' in tree) return { type: 'not', result, child: traceCondition(tree.not, seen?.not, facts) };
  const { fact, operator, value, label } = tree;
  return { type: 'leaf', result, fact, operator, value, factValue: facts[fact] ?? null, label: label ?? null };
}

function traceRule(rule: ChoiceRule, evaluated: EvaluatedRule | undefined, chosen: boolean, facts: Facts): RuleTrace {
  const isLeaf = 'fact' in rule.conditions;
  // The engine puts the root's result on the rule, not on the root condition.
  const root =
    evaluated && (isLeaf ? evaluated.conditions.all?.[0] : { ...evaluated.conditions, result: evaluated.result });
  return {
    ruleId: rule.id,
    title: rule.title,
    port: rule.port,
    priority: rule.priority,
    result: asResult(evaluated?.result),
    chosen,
    conditions: traceCondition(rule.conditions, root, facts),
  };
}

/**
 * The outcome of a choice: the first rule by priority that fired wins, or all that fired do; the losers stay in the trace
 * with what was seen.
 *
 * @param evaluated by rule id; a rule that is missing was not run
 */
export function traceChoice(choice: Choice, evaluated: ReadonlyMap<string, EvaluatedRule>, facts: Facts): ChoiceTrace {
  const ordered = [...choice.rules].sort((a, b) => b.priority - a.priority);
  const fired = ordered.filter((rule) => evaluated.get(rule.id)?.result === true);
  const winners = choice.policy === 'all' ? fired : fired.slice(0, 1);
  const [first] = winners;
  return {
    nodeId: choice.nodeId,
    rules: ordered.map((rule) => traceRule(rule, evaluated.get(rule.id), winners.includes(rule), facts)),
    chosenRuleId: first?.id ?? null,
    port: first?.port ?? choice.otherwisePort,
    ...(choice.policy === 'all' ? { ports: winners.map((rule) => rule.port) } : {}),
  };
}
