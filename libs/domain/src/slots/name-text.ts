import { isCommonWord, isFunctionWord, isHonorific } from './lexicon/common-words.ts';
import { isAlsoWord, isFirstName } from './lexicon/first-names.ts';
import { nominativeOf } from './name-forms.ts';
import {
  canBeName,
  canBeSurname,
  isGeneration,
  isInitials,
  isNameParticle,
  isPatronymic,
  isSurnameLike,
  readsLikeName,
} from './name-shape.ts';
import type { Segment, Word } from './name-words.ts';
import { capitaliseWord, isCapitalised } from './name-words.ts';
import type { Span } from './span.ts';

/** A name found in a text. */
export interface FoundName extends Span {
  /** Capitalised, in its first case. */
  value: string;
  /** Another name is called wrong: «не Анна, а Яна». */
  contrast: boolean;
}

/** Of a name, in characters. */
export const longestName = 60;
const longestNameWords = 5;

/** A message prepared for looking for names. */
export interface NameText {
  /** With everything that has been read already covered. */
  text: string;
  /** Of the same length. */
  folded: string;
  segments: Segment[];
  /** The name was asked for. */
  asked: boolean;
  /** Capitals mark names here. */
  capitals: boolean;
}

/** Whether a word has a capital that says something. */
export function looksCapital(message: NameText, word: Word): boolean {
  return message.capitals && isCapitalised(word.text);
}

/** «не Анна», "not Sara": what the client is not called. */
export function isNegated(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]?.folded;
  return before === 'не' || before === 'not';
}

/** The words from `at` that belong to one name: the first is given, surname and patronymic may follow. */
export function nameWords(message: NameText, words: readonly Word[], at: number): Word[] {
  const first = words[at];
  if (!first) return [];
  const taken = [first];
  const wholeSegment = at === 0 && words.length === 2;
  for (let next = at + 1; next < words.length && taken.length < longestNameWords; next += 1) {
    const word = words[next];
    if (!word) break;
    const particle = isNameParticle(word.text) || isGeneration(word.text) || isInitials(word.text);
    const initial = wholeSegment && /^\p{L}$/u.test(word.text) && !isFunctionWord(word.text);
    const listed = isFirstName(word.text) && (!isAlsoWord(word.text) || looksCapital(message, word));
    const belongs =
      particle ||
      initial ||
      listed ||
      isPatronymic(word.text) ||
      (isSurnameLike(word.text) && !isHonorific(word.text)) ||
      (looksCapital(message, word) && (canBeName(word.text) || (isFirstName(first.text) && canBeSurname(word.text)))) ||
      (wholeSegment &&
        (isFirstName(first.text) || !isCapitalised(first.text)) &&
        readsLikeName(word.text) &&
        !isCommonWord(word.text));
    if (!belongs || isHonorific(word.text)) break;
    taken.push(word);
  }
  while (taken.length > 1 && isNameParticle(taken.at(-1)?.text ?? '') && !isOglu(taken.at(-1))) taken.pop();
  return taken;
}

/** «оглы» ends a name, "van" does not. */
function isOglu(word: Word | undefined): boolean {
  return word !== undefined && /^(?:оглы|кызы|угли)$/u.test(word.folded);
}

function valueOf({ text }: Word): string {
  return isNameParticle(text) && !isCapitalised(text) ? text : capitaliseWord(text);
}

/** Whether a word is a listed name in another case than the first. */
function isDeclined({ text }: Word): boolean {
  const name = nominativeOf(text);
  return name !== null && name !== text;
}

/**
 * The name that some words make; null when there are none, or too much for a name.
 *
 * @param oblique the first word may stand in another case («называйте меня Анной»); of a surname in another case nobody
 * can tell the first one, so it is left out then
 */
export function named(words: readonly Word[], oblique = false): FoundName | null {
  const first = words[0];
  const turned = oblique && first !== undefined && isDeclined(first);
  const last = turned ? first : words.at(-1);
  if (!first || !last || last.end - first.start > longestName) return null;
  return {
    value: turned ? capitaliseWord(nominativeOf(first.text) ?? first.text) : words.map(valueOf).join(' '),
    start: first.start,
    end: last.end,
    contrast: false,
  };
}

/** Words that say whose name follows: «мама: Галина». */
export const relatives = new Set(
  (
    'мама папа муж мужа жена жены сын дочь брат сестра друг подруга бабушка дедушка директор mum mom dad ' +
    'mother father husband wife son daughter brother sister friend boss'
  ).split(' '),
);

/** Words with which people speak of themselves before their name. */
const describesSelf = new Set(
  (
    'тот та самый самая тот-самый ваш ваша твой твоя вам вас снова опять постоянный постоянная клиент клиентка покорный ' +
    'слуга your client customer again the same old'
  ).split(' '),
);

/** «Это ваш постоянный клиент Игорь»: a listed name after words that say who. */
export function laterName(words: readonly Word[], from: number): number {
  for (let at = from; at < Math.min(words.length, from + 5); at += 1) {
    const word = words[at];
    if (!word) break;
    if (isFirstName(word.text) && isCapitalised(word.text) && !isAlsoWord(word.text)) return at;
    // "Gemma's husband Paul" speaks of himself, "my husband Paul" is another.
    const related = relatives.has(word.folded) && words[at - 1]?.folded.endsWith("'s") === true;
    if (!related && !describesSelf.has(word.folded) && !word.folded.endsWith("'s")) break;
  }
  return -1;
}
