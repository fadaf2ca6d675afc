import { isCompanyMark, isCourtesy, isPlaceOrBrand } from './lexicon/common-words.ts';
import { isAlsoWord, isFirstName } from './lexicon/first-names.ts';
import {
  canBeName,
  canBeSurname,
  isGeneration,
  isInitials,
  isNameParticle,
  isPatronymic,
  isPronounceable,
  isSurnameLike,
  readsLikeName,
} from './name-shape.ts';
import type { FoundName, NameText } from './name-text.ts';
import { isNegated, laterName, looksCapital, named, nameWords, relatives } from './name-text.ts';
import type { Segment, Word } from './name-words.ts';
import { capitaliseWord, isCapitalised, isInCapitals } from './name-words.ts';

/** Words after a bare name which show that it is no answer: «Елена обещала», "Peter promised". */
const tellsOfOthers =
  /\p{L}{2}(?:ла|ал|ил|ел|ает|ит|ет|ют|ят|ed)$|^(?:that|said|told|is|was|will|has|wants|works|богу|есть|нет|в|читаю)$/u;

const isMark = ({ text }: Word): boolean => isCompanyMark(text);

const possessives = new Set('мой моя моего моей мою наш наша my our'.split(' '));

function ofSomeoneElse(segment: Segment | undefined): boolean {
  const words = segment?.words ?? [];
  const named = words.filter(({ folded }) => !possessives.has(folded));
  return named.length > 0 && named.every(({ folded }) => relatives.has(folded));
}

/** A name that stands alone in its segment, among courtesies at most: «Анна», «да, анна петрова», "John Smith". */
function bareName(message: NameText, segment: Segment, certain: boolean): FoundName | null {
  const { words } = segment;
  if (segment.question) return null;
  const opening = words.findIndex(({ text }) => !isCourtesy(text) || isFirstName(text));
  const later = opening < 0 ? -1 : laterName(words, opening);
  const from = later > opening ? later : opening;
  const first = words[from];
  if (!first || isNegated(words, from)) return null;
  // «Мира 10», «Пушкина 5»: a street. Of a real name a number is held off by a comma.
  const beforeNumber = /^[ \t]{1,3}\d/u.test(message.text.slice(segment.end, segment.end + 4));
  if (beforeNumber && words.length === 1 && (!isFirstName(first.text) || isAlsoWord(first.text))) return null;
  const taken = nameWords(message, words, from);
  const after = words.slice(from + taken.length);
  if (words.slice(0, from + taken.length).some(isMark) || after.slice(0, 1).some(isMark)) return null;
  if (taken.length > 1 && taken.every(({ text }) => isPlaceOrBrand(text))) return null;
  const alone = after.every(({ text }) => isCourtesy(text));
  const capital = looksCapital(message, first);

  if (isFirstName(first.text)) {
    if (alone) return named(taken);
    if (isAlsoWord(first.text) || tellsOfOthers.test(after[0]?.folded ?? '')) return null;
    return named(taken);
  }
  if (
    !alone ||
    !taken.every(({ text }) => isInitials(text) || isNameParticle(text) || isGeneration(text) || isPronounceable(text))
  )
    return null;
  if (isInitials(first.text)) return taken.length > 1 ? named(taken) : null;
  if (!canBeName(first.text)) return null;
  const hasFirstName = taken.some(({ text }) => isFirstName(text) || isPatronymic(text));
  if (capital) return readsLikeName(first.text) ? named(taken) : null;
  if (hasFirstName && isSurnameLike(first.text)) return named(taken);
  const untouched = taken.length === words.length;
  if (!certain || !untouched || !readsLikeName(first.text)) return null;
  return taken.length === 1 || taken.some(({ text }) => isSurnameLike(text)) ? named(taken) : null;
}

const greeting = /^(?:здравствуй|здравствуйте|здрасте|привет|приветствую|hello|hi|hey|dear)$/u;
/** A sentence of this many words behind a greeted name is addressed to its bearer. */
const fullSentence = 3;

/** «Здравствуйте, Наталья! Хочу оставить заявку»: the assistant is greeted, not the client named. */
function isGreeted({ text, segments }: NameText, { words, start, end }: Segment): boolean {
  const inside = greeting.test(words[0]?.folded ?? '');
  const before = segments.filter((segment) => segment.end <= start).at(-1);
  const byComma = before !== undefined && text.slice(before.end, start).trim() === ',';
  const greeted = inside || (byComma && greeting.test(before.words.at(-1)?.folded ?? ''));
  return greeted && segments.some((segment) => segment.start > end && segment.words.length >= fullSentence);
}

/** "Smith, John": surname first, as on forms. */
function turnedAround(segments: readonly Segment[]): FoundName | null {
  const [surname, first] = segments;
  const [family] = surname?.words ?? [];
  const [given] = first?.words ?? [];
  if (segments.length !== 2 || surname?.words.length !== 1 || first?.words.length !== 1 || !family || !given)
    return null;
  // "BROWN, PETER" is on a form; "Sofa, Anna" is two answers.
  const asSurname = readsLikeName(family.text) || (isInCapitals(family.text) && canBeSurname(family.text));
  const fits = isCapitalised(family.text) && !isFirstName(family.text) && asSurname && isFirstName(given.text);
  return fits && !surname.lineEnds
    ? {
        value: `${capitaliseWord(given.text)} ${capitaliseWord(family.text)}`,
        start: family.start,
        end: given.end,
        contrast: false,
      }
    : null;
}

/** The name that a message gives as a bare answer. */
export function bare(message: NameText, certain: boolean): FoundName | null {
  const telling = message.segments.filter(({ words }) =>
    words.some(({ text }) => !isCourtesy(text) || isFirstName(text)),
  );
  const around = turnedAround(telling);
  if (around) return around;
  for (const [at, segment] of telling.entries()) {
    if (ofSomeoneElse(telling[at - 1]) || isGreeted(message, segment)) continue;
    const found = bareName(message, segment, certain && telling.length === 1);
    if (found) return found;
  }
  return null;
}

/** «Анна, 8 916 …»: a listed name right beside a phone or an e-mail is the client's, asked for or not. */
export function besideContact(message: NameText): FoundName | null {
  for (const [at, segment] of message.segments.entries()) {
    const before = message.text.slice(message.segments[at - 1]?.end ?? 0, segment.start);
    const after = message.text.slice(segment.end, message.segments[at + 1]?.start);
    const beside = /;;\s*(?:[,.(/–—-]\s*)?$/u.test(before) || /^\s*(?:[,.:/–—-]\s*)?;;/u.test(after);
    const [first] = segment.words;
    if (!beside || !first || !isFirstName(first.text) || !looksCapital(message, first)) continue;
    const taken = nameWords(message, segment.words, 0);
    if (taken.length === segment.words.length && !ofSomeoneElse(message.segments[at - 1])) return named(taken);
  }
  return null;
}
