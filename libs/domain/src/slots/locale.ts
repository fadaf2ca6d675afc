import type { Locale } from '../flow/flow-graph.ts';

/** Latin words that people write in any language: they say nothing about it. */
const neutralWords = new Set([
  'ok',
  'okay',
  'email',
  'mail',
  'e',
  'whatsapp',
  'telegram',
  'sms',
  'vk',
  'crm',
  'iphone',
]);

/** A language shows early. */
const longestText = 2048;

/**
 * The language of a message: any Cyrillic is Russian, Latin words are English, otherwise (digits, an e-mail address,
 * "ok") the language stays.
 */
export function detectLocale(text: string, previous: Locale): Locale {
  const words = text.slice(0, longestText).replace(/\S{1,64}@\S{1,255}|https?:\S{1,2048}|www\.\S{1,2048}/giu, ' ');
  if (/\p{Script=Cyrillic}/u.test(words)) return 'ru';
  const latin = words.toLowerCase().match(/\p{Script=Latin}+/gu) ?? [];
  return latin.some((word) => !neutralWords.has(word)) ? 'en' : previous;
}
