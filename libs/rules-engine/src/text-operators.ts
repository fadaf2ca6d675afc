import { RE2JS } from 're2js';

/** Longest text a condition looks at, in UTF-8 bytes: a message is not longer, and a pattern stays cheap. */
export const textLimitBytes = 8192;

/** A text condition, made ready once. */
export type TextMatcher = (text: string) => boolean;

/** Cuts a text at `textLimitBytes`, never inside a character. */
export function cutText(text: string): string {
  // A UTF-16 unit takes at most three bytes: most texts need no counting to be known short.
  if (text.length * 3 <= textLimitBytes) return text;
  let bytes = 0;
  let end = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (bytes > textLimitBytes) break;
    end += character.length;
  }
  return text.slice(0, end);
}

/** Case and the letter ё make no difference. */
function fold(text: string): string {
  return cutText(text).normalize('NFC').toLowerCase().replaceAll('ё', 'е');
}

const wordPattern = /[\p{L}\p{N}][\p{L}\p{M}\p{N}_'’-]*/gu;

function foldedWords(text: string): string[] {
  return fold(text).match(wordPattern) ?? [];
}

function asList(value: string | readonly string[]): readonly string[] {
  return typeof value === 'string' ? [value] : value;
}

/**
 * Some word of the text is in the list; `цен*` stands for every word that begins so. An entry of several words matches
 * them one after another. Words end at Unicode borders: «цена» is not in «оценка».
 */
export function hasAnyWord(value: string | readonly string[]): TextMatcher {
  const exact = new Set<string>();
  const prefixes: string[] = [];
  const phrases: TextMatcher[] = [];
  for (const entry of asList(value)) {
    const folded = fold(entry).trim();
    if (/\s/u.test(folded)) phrases.push(hasPhrase(folded));
    else if (folded.endsWith('*') && folded.length > 1) prefixes.push(folded.slice(0, -1));
    else if (folded !== '') exact.add(folded);
  }
  return (text) => {
    const words = foldedWords(text);
    return (
      words.some((word) => exact.has(word) || prefixes.some((prefix) => word.startsWith(prefix))) ||
      phrases.some((phrase) => phrase(text))
    );
  };
}

/** The words of a phrase stand in the text, one after another, whatever is between them but letters and digits. */
export function hasPhrase(value: string | readonly string[]): TextMatcher {
  const phrases = asList(value)
    .map((entry) => fold(entry).match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}_'’-]*\*?/gu) ?? [])
    .filter((phrase) => phrase.length > 0);
  const same = (word: string | undefined, wanted: string): boolean =>
    word !== undefined && (wanted.endsWith('*') ? word.startsWith(wanted.slice(0, -1)) : word === wanted);
  return (text) => {
    const words = foldedWords(text);
    return phrases.some((phrase) =>
      words.some((_, at) => phrase.every((wanted, offset) => same(words[at + offset], wanted))),
    );
  };
}

/**
 * An RE2 pattern is found in the text, without regard to case. RE2 has no backtracking: the time follows the length of
 * the text, whatever the pattern.
 *
 * @throws Error of re2js for a pattern that is not one; `checkPattern` asks before publishing
 */
export function matchesPattern(value: string | readonly string[]): TextMatcher {
  const patterns = asList(value).map((pattern) => RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE));
  return (text) => {
    const cut = cutText(text);
    return patterns.some((pattern) => pattern.matcher(cut).find());
  };
}

/**
 * Whether a pattern can be published.
 *
 * @returns what is wrong, in the words of the pattern compiler, or null
 */
export function checkPattern(pattern: string): string | null {
  if (pattern === '') return 'empty pattern';
  try {
    RE2JS.compile(pattern, RE2JS.CASE_INSENSITIVE);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
