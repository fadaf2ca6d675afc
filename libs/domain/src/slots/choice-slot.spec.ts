import { readChoice } from './choice-slot.ts';
import { clausesOf } from './clauses.ts';
import type { SlotDeclaration } from './slot-declaration.ts';

type ChoiceSlot = Extract<SlotDeclaration, { kind: 'choice' }>;

const option = (value: string, title: string, ...words: string[]) => ({
  value,
  title: { ru: title, en: value },
  words,
});
const slotOf = (...options: ChoiceSlot['options']): ChoiceSlot => ({
  key: 'choice',
  title: { ru: 'Покрытие', en: 'Finish' },
  kind: 'choice',
  options,
});
const finish = slotOf(
  option('plaster', 'Штукатурка'),
  option('paint', 'Краска', 'покрасить'),
  option('grey metal', 'Серый металлик', 'серый'),
  option('oak', 'Дуб'),
);

/** The chosen value, or the reason for asking again, or null. */
function choice(text: string, slot = finish, asked = true): string | null {
  const { values, doubtful } = readChoice(clausesOf(text), text, slot, asked);
  return values[0]?.value ?? doubtful[0]?.reason ?? null;
}

describe('an option by its words', () => {
  it.each([
    ['in any form', 'штукатуркой', 'plaster'],
    ['in the plural', 'paints', 'paint'],
    ['with a letter wrong', 'штукотурка', 'plaster'],
    ['with two letters wrong in a long word', 'штукотурко', 'plaster'],
    ['with two letters swapped', 'карска', 'paint'],
    ['with a letter left out', 'штукатрка', 'plaster'],
    ['with a letter too many', 'крааска', 'paint'],
    ['derived from it', 'штукатурочка', 'plaster'],
    ['the longer phrase before the shorter', 'серый металлик', 'grey metal'],
    ['its other words', 'серый', 'grey metal'],
    ['one of two that is not refused', 'не краска, штукатурка', 'plaster'],
  ])('%s: %s', (_, text, value) => expect(choice(text)).toBe(value));

  it.each([
    ['a short word with a slip', 'куб'],
    ['two letters wrong in a short word', 'крясту'],
    ['a word that only begins alike', 'дубликат'],
    ['a word far longer', 'краскопультовый'],
    ['something else', 'ничего'],
  ])('is none: %s', (_, text) => expect(choice(text)).toBeNull());

  it.each([
    ['two of them', 'краска и дуб'],
    ['any of them', 'любой'],
    ['only one that is refused', 'не краска'],
    ['one that is missing', 'без краски'],
    ['one that there is none of', 'краски нет'],
    ['all but one', 'кроме краски'],
  ])('is asked again for %s', (_, text) => expect(choice(text)).toBe('ambiguous'));

  it('is refused or missing only by the word right beside it', () => {
    expect(choice('не знаю краска')).toBe('paint');
    expect(choice('нету, краска')).toBe('paint');
    expect(choice('краска, нет')).toBe('paint');
    expect(choice('нетто краска')).toBe('paint');
  });

  it('says that another was refused', () => {
    const read = (text: string) => readChoice(clausesOf(text), text, finish, true).contrast;
    expect(read('не краска, а дуб')).toBe(true);
    expect(read('дуб')).toBe(false);
    expect(read('без краски, дуб')).toBe(false);
  });

  it('stands where its words stand', () => {
    const text = 'ну, пусть серый металлик будет';
    expect(readChoice(clausesOf(text), text, finish, true).values).toEqual([
      { slot: 'choice', value: 'grey metal', start: 10, end: 24 },
    ]);
  });

  it('is found among the first sixty words of a clause', () => {
    expect(choice(`${'слово '.repeat(59)}краска`)).toBe('paint');
    expect(choice(`${'слово '.repeat(60)}краска`)).toBeNull();
  });
});

describe('a part of the words of an option', () => {
  const delivery = slotOf(option('door', 'До двери дома'), option('shop', 'В магазин'));

  it('is asked again beside another option, and says nothing by itself', () => {
    expect(choice('в магазин или к двери', delivery)).toBe('ambiguous');
    expect(choice('дверь', delivery)).toBeNull();
    expect(choice('в магазин или дом', delivery)).toBe('shop');
  });
});

describe('an option by its place', () => {
  it.each([
    ['2', 'paint'],
    ['№ 2', 'paint'],
    ['давайте 3', 'grey metal'],
    ['номер два', 'paint'],
    ['option one', 'plaster'],
    ['второй', 'paint'],
    ['the last one', 'oak'],
    ['9', 'invalid'],
    ['номер шесть', 'invalid'],
    ['1 или 2', 'ambiguous'],
    ['первый или второй', 'ambiguous'],
    ['1 и 1', 'plaster'],
  ])('%s', (text, value) => expect(choice(text)).toBe(value));

  it.each(['2 литра', '2.5', '2:30', '2%', '2 шт', '1000', 'комната 2 метра', 'седьмой'])('%s is none', (text) =>
    expect(choice(text)).toBeNull(),
  );

  it('stands where it was said', () => {
    const text = 'ну, номер два';
    expect(readChoice(clausesOf(text), text, finish, true).values).toEqual([
      { slot: 'choice', value: 'paint', start: 4, end: 13 },
    ]);
  });
});

describe('an option that nobody asked for', () => {
  it('counts where the message names the slot, in the same clause or the one before', () => {
    expect(choice('покрытие краска', finish, false)).toBe('paint');
    expect(choice('покрытие: краска', finish, false)).toBe('paint');
    expect(choice('краска', finish, false)).toBeNull();
    expect(choice('покрытие любое', finish, false)).toBeNull();
    expect(choice('покрытие 2', finish, false)).toBeNull();
    expect(choice('', finish, true)).toBeNull();
  });

  it('never counts where the title has no words of its own', () => {
    const nameless: ChoiceSlot = { ...finish, title: { ru: 'Вид', en: 'Type' } };
    expect(choice('краска', nameless, false)).toBeNull();
    expect(choice('краска', nameless, true)).toBe('paint');
  });
});
