import { isCourtesy } from './lexicon/common-words.ts';
import { isAlsoWord, isFirstName } from './lexicon/first-names.ts';
import { nominativeOf } from './name-forms.ts';
import type { Trust } from './name-introductions.ts';
import { embracing, introductions, surnameLabels, trailers } from './name-introductions.ts';
import { canBeName, readsLikeName } from './name-shape.ts';
import type { FoundName, NameText } from './name-text.ts';
import { isNegated, laterName, longestName, looksCapital, named, nameWords } from './name-text.ts';
import type { Word } from './name-words.ts';
import { isCapitalised } from './name-words.ts';
import { findPhrase, findPhrases } from './phrase.ts';

/** Skips «не Марина, а» and small words before a name: «просто», "Dr". */
function nameStart(words: readonly Word[], from: number): number {
  let at = from;
  const contrast = words
    .slice(at, at + 4)
    .findIndex((word, distance) => distance > 1 && /^(?:а|but|it's|its)$/u.test(word.folded));
  if (/^(?:не|not)$/u.test(words[at]?.folded ?? '')) {
    if (contrast < 0) return words.length;
    at += contrast + 1;
  }
  while (at < words.length && isCourtesy(words[at]?.text ?? '') && !isFirstName(words[at]?.text ?? '')) at += 1;
  return at;
}

/** Whether the word at `at`, after an introduction, is a name. */
function accepts(message: NameText, trust: Trust, words: readonly Word[], at: number): boolean {
  const word = words[at];
  if (!word || isNegated(words, at)) return false;
  const capital = looksCapital(message, word);
  const listed = isFirstName(word.text);
  if (trust === 'sure') return canBeName(word.text) && (capital || listed || readsLikeName(word.text));
  if (listed) return trust === 'told' || !isAlsoWord(word.text) || capital;
  if (trust === 'told')
    return (message.asked && capital && readsLikeName(word.text)) || nominativeOf(word.text) !== null;
  // «Это Зухра Ибрагимова», "I'm Zanele": unlisted, so nothing else may stand beside it.
  const rest = nameWords(message, words, at);
  return message.asked && capital && readsLikeName(word.text) && at + rest.length === words.length;
}

/** Words of a line from an offset on, over commas: introductions are written with and without them. */
function wordsAfter(message: NameText, offset: number): { words: Word[]; question: boolean } {
  const at = message.segments.findIndex(({ end }) => end > offset);
  const segment = message.segments[at];
  if (!segment || !/^[\s:,=—–-]{0,6}$/u.test(message.text.slice(offset, Math.max(offset, segment.start))))
    return { words: [], question: false };
  const words = segment.words.filter(({ start }) => start >= offset);
  const following = message.segments[at + 1];
  // «не Марина, а Карина» goes on behind the comma.
  const contrast = /^(?:не|not)$/u.test(words[0]?.folded ?? '') && following !== undefined;
  return { words: contrast ? [...words, ...following.words] : words, question: segment.question };
}

/** The name that an introduction gives: «меня зовут …», "I'm …", "… here". */
export function introduced(message: NameText): FoundName | null {
  const between = embraced(message);
  if (between) return between;
  for (const { trust, words: introduction } of introductions) {
    for (const { end } of findPhrases(message.folded, introduction)) {
      const { words, question } = wordsAfter(message, end);
      if (question && trust !== 'sure') continue;
      const start = nameStart(words, 0);
      const at = accepts(message, trust, words, start) ? start : trust === 'weak' ? laterName(words, start) : -1;
      if (at < 0) continue;
      const taken = nameWords(message, words, at);
      return named(taken, trust !== 'weak');
    }
  }
  return trailed(message);
}

/** «меня, кстати, Полина зовут», «ну меня леной зовут если что». */
function embraced(message: NameText): FoundName | null {
  for (const { end: from } of findPhrases(message.folded, embracing.before)) {
    const until = findPhrase(message.folded.slice(from, from + longestName), embracing.after)?.start ?? 0;
    if (until === 0) continue;
    const words = message.segments
      .flatMap((segment) => segment.words)
      .filter(({ start, end }) => start >= from && end <= from + until);
    const at = words.findIndex(({ text }) => nominativeOf(text) !== null || (isCapitalised(text) && canBeName(text)));
    if (at >= 0) return named(words.slice(at), true);
  }
  return null;
}

/** "Ian here", «Ирина меня зовут»: the name stands before. */
function trailed(message: NameText): FoundName | null {
  for (const trailer of findPhrases(message.folded, trailers)) {
    const segment = message.segments.find(({ start, end }) => start < trailer.start && end > trailer.start);
    if (!segment || segment.question) continue;
    const words = segment.words.filter(({ end }) => end <= trailer.start);
    const at = words.findIndex(({ text }) => !isCourtesy(text) || isFirstName(text));
    const first = words[at];
    if (!first) continue;
    const taken = nameWords(message, words, at);
    const trusted = isFirstName(first.text)
      ? !isAlsoWord(first.text) || looksCapital(message, first)
      : looksCapital(message, first);
    if (trusted && readsLikeName(first.text) && at + taken.length === words.length) return named(taken);
  }
  return null;
}

/** The surname where it is given by itself: «моя фамилия Кравченко», "last name: Cooper". */
export function labelledSurname(message: NameText): FoundName | null {
  for (const label of findPhrases(message.folded, surnameLabels)) {
    const [word] = wordsAfter(message, label.end).words;
    if (word && isCapitalised(word.text) && readsLikeName(word.text)) return named([word]);
    const before = message.segments.find(({ start, end }) => start < label.start && end > label.start);
    const preceding = before?.words.filter(({ end }) => end <= label.start).at(-1);
    if (preceding && isCapitalised(preceding.text) && readsLikeName(preceding.text)) return named([preceding]);
  }
  return null;
}
