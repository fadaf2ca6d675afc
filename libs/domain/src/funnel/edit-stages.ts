import type { LocalizedText } from '../flow/flow-graph.ts';
import type { Stage, StageSemantics } from './funnel.ts';
import { normaliseStageName } from './stage-words.ts';

/** A stage as a person wants it; `key: null` is a new one. The order of the list is the order of the funnel. */
export interface StageWish {
  key: string | null;
  name: LocalizedText;
  semantics: StageSemantics;
}

/** What is wrong with a list of stages; `at` is the row, or null for the whole. */
export interface StageListProblem {
  at: number | null;
  what: 'nameTaken' | 'closedBeforeOpen' | 'unknownKey' | 'meaningChanged' | 'noOpenStage';
}

/** The stages that a new funnel begins with. */
export const defaultStages: readonly Stage[] = [
  { key: 'unsorted', name: { ru: 'Неразобранное', en: 'Unsorted' }, sort: 10, semantics: 'open' },
  { key: 'firstContact', name: { ru: 'Первичный контакт', en: 'First contact' }, sort: 20, semantics: 'open' },
  { key: 'negotiation', name: { ru: 'Переговоры', en: 'Negotiation' }, sort: 30, semantics: 'open' },
  { key: 'decision', name: { ru: 'Принятие решения', en: 'Decision' }, sort: 40, semantics: 'open' },
  { key: 'won', name: { ru: 'Успешно реализовано', en: 'Closed won' }, sort: 50, semantics: 'won' },
  { key: 'lost', name: { ru: 'Закрыто и не реализовано', en: 'Closed lost' }, sort: 60, semantics: 'lost' },
];

/**
 * Checks a list of stages: names tell them apart in each language, stages that close cards come last (a card only moves
 * forwards), at least one leaves a card open, and what a stage means never changes: flows and dialogues count on it.
 *
 * @param present the funnel's stages as they are
 */
export function stageListProblems(wishes: readonly StageWish[], present: readonly Stage[]): StageListProblem[] {
  const problems: StageListProblem[] = [];
  const byKey = new Map(present.map((stage) => [stage.key, stage]));
  const keys = new Set<string>();
  const names = { ru: new Set<string>(), en: new Set<string>() };
  let isClosing = false;
  wishes.forEach(({ key, name, semantics }, at) => {
    const stored = key === null ? undefined : byKey.get(key);
    if (key !== null && (!stored || keys.has(key))) problems.push({ at, what: 'unknownKey' });
    if (stored && stored.semantics !== semantics) problems.push({ at, what: 'meaningChanged' });
    if (key !== null) keys.add(key);
    const taken = (['ru', 'en'] as const).filter((locale) => {
      const normalised = normaliseStageName(name[locale]) || name[locale];
      const known = names[locale].has(normalised);
      names[locale].add(normalised);
      return known;
    });
    if (taken.length > 0) problems.push({ at, what: 'nameTaken' });
    if (semantics === 'open' && isClosing) problems.push({ at, what: 'closedBeforeOpen' });
    if (semantics !== 'open') isClosing = true;
  });
  if (!wishes.some(({ semantics }) => semantics === 'open')) problems.push({ at: null, what: 'noOpenStage' });
  return problems;
}

/** A stable name for a new stage, readable in flows: `contractSent`. @param taken keys that exist, or have existed */
export function stageKeyFor(name: LocalizedText, taken: ReadonlySet<string>): string {
  const words = name.en.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const joined = words.map((word, at) => (at === 0 ? word : `${word[0]?.toUpperCase()}${word.slice(1)}`)).join('');
  const base = /^[a-z]/.test(joined) ? joined.slice(0, 40) : 'stage';
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}${number}`;
    if (!taken.has(key)) return key;
  }
}

/** The list as it is stored. @param wishes without {@link stageListProblems} */
export function arrangeStages(wishes: readonly StageWish[], taken: ReadonlySet<string>): Stage[] {
  const keys = new Set([...taken, ...wishes.flatMap(({ key }) => key ?? [])]);
  return wishes.map(({ key, name, semantics }, at) => {
    const own = key ?? stageKeyFor(name, keys);
    keys.add(own);
    return { key: own, name, sort: (at + 1) * 10, semantics };
  });
}
