import type { Stage, StageSemantics } from './funnel.ts';
import { normaliseStageName, stageConceptOf } from './stage-words.ts';

/** A status of the CRM that a stage can be mapped to. */
export interface CrmStatus {
  id: string;
  name: string;
  /** Name of the CRM's own funnel; null where it has only one. */
  funnel: string | null;
  sort: number;
  semantics: StageSemantics;
}

/**
 * Why a status is suggested: it has the same name, another common name for the same thing, words in common, or it is the
 * CRM's way to close a card as this stage does.
 */
export type SuggestionReason = 'sameName' | 'synonym' | 'similarName' | 'closing';

/** A status that fits a stage. */
export interface MappingSuggestion {
  statusId: string;
  reason: SuggestionReason;
}

interface Match {
  stage: Stage;
  status: CrmStatus;
  score: number;
  reason: SuggestionReason;
}

/** Weights of the reasons; a name that only holds a common phrase counts less than the phrase itself. */
const scores = { sameName: 100, synonym: 80, synonymInside: 60, similarName: 50, closing: 30 } as const;
/** Share of the words of two names that must be common. */
const leastOverlap = 0.5;

function overlapOf(one: string, other: string): number {
  // Endings differ by case and number; the first letters of long words do not.
  const stems = (text: string) => new Set(text.split(' ').map((word) => word.slice(0, 5)));
  const [a, b] = [stems(one), stems(other)];
  const common = [...a].filter((stem) => b.has(stem)).length;
  return common / (a.size + b.size - common);
}

function matchOf(stage: Stage, status: CrmStatus): Match | null {
  if (stage.semantics !== status.semantics) return null;
  const theirs = normaliseStageName(status.name);
  const ours = [...new Set([stage.name.ru, stage.name.en].map(normaliseStageName))].filter((name) => name !== '');
  const match = (score: number, reason: SuggestionReason): Match => ({ stage, status, score, reason });
  if (ours.includes(theirs)) return match(scores.sameName, 'sameName');
  const meaning = stageConceptOf(theirs);
  const same = ours.map(stageConceptOf).filter((own) => own !== null && own.concept === meaning?.concept);
  if (same.length > 0) {
    const exact = meaning?.exact === true && same.some((own) => own?.exact === true);
    return match(exact ? scores.synonym : scores.synonymInside, 'synonym');
  }
  if (ours.some((name) => overlapOf(name, theirs) >= leastOverlap)) return match(scores.similarName, 'similarName');
  return stage.semantics === 'open' ? null : match(scores.closing, 'closing');
}

/** The best pairs first; every stage and every status once. */
function assign(stages: readonly Stage[], statuses: readonly CrmStatus[]): Match[] {
  const possible = stages.flatMap((stage) => statuses.flatMap((status) => matchOf(stage, status) ?? []));
  possible.sort((a, b) => b.score - a.score || a.stage.sort - b.stage.sort || a.status.sort - b.status.sort);
  const [stagesDone, statusesDone] = [new Set<string>(), new Set<string>()];
  return possible.filter(({ stage, status }) => {
    if (stagesDone.has(stage.key) || statusesDone.has(status.id)) return false;
    stagesDone.add(stage.key);
    statusesDone.add(status.id);
    return true;
  });
}

/**
 * Finds statuses of the CRM for the stages of a funnel by their names, in Russian and English. A stage that closes cards is
 * only mapped to a status that closes them in the same way. Where the CRM has several funnels, all are taken from the one
 * that fits best: a card does not jump between funnels.
 *
 * @returns by stage key; a stage for which nothing fits is missing
 */
export function suggestMapping(
  stages: readonly Stage[],
  statuses: readonly CrmStatus[],
): Readonly<Record<string, MappingSuggestion>> {
  const funnels = [...new Set(statuses.map(({ funnel }) => funnel))];
  const candidates = funnels.map((name) => {
    const matches = assign(
      stages,
      statuses.filter(({ funnel }) => funnel === name),
    );
    return { matches, total: matches.reduce((sum, { score }) => sum + score, 0) };
  });
  const best = candidates.reduce((one, other) => (other.total > one.total ? other : one), { matches: [], total: 0 } as {
    matches: Match[];
    total: number;
  });
  return Object.fromEntries(
    best.matches.map(({ stage, status, reason }) => [stage.key, { statusId: status.id, reason }]),
  );
}
