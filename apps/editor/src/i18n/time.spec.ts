import type { TFunction } from 'i18next';
import { ago, day, moment } from './time.ts';

const t = ((key: string, options?: { count?: number }) =>
  options?.count === undefined ? key : `${options.count} ${key}`) as unknown as TFunction;
const now = new Date(2026, 4, 20, 15, 0);
const at = (...parts: [number, number, number, number, number]) => new Date(...parts).toISOString();

describe('times in lists', () => {
  it('grow coarser with age', () => {
    expect(ago(at(2026, 4, 20, 14, 59), 'en', t, new Date(2026, 4, 20, 14, 59, 30))).toBe('common.now');
    expect(ago(at(2026, 4, 20, 14, 48), 'en', t, now)).toBe('12 common.minutesAgo');
    expect(ago(at(2026, 4, 20, 9, 10), 'en', t, now)).toBe('5 common.hoursAgo');
    expect(ago(at(2026, 4, 19, 23, 0), 'en', t, now)).toBe('common.yesterday');
    expect(ago(at(2026, 4, 3, 9, 0), 'en', t, now)).toBe('3 May');
  });

  it('never say "1 h" across midnight for what was yesterday', () => {
    expect(ago(at(2026, 4, 19, 22, 30), 'en', t, new Date(2026, 4, 20, 1, 0))).toBe('common.yesterday');
  });
});

describe('days', () => {
  it('name the year only when it is another one', () => {
    expect(day(at(2026, 2, 3, 9, 0), 'en', t, now)).toBe('3 March');
    expect(day(at(2025, 2, 3, 9, 0), 'en', t, now)).toBe('3 March 2025');
  });

  it('start small inside a sentence', () => {
    const russian = ((key: string) => (key === 'common.today' ? 'Сегодня' : key)) as unknown as TFunction;
    expect(moment(at(2026, 4, 20, 8, 5), 'ru', russian, now)).toBe('сегодня, 08:05');
  });
});
