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
  /** The fact's value at the time, in words; null for groups and for what was not looked at. */
  was: string | null;
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
}

/** Parts of a step's result that the page has words for. */
export const stepDetailKeys = [
  'contactId',
  'leadId',
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
  ruleTitle: string | null;
  details: StepDetail[];
  finishedAt: string | null;
}

/** One decision, ready to be shown. */
export interface DecisionView {
  turn: number;
  at: string;
  bundleHash: string;
  event: { kind: string; text: string | null };
  understood: { slot: string; value: string }[];
  nodes: NodeView[];
  /** The rule that decided: the last one chosen on the path. */
  decisive: RuleView | null;
  tookOtherwise: boolean;
  steps: StepView[];
  skipped: TimelineDecision['skipped'];
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
      const sentence = leafInWords(trace, locale);
      const was = trace.result === 'notEvaluated' ? null : factValueInWords(trace.factValue, locale);
      const label = trace.label?.[locale];
      return [{ depth, result: trace.result, group: null, text: label ?? sentence, was }];
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
    const nodes = decision.path.map((item): NodeView => {
      const rules = toRules(item, locale);
      const { edge } = item;
      return {
        nodeId: item.nodeId,
        kind: item.kind,
        label: item.label[locale],
        rules,
        tookOtherwise: rules.length > 0 && !rules.some((rule) => rule.chosen) && edge !== null,
        target: edge ? (labels.get(edge.target) ?? edge.target) : null,
      };
    });
    return {
      turn: decision.turn,
      at: decision.at,
      bundleHash: decision.bundleHash,
      event: { kind: decision.event.kind, text: decision.event.text },
      understood: decision.understood,
      nodes,
      decisive: nodes.flatMap((node) => node.rules).findLast((rule) => rule.chosen) ?? null,
      tookOtherwise: nodes.some((node) => node.tookOtherwise),
      steps: decision.steps.map((step) => ({
        index: step.index,
        kind: step.kind,
        nodeId: step.nodeId,
        status: step.status,
        ruleTitle: step.rule?.title[locale] ?? null,
        details: detailsOf(step),
        finishedAt: step.finishedAt,
      })),
      skipped: decision.skipped,
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
