import type { DateCircumstances, ParseDate, ReadDate } from '@voronka/domain';
import * as english from 'chrono-node/en';
import * as russian from 'chrono-node/ru';
import { DateTime } from 'luxon';
import { spokenDays, spokenYear } from './spoken-dates.ts';

type Chrono = Pick<typeof english.casual, 'parse'>;
type ChronoResult = ReturnType<Chrono['parse']>[number];

/** Where "today" is. */
interface Here {
  today: DateTime;
  circumstances: DateCircumstances;
}

const numeric =
  /(?<![\d.,:/-])(\d{1,2})([./])(\d{1,2})(?:\2(\d{4}|\d{2}))?(?![\d/:-]|[.,]\d)(?!\s?(?:млн|тыс|%|кг|₽|руб|m\b|k\b))/gu;
const iso = /(?<![\d-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])/gu;
/** «25-го», «25 числа», "the 25th": a day of this month or the next. */
const dayOfMonth =
  /(?<![\d\p{L}])(?:the\s)?(\d{1,2})(?:-?го(?!\p{L})|-?е\sчисло|\sчисла(?!\p{L})|(?:st|nd|rd|th)(?!\p{L}))/gu;
/** «до двадцатого», "after the 5th": a bound, not a day. */
const boundBefore = /(?<!\p{L})(?:до|после|со?|по|кроме|before|after|until|till|from|since|except)\s$/u;
/** Nothing but a year. */
const yearAlone = /^\s*(?:в\s|in\s)?((?:19|20)\d{2})(?:\s?(?:г\.?|год\p{L}?|year))?[\s.]*$/u;
/** Spans of days: none of them is named. */
const severalDays =
  /(?<!\p{L})(?:(?:на|в|до|с)\s)?(?:(?:следующ|эт|будущ|т|текущ)\p{L}{1,3}\s(?:недел\p{L}|месяц\p{L}?|год\p{L}?)|выходн\p{L}{2,3}|недел[еюя](?=\s|$)|конц[еау]\s(?:недели|месяца|года)|начал[еоу]\s(?:недели|месяца|года))(?!\p{L})|(?<!\p{L})(?:(?:this|next|the|over the|at the)\s)?(?:weekends?|(?:next|this|later this)\s(?:week|month|year)|(?:end|beginning|middle) of (?:the|next|this) (?:week|month|year))(?!\p{L})/gu;
const monthNames =
  '((?:янв|фев|мар|апр|июн|июл|авг|сен|окт|ноя|дек)\\p{L}{0,6}|ма[йя]|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?!\\p{L})';
const dayAndMonth = new RegExp(
  `(?<![\\d.,:])(?:the\\s)?(\\d{1,2})(?:-?(?:го|е|st|nd|rd|th))?\\s(?:of\\s)?${monthNames}\\.?(?:,?\\s(\\d{4}|'?\\d{2}(?![\\d:]|\\s?[:.]))(?:\\s?(?:г\\.?(?!\\p{L})|год\\p{L}?))?)?`,
  'gu',
);
const monthAndDay = new RegExp(
  `(?<!\\p{L})${monthNames}\\.?\\s(?:the\\s)?(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])(?:,?\\s(\\d{4}))?`,
  'gu',
);
/** Beginnings of the names of months. */
const monthOrder = [
  'янв jan',
  'фев feb',
  'мар mar',
  'апр apr',
  'май мая may',
  'июн jun',
  'июл jul',
  'авг aug',
  'сен sep',
  'окт oct',
  'ноя nov',
  'дек dec',
].map((names) => names.split(' '));
const shortWeekdays = new Map([
  ['пн', 'понедельник'],
  ['вт', 'вторник'],
  ['ср', 'среда'],
  ['чт', 'четверг'],
  ['пт', 'пятница'],
  ['сб', 'суббота'],
  ['вс', 'воскресенье'],
]);
/** The first day of a range stands before. */
const rangeBefore = /\d{1,2}(?:-?го|st|nd|rd|th)?\s?(?:по|до|и|или|-|–|—|to|and|or|till|until)\s?$/u;
/** A time of day behind a date is no part of it. */
const timeBehind =
  /[\s,]+(?:(?:в|с|до|после|около|к|at|after|before|from|around|till|until|by)\s.{0,40}|(?:утром|днем|вечером|ночью|morning|afternoon|evening|night)|\d{1,2}[:.]\d{2}.{0,20})$/u;
/** Words that are verbs or things more often than months and days. */
const oftenAnother = /^(?:may|march|mar|sun|sat|wed|second)$/u;
/** Beside them only these let them be dates. */
const datesBefore = /(?:^|[,.;!?]|(?<!\p{L})(?:on|this|next|or|and|in|by|until))\s*$/u;
const datesBehind = /^\s*(?:$|[,.;!?]|\d|(?:or|and|at|works|is fine|please)(?!\p{L}))/u;

function covered(text: string, spans: readonly { start: number; end: number }[]): string {
  return spans.reduce((rest, { start, end }) => rest.slice(0, start) + ';'.repeat(end - start) + rest.slice(end), text);
}

/** The day of a year-less date that is meant: the next one, or the last one. */
function nearest(day: number, month: number, { today, circumstances }: Here): DateTime | null {
  // A leap day is up to eight years away.
  for (let distance = 0; distance <= 8; distance += 1) {
    const year = today.year + (circumstances.past ? -distance : distance);
    const date = DateTime.fromObject({ year, month, day }, { zone: today.zone });
    if (date.isValid && (circumstances.past ? date <= today : date >= today.startOf('day'))) return date;
  }
  return null;
}

function fullYear(written: string, { today, circumstances }: Here): number {
  if (written.length === 4) return Number(written);
  const century = Math.floor(today.year / 100) * 100;
  const year = century + Number(written);
  return circumstances.past && year > today.year ? year - 100 : year;
}

function read(span: { start: number; end: number }, date: DateTime | null): ReadDate {
  const day = date?.isValid ? date.toISODate() : null;
  return day === null ? { ...span, date: null, doubt: 'invalid' } : { ...span, date: day };
}

function spanOf(match: RegExpExecArray): { start: number; end: number } {
  return { start: match.index, end: match.index + match[0].length };
}

/** "12.03", "12/03/2027": with dots the day is first; with slashes it depends on who writes. */
function readNumeric(match: RegExpExecArray, text: string, here: Here): ReadDate | null {
  const span = spanOf(match);
  const [, first = '', mark = '', second = '', year] = match;
  const [left, right] = [Number(first), Number(second)];
  const time = mark === '.' && year === undefined;
  if (
    time &&
    (right > 12 ||
      second.length < 2 ||
      /(?:^|\s)(?:в|до|с|после|к|at|after|before|till)\s$/u.test(text.slice(0, span.start)))
  ) {
    return right > 12 || second.length < 2 ? null : { ...span, date: null, doubt: 'ambiguous' };
  }
  const { country, locale } = here.circumstances;
  const monthFirst = mark === '/' && locale === 'en' && country === 'US';
  const unsure = mark === '/' && locale === 'en' && country !== 'US' && left <= 12 && right <= 12 && left !== right;
  if (unsure) return { ...span, date: null, doubt: 'ambiguous' };
  const [day, month] =
    monthFirst && left <= 12 ? [right, left] : right > 12 && left <= 12 && mark === '/' ? [right, left] : [left, right];
  const date = year === undefined ? nearest(day, month, here) : inYear(year, month, day, here);
  return read(span, date);
}

function readByPatterns(text: string, here: Here): ReadDate[] {
  const { zone } = here.today;
  const found: ReadDate[] = [];
  for (const match of text.matchAll(iso)) {
    const [, year, month, day] = match.map(Number);
    found.push(
      read(spanOf(match), DateTime.fromObject({ year: year ?? 0, month: month ?? 0, day: day ?? 0 }, { zone })),
    );
  }
  for (const match of text.matchAll(numeric)) {
    const date = readNumeric(match, text, here);
    if (date) found.push(date);
  }
  return found;
}

function readDaysOfMonth(text: string, here: Here): ReadDate[] {
  const { today, circumstances } = here;
  const { zone } = today;
  const step = circumstances.past ? -1 : 1;
  const months = [0, 1, 2].map((distance) => today.startOf('month').plus({ months: step * distance }));
  const written = [...text.matchAll(dayOfMonth)].map((match) => ({ ...spanOf(match), day: Number(match[1]) }));
  return [...written, ...spokenDays(text)].map(({ start, end, day }): ReadDate => {
    if (boundBefore.test(text.slice(Math.max(0, start - 12), start)))
      return { start, end, date: null, doubt: 'ambiguous' };
    const date = months
      .map(({ year, month }) => DateTime.fromObject({ year, month, day }, { zone }))
      .find((day) => day.isValid && (circumstances.past ? day <= today : day >= today.startOf('day')));
    return read({ start, end }, date ?? null);
  });
}

function inYear(written: string, month: number, day: number, here: Here): DateTime {
  return DateTime.fromObject({ year: fullYear(written, here), month, day }, { zone: here.today.zone });
}

/** A day and month with no year in figures: one in words may follow, else the nearest is meant. */
function withoutFigures(
  span: { start: number; end: number },
  day: number,
  month: number,
  here: Here,
  text: string,
): ReadDate {
  const said = spokenYear(text.slice(span.end));
  if (!said) return read(span, nearest(day, month, here));
  const whole = { start: span.start, end: span.end + said.length };
  return said.written === null
    ? { ...whole, date: null, doubt: 'ambiguous' }
    : read(whole, inYear(said.written, month, day, here));
}

/** «29 февраля», "March 12, 1990": by figures rather than chrono, which passes over days that do not exist. */
function readNamedMonths(text: string, here: Here): ReadDate[] {
  const days = [
    ...[...text.matchAll(dayAndMonth)].map((match) => ({ match, day: match[1], month: match[2], year: match[3] })),
    ...[...text.matchAll(monthAndDay)].map((match) => ({ match, day: match[2], month: match[1], year: match[3] })),
  ];
  return days
    .filter(({ match }, at) => !days.slice(0, at).some((other) => overlap(spanOf(other.match), spanOf(match))))
    .map(({ match, day, month, year }): ReadDate => {
      const number = 1 + monthOrder.findIndex((names) => names.some((name) => month?.startsWith(name)));
      // «с 12 по 15 мая»: two days.
      if (rangeBefore.test(text.slice(0, match.index))) return { ...spanOf(match), date: null, doubt: 'ambiguous' };
      const written = year?.replace("'", '');
      return written === undefined
        ? withoutFigures(spanOf(match), Number(day), number, here, text)
        : read(spanOf(match), inYear(written, number, Number(day), here));
    });
}

function overlap(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start < b.end && b.start < a.end;
}

/** @param text in which chrono found the result */
function readWithChrono(result: ChronoResult, here: Here, source: string): ReadDate | null {
  const { start } = result;
  const before = source.slice(0, result.index);
  // "a week from today" names one day.
  if (/from\s$/u.test(before)) return null;
  const behind = source.slice(result.index + result.text.length);
  if (oftenAnother.test(result.text) && !(datesBefore.test(before) && datesBehind.test(behind))) return null;
  const text = result.text.replace(timeBehind, '');
  const span = { start: result.index, end: result.index + text.length };
  const apart = text.replace(severalDays, '');
  if (apart !== text && !/\p{L}{3}/u.test(apart)) return { ...span, date: null, doubt: 'ambiguous' };
  if (result.end && result.end.get('day') !== start.get('day')) return { ...span, date: null, doubt: 'ambiguous' };
  const [year, month, day] = (['year', 'month', 'day'] as const).map((part) => start.get(part) ?? 0) as [
    number,
    number,
    number,
  ];
  if (start.isCertain('day') && start.isCertain('month') && !start.isCertain('year'))
    return withoutFigures(span, day, month, here, source);
  if (start.isCertain('day')) return read(span, DateTime.fromObject({ year, month, day }, { zone: here.today.zone }));
  if (start.isCertain('weekday')) {
    const date = DateTime.fromObject({ year, month, day }, { zone: here.today.zone });
    // «в понедельник», said on a Monday: today, or in a week?
    const sameDay =
      start.get('weekday') === here.today.weekday % 7 && !/следующ|эт(?:от|у|о)|next|this|last/u.test(text);
    return sameDay ? { ...span, date: null, doubt: 'ambiguous' } : read(span, date);
  }
  if (start.isCertain('month')) return { ...span, date: null, doubt: 'ambiguous' };
  if (start.isCertain('year')) return { ...span, date: null, doubt: 'ambiguous' };
  return null;
}

/** «сб» → «суббота», in place and of another length: offsets are mapped back. */
function readShortWeekdays(text: string, here: Here): ReadDate[] {
  return [...text.matchAll(/(?<!\p{L})(?:в\s)?(пн|вт|ср|чт|пт|сб|вс)(?!\p{L})/gu)].flatMap((match) => {
    const name = shortWeekdays.get(match[1] ?? '') ?? '';
    const [result] = russian.casual.parse(name, reference(here), options(here));
    const date = result ? readWithChrono(result, here, name) : null;
    return date ? [{ ...date, ...spanOf(match) }] : [];
  });
}

function reference({ today }: Here): { instant: Date; timezone: number } {
  return { instant: today.toJSDate(), timezone: today.offset };
}

function options({ circumstances }: Here): { forwardDate: boolean } {
  return { forwardDate: !circumstances.past };
}

/**
 * Reads dates in Russian and English, relative to a moment and a time zone that the caller gives: figures by their own
 * rules, words with chrono.
 */
export function createDateParser(): ParseDate {
  return (original, circumstances) => {
    const text = original.toLowerCase();
    if (text.length !== original.length) return [];
    const today = DateTime.fromISO(circumstances.now, { zone: circumstances.timeZone });
    const here = { today, circumstances };
    const months = readNamedMonths(text, here);
    const figures = [...months, ...readByPatterns(covered(text, months), here)];
    const words = covered(text, figures);
    const short = readShortWeekdays(words, here);
    const rest = covered(words, short);
    const parsers: Chrono[] =
      circumstances.locale === 'ru' ? [russian.casual, english.casual] : [english.casual, russian.casual];
    const spoken = parsers
      .map((chrono) =>
        chrono
          .parse(rest, reference(here), options(here))
          .map((result) => readWithChrono(result, here, rest))
          .filter((date) => date !== null)
          .filter((date, at, dates) => !dates.slice(0, at).some((before) => overlap(before, date))),
      )
      .find((dates) => dates.length > 0);
    const named = [...figures, ...short, ...(spoken ?? [])];
    if (named.length === 0 && yearAlone.test(text))
      return [{ start: 0, end: text.length, date: null, doubt: 'ambiguous' }];
    const left = covered(text, named);
    const vague = [...left.matchAll(severalDays)].map((match): ReadDate => ({
      ...spanOf(match),
      date: null,
      doubt: 'ambiguous',
    }));
    return [...named, ...vague, ...readDaysOfMonth(covered(left, vague), here)].sort((a, b) => a.start - b.start);
  };
}
