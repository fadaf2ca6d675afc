import { readPartialPhone } from './partial-phone.ts';
import type { ParsePhone } from './phone.ts';

/** Every eleven digits are a phone, but for those that end in 00. */
const parse: ParsePhone = (text) => (/^\+7\d{8}(?!00)\d{2}$/u.test(text) ? { e164: text } : null);
const known = '+79161234567';
const partOf = (text: string, phone: string | null = known) => readPartialPhone(text, phone, parse, 'RU');
const value = (text: string): string | null | undefined => {
  const part = partOf(text);
  return part === null ? undefined : part.value;
};

describe('some digits of the known phone', () => {
  it.each([
    ['на конце 68', '+79161234568'],
    ['на конце не 67, а 68', '+79161234568'],
    ['две последние 68', '+79161234568'],
    ['последняя цифра 9', '+79161234569'],
    ['последние три 568', '+79161234568'],
    ['перепутала одну цифру, на конце 68', '+79161234568'],
    ['two digits are off, it ends in 68', '+79161234568'],
    ['one digit is wrong, it ends in 68', '+79161234568'],
    ['не 45, а 54', '+79161235467'],
    ['не  45, а 54', '+79161235467'],
    ['not 45 but 54', '+79161235467'],
    ['54, а не 45', '+79161235467'],
    ['54 instead of 45', '+79161235467'],
    ['вместо 45 должно быть 54', '+79161235467'],
    ['номер 54 вместо  45', '+79161235467'],
    ['код 926, а не 916', '+79261234567'],
    ['не 916123, а 926123', '+79261234567'],
    ['не 79, а 77', '+77161234567'],
  ])('%s → %s', (text, expected) => expect(value(text)).toBe(expected));

  it.each([
    ['they stand there twice', 'не 1, а 2'],
    ['one digit is too few to say which', 'не 9, а 8'],
    ['they do not stand there', 'не 99, а 98'],
    ['they are more or fewer than those before', 'не 45, а 543'],
    ['their count is not the one that is said', 'последние три 68'],
    ['the known end is another', 'на конце не 99, а 98'],
    ['the result is no phone', 'на конце 00'],
    ['the beginning is spoken of', 'первые цифры 926'],
    ['there are three', 'на конце 1, 2, 3'],
  ])('are asked for again where %s: %s', (_, text) => expect(value(text)).toBeNull());

  it.each([
    ['no digits stand there', 'номер другой'],
    ['a whole number stands there', 'на конце 1234567'],
    ['a whole number stands beside them', 'на конце 68, номер 1234567'],
    ['they count something', 'нас не 22, а 23'],
    ['nothing says where they belong', 'номер 68'],
    ['they are far apart', 'номер 45 54'],
  ])('are none where %s: %s', (_, text) => expect(value(text)).toBeUndefined());

  it('stand from the first to the last', () => {
    expect(partOf('ой, на конце не 67, а 68 же')).toEqual({ start: 16, end: 24, value: '+79161234568' });
    expect(partOf('две последние цифры 68')).toEqual({ start: 20, end: 22, value: '+79161234568' });
  });

  it('are asked for again at the end of a phone that is not known, and nowhere else', () => {
    expect(partOf('на конце 68', null)).toMatchObject({ value: null });
    expect(partOf('номер не 45, а 54', null)).toBeNull();
    expect(partOf('первые цифры 926', null)).toBeNull();
  });
});
