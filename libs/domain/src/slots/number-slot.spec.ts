import { readNumbers } from './number-slot.ts';
import type { SlotDeclaration } from './slot-declaration.ts';

type NumberSlot = Extract<SlotDeclaration, { kind: 'number' }>;

const budget: NumberSlot = {
  key: 'budget',
  title: { ru: 'Бюджет', en: 'Budget' },
  kind: 'number',
  min: 1000,
  max: 9000,
};
const rooms: NumberSlot = { key: 'rooms', title: { ru: 'Количество комнат', en: 'Rooms' }, kind: 'number', min: 1 };
const nameless: NumberSlot = { key: 'count', title: { ru: 'Количество', en: 'Number' }, kind: 'number' };

/** «slot=value» and «slot?reason». */
function numbers(text: string, wanted: string[], slots: NumberSlot[] = [budget, rooms]): string[] {
  return readNumbers(text, slots, wanted).flatMap(({ values, doubtful }) => [
    ...values.map(({ slot, value }) => `${slot}=${value}`),
    ...doubtful.map(({ slot, reason }) => `${slot}?${reason}`),
  ]);
}

describe('a number goes to the slot', () => {
  it.each([
    ['that alone was asked for', '5000', ['budget'], ['budget=5000']],
    ['that the message names before it', 'бюджет 5000', [], ['budget=5000']],
    ['of what is counted', '3 комнаты', [], ['rooms=3']],
    ['each to its own', 'бюджет 5000, 3 комнаты', [], ['budget=5000', 'rooms=3']],
    ['that is left, where the other is named', 'бюджет 5000, 3', ['budget', 'rooms'], ['budget=5000', 'rooms=3']],
    ['at its lowest', '1000', ['budget'], ['budget=1000']],
    ['at its highest', '9000', ['budget'], ['budget=9000']],
    ['in the only way that fits', '1.500', ['budget'], ['budget=1500']],
    ['and not the one that is refused', 'не 4000, а 5000', ['budget'], ['budget=5000']],
  ])('%s: %s', (_, text, wanted, expected) => expect(numbers(text, wanted)).toEqual(expected));

  it.each([
    ['it could be either', '5000', ['budget', 'rooms'], ['budget?ambiguous', 'rooms?ambiguous']],
    ['it is below the lowest', '999', ['budget'], ['budget?invalid']],
    ['it is above the highest', '9001', ['budget'], ['budget?invalid']],
    ['there are two', '5000 6000', ['budget'], ['budget?ambiguous']],
    ['it is a range', '5000-6000', ['budget'], ['budget?ambiguous']],
    ['it is a range behind its name', 'бюджет 5000-6000', [], ['budget?ambiguous']],
    ['it is vague', 'пару тысяч', ['budget'], ['budget?ambiguous']],
    ['it can be read in two ways', '1.500', ['rooms'], ['rooms?ambiguous']],
  ])('is asked for again where %s: %s', (_, text, wanted, expected) => expect(numbers(text, wanted)).toEqual(expected));

  it.each([
    ['nobody asked and nothing names it', '5000', []],
    ['it is only refused', 'не 5000', ['budget']],
    ['it is only refused, of two slots', 'не 5000', ['budget', 'rooms']],
    ['there is none', 'много', ['budget']],
  ])('is none where %s: %s', (_, text, wanted) => expect(numbers(text, wanted)).toEqual([]));

  it('is never named by a title without words of its own', () => {
    expect(numbers('количество 5', [], [nameless])).toEqual([]);
    expect(numbers('количество 5', ['count'], [nameless])).toEqual(['count=5']);
  });

  it('takes the far end of a range with it only where that stands right behind', () => {
    expect(numbers('бюджет 5000 до 6000, 3', ['budget', 'rooms'])).toEqual(['budget?ambiguous', 'rooms=3']);
    expect(numbers('бюджет 5000 или подумаем, 3', ['budget', 'rooms'])).toEqual(['budget=5000', 'rooms=3']);
  });

  it('stands from its first digit to its last', () => {
    expect(readNumbers('ну 5000 или 6000 руб', [budget], ['budget'])[0]?.doubtful).toEqual([
      { slot: 'budget', start: 3, end: 16, reason: 'ambiguous' },
    ]);
    expect(readNumbers('не 4000, а 5000 руб', [budget], ['budget'])[0]).toMatchObject({
      values: [{ start: 11, end: 15 }],
      contrast: true,
    });
  });
});
