import { isCommonWord } from './lexicon/common-words.ts';
import type { Span } from './span.ts';

/** Domains of mail providers, as they are written. */
export const providerDomain =
  /^(?:gmail|mail|yandex|ya|inbox|bk|list|internet|rambler|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|zoho|proton|protonmail|googlemail|vk|tutanota|fastmail)\.(?:ru|com|net|org|me|eu|io|by|kz|ua|de|co\.uk)$/u;

/** How Russians say the parts of a domain. */
const saidInRussian = new Map<string, string>(
  Object.entries({
    яндекс: 'yandex',
    мейл: 'mail',
    мэйл: 'mail',
    майл: 'mail',
    меил: 'mail',
    гмейл: 'gmail',
    джимейл: 'gmail',
    гмаил: 'gmail',
    инбокс: 'inbox',
    рамблер: 'rambler',
    лист: 'list',
    бк: 'bk',
    аутлук: 'outlook',
    ру: 'ru',
    ком: 'com',
    нет: 'net',
    орг: 'org',
  }),
);

const atSign =
  '(?:\\s{0,2}[([{<]\\s?(?:at|собака|собачка|эт|@)\\s?[)\\]}>]\\s{0,2}|\\s{1,2}(?:at|собака|собачка|эт)\\s{1,2})';
/** «собака яндекс ру»: the dot is left out before an ending that no other word is. */
const unsaidDot = '\\s{1,2}(?=(?:ru|com|ру|ком)(?![\\p{L}\\p{N}]))';
const dot = '(?:\\s{0,2}[([{]\\s?(?:dot|точка)\\s?[)\\]}]\\s{0,2}|\\s{1,2}(?:dot|точка)\\s{1,2}|\\.)';
const dotOrNone = `(?:${dot}|${unsaidDot})`;
const joint =
  '(?:\\s(?:dot|точка)\\s|\\s(?:underscore|нижнее\\sподч[её]ркивание|подч[её]ркивание)\\s|\\s(?:dash|hyphen|дефис|тире)\\s)';
const word = '[\\p{L}\\p{N}._+-]{1,40}';
const spoken = new RegExp(
  `(?<![\\p{L}\\p{N}@])(${word}(?:${joint}${word}){0,3})(${atSign})([\\p{L}\\p{N}-]{1,40}(?:${dotOrNone}[\\p{L}\\p{N}-]{1,24}){1,3})(?![\\p{L}\\p{N}@])`,
  'gu',
);

/** Spares most messages the search. */
const saysAt = /соба|[\s([{](?:at|эт|@)[\s)\]}]/u;

function writtenOf(said: string): string {
  return said
    .replace(/\s(?:underscore|нижнее\sподч[её]ркивание|подч[её]ркивание)\s/gu, '_')
    .replace(/\s(?:dash|hyphen|дефис|тире)\s/gu, '-')
    .replace(/[\s([{]{0,3}(?<![\p{L}\p{N}])(?:dot|точка)(?![\p{L}\p{N}])[\s)\]}]{0,3}/gu, '.')
    .replace(/\s{1,2}(?=(?:ru|com|ру|ком)$)/u, '.')
    .replace(/\s/gu, '');
}

/**
 * Addresses that are dictated in words: «ivanov собака mail точка ru», "john dot smith at gmail dot com". Between bare
 * words only a known provider, or a dictated dot or dash before them, makes them an address ("meet at google dot com" is none).
 *
 * @param text folded
 */
export function readSpokenEmails(text: string): (Span & { value: string })[] {
  if (!saysAt.test(text)) return [];
  return [...text.matchAll(spoken)].flatMap((match) => {
    const [raw, name = '', sign = '', domain = ''] = match;
    const parts = writtenOf(domain)
      .split('.')
      .map((part) => saidInRussian.get(part) ?? part);
    const written = parts.join('.');
    const marked = /[([{<]|соба/u.test(sign);
    const dictated = /\s/u.test(name);
    const plausible =
      providerDomain.test(written) || ((marked || dictated) && /^[a-z]{2,6}$/u.test(parts.at(-1) ?? ''));
    if (!plausible || (!marked && isCommonWord(name))) return [];
    return [{ value: `${writtenOf(name)}@${written}`, start: match.index, end: match.index + raw.length }];
  });
}
