import type { Choice, EvaluateChoice, Facts } from '@voronka/domain';
import { Almanac, Engine } from 'json-rules-engine';
import type { RuleResult } from 'json-rules-engine';
import type { CompiledChoice } from './compile-choice.ts';
import { compileChoice, textOperator } from './compile-choice.ts';
import { SequentialRule } from './sequential-rule.ts';
import type { EvaluatedCondition, EvaluatedRule } from './trace.ts';
import { traceChoice } from './trace.ts';

/** Thrown when a condition names a fact that was not computed: conditions and declarations have drifted apart. */
export class FactMissingError extends Error {
  override readonly name = 'FactMissingError';
  readonly code = 'Flow.Invalid';
}

/** Gives the engine facts that are all known before: no computing, no caching, no waiting on latency, no JSONPath. */
class ConstantFacts extends Almanac {
  private readonly facts: Facts;

  constructor(facts: Facts) {
    super();
    this.facts = facts;
  }

  // The engine asks for exactly the type that the operator then checks.
  override factValue<T>(factId: string): Promise<T> {
    const value = Object.hasOwn(this.facts, factId) ? this.facts[factId] : undefined;
    if (value === undefined) return Promise.reject(new FactMissingError(`fact "${factId}" is not declared`));
    return Promise.resolve(value as T);
  }
}

function buildEngine({ rules, matchers }: CompiledChoice): Engine {
  const engine = new Engine(rules.map((rule) => new SequentialRule(rule)));
  engine.addOperator(textOperator, (text: unknown, matcher: number) => {
    return typeof text === 'string' && matchers[matcher]?.(text) === true;
  });
  return engine;
}

/** Engines of one choice. An engine holds the state of its run, so two runs at once must not share one. */
class EnginePool {
  private readonly compiled: CompiledChoice;
  private readonly idle: Engine[] = [];

  constructor(choice: Choice) {
    this.compiled = compileChoice(choice);
  }

  async run(facts: Facts): Promise<RuleResult[]> {
    const engine = this.idle.pop() ?? buildEngine(this.compiled);
    // An engine whose run failed is not used again.
    const { results, failureResults } = await engine.run({}, { almanac: new ConstantFacts(facts) });
    this.idle.push(engine);
    return [...results, ...failureResults];
  }
}

/**
 * Runs choices with json-rules-engine, in worker and browser alike. Each choice is compiled once per object. Conflict
 * policy: the first rule by priority; rules of lower priority are run too, so that the trace can tell how they fared.
 *
 * @throws FactMissingError, ChoiceNotCompilableError for what publishing should have refused
 */
export function createEvaluator(): EvaluateChoice {
  const pools = new WeakMap<Choice, EnginePool>();
  return async (choice, facts) => {
    let pool = pools.get(choice);
    if (!pool) {
      pool = new EnginePool(choice);
      pools.set(choice, pool);
    }
    const evaluated = new Map<string, EvaluatedRule>();
    for (const { name, result, conditions } of await pool.run(facts)) {
      evaluated.set(name, { result: result === true, conditions: conditions as EvaluatedCondition });
    }
    return traceChoice(choice, evaluated, facts);
  };
}
