import type ru from '../archive/i18n/ru.json';

/** The words of the card, in the language of amoCRM's page. */
export type CardTexts = Readonly<(typeof ru)['card']>;

/** Puts values into a text: `{name}` becomes the value of that name. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A text of the product, in the language of the card. */
export function inLanguage(text: { ru: string; en: string }, texts: CardTexts): string {
  return texts.language === 'ru' ? text.ru : text.en;
}
