import type { Clause } from './clauses.ts';
import { foldWord } from './lexicon/fold.ts';
import { stemOf } from './lexicon/stem.ts';
import type { Phrase } from './phrase.ts';
import { findPhrase, holds, phrase } from './phrase.ts';
import type { SlotDeclaration, SlotOption } from './slot-declaration.ts';
import { labelPhrase } from './slot-label.ts';
import type { SlotReading } from './slot-reading.ts';
import { noReading } from './slot-reading.ts';
import type { Span } from './span.ts';
import { hull } from './span.ts';

type ChoiceSlot = Extract<SlotDeclaration, { kind: 'choice' }>;

interface Token extends Span {
  text: string;
}

/** Small words of a phrase that do not tell options apart. */
const weakWords = new Set(
  'по на в во до к с из и или не the a an to by of in on it at my me for with and or'.split(' '),
);
const anyOption = phrase(
  'любой|любая|любое|любые|любым|все равно|всё равно|без разницы|не важно|неважно|какой угодно',
  "как угодно|на ваш выбор|оба|обе|any|anything|either|both|doesn't matter|does not matter",
  "doesnt matter|don't care|whatever|you choose|up to you|не принципиально",
);
const ordinals: readonly (readonly [Phrase, number])[] = [
  ['перв\\p{L}{2,3}|first', 0],
  ['втор\\p{L}{2,3}|second', 1],
  ['трет\\p{L}{1,4}|third', 2],
  ['четверт\\p{L}{2,3}|fourth', 3],
  ['пят(?:ый|ая|ое|ым|ого|ую)|fifth', 4],
  ['шест(?:ой|ая|ое|ым|ого|ую)|sixth', 5],
  ['седьм\\p{L}{2,3}|seventh', 6],
  ['восьм\\p{L}{2,3}|eighth', 7],
  ['последн\\p{L}{2,3}|last', -1],
].map(([source, at]) => [phrase(String(source)), Number(at)]);
const numbered = /(?<![\p{L}\d.,:])(?:№|#)?\s?(\d{1,2})(?![\d:%]|[.,]\d|\s?(?:₽|\$|руб|тыс|шт|кг|км|м2))/gu;
/** «номер два», "number two". */
const spelledPlace = new Map(
  ['один one', 'два two', 'три three', 'четыре four', 'пять five', 'шесть six'].flatMap((words, at) =>
    words.split(' ').map((word): [string, number] => [word, at]),
  ),
);
const spelled = new RegExp(
  `(?<!\\p{L})(?:номер|номером|вариант|пункт|option|number|variant|choice)\\s{1,2}(${[...spelledPlace.keys()].join('|')})(?!\\p{L})`,
  'u',
);
/** What may stand beside the number of an option; anything else makes the number count something. */
const besideNumber =
  /^(?:[\s.,!)(№#:-]|\p{Extended_Pictographic}|(?<!\p{L})(?:вариант\p{L}{0,2}|номер|пункт|под|давайте|пусть|будет|выбираю|беру|лучше|или|и|option|number|no|choice|variant|let's|go|with|the|or|and|please|пожалуйста|й|я|е|ый|ой|ая|ое|го|st|nd|rd|th|один|one)(?!\p{L}))*$/u;

/** Whether two words are one word with a slip: one letter wrong in five, two in nine. */
function nearlySame(a: string, b: string): boolean {
  const allowed = Math.min(a.length, b.length) >= 9 ? 2 : Math.min(a.length, b.length) >= 5 ? 1 : 0;
  return allowed > 0 && Math.abs(a.length - b.length) <= allowed && distance(a, b) <= allowed;
}

/** Letters inserted, left out, replaced or swapped with their neighbour. */
function distance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

const longestTail = 3;

/** Whether a word of the message is a word of an option: the same stem, a derived word, or a slip. */
function meets(word: string, option: string): boolean {
  if (word === option) return true;
  const [left, right] = [stemOf(word), stemOf(option)];
  if (left === right) return left.length > 2;
  const [shorter, longer] = left.length < right.length ? [left, right] : [right, left];
  if (shorter.length >= 5 && longer.startsWith(shorter) && longer.length - shorter.length <= longestTail) return true;
  return nearlySame(word, option) || (Math.min(left.length, right.length) >= 5 && nearlySame(left, right));
}

function tokensOf(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\d]+(?:['-][\p{L}\d]+)*/gu)].map((match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

/** Words that name an option. */
interface OptionWords {
  option: SlotOption;
  words: string[];
}

/** Prepared once for each slot: a bundle's declarations do not change. */
const prepared = new WeakMap<readonly SlotOption[], OptionWords[]>();

function phrasesOf(options: readonly SlotOption[]): OptionWords[] {
  const known = prepared.get(options);
  if (known) return known;
  const phrases = options
    .flatMap((option) =>
      [option.title.ru, option.title.en, ...option.words].map((text) => ({
        option,
        words: tokensOf(foldWord(text)).map((token) => token.text),
      })),
    )
    .filter(({ words }) => words.length > 0)
    .sort((a, b) => b.words.length - a.words.length || b.words.join('').length - a.words.join('').length);
  prepared.set(options, phrases);
  return phrases;
}

interface Mention extends Span {
  option: SlotOption;
  /** «не курьером» refuses it, «курьера нет» says that it is not to be had. */
  negated: 'refused' | 'missing' | null;
}

/** Where a phrase begins in the tokens, its words one after another; -1 when it does not. */
function placeOf(words: readonly string[], tokens: readonly Token[], used: ReadonlySet<Token>): number {
  for (let at = 0; at + words.length <= tokens.length; at += 1) {
    const window = tokens.slice(at, at + words.length);
    if (window.every((token, offset) => !used.has(token) && meets(token.text, words[offset] ?? ''))) return at;
  }
  return -1;
}

/** An option is chosen in a few words; in a long text it is only mentioned. */
const maximumTokens = 60;
const maximumHeard = 12;

/** Options that a clause names, longest phrases first, so that «серый металлик» is not «серый» as well. */
function mentionsIn(
  clause: Clause,
  phrases: readonly OptionWords[],
): { mentions: Mention[]; partial: Set<SlotOption> } {
  const tokens = tokensOf(clause.text).slice(0, maximumTokens);
  const used = new Set<Token>();
  const mentions: Mention[] = [];
  for (const { option, words } of phrases) {
    for (let at = placeOf(words, tokens, used); at >= 0; at = placeOf(words, tokens, used)) {
      const window = tokens.slice(at, at + words.length);
      window.forEach((token) => used.add(token));
      const spoken = window[0];
      if (spoken)
        mentions.push({
          option,
          negated: null,
          start: clause.start + spoken.start,
          end: clause.start + (window.at(-1)?.end ?? spoken.end),
        });
    }
  }
  // A "no" that is an option itself negates nothing.
  const besides = tokens.filter((token) => !used.has(token));
  for (const mention of mentions) {
    const [start, end] = [mention.start - clause.start, mention.end - clause.start];
    const before = besides.findLast(
      (token) => token.end <= start && /^\s*$/u.test(clause.text.slice(token.end, start)),
    );
    const behind = besides.find((token) => token.start >= end && /^\s*$/u.test(clause.text.slice(end, token.start)));
    if (/^(?:не|not|кроме)$/u.test(before?.text ?? '')) mention.negated = 'refused';
    else if (/^(?:без|нет|нету|no|without)$/u.test(before?.text ?? '') || /^(?:нет|нету)$/u.test(behind?.text ?? ''))
      mention.negated = 'missing';
  }
  const free = tokens.filter((token) => !used.has(token) && !weakWords.has(token.text) && token.text.length > 3);
  const partial = new Set(
    phrases
      .filter(({ words }) => words.length > 1)
      .filter(({ words }) =>
        free.some((token) => words.some((word) => !weakWords.has(word) && meets(token.text, word))),
      )
      .map(({ option }) => option),
  );
  return { mentions, partial };
}

/** The option that is chosen by its place in the list: «2», «второй», "the last one". */
function byPlace(text: string, options: readonly SlotOption[]): Mention[] | 'invalid' {
  const written = [...text.matchAll(numbered)];
  const rest = text.replaceAll(numbered, ' ');
  if (written.length > 0) {
    if (!besideNumber.test(rest)) return [];
    const found = written.map((match) => ({ match, option: options[Number(match[1]) - 1] }));
    if (found.some(({ option }) => option === undefined)) return 'invalid';
    return found.flatMap(({ match, option }) =>
      option ? [{ option, negated: null, start: match.index, end: match.index + match[0].length }] : [],
    );
  }
  const [said, word = ''] = spelled.exec(text) ?? [];
  const named = options[spelledPlace.get(word) ?? -1];
  if (said !== undefined)
    return named
      ? [{ option: named, negated: null, start: text.indexOf(said), end: text.indexOf(said) + said.length }]
      : 'invalid';
  return ordinals.flatMap(([pattern, at]) => {
    const place = findPhrase(text, pattern);
    const option = options.at(at);
    return place && option ? [{ option, negated: null, ...place }] : [];
  });
}

/**
 * Reads the option that the client chooses: by its title or words in any form and with slips, or by its place. Never two
 * at once, and never one that only a question names.
 *
 * @param clauses folded, without those that ask
 * @param text folded, the whole message
 */
export function readChoice(clauses: readonly Clause[], text: string, slot: ChoiceSlot, asked: boolean): SlotReading {
  const phrases = phrasesOf(slot.options);
  const pattern = labelPhrase(slot);
  const heard = asked
    ? clauses
    : clauses.filter(
        (clause, at) =>
          pattern !== null && (holds(clause.text, pattern) || holds(clauses[at - 1]?.text ?? '', pattern)),
      );
  const found = heard.slice(0, maximumHeard).map((clause) => mentionsIn(clause, phrases));
  const mentions = found.flatMap((clause) => clause.mentions);
  const meant = mentions.filter(({ negated }) => negated === null);
  const options = new Set(meant.map(({ option }) => option));
  const partial = found.flatMap((clause) => [...clause.partial]).filter((option) => !options.has(option));
  const doubt = (reason: 'ambiguous' | 'invalid', span: Span): SlotReading => ({
    ...noReading,
    doubtful: [{ slot: slot.key, reason, start: span.start, end: span.end }],
  });

  const [first] = meant;
  if (first && options.size === 1 && partial.length === 0)
    return chosen(
      slot,
      first,
      mentions.some(({ negated }) => negated === 'refused'),
    );
  if (mentions.length > 0) return doubt('ambiguous', hull(mentions));
  if (!asked) return noReading;
  const joined = heard.map((clause) => clause.text).join(', ');
  const whole = { start: heard[0]?.start ?? 0, end: heard.at(-1)?.end ?? 0 };
  if (holds(joined, anyOption)) return doubt('ambiguous', whole);
  if (heard.length === 0) return noReading;
  const placed = byPlace(text.slice(whole.start, whole.end), slot.options);
  if (placed === 'invalid') return doubt('invalid', whole);
  const [place] = placed;
  if (!place) return noReading;
  const shifted = { ...place, start: place.start + whole.start, end: place.end + whole.start };
  return new Set(placed.map(({ option }) => option)).size > 1
    ? doubt('ambiguous', whole)
    : chosen(slot, shifted, false);
}

function chosen(slot: ChoiceSlot, { option, start, end }: Mention, contrast: boolean): SlotReading {
  return { ...noReading, values: [{ slot: slot.key, value: option.value, start, end }], contrast };
}
