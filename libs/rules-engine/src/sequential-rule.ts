import { Rule } from 'json-rules-engine';
import type { Almanac, Event, Operator } from 'json-rules-engine';
import type { EvaluatedCondition } from './trace.ts';

type Operators = ReadonlyMap<string, Operator>;

/** A condition as the engine has made it of a rule's properties; a leaf compares by the engine's operators. */
interface EngineCondition {
  readonly all?: readonly EngineCondition[];
  readonly any?: readonly EngineCondition[];
  readonly not?: EngineCondition;
  evaluate(almanac: Almanac, operators: Operators): Promise<{ result: boolean }>;
}

/** A condition that was looked at. */
type SeenCondition = EvaluatedCondition & { result: boolean };

/** What the engine wants to have of a rule that was run. */
interface RunRule {
  name: string;
  priority: number;
  event: Event;
  result: boolean;
  conditions: EvaluatedCondition;
}

/**
 * A rule of the engine that looks at its conditions one after another, in drawing order, and stops as soon as the outcome is
 * certain, as the engine's own does with the falling priorities of `compileChoice`. For every run the engine's own copies the
 * rule's whole condition tree to write the results into the copy, which takes most of the time of a run; here only the
 * results are new. A property spec holds both to the same results, condition by condition.
 */
export class SequentialRule extends Rule {
  /** The engine that the rule was added to. */
  declare readonly engine: { readonly operators: Operators };

  /** Called by the engine. @throws what the facts throw, and Error for an operator that the engine does not have */
  async evaluate(almanac: Almanac): Promise<RunRule> {
    const root = this.conditions as unknown as EngineCondition;
    const conditions = await look(root, almanac, this.engine.operators);
    const { name, priority, event } = this;
    return { name, priority, event, result: conditions.result, conditions };
  }
}

async function look(condition: EngineCondition, almanac: Almanac, operators: Operators): Promise<SeenCondition> {
  const { all, any, not } = condition;
  if (all) {
    const seen = await lookUntil(false, all, almanac, operators);
    return { all: seen, result: seen.every(({ result }) => result) };
  }
  if (any) {
    const seen = await lookUntil(true, any, almanac, operators);
    return { any: seen, result: seen.some(({ result }) => result) };
  }
  if (not) {
    const seen = await look(not, almanac, operators);
    return { not: seen, result: !seen.result };
  }
  const { result } = await condition.evaluate(almanac, operators);
  return { result };
}

/** Looks at conditions up to the first with this result. @returns those that were looked at */
async function lookUntil(
  last: boolean,
  conditions: readonly EngineCondition[],
  almanac: Almanac,
  operators: Operators,
): Promise<SeenCondition[]> {
  const seen: SeenCondition[] = [];
  for (const condition of conditions) {
    const one = await look(condition, almanac, operators);
    seen.push(one);
    if (one.result === last) break;
  }
  return seen;
}
