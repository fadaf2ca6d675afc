import type { DigitGroup, DigitRun } from './digit-groups.ts';
import { digitRuns, digitsOf } from './digit-groups.ts';
import { isOffered } from './offer.ts';
import { belongsToOthers, isAmount, isOtherNumber, isOwnService, isTakenBack } from './phone-context.ts';
import type { PhoneSearch } from './phone-readings.ts';
import { readPhones } from './phone-readings.ts';
import { holds, phrase } from './phrase.ts';
import type { Span } from './span.ts';
import { cover, overlaps, spanOfMatch } from './span.ts';

/**
 * Reads one written number as a phone. Supplied from outside (`createPhoneParser` of `@voronka/rules-engine`), because
 * the numbering plans of the world are data that the domain does not own.
 *
 * @param country ISO 3166 alpha-2, for numbers without a country code
 * @returns E.164 and whether it is of a kind that only companies have, as toll-free numbers are; null for what is no valid
 * number
 */
export type ParsePhone = (text: string, country: string) => { e164: string; service?: boolean } | null;

/** A phone found in a text; the span includes its extension. */
export interface FoundPhone extends Span {
  /** E.164. */
  value: string;
}

/** Something that looked like a phone and could not be read with certainty: better asked again than guessed. */
export interface DoubtfulPhone extends Span {
  reason: 'tooShort' | 'tooLong' | 'invalid' | 'ambiguous';
}

/** Phones of a text. */
export interface FoundPhones {
  phones: FoundPhone[];
  doubtful: DoubtfulPhone[];
  /** Digits that are something else: orders, prices, phones of the company. */
  foreign: Span[];
  /** A number stands there that the client takes back: «не 8 916 …». */
  takenBack: boolean;
}

const minimumDigits = 7;
/** Longest run that is looked into piece by piece; dictated digit by digit, two numbers have 22 groups. */
const maximumGroups = 24;
/** Work limit per message: a text made of numbers must not hold up the others. */
const maximumRuns = 20;

const chatLink =
  /(?:https?:\/\/)?(?:wa\.me\/|(?:api|web)\.whatsapp\.com\/send\/?\?phone=|viber:\/\/chat\?number=)\+?(?:%2b)?(\d{8,15})/gu;
const address = /(?:https?:\/\/|www\.)\S{1,2048}/gu;
const extension = /^[\s,;(]{0,3}(?:доб(?:авочный)?\.?|вн(?:утр(?:енний)?)?\.?|ext(?:ension)?\.?|x|#)\s{0,2}\d{1,6}\)?/u;
/** Dates, times of day, cadastral numbers, cards, network addresses, international bank accounts: digits that are surely no phone. */
const otherNumbers =
  /(?<!\d)\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d{2}(?!\d)|(?<!\d)(?:19|20)\d{2}-\d{1,2}-\d{1,2}(?!\d)|\d{1,7}(?::\d{1,7}){1,4}|(?<!\d)\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}(?!\d)|(?<![\d.])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\d.])|(?<![\p{L}\d])[a-z]{2}\d{2}(?:\s?[a-z\d]{2,4}){3,8}(?![\p{L}\d])/gu;
/** «… 76 или 77»: the client does not remember how it ends. */
const unsureEnd = /^[\s,]{1,2}(?:или|или\sже|либо|or|maybe)\s\d{1,4}(?!\d|\s\d)/u;
/** Digits that are typed to get past the question. */
const fake = /^\d?(?:12345678|98765432|(\d)\1{8})/u;
const masked = /\d[\s()-]{0,2}[xх*]{2,4}[\s()-]{0,2}\d/gu;
const labelBefore = phrase(
  'тел(?:ефон\\p{L}{0,2})?|номер\\p{L}{0,2}|моб(?:ильн\\p{L}{1,3})?|сот(?:овый)?|phone|number|mobile',
  'mob|cell|tel',
);

/** Whether letters are glued to a run, and whether that makes it a code («RA123RU») or a slip («8926111з»). */
function gluedLetters(text: string, { start, end }: Span): 'none' | 'word' | 'slip' | 'code' {
  const before = /[\p{L}\d]{0,24}$/u.exec(text.slice(Math.max(0, start - 24), start))?.[0] ?? '';
  const after = /^[\p{L}\d]{0,24}/u.exec(text.slice(end, end + 24))?.[0] ?? '';
  if (before === '' && after === '') return 'none';
  const parts = [before, after].filter((part) => part !== '');
  if (parts.every((part) => /^\p{L}{3,}$/u.test(part) || /^[тt]$/u.test(part))) return 'word';
  const letters = `${before}${after}`.match(/\p{L}+/gu) ?? [];
  return letters.length === 1 && letters[0]?.length === 1 ? 'slip' : 'code';
}

function spanOf(groups: readonly DigitGroup[]): Span {
  return { start: groups[0]?.start ?? 0, end: groups.at(-1)?.end ?? 0 };
}

/**
 * Drops numbers behind a phone that count something: «8 916 … 5000 руб», "… 2pm". They stand apart by a space, and their
 * unit is no word of its own.
 */
function withoutNeighbours(text: string, run: readonly DigitGroup[]): DigitGroup[] {
  const groups = [...run];
  for (let last = groups.at(-1); last && groups.length > 1; last = groups.at(-1)) {
    const apart = /\s/u.test(text.charAt(last.start - 1));
    const counts =
      isAmount(text, { start: last.end, end: last.end }) || /^\p{L}{1,2}(?!\p{L})/u.test(text.slice(last.end));
    if (!apart || !counts || last.spoken) break;
    groups.pop();
  }
  return groups;
}

/** Dictated with commas: «восемь, девятьсот шестнадцать, …». Pieces that are no phone alone are one together. */
function joined(runs: readonly DigitRun[], plans: PhoneSearch, parse: ParsePhone): DigitGroup[][] {
  const result: DigitGroup[][] = [];
  for (let at = 0; at < runs.length; at += 1) {
    const pieces = [runs[at]?.groups ?? []];
    while (runs[at + pieces.length]?.afterComma && pieces.length < maximumGroups) {
      pieces.push(runs[at + pieces.length]?.groups ?? []);
    }
    const together = pieces.flat();
    const oneNumber =
      pieces.length > 2 &&
      together.length <= maximumGroups &&
      pieces.every((piece) => digitsOf(piece).length < minimumDigits) &&
      readPhones(together, plans, parse, false)?.length === 1;
    result.push(oneNumber ? together : (pieces[0] ?? []));
    if (oneNumber) at += pieces.length - 1;
  }
  return result;
}

function reasonOf(groups: readonly DigitGroup[]): DoubtfulPhone['reason'] {
  const { length } = digitsOf(groups);
  if (length < 10) return 'tooShort';
  return length > 11 ? 'tooLong' : 'invalid';
}

/** Whether digits that are no phone look like an attempt at one. */
function looksTried(text: string, groups: readonly DigitGroup[], asked: boolean): boolean {
  const digits = digitsOf(groups);
  const { start, end } = spanOf(groups);
  const labelled = holds(text.slice(Math.max(0, start - 16), start), labelBefore);
  const prefixed = groups[0]?.plus === true || /^(?:[87]9|0)/u.test(digits);
  const round = groups.slice(1).every((group) => group.digits.length === 3) && digits.endsWith('000');
  if (!labelled && !prefixed && round) return false;
  if (digits.length >= minimumDigits)
    return asked || labelled || groups[0]?.plus === true || (prefixed && digits.length >= 10);
  if (!asked || digits.length < 3) return false;
  if (labelled) return true;
  const alone = !/[\p{L}\d]/u.test(text.slice(0, start) + text.slice(end));
  return (
    digits.length > 3 && /^(?:[87]9|07|00)/u.test(digits) && (alone || groups.length > 2 || groups[0]?.spoken === true)
  );
}

/** Phones in links to a chat, and the places of all links: other digits of an address are no phone. */
function findLinks(text: string, parse: ParsePhone, country: string): { phones: FoundPhone[]; links: Span[] } {
  if (!/:\/\/|www\.|wa\.me|whatsapp\.com/u.test(text)) return { phones: [], links: [] };
  const phones = [...text.matchAll(chatLink)].flatMap((match): FoundPhone[] => {
    const value = parse(`+${match[1] ?? ''}`, country)?.e164;
    return value ? [{ value, start: match.index, end: match.index + match[0].length }] : [];
  });
  const links = [...text.matchAll(address)].map(spanOfMatch);
  return { phones, links };
}

/**
 * All phones of a text, in order. A wrong phone costs more than asking again: numbers that can be read in two ways,
 * order numbers, money, phones of others and numbers that the client takes back are left out.
 *
 * @param text folded
 */
export function findPhones(text: string, { asked, ...plans }: PhoneSearch, parse: ParsePhone): FoundPhones {
  const { phones, links } = findLinks(text, parse, plans.country);
  const found: FoundPhones = { phones: [...phones], doubtful: [], foreign: [...links], takenBack: false };
  const readable = cover(text, [...text.matchAll(otherNumbers)].map(spanOfMatch));
  let looked = 0;
  for (const whole of joined(digitRuns(readable), { ...plans, asked }, parse)) {
    const run = withoutNeighbours(text, whole);
    const span = spanOf(run);
    const digits = digitsOf(run);
    if (links.some((link) => overlaps(link, span)) || phones.some((phone) => overlaps(phone, span))) continue;
    const glued = gluedLetters(text, span);
    if (isAmount(text, span)) continue;
    const other = isOtherNumber(text, span) || glued === 'code';
    if (other) {
      if (digits.length >= minimumDigits) found.foreign.push(span);
      continue;
    }
    if (belongsToOthers(text, span)) {
      found.foreign.push(span);
      continue;
    }
    if (digits.length < minimumDigits) {
      if (looksTried(text, run, asked)) found.doubtful.push({ ...span, reason: 'tooShort' });
      continue;
    }
    looked += 1;
    const unitFollows = /^\s{1,2}\p{L}/u.test(text.slice(span.end, span.end + 4));
    const tooMuch = run.length > maximumGroups || looked > maximumRuns || glued === 'slip' || fake.test(digits);
    const readings = tooMuch ? null : readPhones(run, { ...plans, asked }, parse, unitFollows);
    if (!readings) {
      if (looksTried(text, run, asked)) found.doubtful.push({ ...span, reason: reasonOf(run) });
      continue;
    }
    const services = readings.every(({ value }) => parse(value, plans.country)?.service);
    if (services && !isOwnService(text, span)) {
      found.foreign.push(span);
      continue;
    }
    if (unsureEnd.test(text.slice(span.end, span.end + 16))) {
      found.doubtful.push({ ...span, reason: 'invalid' });
      continue;
    }
    if (!isOffered(text, span) && !isTakenBack(text, span)) {
      found.doubtful.push({ ...span, reason: 'ambiguous' });
      continue;
    }
    for (const { value, from, to } of readings) {
      const place = spanOf(run.slice(from, to));
      const own =
        to === run.length
          ? place.end + (extension.exec(text.slice(place.end, place.end + 24))?.[0].length ?? 0)
          : place.end;
      if (isTakenBack(text, place)) found.takenBack = true;
      else found.phones.push({ value, start: place.start, end: own });
    }
  }
  for (const match of asked && /\d/u.test(text) ? text.matchAll(masked) : []) {
    const span = spanOfMatch(match);
    if (!found.phones.some((phone) => overlaps(phone, span))) found.doubtful.push({ ...span, reason: 'invalid' });
  }
  return { ...found, phones: unique(found.phones.sort((a, b) => a.start - b.start)) };
}

/** A number that is repeated counts once. */
function unique(phones: readonly FoundPhone[]): FoundPhone[] {
  return phones.filter((phone, at) => phones.findIndex(({ value }) => value === phone.value) === at);
}
