import fc from 'fast-check';
import { DateTime } from 'luxon';
import { minutesOfTime, splitAtMidnight } from './business-calendar.ts';
import type { BusinessCalendar } from './business-calendar.ts';
import { checkCalendar } from './check-calendar.ts';
import { calendars, daily, moments, officeHours } from './testing/calendars.ts';
import { addWorkingMinutes, isOpen, nextClosing, nextOpening, workingMinutesBetween } from './working-time.ts';

const iso = (ms: number): string => new Date(ms).toISOString();

/** Written from the sentence "open whenever the wall clock shows a time inside the hours", with another library. */
function isOpenByTheWall(calendar: BusinessCalendar, ms: number): boolean {
  const wall = DateTime.fromMillis(ms, { zone: calendar.timeZone });
  const holiday = calendar.holidays.find(({ date }) => date === wall.toISODate());
  const hours = holiday ? (holiday.hours ?? []) : calendar.week.filter(({ day }) => day === wall.weekday);
  const minute = wall.hour * 60 + wall.minute;
  return hours.some(({ from, to }) => minute >= (minutesOfTime(from) ?? 0) && minute < (minutesOfTime(to) ?? 0));
}

describe('working hours', () => {
  const moscow = officeHours('Europe/Moscow');

  it.each([
    ['2026-06-10T06:00:00Z', true], // 09:00
    ['2026-06-10T05:59:59.999Z', false],
    ['2026-06-10T14:59:59.999Z', true],
    ['2026-06-10T15:00:00Z', false], // 18:00
    ['2026-06-13T09:00:00Z', false], // Saturday
  ])('begin with their first minute and end before their last: %s', (at, expected) => {
    expect(isOpen(moscow, at)).toBe(expected);
  });

  it('begin and end', () => {
    expect(nextOpening(moscow, '2026-06-12T16:00:00Z')).toBe('2026-06-15T06:00:00.000Z');
    expect(nextOpening(moscow, '2026-06-10T10:00:00Z')).toBe('2026-06-10T10:00:00.000Z');
    expect(nextClosing(moscow, '2026-06-10T10:00:00Z')).toBe('2026-06-10T15:00:00.000Z');
    expect(nextClosing(moscow, '2026-06-13T09:00:00Z')).toBe('2026-06-13T09:00:00.000Z');
  });

  it('pause where a day has several', () => {
    const withLunch = officeHours('Asia/Kolkata', { week: [...daily('14:00', '18:00'), ...daily('09:00', '13:00')] });
    expect(nextClosing(withLunch, '2026-06-10T04:00:00Z')).toBe('2026-06-10T07:30:00.000Z');
    expect(nextOpening(withLunch, '2026-06-10T07:30:00Z')).toBe('2026-06-10T08:30:00.000Z');
    expect(workingMinutesBetween(withLunch, '2026-06-10T00:00:00Z', '2026-06-11T00:00:00Z')).toBe(8 * 60);
  });

  it('go on over midnight without a break', () => {
    const week = splitAtMidnight({ day: 5, from: '22:00', to: '06:00' });
    expect(week).toEqual([
      { day: 5, from: '22:00', to: '24:00' },
      { day: 6, from: '00:00', to: '06:00' },
    ]);
    const night = officeHours('Europe/Moscow', { week });
    expect(nextClosing(night, '2026-06-12T20:00:00Z')).toBe('2026-06-13T03:00:00.000Z');
  });

  it('that end with Sunday go on into Monday', () => {
    expect(splitAtMidnight({ day: 7, from: '20:00', to: '02:00' })[1]).toEqual({ day: 1, from: '00:00', to: '02:00' });
    expect(splitAtMidnight({ day: 7, from: '20:00', to: '00:00' })).toEqual([{ day: 7, from: '20:00', to: '24:00' }]);
    expect(splitAtMidnight({ day: 1, from: '09:00', to: '18:00' })).toEqual([{ day: 1, from: '09:00', to: '18:00' }]);
  });

  it('around the clock never end', () => {
    expect(nextClosing(officeHours('Europe/Berlin', { week: daily('00:00', '24:00') }), '2026-01-01T00:00:00Z')).toBe(
      null,
    );
  });

  it('that are none never begin', () => {
    const never = officeHours('Europe/Berlin', { week: [] });
    expect(nextOpening(never, '2026-01-01T00:00:00Z')).toBeNull();
    expect(addWorkingMinutes(never, '2026-01-01T00:00:00Z', 1)).toBeNull();
  });

  it('of a yearly date are found a year ahead', () => {
    const onceAYear = officeHours('UTC', {
      week: [],
      holidays: [{ date: '2027-01-01', title: 'fair', hours: [{ from: '10:00', to: '11:00' }] }],
    });
    expect(nextOpening(onceAYear, '2026-01-01T12:00:00Z')).toBe('2027-01-01T10:00:00.000Z');
    expect(nextOpening(onceAYear, '2025-12-01T12:00:00Z')).toBeNull();
  });
});

describe('holidays', () => {
  const calendar = officeHours('Europe/Moscow', {
    holidays: [
      { date: '2026-06-12', title: 'День России' },
      { date: '2026-06-13', title: 'рабочая суббота', hours: [{ from: '10:00', to: '12:00' }] },
    ],
  });

  it('close a working day, by the date of the zone', () => {
    expect(isOpen(calendar, '2026-06-12T09:00:00Z')).toBe(false);
    expect(nextOpening(calendar, '2026-06-11T21:30:00Z')).toBe('2026-06-13T07:00:00.000Z');
  });

  it('with hours of their own open a day off', () => {
    expect(nextClosing(calendar, '2026-06-13T07:00:00Z')).toBe('2026-06-13T09:00:00.000Z');
  });

  it('are left out of deadlines', () => {
    // Thursday 17:30: half an hour today, two hours on the working Saturday, the rest on Monday.
    expect(addWorkingMinutes(calendar, '2026-06-11T14:30:00Z', 180)).toBe('2026-06-15T06:30:00.000Z');
  });
});

describe('a deadline in working time', () => {
  const moscow = officeHours('Europe/Moscow');

  it('on the end of the day is that end and not the next morning', () => {
    expect(addWorkingMinutes(moscow, '2026-06-10T14:00:00Z', 60)).toBe('2026-06-10T15:00:00.000Z');
    expect(addWorkingMinutes(moscow, '2026-06-10T14:00:00Z', 61)).toBe('2026-06-11T06:01:00.000Z');
  });

  it('of no time is now, also outside working hours', () => {
    expect(addWorkingMinutes(moscow, '2026-06-13T09:00:00Z', 0)).toBe('2026-06-13T09:00:00.000Z');
  });

  it('counts real minutes when the clock changes at night', () => {
    const night = officeHours('Europe/Berlin', { week: daily('00:00', '06:00') });
    const hours = (from: string, to: string): number => workingMinutesBetween(night, from, to) / 60;
    expect(hours('2026-03-28T22:00:00Z', '2026-03-29T22:00:00Z')).toBe(5); // 02:00 to 03:00 does not exist
    expect(hours('2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z')).toBe(7); // 02:00 to 03:00 comes twice
    const newYork = { ...night, timeZone: 'America/New_York' };
    expect(workingMinutesBetween(newYork, '2026-03-08T04:00:00Z', '2026-03-09T04:00:00Z')).toBe(5 * 60);
    const kolkata = { ...night, timeZone: 'Asia/Kolkata' };
    expect(workingMinutesBetween(kolkata, '2026-03-28T18:30:00Z', '2026-03-29T18:30:00Z')).toBe(6 * 60);
  });

  it('counts hours that come twice twice, and hours that do not come not at all', () => {
    const early = officeHours('Europe/Berlin', { week: daily('02:00', '02:30') });
    expect(workingMinutesBetween(early, '2026-10-24T22:00:00Z', '2026-10-25T22:00:00Z')).toBe(60);
    expect(nextOpening(early, '2026-10-25T00:30:00Z')).toBe('2026-10-25T01:00:00.000Z');
    expect(workingMinutesBetween(early, '2026-03-28T22:00:00Z', '2026-03-29T22:00:00Z')).toBe(0);
  });
});

describe('any calendar at any moment', () => {
  const property = (holds: (calendar: BusinessCalendar, ms: number, more: number) => void): void =>
    fc.assert(
      fc.property(calendars, moments, fc.integer({ min: 0, max: 5_000 }), (calendar, ms, more) => {
        fc.pre(checkCalendar(calendar).every(({ code }) => code === 'neverOpen'));
        holds(calendar, ms, more);
      }),
      { numRuns: 250 },
    );

  it('is open when the wall clock says so', () => {
    property((calendar, ms, more) => {
      const at = ms + more * 17_000;
      expect(isOpen(calendar, iso(at))).toBe(isOpenByTheWall(calendar, at));
    });
  });

  it('opens at the first moment that is open', () => {
    property((calendar, ms) => {
      const opening = nextOpening(calendar, iso(ms));
      if (opening === null) return;
      const at = Date.parse(opening);
      expect(isOpenByTheWall(calendar, at)).toBe(true);
      expect(workingMinutesBetween(calendar, iso(ms), opening)).toBe(0);
      if (at > ms) expect(isOpenByTheWall(calendar, at - 1)).toBe(false);
    });
  });

  it('closes at the first moment that is not', () => {
    property((calendar, ms) => {
      const closing = nextClosing(calendar, iso(ms));
      if (closing === null) return;
      const at = Date.parse(closing);
      expect(isOpenByTheWall(calendar, at)).toBe(false);
      expect(workingMinutesBetween(calendar, iso(ms), closing)).toBe((at - ms) / 60_000);
      if (at > ms) expect(isOpenByTheWall(calendar, at - 1)).toBe(true);
    });
  });

  it('holds as much working time as its minutes say', () => {
    property((calendar, ms, more) => {
      const minutes = Array.from({ length: more % 3_000 }, (_, index) => ms + index * 60_000);
      const counted = minutes.filter((minute) => isOpenByTheWall(calendar, minute)).length;
      expect(workingMinutesBetween(calendar, iso(ms), iso(ms + minutes.length * 60_000))).toBe(counted);
    });
  });

  it('reaches a deadline with exactly the working time asked for, and not a moment earlier', () => {
    property((calendar, ms, more) => {
      const deadline = addWorkingMinutes(calendar, iso(ms), more);
      if (deadline === null) return;
      expect(workingMinutesBetween(calendar, iso(ms), deadline)).toBe(more);
      if (more > 0) expect(isOpenByTheWall(calendar, Date.parse(deadline) - 1)).toBe(true);
    });
  });

  it('has the working time of two spans in the span of both', () => {
    property((calendar, ms, more) => {
      const [a, b, c] = [ms, ms + more * 31_000, ms + more * 97_000].map(iso) as [string, string, string];
      const whole = workingMinutesBetween(calendar, a, c);
      const parts = workingMinutesBetween(calendar, a, b) + workingMinutesBetween(calendar, b, c);
      expect(parts).toBeCloseTo(whole, 6);
      expect(workingMinutesBetween(calendar, b, a)).toBe(0);
    });
  });
});
