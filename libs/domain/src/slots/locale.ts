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

/**
 * The language of a message: any Cyrillic is Russian, Latin words are English, otherwise (digits, an e-mail address,
 * "ok") the language stays.
 */
export function detectLocale(text: string, previous: Locale): Locale {
  const words = text.replace(/\S+@\S+|https?:\S+|www\.\S+/giu, ' ');
  if (/\p{Script=Cyrillic}/u.test(words)) return 'ru';
  const latin = words.toLowerCase().match(/\p{Script=Latin}+/gu) ?? [];
  return latin.some((word) => !neutralWords.has(word)) ? 'en' : previous;
}
