import type { SlotDeclaration } from '@voronka/domain';

/** Slots as a flow would declare them, which the messages of the corpus answer. */
export const corpusDeclarations = {
  address: { key: 'address', title: { ru: 'Адрес', en: 'Address' }, kind: 'text' },
  comment: { key: 'comment', title: { ru: 'Комментарий', en: 'Comment' }, kind: 'text' },
  topic: { key: 'topic', title: { ru: 'Ваш вопрос', en: 'Your question' }, kind: 'text' },
  budget: { key: 'budget', title: { ru: 'Бюджет', en: 'Budget' }, kind: 'number', min: 1000, max: 100_000_000 },
  guests: {
    key: 'guests',
    title: { ru: 'Количество гостей', en: 'Number of guests' },
    kind: 'number',
    min: 1,
    max: 500,
  },
  area: { key: 'area', title: { ru: 'Площадь', en: 'Area' }, kind: 'number', min: 1 },
  delivery: {
    key: 'delivery',
    title: { ru: 'Способ доставки', en: 'Delivery' },
    kind: 'choice',
    options: [
      { value: 'courier', title: { ru: 'Курьером', en: 'Courier' }, words: ['курьер', 'до двери', 'to the door'] },
      {
        value: 'pickup',
        title: { ru: 'Самовывоз', en: 'Pickup' },
        words: ['заберу сам', 'сам заберу', 'pick up', 'collect', 'collect it myself'],
      },
      { value: 'post', title: { ru: 'Почтой', en: 'By post' }, words: ['почта', 'mail'] },
    ],
  },
  color: {
    key: 'color',
    title: { ru: 'Цвет', en: 'Colour' },
    kind: 'choice',
    options: [
      { value: 'white', title: { ru: 'Белый', en: 'White' }, words: [] },
      { value: 'black', title: { ru: 'Чёрный', en: 'Black' }, words: [] },
      { value: 'grey', title: { ru: 'Серый металлик', en: 'Metallic grey' }, words: ['серый', 'grey', 'gray'] },
    ],
  },
  consent: {
    key: 'consent',
    title: { ru: 'Согласие', en: 'Consent' },
    kind: 'choice',
    options: [
      {
        value: 'yes',
        title: { ru: 'Да', en: 'Yes' },
        words: ['ага', 'конечно', 'согласен', 'yep', 'of course', 'sure'],
      },
      { value: 'no', title: { ru: 'Нет', en: 'No' }, words: ['не согласен', 'nope'] },
    ],
  },
  plan: {
    key: 'plan',
    title: { ru: 'Тариф', en: 'Plan' },
    kind: 'choice',
    options: [
      { value: 'basic', title: { ru: 'Базовый', en: 'Basic' }, words: [] },
      { value: 'standard', title: { ru: 'Стандарт', en: 'Standard' }, words: [] },
      { value: 'premium', title: { ru: 'Премиум', en: 'Premium' }, words: [] },
    ],
  },
  visit: { key: 'visit', title: { ru: 'Дата визита', en: 'Date of the visit' }, kind: 'date' },
  birthday: { key: 'birthday', title: { ru: 'Дата рождения', en: 'Date of birth' }, kind: 'date', past: true },
} satisfies Record<string, SlotDeclaration>;

/** Name of a declaration. */
export type CorpusDeclaration = keyof typeof corpusDeclarations;
