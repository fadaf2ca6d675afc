import type { SlotKey } from '@voronka/domain';
import { declarations, read, valuesOf } from './testing/reading.ts';

const phone = '+79161234567';
const known = { name: 'Анна', phone, email: 'anna@example.com', budget: '50000' };
const reading = (text: string, more: Record<SlotKey, string> = known) => read(text, { known: more, declarations });

describe('a new value in place of a known one', () => {
  it.each([
    ['нет, номер другой: 8 903 765-43-21', { phone: '+79037654321' }],
    ['ой, ошиблась, 8 903 765-43-21', { phone: '+79037654321' }],
    ['лучше звоните на 8 903 765-43-21', { phone: '+79037654321' }],
    ['8 903 765-43-21, ой, 8 903 765-43-22', { phone: '+79037654322' }],
    ['не Анна, а Яна', { name: 'Яна' }],
    ['я не Анна, я Ольга', { name: 'Ольга' }],
    ['почта другая: olga@example.com', { email: 'olga@example.com' }],
    ['wrong number, it is +7 903 765-43-21', { phone: '+79037654321' }],
    ["it's Jane, not Anna", { name: 'Jane' }],
  ])('%s', (text, values) => {
    const result = reading(text);
    expect(valuesOf(result)).toEqual(values);
    expect(result.correction).toBe(true);
    expect(result.retracted).toEqual([]);
  });

  it('is no correction where the value is the known one', () => {
    for (const text of ['8 916 123 45 67, верно', 'да, это мой номер', 'меня зовут Анна'])
      expect(reading(text).correction).toBe(false);
  });

  it('needs something known, or words that say so', () => {
    expect(reading('лучше звоните на 8 903 765-43-21', {}).correction).toBe(false);
    expect(reading('номер другой: 8 903 765-43-21', {}).correction).toBe(true);
  });
});

describe('some digits in place of others', () => {
  it.each([
    ['ой, ошиблась в номере, на конце 68', '+79161234568'],
    ['на конце не 67, а 68', '+79161234568'],
    ['последняя цифра 9', '+79161234569'],
    ['две последние цифры девяносто', '+79161234590'],
    ['последние четыре 45 60', '+79161234560'],
    ['номер заканчивается на 4500', '+79161234500'],
    ['код 926, а не 916', '+79261234567'],
    ['не 123, а 321', '+79163214567'],
    ['вместо 45 должно быть 54', '+79161235467'],
    ['sorry, it ends in 68', '+79161234568'],
    ['it should be 68 instead of 67', '+79161234568'],
    ['the last two digits are sixty eight', '+79161234568'],
  ])('%s → %s', (text, expected) => {
    const result = reading(text);
    expect(valuesOf(result)).toEqual({ phone: expected });
    expect(result.correction).toBe(true);
  });

  it.each([
    ['the digits stand there twice', 'не 1, а 2'],
    ['the digits do not stand there', 'не 777, а 778'],
    ['the known end is another', 'на конце не 99, а 98'],
    ['the count does not fit', 'последние три цифры 68'],
    ['the result is no valid number', 'код 000, а не 916'],
    ['of another length', 'не 123, а 32'],
    ['nobody knows which the first ones are', 'первые цифры 8 915'],
  ])('asks again when %s', (_, text) => {
    const result = reading(text);
    expect(result.understood).toEqual([]);
    expect(result.doubtful.map(({ slot, reason }) => [slot, reason])).toEqual([['phone', 'ambiguous']]);
    expect(result.correction).toBe(true);
  });

  it.each(['нас не 22, а 23', 'этаж не 6, а 7', 'размер 45, а не 46', 'завтра в 16:00'])(
    'leaves the phone alone in "%s"',
    (text) => expect(reading(text)).toMatchObject({ understood: [], doubtful: [] }),
  );

  it('asks for the whole number where none is known', () => {
    expect(reading('на конце 68', {}).doubtful.map(({ slot }) => slot)).toEqual(['phone']);
  });

  it('takes digits for the answer to another question that was asked', () => {
    const result = read('не 45, а 50 тысяч', { known: { phone }, declarations, wanted: ['budget'] });
    expect(valuesOf(result)).toEqual({ budget: '50000' });
  });
});

describe('a value called wrong', () => {
  it.each<[string, SlotKey[]]>([
    ['нет, номер другой', ['phone']],
    ['это не мой номер', ['phone']],
    ['телефон уже не актуален', ['phone']],
    ['в номере лишняя цифра', ['phone']],
    ['забудьте тот номер', ['phone']],
    ['с почтой ошиблась', ['email']],
    ['меня зовут не так', ['name']],
    ['я не Анна', ['name']],
    ['и номер и почта неправильные', ['phone', 'email']],
    ['бюджет другой', ['budget']],
    ["that's not my number", ['phone']],
    ['my number has changed', ['phone']],
    ['wrong email', ['email']],
  ])('%s', (text, slots) => {
    const result = reading(text);
    expect(result.correction).toBe(true);
    expect([...result.retracted].sort()).toEqual([...slots].sort());
    expect(result.understood).toEqual([]);
  });

  it('is not retracted when it was never known', () => {
    expect(reading('нет, номер другой', { name: 'Анна' }).retracted).toEqual([]);
  });

  it.each(['нет, это неправильно', 'ошибка', "that's wrong"])('"%s" does not say which', (text) =>
    expect(reading(text)).toMatchObject({ correction: true, retracted: [] }),
  );

  it.each([
    'номер правильный',
    'номер не изменился',
    'сайт выдаёт ошибку',
    'я ошибся дверью',
    'у меня другой вопрос',
    'другой цвет есть?',
    'nothing wrong with that',
    'I ordered the wrong size',
  ])('"%s" takes nothing back', (text) => expect(reading(text)).toMatchObject({ correction: false, retracted: [] }));
});
