import { findAmounts } from './amount.ts';

const readings = (text: string): number[][] => findAmounts(text).map((amount) => amount.readings);

describe('amounts in digits', () => {
  it.each([
    ['1 500 000', [[1_500_000]]],
    ['1,250.50', [[1250.5]]],
    ['12,345,678.9', [[12_345_678.9]]],
    ['35.000,50', [[35_000.5]]],
    ['1.234.567,5', [[1_234_567.5]]],
    ['123.456.789', [[123_456_789]]],
    ['2.5', [[2.5]]],
    ['1.500', [[1500, 1.5]]],
    ['0.500', [[0.5]]],
    ['15 т.р.', [[15_000]]],
    ['15 т. р.', [[15_000]]],
    ['1.500 тысяч', [[1500]]],
    ['1.5m', [[1.5, 1_500_000]]],
    ['1.5 m', [[1.5]]],
    ['-200', [[-200]]],
    ['около -200', [[-200]]],
    ['дом5-200', [[5], [200]]],
  ])('%s', (text, expected) => expect(readings(text)).toEqual(expected));

  it.each(['12:30', '12.03.2026', '2026-03-12', '15%', '3 марта', '5-го', '2nd'])('%s counts nothing', (text) =>
    expect(readings(text)).toEqual([]),
  );

  it('stand beside a date that is none of them', () => {
    expect(readings('12.03.2026 5000')).toEqual([[5000]]);
    expect(readings('5000 12.03.2026')).toEqual([[5000]]);
    expect(readings('5000 15%')).toEqual([[5000]]);
  });
});

describe('amounts in words', () => {
  it.each([
    ['двести пятьдесят тысяч', [[250_000]]],
    ['тысяч двести', [[200_000]]],
    ['тысяч 15', [[15_000]]],
    ['тысяч 1.500', [[1500]]],
    ['тысяча двести', [[1200]]],
    ['лям', [[1_000_000]]],
    ['миллион', [[1_000_000]]],
    ['тыс', []],
    ['к', []],
    ['тысяч много', []],
    ['тысяч', []],
    ['полмиллиона', [[500_000]]],
    ['half a million', [[500_000]]],
    ['half a grand', [[500]]],
    ['half a day', []],
    ['half the million', [[1_000_000]]],
    ['to half', []],
    ['one hundred and twenty-five thousand', [[125_000]]],
    ['a hundred grand', [[100_000]]],
    ['twenty and five', [[25]]],
    ['two and a half million', [[2_500_000]]],
    ['два с половиной миллиона', [[2_500_000]]],
    ['два с другом', [[2]]],
    ['двести сорок пять', [[245]]],
    ['двести пятнадцать', [[215]]],
    ['сорок пятнадцать', [[40], [15]]],
    ['пять двадцать', [[5], [20]]],
    ['сто двести', [[100], [200]]],
    ['двадцать тридцать', [[20], [30]]],
    ['десять пять', [[10], [5]]],
    ['десять один', [[10], [1]]],
    ['три пять', [[3], [5]]],
    ['сто десять', [[110]]],
    ['два ноль', [[2], [0]]],
    ['два, три', [[2], [3]]],
    ['два  три тысячи', [[2], [3000]]],
    ['two hundred', [[200]]],
    ['миллион двести', [[]]],
    ['тысяча сто', [[1100]]],
    ['миллион двести тысяч', [[1_200_000]]],
  ])('%s', (text, expected) => expect(readings(text)).toEqual(expected));

  it.each([
    ['пару тысяч', [[]]],
    ['a couple of thousand', [[]]],
    ['пару дней', []],
    ['пару, тысяч', []],
    ['a couple of days', []],
    ['пара 5', [[5]]],
  ])('are vague: %s', (text, expected) => expect(readings(text)).toEqual(expected));
});

describe('what stands around an amount', () => {
  it.each([
    ['5 кг', 'кг'],
    ['5кг', 'кг'],
    ['5  гостей', 'гостей'],
    ['5, гостей', ''],
    ['5', ''],
  ])('is counted: %s', (text, unit) => expect(findAmounts(text)[0]?.unit).toBe(unit));

  it.each([
    ['не 80', true],
    ['not  80', true],
    ['нене 80', false],
    ['80', false],
    ['не было 80', false],
  ])('says that it is not meant: %s', (text, negated) => expect(findAmounts(text)[0]?.negated).toBe(negated));

  it.each([
    ['100-150', true],
    ['100 – 150', true],
    ['100 до 200', true],
    ['100 to 200', true],
    ['100...200', true],
    ['100..200', true],
    ['100 или двести', true],
    ['100 -', false],
    ['100 гостей до 200', false],
    ['100', false],
  ])('says that it goes on: %s', (text, opens) => expect(findAmounts(text)[0]?.rangeOpens).toBe(opens));

  it('is left out of its place', () => {
    expect(findAmounts('до пяти тысяч руб')).toMatchObject([{ start: 3, end: 13, unit: 'руб' }]);
    expect(findAmounts('half a million now')).toMatchObject([{ start: 0, end: 14, unit: 'now' }]);
    expect(findAmounts('1.5m now')).toMatchObject([{ start: 0, end: 4, unit: 'now' }]);
    expect(findAmounts('два с половиной литра')).toMatchObject([{ start: 0, end: 15, unit: 'литра' }]);
    expect(findAmounts('пару тысяч рублей')).toMatchObject([{ start: 0, end: 10, unit: 'рублей' }]);
    expect(findAmounts('тысяч 15 руб')).toMatchObject([{ start: 0, end: 8, unit: 'руб' }]);
    expect(findAmounts('полмиллиона руб')).toMatchObject([{ start: 0, end: 11, unit: 'руб' }]);
  });
});
