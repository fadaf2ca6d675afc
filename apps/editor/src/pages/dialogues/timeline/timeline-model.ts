import type { ConditionResult, ConditionTrace, LocalizedText } from '@voronka/domain';
import type { Timeline, TimelineDecision } from '@voronka/contracts';
import { factInWords, leafInWords, valueInWords } from '@voronka/flow-editor/words';

type Locale = keyof LocalizedText;
type PathItem = TimelineDecision['path'][number];
type Step = TimelineDecision['steps'][number];

/** One line of a rule's conditions, indented by depth. */
export interface ConditionLine {
  depth: number;
  result: ConditionResult;
  /** A group names itself; a leaf is a sentence. */
  group: 'all' | 'any' | 'not' | null;
  text: string;
  /**
   * The fact's value at the time, in words; null for groups and for what was not looked at. `fact` is named where the
   * text does not name it.
   */
  was: { fact: string | null; value: string } | null;
}

/** One rule as the timeline shows it. */
export interface RuleView {
  id: string;
  title: string;
  priority: number;
  result: ConditionResult;
  chosen: boolean;
  /** It held, but a rule above was taken. */
  lost: boolean;
  conditions: ConditionLine[];
}

/** One node of the path. */
export interface NodeView {
  nodeId: string;
  kind: string;
  label: string;
  rules: RuleView[];
  /** There were rules, none fired, and the way on was `otherwise`. */
  tookOtherwise: boolean;
  /** Name of the node the token went on to; null where it stopped. */
  target: string | null;
  /** What was done here. */
  steps: StepView[];
  /** Codes of why a step of this node was not done. */
  skipped: string[];
}

/** Parts of a step's result that the page has words for. */
export const stepDetailKeys = [
  'contactId',
  'leadId',
  'dealId',
  'how',
  'stageKey',
  'keptStage',
  'tags',
  'messages',
  'score',
  'delivery',
  'reason',
  'code',
] as const;

/** One part of a step's result. */
export interface StepDetail {
  key: (typeof stepDetailKeys)[number];
  value: string;
}

/** One step of the decision. */
export interface StepView {
  index: number;
  kind: string;
  nodeId: string;
  status: Step['status'];
  /** The rule that led to it. Null where it is the same as for the step before, so that it is not repeated. */
  ruleTitle: string | null;
  details: StepDetail[];
  finishedAt: string | null;
}

/** One decision, ready to be shown. */
export interface DecisionView {
  turn: number;
  at: string;
  bundleHash: string;
  event: Pick<TimelineDecision['event'], 'kind' | 'text' | 'crm'>;
  understood: { slot: string; value: string }[];
  nodes: NodeView[];
  /** The rule that decided: the last one chosen on the path. */
  decisive: RuleView | null;
  tookOtherwise: boolean;
  /** Steps that belong to no node of the path, such as calling a manager. */
  otherSteps: StepView[];
  facts: { name: string; title: string; value: string }[];
}

/** Whether the trace that came over the wire is one. */
function isConditionTrace(value: unknown): value is ConditionTrace {
  if (typeof value !== 'object' || value === null) return false;
  const { type } = value as { type?: unknown };
  return type === 'all' || type === 'any' || type === 'not' || type === 'leaf';
}

/** A fact's value in people's words. */
export function factValueInWords(value: unknown, locale: Locale): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return valueInWords(value, locale);
  }
  if (Array.isArray(value)) return valueInWords(value.map(String), locale);
  return JSON.stringify(value);
}

/** The tree as lines. A group around a single condition says nothing, so it is left out. */
export function conditionLines(trace: unknown, locale: Locale, depth = 0): ConditionLine[] {
  if (!isConditionTrace(trace)) return [];
  switch (trace.type) {
    case 'leaf': {
      const label = trace.label?.[locale];
      const fact = label === undefined ? null : factInWords(trace.fact, locale);
      const was = trace.result === 'notEvaluated' ? null : { fact, value: factValueInWords(trace.factValue, locale) };
      return [{ depth, result: trace.result, group: null, text: label ?? leafInWords(trace, locale), was }];
    }
    case 'not':
      return [
        { depth, result: trace.result, group: 'not', text: '', was: null },
        ...conditionLines(trace.child, locale, depth + 1),
      ];
    case 'all':
    case 'any': {
      const [only] = trace.children;
      if (only && trace.children.length === 1) return conditionLines(only, locale, depth);
      return [
        { depth, result: trace.result, group: trace.type, text: '', was: null },
        ...trace.children.flatMap((child) => conditionLines(child, locale, depth + 1)),
      ];
    }
  }
}

function toRules(item: PathItem, locale: Locale): RuleView[] {
  return (item.rules ?? []).map((rule) => ({
    id: rule.ruleId,
    title: rule.title[locale],
    priority: rule.priority,
    result: rule.result,
    chosen: rule.chosen,
    lost: rule.result === 'true' && !rule.chosen,
    conditions: conditionLines(rule.conditions, locale),
  }));
}

/** The steps in order; a rule is named once for the run of steps that it led to. */
function toSteps(decision: TimelineDecision, locale: Locale): StepView[] {
  return decision.steps.map((step, index) => ({
    index: step.index,
    kind: step.kind,
    nodeId: step.nodeId,
    status: step.status,
    ruleTitle: step.rule && step.rule.id !== decision.steps[index - 1]?.rule?.id ? step.rule.title[locale] : null,
    details: detailsOf(step),
    finishedAt: step.finishedAt,
  }));
}

function textOf(value: unknown): string | null {
  if (typeof value === 'string' && value !== '') return value;
  return typeof value === 'number' ? String(value) : null;
}

/** Results of a step that are for people, in this order; everything else in `detail` is for developers. */
function detailsOf(step: Step): StepDetail[] {
  return stepDetailKeys.flatMap((key) => {
    const value = textOf(step.detail[key]);
    return value === null ? [] : [{ key, value }];
  });
}

/** Names of all nodes that any decision passed; a token can go on to a node that only a later one names. */
function labelsOf(timeline: Timeline, locale: Locale): Map<string, string> {
  return new Map(
    timeline.decisions.flatMap(({ path }) => path.map((item) => [item.nodeId, item.label[locale]] as const)),
  );
}

/** The timeline as the page shows it, oldest first. */
export function toTimelineView(timeline: Timeline, locale: Locale): DecisionView[] {
  const labels = labelsOf(timeline, locale);
  return timeline.decisions.map((decision) => {
    const steps = toSteps(decision, locale);
    const passed = new Set(decision.path.map((item) => item.nodeId));
    const nodes = decision.path.map((item, index): NodeView => {
      // A node passed twice shows its steps where it was passed last.
      const isLast = !decision.path.slice(index + 1).some((later) => later.nodeId === item.nodeId);
      const rules = toRules(item, locale);
      const { edge } = item;
      return {
        nodeId: item.nodeId,
        kind: item.kind,
        label: item.label[locale],
        rules,
        tookOtherwise: rules.length > 0 && !rules.some((rule) => rule.chosen) && edge !== null,
        target: edge ? (labels.get(edge.target) ?? edge.target) : null,
        steps: isLast ? steps.filter((step) => step.nodeId === item.nodeId) : [],
        skipped: isLast
          ? decision.skipped.filter((step) => step.nodeId === item.nodeId).map((step) => step.reason)
          : [],
      };
    });
    return {
      turn: decision.turn,
      at: decision.at,
      bundleHash: decision.bundleHash,
      event: { kind: decision.event.kind, text: decision.event.text, crm: decision.event.crm },
      understood: decision.understood,
      nodes,
      decisive: nodes.flatMap((node) => node.rules).findLast((rule) => rule.chosen) ?? null,
      tookOtherwise: nodes.some((node) => node.tookOtherwise),
      otherSteps: steps.filter((step) => !passed.has(step.nodeId)),
      facts: Object.entries(decision.facts).map(([name, value]) => ({
        name,
        title: factInWords(name, locale),
        value: factValueInWords(value, locale),
      })),
    };
  });
}

/** A text of a table of texts, or null where a newer server sends a key this build does not know. */
export function knownKey<T extends string>(key: string, table: Readonly<Record<T, unknown>>): T | null {
  return Object.hasOwn(table, key) ? (key as T) : null;
}
