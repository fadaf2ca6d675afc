import type { DigitRun } from './digit-groups.ts';
import { digitRuns, digitsOf } from './digit-groups.ts';
import type { ParsePhone } from './phone.ts';
import type { Phrase } from './phrase.ts';
import { holds, phrase } from './phrase.ts';
import { phoneDigits } from './same-phone.ts';
import type { Span } from './span.ts';

/** What a message says about a part of the phone that is known already. */
export type PartialPhone = Span & ({ value: string } | { value: null });

const end = phrase(
  'на конце|в конце|конец|заканчивается(?: на)?|оканчивается(?: на)?|кончается(?: на)?',
  'последн\\p{L}{2,3}|ends?(?: in| with)|ending(?: in| with)|at the end',
  'last (?:\\p{L}{2,5} )?(?:digits?|numbers?)|last (?:two|three|four)|the last',
);
/** Which digits are the first ones depends on how the client writes the number. */
const beginning = phrase(
  '(?:перв\\p{L}{2,3}|начальн\\p{L}{2,3}) цифр\\p{L}{0,2}|в начале|first (?:\\p{L}{2,5} )?digits?',
  'at the (?:beginning|start)',
);
const counts: readonly (readonly [Phrase, number])[] = [
  ['последн(?:яя|юю) цифр\\p{L}|last digit(?!s)', 1],
  ['последние две|две последние|last two', 2],
  ['последние три|три последние|last three', 3],
  ['последние четыре|четыре последние|last four', 4],
].map(([source, count]) => [phrase(String(source)), Number(count)]);
/** Words of the count are no digits of the phone. */
const countWords =
  /(?<!\p{L})(?:(?:последн\p{L}{2,3}|перв\p{L}{2,3}|last|first)\s(?:одн\p{L}{1,2}|две|три|четыре|one|two|three|four)|(?:две|три|четыре)\s(?:последн\p{L}{2,3}|перв\p{L}{2,3})|(?:одн\p{L}{1,2}|две|три|четыре|one|two|three|four)\s(?:цифр\p{L}{0,2}|digits?|numbers?))(?!\p{L})/gu;
const speaksOfPhone = phrase(
  'номер\\p{L}{0,2}|телефон\\p{L}{0,2}|код\\p{L}{0,2}|цифр\\p{L}{0,3}|number|phone|digits?|code',
);
const contrast = [
  /(?<!\p{L})(?:не|not)\s{1,2}([^;]{1,40}?)[\s,]{1,3}(?:а|but|it's|its)\s{1,2}/u,
  /(?<!\p{L})(?:не|not)\s{1,2}([\d\s-]{1,12}),\s?/u,
  /(?<!\p{L})вместо\s{1,2}([^;]{1,30}?)\s(?:должно быть|должен быть|надо|нужно|правильно|там|будет|это|-|—)\s/u,
];
/** Only these beside two numbers: then they are surely digits of the phone. */
const bareContrast =
  /^(?:[^\p{L}]|(?<!\p{L})(?:не|а|ой|нет|извините|вместо|должно|должен|быть|надо|нужно|правильно|это|not|but|it's|no|sorry|oops|it|should|be|is|instead|of)(?!\p{L})){0,80}$/u;
const reversed = /[\s,]{1,3}(?:а\s)?(?:не|not|instead of|rather than|вместо)\s/u;

interface Digits extends Span {
  digits: string;
}

function digitsIn(text: string): Digits[] {
  return digitRuns(text.replace(countWords, (words) => ' '.repeat(words.length)))
    .filter(({ groups }: DigitRun) => groups.length > 0)
    .map(({ groups }) => ({ digits: digitsOf(groups), start: groups[0]?.start ?? 0, end: groups.at(-1)?.end ?? 0 }));
}

/** Replaces the one place where digits stand; null when there is none, or more than one. */
function replaceOnce(phone: string, wrong: string, right: string): string | null {
  const at = phone.indexOf(wrong);
  if (at < 0 || phone.indexOf(wrong, at + 1) >= 0) return null;
  return phone.slice(0, at) + right + phone.slice(at + wrong.length);
}

/** «не 33, а 34», "57 not 56": what is wrong and what is right. */
function contrastOf(text: string, numbers: readonly Digits[]): { wrong: Digits; right: Digits } | null {
  const [first, second] = numbers;
  if (numbers.length !== 2 || !first || !second) return null;
  if (contrast.some((pattern) => pattern.test(text))) return { wrong: first, right: second };
  return reversed.test(text.slice(first.end, second.start + 1)) ||
    /(?:instead of|вместо|не|not)\s{1,2}$/u.test(text.slice(0, second.start))
    ? { wrong: second, right: first }
    : null;
}

/**
 * Reads a correction of some digits: «на конце 34», «не 926, а 925», "ends in 57". Certain only when it fits the known
 * phone in one way and the result is a valid number.
 *
 * @param text folded
 * @param known E.164, or null
 * @returns null when the message says nothing of the kind
 */
export function readPartialPhone(
  text: string,
  known: string | null,
  parse: ParsePhone,
  country: string,
): PartialPhone | null {
  const numbers = digitsIn(text);
  const [first] = numbers;
  const last = numbers.at(-1);
  if (!first || !last || numbers.some(({ digits }) => digits.length > 6)) return null;
  const span = { start: first.start, end: last.end };
  const atEnd = holds(text, end);
  if (known !== null && holds(text, beginning)) return { ...span, value: null };
  const pair = contrastOf(text, numbers);
  const certain = atEnd || holds(text, speaksOfPhone) || bareContrast.test(withoutNumbers(text, numbers));
  if ((!atEnd && !pair) || !certain || (known === null && !atEnd)) return null;

  const digits = phoneDigits(known ?? '');
  const right = pair?.right ?? (numbers.length === 1 ? first : null);
  const counted = counts.find(([pattern]) => holds(text, pattern))?.[1];
  if (known === null || !right || (counted !== undefined && counted !== right.digits.length))
    return { ...span, value: null };
  if (pair && pair.wrong.digits.length !== right.digits.length) return { ...span, value: null };
  const replaced = atEnd
    ? pair && !digits.endsWith(pair.wrong.digits)
      ? null
      : digits.slice(0, -right.digits.length) + right.digits
    : replaceOnce(digits, pair?.wrong.digits ?? '', right.digits);
  const tooVague = pair !== null && !atEnd && right.digits.length < 2;
  const value = replaced === null || tooVague ? null : (parse(`+${replaced}`, country)?.e164 ?? null);
  return { ...span, value };
}

function withoutNumbers(text: string, numbers: readonly Span[]): string {
  return numbers.reduceRight((rest, { start, end: until }) => rest.slice(0, start) + rest.slice(until), text);
}
