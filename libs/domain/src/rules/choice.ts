import type { ConditionTree, ConditionValue, LocalizedText, OperatorName } from '../flow/flow-graph.ts';

/** A value of a declared fact. */
export type FactValue = string | number | boolean | null | readonly string[];

/** All facts of one decision, computed before any rule runs. */
export type Facts = Readonly<Record<string, FactValue>>;

/** One rule of a choice: fires when its conditions hold, leads out of `port`. Priorities are unique in a choice. */
export interface ChoiceRule {
  /** Stable id `{nodeId}:{port}`. */
  id: string;
  title: LocalizedText;
  port: string;
  /** Higher wins. */
  priority: number;
  conditions: ConditionTree;
}

/** What is decided at one node: the first rule by priority that fires (or all that fire), else `otherwisePort`. */
export interface Choice {
  nodeId: string;
  rules: readonly ChoiceRule[];
  /** null: no rule firing is an incident, never an exit. */
  otherwisePort: string | null;
  /** Conflict policy. @default 'first' */
  policy?: 'first' | 'all';
}

/** Result of a condition: json-rules-engine stops early, so some are never looked at. */
export type ConditionResult = 'true' | 'false' | 'notEvaluated';

/** A condition tree with its results and, at the leaves, the fact values that were seen. */
export type ConditionTrace =
  | { type: 'all' | 'any'; result: ConditionResult; children: ConditionTrace[] }
  | { type: 'not'; result: ConditionResult; child: ConditionTrace }
  | {
      type: 'leaf';
      result: ConditionResult;
      fact: string;
      operator: OperatorName;
      value: ConditionValue;
      factValue: FactValue;
      label: LocalizedText | null;
    };

/** One rule with its outcome. Losers are kept: an auditor asks why the other rule did not fire. */
export interface RuleTrace {
  ruleId: string;
  title: LocalizedText;
  port: string;
  priority: number;
  result: ConditionResult;
  chosen: boolean;
  conditions: ConditionTrace;
}

/** What a choice came to. */
export interface ChoiceTrace {
  nodeId: string;
  /** In order of priority, highest first. */
  rules: RuleTrace[];
  chosenRuleId: string | null;
  /** The port taken, of several the first; null when nothing fired and there is no otherwise. */
  port: string | null;
  /** With the policy `all`: every port taken, by priority. */
  ports?: string[] | undefined;
}

/**
 * Runs the rules of one choice over facts. Supplied by `@voronka/rules-engine`; the same in worker and browser.
 *
 * @throws Error with `code: 'Flow.Invalid'` for a choice that publishing should have refused
 */
export type EvaluateChoice = (choice: Choice, facts: Facts) => Promise<ChoiceTrace>;
