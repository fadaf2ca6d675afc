import type { DigitGroup } from './digit-groups.ts';
import { digitsOf } from './digit-groups.ts';
import type { ParsePhone } from './phone.ts';

/** By which numbering plans a text is read. */
export interface PhonePlans {
  /** ISO 3166 alpha-2, for numbers without a country code. */
  country: string;
  /** A second country whose national numbers the writer may mean; what is valid in both is not taken. */
  rival: string | null;
}

/** How to look for phones. */
export interface PhoneSearch extends PhonePlans {
  /** The phone was asked for: a few digits are an attempt at it, and a plus may be missing. */
  asked: boolean;
}

/** Some neighbouring groups of a run, read as a phone. */
export interface Reading {
  /** E.164. */
  value: string;
  from: number;
  to: number;
}

const minimumDigits = 7;
const maximumDigits = 17;

/** Whether national digits could as well be a number of the other country. */
function isContested(digits: string, { country, rival }: PhonePlans, parse: ParsePhone): boolean {
  if (rival === null || rival === country) return false;
  const other = parse(digits, rival);
  return other !== null && other.e164 !== parse(digits, country)?.e164;
}

function parseGroups(groups: readonly DigitGroup[], plans: PhoneSearch, parse: ParsePhone): string | null {
  const { country } = plans;
  const digits = digitsOf(groups);
  if (digits.length < minimumDigits || digits.length > maximumDigits) return null;
  if (groups[0]?.plus) return parse(`+${digits}`, country)?.e164 ?? null;
  if (digits.startsWith('00')) return parse(`+${digits.slice(2)}`, country)?.e164 ?? null;
  return isContested(digits, plans, parse) ? null : (parse(digits, country)?.e164 ?? null);
}

/** A whole run as an international number whose plus was left out. */
function withoutPlus(groups: readonly DigitGroup[], plans: PhoneSearch, parse: ParsePhone): string | null {
  const digits = digitsOf(groups);
  const complete =
    plans.asked && digits.length >= 11 && digits.length <= 15 && !digits.startsWith('0') && !groups[0]?.plus;
  return complete ? (parse(`+${digits}`, plans.country)?.e164 ?? null) : null;
}

/** Every way to read some neighbouring groups of a run as a phone. */
function readingsWithin(run: readonly DigitGroup[], plans: PhoneSearch, parse: ParsePhone): Reading[] {
  const readings: Reading[] = [];
  for (let from = 0; from < run.length; from += 1) {
    for (let to = from + 1; to <= run.length; to += 1) {
      const value = parseGroups(run.slice(from, to), plans, parse);
      if (value) readings.push({ value, from, to });
    }
  }
  return readings;
}

/** Readings that say the same number at the same place count once, in their longest form. */
function distinct(readings: readonly Reading[]): Reading[] {
  return readings
    .filter(
      (reading) =>
        !readings.some(
          (other) =>
            other !== reading && other.value === reading.value && other.from <= reading.from && other.to >= reading.to,
        ),
    )
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

/** Several phones one after another that use up the whole run; null when there is no such way, or more than one. */
function partition(readings: readonly Reading[], length: number): Reading[] | null {
  const ways: (Reading[][] | undefined)[] = [[[]]];
  for (let at = 0; at < length; at += 1) {
    for (const way of ways[at] ?? []) {
      for (const reading of readings.filter(({ from }) => from === at)) {
        const found = (ways[reading.to] ??= []);
        if (found.length < 2) found.push([...way, reading]);
      }
    }
  }
  const complete = ways[length] ?? [];
  return complete.length === 1 ? (complete[0] ?? null) : null;
}

/** Whether the number carries its own beginning: a plus, or the prefix of a long-distance call. */
function isComplete(run: readonly DigitGroup[], { from, to }: Reading): boolean {
  const digits = digitsOf(run.slice(from, to));
  return run[from]?.plus === true || digits.startsWith('0') || digits.length > 10;
}

/**
 * Whether loose digits beside a reading can be ignored. Digits before a phone may be another number («квартира 12 8 916
 * …») if the phone has its own beginning; digits behind it only if it was written in one piece, or says its own end.
 */
function standsAlone(run: readonly DigitGroup[], reading: Reading, unitFollows: boolean): boolean {
  const inOnePiece = reading.to - reading.from === 1;
  if (reading.from > 0 && run[0]?.plus) return false;
  if (reading.from > 0 && !inOnePiece && !isComplete(run, reading)) return false;
  return reading.to === run.length || inOnePiece || unitFollows;
}

/**
 * The phones of a run of digits.
 *
 * @param unitFollows a word stands right behind the run, so that its last digits may count something
 * @returns null when it cannot be read with certainty
 */
export function readPhones(
  run: readonly DigitGroup[],
  plans: PhoneSearch,
  parse: ParsePhone,
  unitFollows: boolean,
): Reading[] | null {
  const whole = parseGroups(run, plans, parse);
  if (whole) return [{ value: whole, from: 0, to: run.length }];
  const all = readingsWithin(run, plans, parse);
  const several = partition(distinct(all), run.length);
  if (several) return several;
  if (all.length === 0) {
    const international = withoutPlus(run, plans, parse);
    return international ? [{ value: international, from: 0, to: run.length }] : null;
  }
  const readings = distinct(all);
  const overlap = readings.some((reading, at) => {
    const following = readings[at + 1];
    return following !== undefined && following.from < reading.to;
  });
  return overlap || !readings.every((reading) => standsAlone(run, reading, unitFollows)) ? null : readings;
}
