import type { Clause } from './clauses.ts';
import type { DateCircumstances, ParseDate, ReadDate } from './date.ts';
import { holds, phrase } from './phrase.ts';
import type { SlotDeclaration } from './slot-declaration.ts';
import { labelPhrase } from './slot-label.ts';
import type { SlotReading } from './slot-reading.ts';
import { noReading } from './slot-reading.ts';
import { overlaps } from './span.ts';

type DateSlot = Extract<SlotDeclaration, { kind: 'date' }>;

const anyDay = phrase(
  'когда угодно|в любой день|любой день|любая дата|любое число|без разницы|все равно',
  'any (?:day|time|date)|whenever|anytime|up to you',
);
/** «завтра не могу, давайте в среду». */
const unsuitable = phrase(
  'не могу|не смогу|не получ\\p{L}{2,5}|не подход\\p{L}{1,3}|не удобно|неудобно|занята?|нет возможности',
  "can't|cannot|can not|doesn't work|not available|busy|no good",
);
/** A day is named at the beginning of a message; reading dates out of a long text takes long. */
const longestDated = 1000;
const negatedBefore = /(?<!\p{L})(?:не|not)\s{1,3}(?:в\s|во\s|на\s|on\s)?$/u;

/**
 * Reads the day that the client names. Two days, a month without a day, or a date that does not exist are doubts.
 *
 * @param text folded, what has been read already and what only asks covered
 */
export function readDate(
  text: string,
  clauses: readonly Clause[],
  slot: DateSlot,
  asked: boolean,
  parseDate: ParseDate,
  circumstances: Omit<DateCircumstances, 'past'>,
): SlotReading {
  const pattern = labelPhrase(slot);
  const named = (clause: Clause | undefined): boolean =>
    clause !== undefined && pattern !== null && holds(clause.text, pattern);
  const heard = asked ? clauses : clauses.filter((clause, at) => named(clause) || named(clauses[at - 1]));
  if (heard.length === 0) return noReading;
  const found = parseDate(text.slice(0, longestDated), { ...circumstances, past: slot.past ?? false }).filter((date) =>
    heard.some((clause) => date.start < clause.end && clause.start < date.end),
  );
  const meant = found.filter(
    (date) =>
      !negatedBefore.test(text.slice(Math.max(0, date.start - 12), date.start)) &&
      !clauses.some((clause) => overlaps(clause, date) && holds(clause.text, unsuitable)),
  );
  const span = { start: meant[0]?.start ?? 0, end: meant.at(-1)?.end ?? 0 };
  const doubt = (reason: 'ambiguous' | 'invalid', place = span): SlotReading => ({
    ...noReading,
    doubtful: [{ slot: slot.key, ...place, reason }],
  });
  const [first] = meant;
  if (!first) {
    const free = asked ? heard.find((clause) => holds(clause.text, anyDay)) : undefined;
    return free ? doubt('ambiguous', { start: free.start, end: free.end }) : noReading;
  }
  const unclear = meant.find(isUnclear);
  if (unclear?.date === null) return doubt(unclear.doubt);
  if (first.date === null || new Set(meant.map(({ date }) => date)).size > 1) return doubt('ambiguous');
  return {
    ...noReading,
    values: [{ slot: slot.key, value: first.date, start: first.start, end: first.end }],
    contrast: found.some(({ start }) => negatedBefore.test(text.slice(Math.max(0, start - 12), start))),
  };
}

function isUnclear({ date }: ReadDate): boolean {
  return date === null;
}
