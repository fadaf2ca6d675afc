import fc from 'fast-check';
import type { BusinessCalendar, DayHours, Holiday, IsoWeekday, WeekHours } from '../business-calendar.ts';

/** Zones that differ in what their clocks do, Lord Howe by half an hour and Apia by a skipped day among them. */
export const zones = [
  'UTC',
  'Europe/Moscow',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Pacific/Apia',
  'Africa/Casablanca',
] as const;

/** Monday to Friday, nine to six, unless told otherwise. */
export function officeHours(timeZone: string, changes: Partial<BusinessCalendar> = {}): BusinessCalendar {
  return { timeZone, week: daily('09:00', '18:00', [1, 2, 3, 4, 5]), holidays: [], ...changes };
}

/** The same hours on several days. */
export function daily(from: string, to: string, days: IsoWeekday[] = [1, 2, 3, 4, 5, 6, 7]): WeekHours[] {
  return days.map((day) => ({ day, from, to }));
}

const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Hours of one day that neither overlap nor end before they begin; few of them, often at midnight. */
const dayHours: fc.Arbitrary<DayHours[]> = fc
  .uniqueArray(
    fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: 0, max: 1440 }) },
      { weight: 1, arbitrary: fc.constantFrom(0, 60, 120, 150, 180, 1380, 1440) },
    ),
    { maxLength: 6 },
  )
  .map((minutes) => {
    const sorted = minutes.sort((a, b) => a - b);
    return sorted.flatMap((from, index) => {
      const to = sorted[index + 1];
      return index % 2 === 0 && to !== undefined ? [{ from: timeOf(from), to: timeOf(to) }] : [];
    });
  });

const week: fc.Arbitrary<WeekHours[]> = fc
  .tuple(dayHours, dayHours, dayHours, dayHours, dayHours, dayHours, dayHours)
  .map((days) => days.flatMap((hours, index) => hours.map((one) => ({ ...one, day: (index + 1) as IsoWeekday }))));

/** Moments of 2011 to 2030, whole minutes, often near a change of the clock in one of the {@link zones}. */
export const moments: fc.Arbitrary<number> = fc
  .oneof(
    fc.integer({ min: Date.UTC(2011, 0) / 60_000, max: Date.UTC(2030, 0) / 60_000 }),
    fc
      .tuple(
        fc.constantFrom(
          '2011-12-30T10:00:00Z', // Apia skips a day
          '2018-11-04T03:00:00Z', // São Paulo skips midnight
          '2019-02-17T02:00:00Z', // and repeats the hour before it
          '2026-03-29T01:00:00Z', // Berlin, spring
          '2026-10-25T01:00:00Z', // Berlin, autumn
          '2026-03-08T07:00:00Z', // New York, spring
          '2026-11-01T06:00:00Z', // New York, autumn
          '2026-04-04T15:00:00Z', // Lord Howe, half an hour back
          '2014-10-25T22:00:00Z', // Moscow's last change
        ),
        fc.integer({ min: -4 * 1440, max: 1440 }),
      )
      .map(([at, minutes]) => Date.parse(at) / 60_000 + minutes),
  )
  .map((minute) => minute * 60_000);

const holidays: fc.Arbitrary<Holiday[]> = fc.uniqueArray(
  fc.record({
    date: moments.map((ms) => new Date(ms).toISOString().slice(0, 10)),
    title: fc.constant('day off'),
    hours: fc.option(dayHours, { nil: undefined }),
  }),
  { selector: ({ date }) => date, maxLength: 4 },
);

/** Any calendar that can be used, also one that is never open or never closed. */
export const calendars: fc.Arbitrary<BusinessCalendar> = fc.record({
  timeZone: fc.constantFrom(...zones),
  week: fc.oneof(week, fc.constant(daily('00:00', '24:00')), fc.constant(daily('02:00', '02:30'))),
  holidays,
});
