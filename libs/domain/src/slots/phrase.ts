import type { Span } from './span.ts';

/** Words to look for in a folded text. */
export interface Phrase {
  /** Sticky: tried where a word begins. */
  readonly pattern: RegExp;
}

/**
 * Words of a folded text (lower case, `ё` as `е`) in all their forms. Between words any white space fits, a few
 * characters at most, and it is tried only where a word begins: the time to look through a text stays proportional to
 * its length. It matches whole words.
 *
 * @param alternatives regular expressions that begin with a letter or digit and have no unbounded repetition; a space
 * stands for white space between words
 */
export function phrase(...alternatives: readonly string[]): Phrase {
  return {
    pattern: new RegExp(`(?:${alternatives.join('|').replaceAll(' ', '\\s{1,3}')})(?![\\p{L}\\d])`, 'uy'),
  };
}

const word = /[\p{L}\d]+/gu;
/** Places of words are asked for again and again of the same text. */
const remembered = new Map<string, readonly number[]>();
const maximumRemembered = 16;

/** Where the words of a text begin. */
function wordStarts(text: string): readonly number[] {
  const known = remembered.get(text);
  if (known) return known;
  const starts: number[] = [];
  word.lastIndex = 0;
  for (let match = word.exec(text); match; match = word.exec(text)) starts.push(match.index);
  if (remembered.size >= maximumRemembered) remembered.clear();
  remembered.set(text, starts);
  return starts;
}

function matchAt(text: string, { pattern }: Phrase, start: number): Span | null {
  pattern.lastIndex = start;
  return pattern.test(text) ? { start, end: pattern.lastIndex } : null;
}

/** The first place of a phrase; null when the text does not hold it. */
export function findPhrase(text: string, phrase: Phrase): Span | null {
  for (const start of wordStarts(text)) {
    const found = matchAt(text, phrase, start);
    if (found) return found;
  }
  return null;
}

/** All places of a phrase that do not overlap, in order. */
export function findPhrases(text: string, phrase: Phrase): Span[] {
  const found: Span[] = [];
  for (const start of wordStarts(text)) {
    if (start < (found.at(-1)?.end ?? 0)) continue;
    const span = matchAt(text, phrase, start);
    if (span) found.push(span);
  }
  return found;
}

/** Whether a folded text holds a phrase. */
export function holds(text: string, phrase: Phrase): boolean {
  return findPhrase(text, phrase) !== null;
}
