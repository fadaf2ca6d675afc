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
  ])('%s → %s', (text, date) => expect(dates(text, moscow)).toEqual([date]));

  it.each([
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

  it.each(['после шести', 'в 15:00', 'в 18.30', '1.5 млн', '8 916 123-45-67', '192.168.10.20', 'не знаю'])(
    'no day in "%s"',
    (text) => expect(parse(text, moscow)).toEqual([]),
  );

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
  ])('%s → %s', (text, date) => expect(dates(text, london)).toEqual([date]));

  it('asks which of two is the month, except where everybody writes it first', () => {
    expect(doubts('12/03/2027', london)).toEqual(['ambiguous']);
    expect(dates('12/03/2027', { ...london, country: 'US' })).toEqual(['2027-12-03']);
    expect(dates('12.03.2027', london)).toEqual(['2027-03-12']);
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
  ])('%s → %s', (text, date) => expect(dates(text, past)).toEqual([date]));

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
