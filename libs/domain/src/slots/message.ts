import type { Clause } from './clauses.ts';
import { clausesOf } from './clauses.ts';
import { foldWord } from './lexicon/fold.ts';
import { plainText } from './span.ts';

/** A message made ready for reading. Its three texts have the same length, so that places in them are the same. */
export interface Message {
  /** As the client wrote it, cut. */
  original: string;
  /** With look-alike characters made plain. */
  plain: string;
  /** Plain, lower case, `ё` as `е`. */
  folded: string;
  /** Of the folded text. */
  words: string[];
}

/** Longer texts are cut: nobody introduces himself after 8 kB. */
const longestText = 8192;

/** Makes a message ready for reading. */
export function prepare(text: string): Message {
  const original = text.slice(0, longestText);
  const plain = plainText(original);
  const folded = foldWord(plain);
  return { original, plain, folded, words: folded.match(/[\p{L}\d'-]+/gu) ?? [] };
}

/** The clauses of a text that do not belong to some others. */
export function clausesWithout(text: string, others: readonly Clause[]): Clause[] {
  return clausesOf(text).filter(({ start }) => !others.some((other) => other.start === start));
}
