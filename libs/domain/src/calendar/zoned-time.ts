import { calendarHorizonDays, minutesOfTime } from './business-calendar.ts';
import type { IsoWeekday } from './business-calendar.ts';
import { dateText, dayMs, instantOf, isoOf, localMidnight, minuteMs, offsetAt, stretchesOf } from './time-zone.ts';

/** What the wall clock and the wall calendar of a zone show. */
export interface ZonedTime {
  /** `YYYY-MM-DD` */
  date: string;
  /** `HH:MM` */
  time: string;
  weekday: IsoWeekday;
  /** Whole minutes since the wall clock showed midnight, 0 to 1439. */
  minuteOfDay: number;
  /** How far the wall clock is ahead of UTC, in minutes. */
  offsetMinutes: number;
}

/** The day of the week of a local midnight. */
export function weekdayOf(midnightMs: number): IsoWeekday {
  // 1970-01-01 was a Thursday.
  const sinceMonday = Math.floor(midnightMs / dayMs) + 3;
  return ((((sinceMonday % 7) + 7) % 7) + 1) as IsoWeekday;
}

/**
 * What the clock on a wall in the zone shows.
 *
 * @param atIso ISO 8601
 * @throws RangeError for an unknown zone or a time that is none
 */
export function zonedTime(timeZone: string, atIso: string): ZonedTime {
  const ms = instantOf(atIso);
  const offsetMs = offsetAt(timeZone, ms);
  const localMs = ms + offsetMs;
  const midnightMs = localMidnight(localMs);
  const minuteOfDay = Math.floor((localMs - midnightMs) / minuteMs);
  return {
    date: dateText(midnightMs),
    time: timeText(minuteOfDay),
    weekday: weekdayOf(midnightMs),
    minuteOfDay,
    offsetMinutes: offsetMs / minuteMs,
  };
}

/**
 * The next moment after `atIso` at which the wall clock shows this time, once a day: of a time that comes twice on a day in
 * autumn the first is meant, and a time that a day in spring skips comes when the clock has jumped over it.
 *
 * @param atIso ISO 8601
 * @param time `HH:MM`, `00:00` to `23:59`
 * @param days on these days of the week only. @default every day
 * @returns ISO 8601 UTC; null when no day is left
 * @throws RangeError for an unknown zone, a time of day that is none
 */
export function nextLocalTime(
  timeZone: string,
  atIso: string,
  time: string,
  days: readonly IsoWeekday[] = [1, 2, 3, 4, 5, 6, 7],
): string | null {
  const minute = minutesOfTime(time);
  if (minute === null || minute === 24 * 60) throw new RangeError('not a time of day');
  const ms = instantOf(atIso);
  const today = localMidnight(ms + offsetAt(timeZone, ms));
  for (let ahead = 0; ahead <= calendarHorizonDays; ahead += 1) {
    const midnightMs = today + ahead * dayMs;
    if (!days.includes(weekdayOf(midnightMs))) continue;
    const found = firstInstantOf(timeZone, midnightMs, minute);
    if (found !== null && found > ms) return isoOf(found);
  }
  return null;
}

/** When a date's wall clock first shows a minute or has jumped over it; null for a date that the zone skipped. */
function firstInstantOf(timeZone: string, midnightMs: number, minute: number): number | null {
  const wantedMs = midnightMs + minute * minuteMs;
  // No zone is further than 14 hours from UTC.
  for (const { startMs, endMs, offsetMs } of stretchesOf(timeZone, midnightMs - dayMs, midnightMs + 2 * dayMs)) {
    const firstMs = Math.max(startMs, wantedMs - offsetMs);
    if (firstMs >= endMs) continue;
    return localMidnight(firstMs + offsetMs) === midnightMs ? firstMs : null;
  }
  return null;
}

function timeText(minuteOfDay: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}
