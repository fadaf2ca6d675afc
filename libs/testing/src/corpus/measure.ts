import { createDateParser, createPhoneParser } from '@voronka/rules-engine';
import type { SlotKey, Understanding } from '@voronka/domain';
import { detectLocale, understand } from '@voronka/domain';
import { corpusDeclarations } from './declarations.ts';
import type { CorpusEntry } from './index.ts';
import type { CorpusLanguage, Intention } from './utterance.ts';

/** What is judged in each message: the built-in slots, declared slots by their kind, the rest of an understanding. */
export const aspects = [
  'name',
  'phone',
  'email',
  'text',
  'number',
  'choice',
  'date',
  'others',
  'doubtful',
  'retracted',
  'correction',
  'question',
  'refusal',
  'stop',
  'spam',
  'notUnderstood',
] as const;

/** Something that is judged. */
export type Aspect = (typeof aspects)[number];

/** Counts over messages: a wrong value is both a false one and a missed one. */
export interface Tally {
  /** Expected and given. */
  right: number;
  /** Given, but not expected or of another value. */
  wrong: number;
  /** Expected, but not given or given another value. */
  missed: number;
  /** Messages with something wrong or missed. */
  mistakes: number;
}

/** A message that was not understood as its label says. */
export interface Mistake {
  entry: CorpusEntry;
  aspect: Aspect;
  expected: string[];
  given: string[];
}

/** How well messages were understood. */
export interface Measurement {
  tallies: Record<Aspect, Tally>;
  mistakes: Mistake[];
}

/** When the messages of the corpus were written, a Monday: «завтра» is the 24th. */
export const corpusNow = '2026-11-23T09:00:00.000Z';

const parsePhone = createPhoneParser();
const parseDate = createDateParser();

/** Reads a message of the corpus as a dialogue of its language would. */
export function readEntry(entry: CorpusEntry, language: CorpusLanguage): Understanding {
  return understand(entry.text, {
    wanted: entry.wanted,
    declarations: entry.declared.map((name) => corpusDeclarations[name]),
    known: entry.known,
    parsePhone,
    parseDate,
    defaultCountry: entry.country,
    locale: detectLocale(entry.text, language),
    now: corpusNow,
    timeZone: language === 'ru' ? 'Europe/Moscow' : 'Europe/London',
  });
}

type Found = Partial<Record<Aspect, string[]>>;

const builtIn: readonly SlotKey[] = ['name', 'phone', 'email'];
const intentions: readonly Intention[] = ['correction', 'question', 'refusal', 'stop', 'spam'];

function aspectOf(slot: SlotKey): Aspect {
  if (builtIn.includes(slot)) return slot as 'name' | 'phone' | 'email';
  const declaration = Object.values(corpusDeclarations).find(({ key }) => key === slot);
  if (!declaration) throw new Error(`The corpus declares no slot "${slot}".`);
  return declaration.kind;
}

function collect(values: readonly (readonly [Aspect, string])[]): Found {
  const found: Found = {};
  for (const [aspect, value] of values) (found[aspect] ??= []).push(value);
  return found;
}

function expectedOf(entry: CorpusEntry): Found {
  return collect([
    ...Object.entries(entry.values ?? {}).map(([slot, value]) => [aspectOf(slot), `${slot}=${value}`] as const),
    ...Object.entries(entry.others ?? {}).map(([slot, values]) => ['others', `${slot}=${values.join()}`] as const),
    ...(entry.doubtful ?? []).map((slot) => ['doubtful', slot] as const),
    ...(entry.retracted ?? []).map((slot) => ['retracted', slot] as const),
    ...(entry.means ?? []).map((intention) => [intention, intention] as const),
    ...(typeof entry.rest === 'string' ? [['notUnderstood', entry.rest] as const] : []),
  ]);
}

function givenIn(reading: Understanding, restJudged: boolean): Found {
  return collect([
    ...reading.understood.map(({ slot, value }) => [aspectOf(slot), `${slot}=${value}`] as const),
    ...reading.understood.flatMap(({ slot, others }) =>
      others?.length ? [['others', `${slot}=${others.join()}`] as const] : [],
    ),
    ...[...new Set(reading.doubtful.map(({ slot }) => slot))].map((slot) => ['doubtful', slot] as const),
    ...reading.retracted.map((slot) => ['retracted', slot] as const),
    ...intentions.filter((intention) => reading[intention]).map((intention) => [intention, intention] as const),
    ...(restJudged && reading.notUnderstood !== null ? [['notUnderstood', reading.notUnderstood] as const] : []),
  ]);
}

/** Understands every message and compares with its label. */
export function measure(entries: readonly CorpusEntry[], language: CorpusLanguage): Measurement {
  const none = (): Tally => ({ right: 0, wrong: 0, missed: 0, mistakes: 0 });
  const tallies = Object.fromEntries(aspects.map((aspect) => [aspect, none()])) as Record<Aspect, Tally>;
  const mistakes: Mistake[] = [];
  for (const entry of entries) {
    const expectations = expectedOf(entry);
    const readings = givenIn(readEntry(entry, language), entry.rest !== undefined);
    for (const aspect of aspects) {
      const expected = expectations[aspect] ?? [];
      const given = readings[aspect] ?? [];
      const right = given.filter((value) => expected.includes(value)).length;
      const tally = tallies[aspect];
      tally.right += right;
      tally.wrong += given.length - right;
      tally.missed += expected.length - right;
      if (right === given.length && right === expected.length) continue;
      tally.mistakes += 1;
      mistakes.push({ entry, aspect, expected, given });
    }
  }
  return { tallies, mistakes };
}
