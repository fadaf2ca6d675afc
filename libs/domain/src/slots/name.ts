import { isCommonWord, isCompanyMark, isCourtesy } from './common-words.ts';
import { isFirstName } from './first-names.ts';

/** A name found in a text. */
export interface FoundName {
  /** Capitalised. */
  value: string;
  raw: string;
}

/** What is known about the message besides its text. */
export interface NameCircumstances {
  /** The name was asked for, so that a bare word may be one. */
  asked: boolean;
  /** Nothing but the name was asked for, or the message holds the other answer: even an unlisted lower-case word is it. */
  certain: boolean;
}

const word = `\\p{L}[\\p{L}\\p{M}'’-]*`;
const sequence = `(${word}(?:\\s+${word}){0,3})`;
const begin = `(?:^|[^\\p{L}])`;

/** After these the client names themselves without doubt, in any spelling. */
const strongIntroductions = [
  `${begin}меня\\s+зовут\\s*[-—–:]?\\s*(?:не\\s+${word}(?:\\s+${word})?,?\\s+а\\s+)?${sequence}`,
  `${begin}зовут\\s+меня\\s+${sequence}`,
  `${begin}мо[её]\\s+имя\\s*[-—–:]?\\s*${sequence}`,
  `${begin}(?:имя|фио|name)\\s*[-—–:=]\\s*${sequence}`,
  `${begin}my\\s+name(?:['’]s|\\s+is|\\s*:)\\s*(?:not\\s+${word},?\\s+(?:but|it['’]?s)\\s+)?${sequence}`,
].map((pattern) => new RegExp(pattern, 'iu'));

/** After these a name may follow, but also anything else: the word has to look like a name. */
const weakIntroductions = [
  `${begin}(?:это|я|пишет(?:\\s+вам)?|беспокоит|с\\s+вами|на\\s+связи|зовут|зовите\\s+меня|называйте\\s+меня)\\s*[-—–,]?\\s*${sequence}`,
  `${begin}(?:i['’]?m|i\\s+am|this\\s+is|it['’]?s|it\\s+is|call\\s+me|name['’]?s|name\\s+is)\\s+${sequence}`,
].map((pattern) => new RegExp(pattern, 'giu'));

/** The name stands before or inside the phrase. */
const embracing = [
  `${begin}меня\\s+(${word}(?:\\s+${word})?)\\s+зовут`,
  `${begin}(${word}(?:\\s+${word})?)\\s+меня\\s+зовут`,
  `${begin}(${word}(?:\\s+${word})?)\\s+(?:here|speaking)(?:$|[^\\p{L}])`,
].map((pattern) => new RegExp(pattern, 'iu'));

const surname =
  /(?:ов|ев|ёв|ин|ын|ова|ева|ёва|ина|ына|ский|ская|цкий|цкая|енко|чук|юк|ук|ян|дзе|швили|вич|вна|их|ых|son|man|ski|sky|ova|ev|ov)$/iu;
/** Endings of Russian verbs, adjectives and abstract nouns: an unlisted word with one of them is hardly a name. */
const notANameEnding =
  /(?:ть|ться|тся|ешь|ишь|ете|ите|йте|ает|яет|ует|еет|дет|дёт|ют|ают|яют|уют|ала|али|ило|или|ого|его|ому|ый|ой|ая|ое|ые|ую|ение|ание|ость|ция|ing|tion)$/iu;
const longestName = 60;

function words(text: string): string[] {
  return text.match(new RegExp(word, 'gu')) ?? [];
}

function isCapitalised(text: string): boolean {
  const first = text.charAt(0);
  return first !== first.toLowerCase();
}

/** Whether letters could be spoken as a name at all: filters keyboard mash. */
function isPronounceable(text: string): boolean {
  if (text.length < 2 || text.length > 25 || /(.)\1\1/iu.test(text)) return false;
  if (!/[\p{Script=Cyrillic}\p{Script=Latin}]/u.test(text)) return true;
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return /[аеиоуыэюяaeiouyїієў]/u.test(plain) && !/[бвгджзклмнпрстфхцчшщbcdfghjklmnpqrstvwxz]{5}/u.test(plain);
}

function canBeName(text: string): boolean {
  return isPronounceable(text) && !isCommonWord(text);
}

/** An unlisted word that reads like a name rather than like a verb or an adjective. */
function readsLikeName(text: string): boolean {
  return canBeName(text) && !notANameEnding.test(text);
}

/** «АННА», «анна» → «Анна»; mixed spellings such as «McDonald» stay. */
function capitaliseWord(text: string): string {
  return text
    .split('-')
    .map((part) => {
      const uniform = part === part.toLowerCase() || (part.length > 1 && part === part.toUpperCase());
      const rest = uniform ? part.slice(1).toLowerCase() : part.slice(1);
      return part.charAt(0).toUpperCase() + rest;
    })
    .join('-');
}

function named(parts: readonly string[]): FoundName | null {
  const raw = parts.join(' ');
  return parts.length === 0 || raw.length > longestName ? null : { value: parts.map(capitaliseWord).join(' '), raw };
}

/** The words from the start that belong to one name: the first is given, surname and patronymic may follow. */
function takeName(candidates: readonly string[]): string[] {
  const taken = candidates.slice(0, 1);
  for (const following of candidates.slice(1, 3)) {
    const belongs =
      canBeName(following) && (isCapitalised(following) || surname.test(following) || isFirstName(following));
    if (!belongs) break;
    taken.push(following);
  }
  return taken;
}

/** Sentence-initial capitals and small words in front («просто Анна») are no part of the name. */
function withoutLeadingCommon(candidates: readonly string[]): string[] {
  const start = candidates.findIndex((candidate) => !isCommonWord(candidate));
  return start === -1 ? [] : candidates.slice(start);
}

function introducedName(text: string, asked: boolean): FoundName | null {
  for (const pattern of strongIntroductions) {
    const candidates = withoutLeadingCommon(words(pattern.exec(text)?.[1] ?? ''));
    const [first] = candidates;
    if (first !== undefined && canBeName(first)) return named(takeName(candidates));
  }
  for (const pattern of embracing) {
    const found = words(pattern.exec(text)?.[1] ?? '').filter((part) => !isCommonWord(part));
    const [first] = found;
    if (first !== undefined && canBeName(first) && (asked || isCapitalised(first) || isFirstName(first)))
      return named(found);
  }
  for (const pattern of weakIntroductions) {
    for (const match of text.matchAll(pattern)) {
      const candidates = words(match[1] ?? '');
      const [first] = candidates;
      if (first === undefined || !canBeName(first)) continue;
      if (isFirstName(first) || (asked && isCapitalised(first) && readsLikeName(first)))
        return named(takeName(candidates));
    }
  }
  return null;
}

interface Segment {
  words: string[];
  question: boolean;
}

function segments(text: string): Segment[] {
  return [...text.matchAll(/([^.,;:!?\n()/|]+)([.,;:!?\n()/|]*)/gu)]
    .map((match) => ({ words: words(match[1] ?? ''), question: (match[2] ?? '').includes('?') }))
    .filter((segment) => segment.words.length > 0);
}

function trimCommon(parts: readonly string[]): string[] {
  const from = withoutLeadingCommon(parts);
  let end = from.length;
  while (end > 0 && isCommonWord(from[end - 1] ?? '')) end -= 1;
  return from.slice(0, end);
}

/** «анна кравец», "john smith": two words and nothing else are first name and surname, however they are written. */
function isWholeName(parts: readonly string[], segment: Segment): boolean {
  return parts.length === 2 && segment.words.length === 2 && parts.slice(1).every(readsLikeName);
}

/** A name that stands alone in its segment: «Анна», «анна петрова», "John Smith". */
function bareName(segment: Segment, certain: boolean): FoundName | null {
  if (segment.question || segment.words.some(isCompanyMark)) return null;
  const parts = trimCommon(segment.words);
  const [first] = parts;
  if (first === undefined || !parts.every(isPronounceable)) return null;

  const listed = parts.findIndex(isFirstName);
  if (listed === 0) return named(isWholeName(parts, segment) ? parts : takeName(parts));
  if (parts.length > 3 || !parts.every(canBeName)) return null;
  if (listed > 0)
    return parts.every((part) => isCapitalised(part) || surname.test(part) || isFirstName(part)) ? named(parts) : null;

  // «Позвоните Ивану», «из Москвы»: among other words an unlisted one is rarely the client's name.
  if (!segment.words.every((part) => parts.includes(part) || isCourtesy(part))) return null;
  const untouched = parts.length === segment.words.length;
  if (parts.every(isCapitalised))
    return parts.every(readsLikeName) || (untouched && surname.test(first)) ? named(parts) : null;
  if (!certain || !untouched) return null;
  return parts.length === 1 || parts.some((part) => surname.test(part))
    ? parts.every(readsLikeName)
      ? named(parts)
      : null
    : null;
}

/**
 * The client's name, if the text gives it. Without having been asked only a clear introduction counts («меня зовут …»,
 * "I'm John"); a bare word counts only as an answer.
 *
 * @param text with phones and e-mails replaced by `;`
 */
export function findName(text: string, { asked, certain }: NameCircumstances): FoundName | null {
  const introduced = introducedName(text, asked);
  if (introduced || !asked) return introduced;
  const parts = segments(text);
  for (const segment of parts) {
    const found = bareName(segment, certain && parts.length === 1);
    if (found) return found;
  }
  return null;
}
