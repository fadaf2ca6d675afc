import fc from 'fast-check';
import { DateTime } from 'luxon';
import { moments, zones } from './testing/calendars.ts';
import { nextLocalTime, zonedTime } from './zoned-time.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

describe('the wall clock of a zone', () => {
  it.each([
    ['Europe/Moscow', '2026-07-01T00:00:00Z', '2026-07-01', '03:00', 3, 180],
    ['Europe/Berlin', '2026-07-01T22:30:00Z', '2026-07-02', '00:30', 4, 120],
    ['America/New_York', '2026-01-01T04:59:59Z', '2025-12-31', '23:59', 3, -300],
    ['Asia/Kolkata', '2026-01-04T18:30:00Z', '2026-01-05', '00:00', 1, 330],
    ['Pacific/Apia', '2011-12-30T10:00:00Z', '2011-12-31', '00:00', 6, 840],
  ])('in %s at %s shows %s %s', (zone, at, date, time, weekday, offsetMinutes) => {
    expect(zonedTime(zone, at)).toMatchObject({ date, time, weekday, offsetMinutes });
  });

  it('agrees with another library about any moment', () => {
    fc.assert(
      fc.property(fc.constantFrom(...zones), moments, (zone, ms) => {
        const known = DateTime.fromMillis(ms, { zone });
        expect(zonedTime(zone, iso(ms))).toEqual({
          date: known.toISODate(),
          time: known.toFormat('HH:mm'),
          weekday: known.weekday,
          minuteOfDay: known.hour * 60 + known.minute,
          offsetMinutes: known.offset,
        });
      }),
      { numRuns: 500 },
    );
  });

  it('cannot be read in a zone that does not exist, or at no time', () => {
    expect(() => zonedTime('Europe/Nowhere', '2026-01-01T00:00:00Z')).toThrow(RangeError);
    expect(() => zonedTime('Europe/Moscow', 'tomorrow')).toThrow(RangeError);
  });
});

describe('the next time of day', () => {
  it.each([
    ['later today', '2026-06-10T06:00:00Z', '10:00', '2026-06-10T07:00:00.000Z'],
    ['tomorrow, when it is over today', '2026-06-10T08:00:00Z', '10:00', '2026-06-11T07:00:00.000Z'],
    ['tomorrow, when it is just now', '2026-06-10T07:00:00Z', '10:00', '2026-06-11T07:00:00.000Z'],
  ])('comes %s', (_when, at, time, expected) => {
    expect(nextLocalTime('Europe/Moscow', at, time)).toBe(expected);
  });

  it('keeps to the wall clock over a change of the clock', () => {
    // Friday nine o'clock in summer time, Monday nine o'clock in winter time: an hour more of real time.
    expect(nextLocalTime('Europe/Berlin', '2026-10-23T07:00:00Z', '09:00', [1])).toBe('2026-10-26T08:00:00.000Z');
    expect(nextLocalTime('America/New_York', '2026-03-06T14:00:00Z', '09:00', [1])).toBe('2026-03-09T13:00:00.000Z');
  });

  it('that the spring skips comes when the clock has jumped over it', () => {
    expect(nextLocalTime('Europe/Berlin', '2026-03-28T20:00:00Z', '02:30')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('that the autumn repeats comes once', () => {
    const first = nextLocalTime('Europe/Berlin', '2026-10-24T20:00:00Z', '02:30');
    expect(first).toBe('2026-10-25T00:30:00.000Z');
    expect(nextLocalTime('Europe/Berlin', first ?? '', '02:30')).toBe('2026-10-26T01:30:00.000Z');
  });

  it('does not come on a day that the zone skipped', () => {
    // Samoa had no 30 December 2011, a Friday.
    expect(nextLocalTime('Pacific/Apia', '2011-12-29T20:00:00Z', '09:00')).toBe('2011-12-30T19:00:00.000Z');
    expect(nextLocalTime('Pacific/Apia', '2011-12-29T20:00:00Z', '09:00', [5])).toBe('2012-01-05T19:00:00.000Z');
  });

  it('never comes without a day', () => {
    expect(nextLocalTime('UTC', '2026-01-01T00:00:00Z', '09:00', [])).toBeNull();
  });

  it.each(['24:00', '9:00', '09:60', ''])('cannot be %p', (time) => {
    expect(() => nextLocalTime('UTC', '2026-01-01T00:00:00Z', time)).toThrow(RangeError);
  });

  it('is the soonest: every day has it once, and no earlier moment shows it', () => {
    const time = fc.integer({ min: 0, max: 1439 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), moments, time, (zone, ms, minute) => {
        const text = DateTime.fromObject({ hour: Math.floor(minute / 60), minute: minute % 60 }).toFormat('HH:mm');
        const found = Date.parse(nextLocalTime(zone, iso(ms), text) ?? '');
        expect(found).toBeGreaterThan(ms);
        // 24 hours, an hour more in autumn, and a day that shows it only later for a jump.
        expect(found - ms).toBeLessThanOrEqual(26 * 3_600_000);
        const shown = zonedTime(zone, iso(found));
        if (shown.time !== text) {
          expect(shown.offsetMinutes).toBeGreaterThan(zonedTime(zone, iso(found - 1)).offsetMinutes);
        }
      }),
      { numRuns: 300 },
    );
  });
});
