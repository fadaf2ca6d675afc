import { readSpokenGroup } from './spoken-digits.ts';

/**
 * Reads one written number as a phone. Supplied from outside (`createPhoneParser` of `@voronka/rules-engine`), because
 * the numbering plans of the world are data that the domain does not own.
 *
 * @param country ISO 3166 alpha-2, for numbers without a country code
 * @returns E.164, or null for what is no valid number
 */
export type ParsePhone = (text: string, country: string) => { e164: string } | null;

/** A phone found in a text. */
export interface FoundPhone {
  /** E.164. */
  value: string;
  raw: string;
  start: number;
  end: number;
}

/** Phones of a text. */
export interface FoundPhones {
  phones: FoundPhone[];
  /** Something looked like a phone and could not be read with certainty: better asked again than guessed. */
  doubtful: boolean;
}

interface DigitGroup {
  digits: string;
  plus: boolean;
  start: number;
  end: number;
}

/** Characters that may stand inside one written number. */
const separator = /^[\s()\-–—‑−./]{0,4}$/u;
/** Words before a number which say that it is something else. */
const notAPhoneBefore =
  /(?:заказ\p{L}*|№|номер\p{L}* (?:заказа|сч[её]та|карты|договора)|инн|кпп|огрн|снилс|паспорт\p{L}*|карт\p{L}|сч[её]т\p{L}*|артикул\p{L}*|договор\p{L}*|бюджет\p{L}*|order|invoice|card|passport|account|sku|budget)\s*(?:№|#|no\.?|number|номер)?\s*[:=]?\s*$/iu;
/** A number that the client takes back: «не 8 916 …, а …». */
const negatedBefore = /(?:^|[^\p{L}])(?:не|not)\s+(?:на\s+)?$/iu;
/** Money, counts and measures after a number. */
const amountAfter = /^\s*(?:₽|\$|€|%|руб|р\.|тыс|млн|шт|usd|eur|rub|kg|кг|гр\b|м2|кв)/iu;
const moneyBefore = /[$€₽]\s*$/u;

const minimumDigits = 7;
/** Longest run that is looked into piece by piece; dictated digit by digit, a number has 15 groups. */
const maximumGroups = 18;
/** Work limit per message: a text made of numbers must not hold up the others. */
const maximumRuns = 20;

/** Splits a text into runs of digit groups; words between them that are spoken numbers count as digits. */
function digitRuns(text: string): DigitGroup[][] {
  const tokens = [...text.matchAll(/\+|\d+|\p{L}+/gu)];
  const runs: DigitGroup[][] = [];
  let run: DigitGroup[] = [];
  let plusAt: number | null = null;
  const close = (): void => {
    if (run.length > 0) runs.push(run);
    run = [];
    plusAt = null;
  };

  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) break;
    const word = token[0].toLowerCase().replaceAll('ё', 'е');
    const before = run.at(-1);
    if (before && !separator.test(text.slice(before.end, token.index))) close();
    if (word === '+' || word === 'плюс' || word === 'plus') {
      close();
      plusAt = token.index;
      continue;
    }
    let digits: string | null = /^\d/.test(word) ? word : null;
    let end = token.index + token[0].length;
    if (digits === null) {
      const spoken = readSpokenGroup(
        tokens.slice(at, at + 4).map((part) => part[0].toLowerCase().replaceAll('ё', 'е')),
      );
      if (spoken) {
        digits = spoken.digits;
        at += spoken.words - 1;
        const last = tokens[at] ?? token;
        end = last.index + last[0].length;
      }
    }
    if (digits === null) {
      close();
      continue;
    }
    run.push({ digits, plus: plusAt !== null, start: plusAt ?? token.index, end });
    plusAt = null;
  }
  close();
  return runs;
}

/** By which numbering plans a text is read. */
export interface PhonePlans {
  /** ISO 3166 alpha-2, for numbers without a country code. */
  country: string;
  /** A second country whose national numbers the writer may mean; what is valid in both is not taken. */
  rival: string | null;
}

/** Whether national digits could as well be a number of the other country. */
function isContested(digits: string, { country, rival }: PhonePlans, parse: ParsePhone): boolean {
  if (rival === null || rival === country) return false;
  const other = parse(digits, rival);
  return other !== null && other.e164 !== parse(digits, country)?.e164;
}

function parseGroups(groups: readonly DigitGroup[], plans: PhonePlans, parse: ParsePhone): string | null {
  const { country } = plans;
  const digits = groups.map((group) => group.digits).join('');
  if (digits.length < minimumDigits || digits.length > 17) return null;
  if (groups[0]?.plus) return parse(`+${digits}`, country)?.e164 ?? null;
  if (digits.startsWith('00')) return parse(`+${digits.slice(2)}`, country)?.e164 ?? null;
  return isContested(digits, plans, parse) ? null : (parse(digits, country)?.e164 ?? null);
}

/** A whole run as one phone; only then may it be an international number whose plus was left out. */
function parseRun(run: readonly DigitGroup[], plans: PhonePlans, parse: ParsePhone): string | null {
  const known = parseGroups(run, plans, parse);
  if (known) return known;
  const digits = run.map((group) => group.digits).join('');
  const complete = digits.length >= 11 && digits.length <= 15 && !digits.startsWith('0') && !run[0]?.plus;
  return complete ? (parse(`+${digits}`, plans.country)?.e164 ?? null) : null;
}

interface Reading {
  value: string;
  from: number;
  to: number;
}

/** Every way to read some neighbouring groups of a run as a phone. */
function readingsWithin(run: readonly DigitGroup[], plans: PhonePlans, parse: ParsePhone): Reading[] {
  const readings: Reading[] = [];
  for (let from = 0; from < run.length; from += 1) {
    for (let to = from + 1; to <= run.length; to += 1) {
      const value = parseGroups(run.slice(from, to), plans, parse);
      if (value) readings.push({ value, from, to });
    }
  }
  return readings;
}

/** Readings that say the same number count once, in their longest form. */
function distinct(readings: readonly Reading[]): Reading[] {
  const longest = new Map<string, Reading>();
  for (const reading of readings) {
    const known = longest.get(reading.value);
    if (!known || reading.to - reading.from > known.to - known.from) longest.set(reading.value, reading);
  }
  return [...longest.values()].sort((a, b) => a.from - b.from);
}

/**
 * All phones of a text, in order. A wrong phone costs more than asking again: numbers that can be read in two ways,
 * order numbers, money and numbers that the client takes back are left out.
 */
export function findPhones(text: string, plans: PhonePlans, parse: ParsePhone): FoundPhones {
  const phones: FoundPhone[] = [];
  let doubtful = false;
  let looked = 0;
  for (const run of digitRuns(text)) {
    const first = run[0];
    const last = run.at(-1);
    const digits = run.reduce((sum, group) => sum + group.digits.length, 0);
    if (!first || !last || digits < minimumDigits) continue;
    const before = text.slice(0, first.start);
    if (notAPhoneBefore.test(before) || moneyBefore.test(before) || amountAfter.test(text.slice(last.end))) continue;
    if (negatedBefore.test(before)) continue;

    looked += 1;
    if (run.length > maximumGroups || looked > maximumRuns) {
      doubtful = true;
      continue;
    }
    const whole = parseRun(run, plans, parse);
    const readings = whole ? [{ value: whole, from: 0, to: run.length }] : distinct(readingsWithin(run, plans, parse));
    const overlap = readings.some((reading, at) => {
      const following = readings[at + 1];
      return following !== undefined && following.from < reading.to;
    });
    if (readings.length === 0 || overlap) {
      doubtful = true;
      continue;
    }
    for (const { value, from, to } of readings) {
      const start = run[from]?.start ?? first.start;
      const end = run[to - 1]?.end ?? last.end;
      phones.push({ value, raw: text.slice(start, end), start, end });
    }
  }
  return { phones, doubtful };
}

/** The digits of a phone, without spelling. */
export function phoneDigits(phone: string): string {
  return phone.replace(/\D/g, '');
}

/**
 * Whether two spellings mean the same phone. The Russian trunk prefix 8 and the country code 7 are the same thing; a
 * number without a country code equals one that ends with it.
 */
export function samePhone(a: string, b: string): boolean {
  const plain = (phone: string): string => {
    const digits = phoneDigits(phone);
    return digits.length === 11 && digits.startsWith('8') && !phone.trim().startsWith('+')
      ? `7${digits.slice(1)}`
      : digits;
  };
  const left = plain(a);
  const right = plain(b);
  if (left.length < minimumDigits || right.length < minimumDigits) return false;
  if (left === right) return true;
  const [shorter, longer] = left.length < right.length ? [left, right] : [right, left];
  return shorter.length === 10 && longer.length > 10 && longer.length <= 13 && longer.endsWith(shorter);
}
