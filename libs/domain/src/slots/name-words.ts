import { foldWord } from './lexicon/fold.ts';
import type { Span } from './span.ts';

/** A word of a message. */
export interface Word extends Span {
  text: string;
  /** Lower case, `ё` as `е`. */
  folded: string;
}

/** Words between two marks of punctuation. */
export interface Segment extends Span {
  words: Word[];
  /** Ends with a question mark. */
  question: boolean;
  /** Ends where a line ends. */
  lineEnds: boolean;
}

const wordPattern = /(?:\p{Lu}\.){1,3}(?=$|\s|\p{Lu})|(?:\p{Lu}\.){2,3}|\p{L}[\p{L}\p{M}'’-]*/gu;

/** The words of a text; initials («И.И.») are one word. */
export function wordsOf(text: string): Word[] {
  return [...text.matchAll(wordPattern)].map((match) => {
    // A dash after a word is punctuation.
    const word = match[0].replace(/[-'’]+$/u, '');
    return { text: word, folded: foldWord(word), start: match.index, end: match.index + word.length };
  });
}

/** Who introduces himself does it among the first words. */
const maximumWords = 300;

/** Splits a text at everything that is neither a word nor a space. */
export function segmentsOf(text: string): Segment[] {
  const segments: Segment[] = [];
  let current: Word[] = [];
  const close = (gap: string): void => {
    const first = current[0];
    const last = current.at(-1);
    if (first && last)
      segments.push({
        words: current,
        start: first.start,
        end: last.end,
        question: gap.includes('?'),
        lineEnds: gap.includes('\n'),
      });
    current = [];
  };
  let end = 0;
  for (const word of wordsOf(text).slice(0, maximumWords)) {
    const gap = text.slice(end, word.start);
    if (!/^[ \t]*$/u.test(gap)) close(gap);
    current.push(word);
    end = word.end;
  }
  close(text.slice(end));
  return segments;
}

/** Whether a word begins with a capital. */
export function isCapitalised(text: string): boolean {
  const first = text.charAt(0);
  return first !== first.toLowerCase();
}

/** Whether a word is written in capitals. */
export function isInCapitals(text: string): boolean {
  return text.length > 2 && text === text.toUpperCase() && text !== text.toLowerCase();
}

/**
 * Whether capitals say anything: where a text is all in capitals, or Writes Every Word With One, they do not.
 *
 * @param isGrammar whether a word belongs to the grammar of a sentence
 */
export function capitalsTell(segments: readonly Segment[], isGrammar: (word: string) => boolean): boolean {
  const words = segments.flatMap((segment) => segment.words);
  if (words.some(({ text }) => !isCapitalised(text))) return true;
  return !segments.some((segment) => segment.words.slice(1).some(({ text }) => isGrammar(text)));
}

/** «АННА», «анна» → «Анна», "O'BRIEN" → "O'Brien"; mixed spellings such as «McDonald» stay. */
export function capitaliseWord(text: string): string {
  const uniform =
    text === text.toLowerCase() || (text.length > 1 && text === text.toUpperCase() && !text.includes('.'));
  return text
    .split(/(?<=[-'’])/u)
    .map((part, at, parts) => {
      const cased = uniform ? part.toLowerCase() : part;
      // «Мчедлишвили-оглы» is rare; a short tail after an apostrophe ("D's") stays small.
      const small = at > 0 && parts[at - 1]?.endsWith('-') === false && part.length < 3;
      return small ? cased : cased.charAt(0).toUpperCase() + cased.slice(1);
    })
    .join('');
}
