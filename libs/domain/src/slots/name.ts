import { isFunctionWord } from './lexicon/common-words.ts';
import { foldWord } from './lexicon/fold.ts';
import { bare, besideContact } from './name-bare.ts';
import { introduced, labelledSurname } from './name-introduced.ts';
import { canBeName, canBeSurname } from './name-shape.ts';
import type { FoundName, NameText } from './name-text.ts';
import { isNegated, named } from './name-text.ts';
import { capitalsTell, isCapitalised, segmentsOf } from './name-words.ts';

export type { FoundName } from './name-text.ts';

/** What is known about the message besides its text. */
export interface NameCircumstances {
  /** The name was asked for, so that a bare word may be one. */
  asked: boolean;
  /** Nothing but the name was asked for, or the message holds the other answer: even an unlisted lower-case word is it. */
  certain: boolean;
  /** The name that is known already: «не Анна, а Яна» replaces it. */
  known: string | null;
}

/** "Bond, James Bond": the longer form of the name that was found, if the message has one. */
function fullest(message: NameText, found: FoundName): FoundName {
  for (const segment of message.segments) {
    const at = segment.words.findIndex(({ start }) => start > found.end);
    const words = segment.words.slice(Math.max(at, 0));
    if (at < 0 || words.length < 2 || words.length > 3) continue;
    const isLonger =
      words.some(({ text }) => foldWord(text) === foldWord(found.value)) &&
      words.every(({ text }) => isCapitalised(text) && canBeSurname(text));
    if (isLonger) return named(words) ?? found;
  }
  return found;
}

/**
 * Whether a message says that the known name is not the client's: «я не Анна».
 *
 * @param words folded, in order
 */
export function deniesName(words: readonly string[], known: string | null): boolean {
  const first = foldWord(known?.split(' ')[0] ?? '');
  return words.some((word, at) => at > 0 && word === first && /^(?:не|not|isn't|ain't)$/u.test(words[at - 1] ?? ''));
}

/**
 * The client's name, if the text gives it. Without having been asked only a clear introduction counts («меня зовут …»,
 * "I'm John"); a bare word counts only as an answer.
 *
 * @param text with everything that has been read already covered
 */
export function findName(text: string, { asked, certain, known }: NameCircumstances): FoundName | null {
  const folded = foldWord(text);
  const segments = segmentsOf(text);
  const words = segments.flatMap((segment) => segment.words.map((word) => word.folded));
  const message: NameText = {
    text,
    folded,
    segments,
    asked: asked || deniesName(words, known),
    capitals: capitalsTell(segments, isFunctionWord),
  };
  const surname = labelledSurname(message);
  const first = introduced(message) ?? (message.asked ? bare(message, certain) : besideContact(message));
  const both = first && surname && !first.value.includes(surname.value) && !first.value.includes(' ');
  const found = both
    ? { ...first, value: `${first.value} ${surname.value}` }
    : first
      ? fullest(message, first)
      : surname;
  return (
    found && {
      ...found,
      contrast: message.segments.some(({ words }) =>
        words.some((word, at) => isNegated(words, at) && canBeName(word.text) && isCapitalised(word.text)),
      ),
    }
  );
}
