import type { CrmPerson, DecisionRecord, DialogueEvent, LocalizedText } from '@voronka/domain';
import type { TimelineDecision } from './timeline.schema.ts';

type Step = TimelineDecision['steps'][number];

/** A decision as the timeline shows it, from its record and what became of its commands. */
export function timelineDecisionOf(
  record: DecisionRecord,
  { turn, at, steps }: { turn: number; at: string; steps: readonly Omit<Step, 'rule'>[] },
): TimelineDecision {
  const { event } = record;
  return {
    turn,
    at,
    bundleHash: record.bundleHash,
    event: { kind: event.kind, seq: event.seq, text: 'text' in event ? event.text : null, crm: inCrm(event) },
    understood: record.understood.map(({ slot, value }) => ({ slot, value })),
    facts: record.facts,
    path: record.path.map(({ nodeId, kind, label, choice, edge }) => ({
      nodeId,
      kind,
      label,
      rules: choice ? choice.rules : null,
      edge,
    })),
    steps: steps.map((step) => ({ ...step, rule: ruleOf(record, record.commands[step.index]?.ruleId ?? null) })),
    skipped: record.skipped.map(({ nodeId, kind, reason }) => ({ nodeId, kind, reason })),
  };
}

/** What people did in the CRM, with their names where these are known and their numbers where not. */
function inCrm(event: DialogueEvent): TimelineDecision['event']['crm'] {
  if (event.kind !== 'cardChanged' && event.kind !== 'cardMoved' && event.kind !== 'responsibleChanged') return null;
  const by = nameOf(event.crmUser);
  if (event.kind === 'cardChanged') return { change: event.change, by, stageKey: null, responsible: null };
  if (event.source !== 'crm') return null;
  return event.kind === 'cardMoved'
    ? { change: 'moved', by, stageKey: event.stageKey, responsible: null }
    : { change: 'responsible', by, stageKey: null, responsible: nameOf(event.crmResponsible) };
}

function nameOf(person: CrmPerson | null | undefined): string | null {
  return person ? (person.name ?? `#${person.id}`) : null;
}

/** The rule that led to a command, with its title; the one `otherwise` of a choice has no rule and so no title. */
function ruleOf(record: DecisionRecord, ruleId: string | null): { id: string; title: LocalizedText } | null {
  if (ruleId === null) return null;
  const traces = record.path.flatMap((step) => step.choice?.rules ?? []);
  const trace = traces.find((rule) => rule.ruleId === ruleId);
  return { id: ruleId, title: trace?.title ?? { ru: ruleId, en: ruleId } };
}
