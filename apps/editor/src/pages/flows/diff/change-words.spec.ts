import { describe, expect, it } from '@jest/globals';
import { settingInWords } from './change-words.ts';

describe('a setting in words', () => {
  it.each([
    [undefined, ''],
    [null, ''],
    ['Привет', 'Привет'],
    [true, 'да'],
    [12_000, '12\u00a0000'],
    [['чат', 'цена'], 'чат, цена'],
    [{ ru: 'Да', en: 'Yes' }, 'Да'],
    [{ missing: ['phone'], text: { ru: 'Телефон?', en: 'Phone?' } }, 'phone · Телефон?'],
  ])('of %j is %s', (value, words) => {
    expect(settingInWords(value, 'ru', {})).toBe(words);
  });

  it('is the sentence of a condition', () => {
    const condition = { fact: 'message.question', operator: 'equal', value: true };
    expect(settingInWords(condition, 'en', {})).toBe('The client asks something: yes');
  });
});
