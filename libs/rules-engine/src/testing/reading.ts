import type { SlotDeclaration, Understanding, UnderstandOptions } from '@voronka/domain';
import { detectLocale, understand } from '@voronka/domain';
import { createDateParser } from '../date-parser.ts';
import { createPhoneParser } from '../phone-parser.ts';

/** A message to a channel in Moscow, on a Monday at noon; nothing was asked and nothing is known. */
export const circumstances: UnderstandOptions = {
  wanted: [],
  declarations: [],
  known: {},
  parsePhone: createPhoneParser(),
  parseDate: createDateParser(),
  defaultCountry: 'RU',
  locale: 'ru',
  now: '2026-11-23T09:00:00.000Z',
  timeZone: 'Europe/Moscow',
};

/** Reads a message in its own language. */
export function read(text: string, options: Partial<UnderstandOptions> = {}): Understanding {
  return understand(text, { ...circumstances, locale: detectLocale(text, 'ru'), ...options });
}

/** The values that were understood, by slot. */
export function valuesOf({ understood }: Understanding): Record<string, string> {
  return Object.fromEntries(understood.map(({ slot, value }) => [slot, value]));
}

/** Slots as a flow would declare them, one of each kind. */
export const declarations: SlotDeclaration[] = [
  { key: 'budget', title: { ru: 'Бюджет', en: 'Budget' }, kind: 'number', min: 1000, max: 10_000_000 },
  { key: 'guests', title: { ru: 'Количество гостей', en: 'Number of guests' }, kind: 'number', min: 1 },
  { key: 'visit', title: { ru: 'Дата визита', en: 'Date of the visit' }, kind: 'date' },
  { key: 'comment', title: { ru: 'Комментарий', en: 'Comment' }, kind: 'text', maxLength: 40 },
  { key: 'address', title: { ru: 'Адрес', en: 'Address' }, kind: 'text' },
  {
    key: 'delivery',
    title: { ru: 'Способ доставки', en: 'Delivery' },
    kind: 'choice',
    options: [
      { value: 'courier', title: { ru: 'Курьером', en: 'Courier' }, words: ['курьер'] },
      { value: 'pickup', title: { ru: 'Самовывоз', en: 'Pickup' }, words: ['заберу сам', 'pick up'] },
      { value: 'post', title: { ru: 'Почтой', en: 'By post' }, words: ['почта', 'mail'] },
    ],
  },
];
