import { clausesOf } from './clauses.ts';
import { readContacts } from './contacts.ts';
import { readCorrection } from './correction.ts';
import { readDeclared } from './custom-slots.ts';
import { prepare } from './message.ts';
import { deniesName, findName } from './name.ts';
import { readPartialPhone } from './partial-phone.ts';
import { findPhrases } from './phrase.ts';
import { questionsIn } from './question.ts';
import { isBareRefusal, isRefusal } from './refusal.ts';
import { remainderOf } from './remainder.ts';
import type { SlotDeclaration, SlotKey } from './slot-declaration.ts';
import type { SlotReading } from './slot-reading.ts';
import { noReading } from './slot-reading.ts';
import type { Span } from './span.ts';
import { labelPhrase } from './slot-label.ts';
import { cover, overlaps } from './span.ts';
import { isSpam } from './spam.ts';
import { isStop } from './stop.ts';
import { readTexts } from './text-slot.ts';
import type { Understanding, UnderstandOptions } from './understanding.ts';

export type { DoubtReason } from './slot-reading.ts';
export type { DoubtfulSlot, Understanding, UnderstandOptions, UnderstoodSlot } from './understanding.ts';

type TextSlot = Extract<SlotDeclaration, { kind: 'text' }>;

/** Slots whose answer cannot be a plain "no". */
const contactSlots: readonly SlotKey[] = ['name', 'phone', 'email'];

/** Nothing was said. */
const nothing: Understanding = {
  understood: [],
  correction: false,
  retracted: [],
  question: false,
  refusal: false,
  stop: false,
  spam: false,
  doubtful: [],
  notUnderstood: null,
};

function known(options: UnderstandOptions, slot: SlotKey): string | null {
  return Object.hasOwn(options.known, slot) ? (options.known[slot] ?? null) : null;
}

function readName(covered: string, given: SlotReading, options: UnderstandOptions): SlotReading {
  const asked = options.wanted.includes('name');
  const certain = asked && (options.wanted.length === 1 || given.values.length > 0);
  const found = findName(covered, { asked, certain, known: known(options, 'name') });
  if (!found) return noReading;
  const { value, start, end, contrast } = found;
  return { values: [{ slot: 'name', value, start, end }], doubtful: [], contrast };
}

/** A correction of some digits counts only where no whole phone is given, and no other number was asked for. */
function readPartial(covered: string, given: SlotReading, options: UnderstandOptions): SlotReading {
  const { wanted, declarations, parsePhone, defaultCountry } = options;
  const countsAsked = declarations.some(({ key, kind }) => wanted.includes(key) && kind !== 'text');
  if (given.values.some(({ slot }) => slot === 'phone') || countsAsked) return noReading;
  const part = readPartialPhone(covered, known(options, 'phone'), parsePhone, defaultCountry);
  if (!part) return noReading;
  const { start, end, value } = part;
  return value === null
    ? { values: [], doubtful: [{ slot: 'phone', start, end, reason: 'ambiguous' }], contrast: true }
    : { values: [{ slot: 'phone', start, end, value }], doubtful: [], contrast: true };
}

function joined(readings: readonly SlotReading[]): SlotReading {
  const values = readings.flatMap((reading) => reading.values);
  return {
    values,
    doubtful: readings
      .flatMap((reading) => reading.doubtful)
      // What was read as one thing is no doubtful other, and a value settles the doubts of its slot.
      .filter((doubt) => !values.some((value) => value.slot === doubt.slot || overlaps(value, doubt)))
      .filter((doubt, at, doubts) => doubts.findIndex(({ slot }) => slot === doubt.slot) === at),
    contrast: readings.some(({ contrast }) => contrast),
  };
}

/**
 * What a client message says, from real sentences in Russian and English: details for slots, and whether the client
 * corrects, asks, refuses, wants to be left alone or advertises. Never guesses. Texts over 8 kB are cut.
 */
export function understand(text: string, options: UnderstandOptions): Understanding {
  const { wanted, declarations } = options;
  const message = prepare(text);
  const { original, plain, folded, words } = message;
  const contacts = readContacts(message, options);
  const taken: Span[] = [...contacts.places, ...contacts.foreign];
  const questions = questionsIn(clausesOf(cover(folded, taken))).filter(
    ({ text: clause, mark }) => mark.includes('?') || !isRefusal(clause),
  );

  if (contacts.values.length === 0 && isStop(words)) return { ...nothing, stop: true };
  if (isSpam(folded, questions.length > 0)) return { ...nothing, spam: true };

  const partial = readPartial(cover(folded, taken), contacts, options);
  taken.push(...partial.values, ...partial.doubtful);
  const declared = readDeclared(cover(folded, taken), questions, options);
  taken.push(...declared.flatMap(({ values, doubtful }) => [...values, ...doubtful]));
  const name = readName(cover(plain, taken), contacts, options);
  const read = joined([contacts, partial, ...declared, name]);
  taken.push(...name.values);

  const correction = readCorrection({
    clauses: clausesOf(cover(folded, taken)),
    words: words.join(' '),
    declarations,
    known: options.known,
    given: changedSlots(read, options),
    stated: read.values.map(({ slot }) => slot),
    contrast: read.contrast,
    deniesName: deniesName(words, known(options, 'name')),
  });
  const settled = new Set(read.values.map(({ slot }) => slot));
  const open = wanted.filter((slot) => !settled.has(slot));
  const asks = questions.length > 0 || (words.length === 0 && folded.includes('?'));
  const refuses = refusesIn(cover(folded, taken), words, open, read);

  const texts = readTexts(
    original,
    cover(folded, [...taken, ...partial.values]),
    declarations.filter((slot): slot is TextSlot => slot.kind === 'text'),
    { wanted, asksSomething: asks, saysSomethingElse: refuses || correction.correction },
  );
  const all = joined([read, ...texts]);
  const answered = new Set(all.values.map(({ slot }) => slot));
  const missing = wanted.filter((slot) => !answered.has(slot));
  const rawOf = ({ start, end }: Span): string => original.slice(start, end);
  const understood = [...all.values, ...all.doubtful];
  return {
    understood: all.values.map(({ start, end, slot, value, others }) => ({
      slot,
      value,
      raw: rawOf({ start, end }),
      ...(others ? { others } : {}),
    })),
    ...correction,
    question: asks && (wanted.length === 0 || missing.length > 0),
    refusal: refuses && (wanted.length === 0 || missing.length > 0),
    stop: false,
    spam: false,
    doubtful: all.doubtful.map(({ slot, reason, ...span }) => ({ slot, raw: rawOf(span), reason })),
    notUnderstood: remainderOf(
      original,
      cover(folded, [...understood, ...contacts.places, ...titlesIn(folded, declarations, all)]),
      (piece) => refuses && isRefusal(piece),
    ),
  };
}

/** Where the message names slots that it answers: «бюджет 200к». */
function titlesIn(folded: string, declarations: readonly SlotDeclaration[], { values }: SlotReading): Span[] {
  return declarations
    .filter(({ key }) => values.some(({ slot }) => slot === key))
    .flatMap((slot) => {
      const label = labelPhrase(slot);
      return label ? findPhrases(folded, label) : [];
    });
}

/** Slots that the message gives another value than the known one, or an attempt at one. */
function changedSlots(read: SlotReading, options: UnderstandOptions): SlotKey[] {
  return [
    ...read.values.filter(({ slot, value }) => known(options, slot) !== value).map(({ slot }) => slot),
    ...read.doubtful.map(({ slot }) => slot),
  ];
}

/** Whether the message refuses what is still open. */
function refusesIn(covered: string, words: readonly string[], open: readonly SlotKey[], read: SlotReading): boolean {
  const attempts = read.doubtful.map(({ slot }) => slot).filter((slot) => !contactSlots.includes(slot));
  if (attempts.length > 0) return false;
  if (clausesOf(covered).some(({ text }) => isRefusal(text))) return true;
  return (
    open.length > 0 &&
    read.values.length === 0 &&
    open.some((slot) => contactSlots.includes(slot)) &&
    isBareRefusal(words.join(' '))
  );
}
