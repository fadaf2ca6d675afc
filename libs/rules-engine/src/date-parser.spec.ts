import type { DateCircumstances } from '@voronka/domain';
import { createDateParser } from './date-parser.ts';

const parse = createDateParser();
const moscow: DateCircumstances = {
  now: '2026-11-23T09:00:00.000Z',
  timeZone: 'Europe/Moscow',
  locale: 'ru',
  country: 'RU',
  past: false,
};
const london: DateCircumstances = { ...moscow, timeZone: 'Europe/London', locale: 'en', country: 'GB' };

const dates = (text: string, circumstances: DateCircumstances): (string | null)[] =>
  parse(text, circumstances).map(({ date }) => date);
const doubts = (text: string, circumstances: DateCircumstances): string[] =>
  parse(text, circumstances).map((date) => (date.date === null ? date.doubt : date.date));

describe('days in Russian', () => {
  it.each([
    ['сегодня', '2026-11-23'],
    ['завтра в 15:00', '2026-11-24'],
    ['в пятницу', '2026-11-27'],
    ['в следующую пятницу', '2026-12-04'],
    ['в четверг на следующей неделе', '2026-12-03'],
    ['сб', '2026-11-28'],
    ['5 декабря', '2026-12-05'],
    ['5 дек.', '2026-12-05'],
    ['пятого декабря', '2026-12-05'],
    ['8 марта', '2027-03-08'],
    ['29 февраля', '2028-02-29'],
    ['12.03', '2027-03-12'],
    ['1.12', '2026-12-01'],
    ['12.03.2027', '2027-03-12'],
    ['12/03/27', '2027-03-12'],
    ['2026-12-01', '2026-12-01'],
    ['25-го', '2026-11-25'],
    ['20 числа', '2026-12-20'],
    ['через неделю', '2026-11-30'],
    ['через 3 дня', '2026-11-26'],
    ['23.11', '2026-11-23'],
    ['пт', '2026-11-27'],
    ['двадцать восьмого', '2026-11-28'],
    ['тридцатого, вечером', '2026-11-30'],
    ['пятого числа', '2026-12-05'],
    ['седьмого декабря двадцать шестого года', '2026-12-07'],
  ])('%s → %s', (text, date) => expect(dates(text, moscow)).toEqual([date]));

  it.each([
    ['в пн', 'ambiguous'],
    ['в 12.03', 'ambiguous'],
    ['до двадцатого', 'ambiguous'],
    ['тридцать пятого', 'invalid'],
    ['31.02', 'invalid'],
    ['31 ноября', 'invalid'],
    ['12.13.2027', 'invalid'],
    ['в декабре', 'ambiguous'],
    ['на следующей неделе', 'ambiguous'],
    ['на выходных', 'ambiguous'],
    ['с 12 по 15 мая', 'ambiguous'],
    ['в понедельник', 'ambiguous'],
    ['через месяц', 'ambiguous'],
  ])('%s is %s', (text, doubt) => expect(doubts(text, moscow)).toContain(doubt));

  it.each([
    'после шести',
    'в 15:00',
    'в 18.30',
    '1.5 млн',
    '8 916 123-45-67',
    '192.168.10.20',
    'не знаю',
    '2.5',
    'из двадцать пятого дома',
  ])('no day in "%s"', (text) => expect(parse(text, moscow)).toEqual([]));

  it('says where it stands, without the time of day', () => {
    expect(parse('давайте завтра в 15:00', moscow)).toEqual([{ date: '2026-11-24', start: 8, end: 14 }]);
  });

  it('finds several', () => {
    expect(dates('в пятницу или 30.11', moscow)).toEqual(['2026-11-27', '2026-11-30']);
  });
});

describe('days in English', () => {
  it.each([
    ['tomorrow', '2026-11-24'],
    ['the day after tomorrow', '2026-11-25'],
    ['next Tuesday', '2026-12-01'],
    ['this Saturday', '2026-11-28'],
    ['Dec 5', '2026-12-05'],
    ['5th of December', '2026-12-05'],
    ['the 25th', '2026-11-25'],
    ['a week from today', '2026-11-30'],
    ['25/12/2026', '2026-12-25'],
    ['12/12', '2026-12-12'],
    ['03/31/2027', '2027-03-31'],
    ['March 12', '2027-03-12'],
    ['the twenty-third', '2026-11-23'],
    ['on the fifteenth please', '2026-12-15'],
    ['5 December, ten people', '2026-12-05'],
  ])('%s → %s', (text, date) => expect(dates(text, london)).toEqual([date]));

  it('asks which of two is the month, except where everybody writes it first', () => {
    expect(doubts('12/03/2027', london)).toEqual(['ambiguous']);
    expect(dates('12/03/2027', { ...london, country: 'US' })).toEqual(['2027-12-03']);
    expect(dates('12.03.2027', london)).toEqual(['2027-03-12']);
    const newYork = { ...london, country: 'US' };
    expect(dates('13/02/2027', newYork)).toEqual(['2027-02-13']);
    expect(dates('12.03.2027', newYork)).toEqual(['2027-03-12']);
    expect(dates('12/03', { ...moscow, country: 'US' })).toEqual(['2027-03-12']);
  });

  it.each(['may be later', 'I march on', 'the sun is out at 10.30'])('no month in "%s"', (text) =>
    expect(parse(text, london).filter(({ date }) => date !== null)).toEqual([]),
  );
});

describe('days of the past', () => {
  const past = { ...moscow, past: true };
  it.each([
    ['12.03', '2026-03-12'],
    ['24 ноября', '2025-11-24'],
    ['в пятницу', '2026-11-20'],
    ['12.03.90', '1990-03-12'],
    ['7 июля 1985 года', '1985-07-07'],
    ['3 мая 78', '1978-05-03'],
    ['23 ноября', '2026-11-23'],
    ['20 числа', '2026-11-20'],
    ['двадцать четвертого', '2026-10-24'],
    ['12.03.26', '2026-03-12'],
    ['12.03.27', '1927-03-12'],
    ['четвертого июля семьдесят девятого', '1979-07-04'],
    ['12 мая девяносто первого года', '1991-05-12'],
    ['третьего марта тысяча девятьсот шестидесятого', '1960-03-03'],
    ['1 мая две тысячи третьего', '2003-05-01'],
    ['1 мая третьего года', '2003-05-01'],
    ['1 мая десятого', '2010-05-01'],
  ])('%s → %s', (text, date) => expect(dates(text, past)).toEqual([date]));

  it.each([
    ['the fourth of July nineteen seventy-nine', '1979-07-04'],
    ['March 3, two thousand and five', '2005-03-03'],
    ['5 May twenty ten', '2010-05-05'],
  ])('%s → %s', (text, date) => expect(dates(text, { ...london, past: true })).toEqual([date]));

  it.each(['1 мая третьего', '5 May twenty five'])('of an unclear year: "%s" is asked again', (text) =>
    expect(doubts(text, past)).toEqual(['ambiguous']),
  );

  it('a year alone is no day', () => expect(doubts('1990', past)).toEqual(['ambiguous']));
});

describe('where "today" is', () => {
  const lateEvening = '2026-11-23T21:30:00.000Z';
  it.each([
    ['Europe/London', '2026-11-24'],
    ['Europe/Moscow', '2026-11-25'],
    ['America/New_York', '2026-11-24'],
    ['Asia/Vladivostok', '2026-11-25'],
  ])('tomorrow in %s is %s', (timeZone, date) =>
    expect(dates('завтра', { ...moscow, now: lateEvening, timeZone })).toEqual([date]),
  );
});
