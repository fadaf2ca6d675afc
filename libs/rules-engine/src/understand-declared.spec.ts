import type { SlotDeclaration, SlotKey } from '@voronka/domain';
import { declarations, read, valuesOf } from './testing/reading.ts';

const answer = (text: string, ...wanted: SlotKey[]) => read(text, { wanted, declarations });
const doubts = (text: string, ...wanted: SlotKey[]) =>
  answer(text, ...wanted).doubtful.map(({ slot, reason }) => `${slot} ${reason}`);

describe('numbers', () => {
  it.each([
    ['1 500 000 руб', '1500000'],
    ['15к', '15000'],
    ['150 т.р.', '150000'],
    ['тысяч двести', '200000'],
    ['около двухсот тысяч', '200000'],
    ['полтора миллиона', '1500000'],
    ['два с половиной миллиона', '2500000'],
    ['100.000', '100000'],
    ['35 000,50 руб', '35000.5'],
    ['about 2.5k', '2500'],
    ['half a million', '500000'],
    ['one hundred and twenty-five thousand', '125000'],
    ['a hundred grand', '100000'],
    ['$1.2M', '1200000'],
    ['1,250.50', '1250.5'],
  ])('%s → %s', (text, value) => expect(valuesOf(answer(text, 'budget'))).toEqual({ budget: value }));

  it.each([
    ['от 100 до 200 тысяч', 'budget ambiguous'],
    ['100-150к', 'budget ambiguous'],
    ['пару тысяч', 'budget ambiguous'],
    ['миллион двести', 'budget ambiguous'],
    ['300 тысяч, 2 комнаты', 'budget ambiguous'],
    ['500', 'budget invalid'],
    ['200 миллионов', 'budget invalid'],
  ])('%s is asked again', (text, doubt) => expect(doubts(text, 'budget')).toEqual([doubt]));

  it.each(['не знаю', 'завтра в 15:00', '12.03.2027', 'скидка 20%'])('"%s" holds no amount', (text) =>
    expect(answer(text, 'budget')).toMatchObject({ understood: [], doubtful: [] }),
  );

  it('go to the slot that the message names', () => {
    expect(valuesOf(answer('гостей будет 30, бюджет 200к', 'budget', 'guests'))).toEqual({
      guests: '30',
      budget: '200000',
    });
    expect(valuesOf(answer('бюджет у меня 70 тысяч'))).toEqual({ budget: '70000' });
    expect(answer('хочу за 70 тысяч').understood).toEqual([]);
  });

  it('belong to nobody for certain when two are asked and none is named', () => {
    expect(doubts('5000', 'budget', 'guests')).toEqual(['budget ambiguous', 'guests ambiguous']);
  });

  it('are not read from a phone', () => {
    expect(valuesOf(answer('8 916 123 45 67', 'phone', 'budget'))).toEqual({ phone: '+79161234567' });
  });

  it('replace one that is taken back', () => {
    expect(answer('не 80, а 90 тысяч', 'budget')).toMatchObject({ correction: true });
    expect(valuesOf(answer('не 80, а 90 тысяч', 'budget'))).toEqual({ budget: '90000' });
  });
});

describe('a choice', () => {
  it.each([
    ['курьером', 'courier'],
    ['курьерм', 'courier'],
    ['сомовывоз', 'pickup'],
    ['я заберу сам', 'pickup'],
    ['Почта России', 'post'],
    ['2', 'pickup'],
    ['№3', 'post'],
    ['вариант 3', 'post'],
    ['номер два', 'pickup'],
    ['второй', 'pickup'],
    ['последний', 'post'],
    ['не курьером, а почтой', 'post'],
    ['pikcup', 'pickup'],
    ['the first one', 'courier'],
  ])('%s → %s', (text, value) => expect(valuesOf(answer(text, 'delivery'))).toEqual({ delivery: value }));

  it.each([
    ['курьером или почтой', 'delivery ambiguous'],
    ['1 или 2', 'delivery ambiguous'],
    ['только не почтой', 'delivery ambiguous'],
    ['любой', 'delivery ambiguous'],
    ['7', 'delivery invalid'],
  ])('%s is asked again', (text, doubt) => expect(doubts(text, 'delivery')).toEqual([doubt]));

  it('is not made by a question', () => {
    const result = answer('а сколько стоит курьером?', 'delivery');
    expect(result).toMatchObject({ understood: [], doubtful: [], question: true });
  });

  it('is not made by a number that counts something', () => {
    expect(answer('нужно 2 дивана', 'delivery').understood).toEqual([]);
  });

  it('is not made unasked, unless the message names the slot', () => {
    expect(answer('у вас есть курьер').understood).toEqual([]);
    expect(valuesOf(answer('способ доставки: самовывоз'))).toEqual({ delivery: 'pickup' });
  });

  it('prefers the longer of two titles with a word in common', () => {
    const colours: SlotDeclaration = {
      key: 'colour',
      title: { ru: 'Цвет', en: 'Colour' },
      kind: 'choice',
      options: [
        { value: 'grey', title: { ru: 'Серый', en: 'Grey' }, words: [] },
        { value: 'metallic', title: { ru: 'Серый металлик', en: 'Metallic grey' }, words: [] },
      ],
    };
    const choose = (text: string) => read(text, { wanted: ['colour'], declarations: [colours] });
    expect(valuesOf(choose('серый металлик'))).toEqual({ colour: 'metallic' });
    expect(valuesOf(choose('серого цвета'))).toEqual({ colour: 'grey' });
    expect(choose('синий металлик').doubtful.map(({ reason }) => reason)).toEqual([]);
  });
});

describe('a date', () => {
  it.each([
    ['завтра', '2026-11-24'],
    ['в следующую пятницу', '2026-12-04'],
    ['давайте в четверг', '2026-11-26'],
    ['next Tuesday', '2026-12-01'],
    ['12.03', '2027-03-12'],
    ['завтра не могу, давайте в среду', '2026-11-25'],
    ['не в пятницу, а в субботу', '2026-11-28'],
  ])('%s → %s', (text, value) => expect(valuesOf(answer(text, 'visit'))).toEqual({ visit: value }));

  it.each([
    ['31.02', 'visit invalid'],
    ['на выходных', 'visit ambiguous'],
    ['в пятницу или субботу', 'visit ambiguous'],
    ['когда угодно', 'visit ambiguous'],
  ])('%s is asked again', (text, doubt) => expect(doubts(text, 'visit')).toEqual([doubt]));

  it('leaves the time of day over', () => {
    expect(answer('в субботу после обеда', 'visit').notUnderstood).toBe('после обеда');
  });

  it('is not read unasked, nor from a question', () => {
    expect(answer('увидимся завтра').understood).toEqual([]);
    expect(answer('завтра работаете?', 'visit')).toMatchObject({ understood: [], question: true });
  });
});

describe('free text', () => {
  it('is what is left of the message', () => {
    expect(valuesOf(answer('Здравствуйте, Невский 20, мой номер 8 916 123 45 67', 'address'))).toEqual({
      address: 'Невский 20',
      phone: '+79161234567',
    });
    expect(answer('Невский 20', 'address').notUnderstood).toBeNull();
  });

  it('is told apart by titles', () => {
    expect(valuesOf(answer('Адрес: Ленина 5\nКомментарий: код 12', 'address', 'comment'))).toEqual({
      address: 'Ленина 5',
      comment: 'код 12',
    });
    expect(doubts('Ленина 5', 'address', 'comment')).toEqual(['comment ambiguous', 'address ambiguous']);
  });

  it('has a longest length', () => {
    expect(doubts('а'.repeat(41), 'comment')).toEqual(['comment tooLong']);
    expect(doubts('а'.repeat(1001), 'address')).toEqual(['address tooLong']);
  });

  it.each(['спасибо', 'ок', 'а зачем?', 'не скажу', 'стоп', 'не знаю'])('"%s" is no answer', (text) =>
    expect(answer(text, 'address').understood).toEqual([]),
  );

  it('may be a question where one is asked for', () => {
    const topic: SlotDeclaration = { key: 'topic', title: { ru: 'Ваш вопрос', en: 'Your question' }, kind: 'text' };
    const result = read('сколько стоит ремонт?', { wanted: ['topic'], declarations: [topic] });
    expect(valuesOf(result)).toEqual({ topic: 'сколько стоит ремонт?' });
    expect(result.question).toBe(false);
  });
});

describe('a slot whose key is a name of JavaScript', () => {
  it('is read like any other', () => {
    const odd: SlotDeclaration = { key: 'constructor', title: { ru: 'Этаж', en: 'Floor' }, kind: 'number' };
    const result = read('5', { wanted: ['constructor'], declarations: [odd] });
    expect(result.understood).toEqual([{ slot: 'constructor', value: '5', raw: '5' }]);
    expect(result.correction).toBe(false);
  });
});
