import { flowTrafficQuerySchema } from '@voronka/contracts';
import { dayOf, formatPeriod, parsePeriod, periodFault, presetPeriods, spanOf } from './traffic-period.ts';

const now = new Date(2026, 10, 23, 15, 30);
const midnight = (day: number, month = 10) => new Date(2026, month, day).toISOString();

describe('the period of the numbers on a canvas', () => {
  it('is the same after it went through the address', () => {
    for (const period of [...presetPeriods, { from: '2026-11-01', to: '2026-11-20' }]) {
      expect(parsePeriod(formatPeriod(period))).toEqual(period);
    }
  });

  it.each([
    '',
    'week',
    '2026-11-01',
    '2026-11-20_2026-11-01',
    '2026-02-30_2026-03-01',
    '2020-01-01_2026-01-01',
    'a_b_c',
  ])('is none where the address says "%s"', (text) => {
    expect(parsePeriod(text)).toBeNull();
    expect(parsePeriod(null)).toBeNull();
  });

  it('begins at midnight of the first day and goes on until now', () => {
    expect(spanOf('today', now)).toEqual({ from: midnight(23) });
    expect(spanOf('7', now)).toEqual({ from: midnight(17) });
    expect(spanOf('30', now)).toEqual({ from: midnight(25, 9) });
  });

  it('ends with the end of the last day that was chosen', () => {
    const span = spanOf({ from: '2026-11-01', to: '2026-11-20' }, now);
    expect(span).toEqual({ from: midnight(1), to: midnight(21) });
    expect(flowTrafficQuerySchema.parse(span)).toEqual(span);
  });

  it('says what is wrong with the days', () => {
    expect(periodFault({ from: '', to: '2026-11-20' })).toBe('incomplete');
    expect(periodFault({ from: '2026-11-21', to: '2026-11-20' })).toBe('order');
    expect(periodFault({ from: '2025-01-01', to: '2026-11-20' })).toBe('long');
    expect(periodFault({ from: dayOf(now), to: dayOf(now) })).toBeNull();
  });
});
