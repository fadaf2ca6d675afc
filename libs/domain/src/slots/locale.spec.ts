import { detectLocale } from './locale.ts';

describe('the language of a message', () => {
  it.each([
    ['Сколько стоит?', 'en', 'ru'],
    ['Сколько стоит iPhone?', 'en', 'ru'],
    ['How much is it?', 'ru', 'en'],
    ['+7 916 123-45-67', 'en', 'en'],
    ['anna@example.com', 'ru', 'ru'],
    ['https://example.com/price', 'ru', 'ru'],
    ['ok', 'ru', 'ru'],
    ['👍', 'en', 'en'],
    ['', 'ru', 'ru'],
  ] as const)('"%s" after %s is %s', (text, previous, expected) => expect(detectLocale(text, previous)).toBe(expected));
});
