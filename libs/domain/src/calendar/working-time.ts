import { calendarHorizonDays, minutesOfTime } from './business-calendar.ts';
import type { BusinessCalendar, DayHours } from './business-calendar.ts';
import { dateText, dayMs, instantOf, isoOf, localMidnight, minuteMs, stretchesOf } from './time-zone.ts';
import { weekdayOf } from './zoned-time.ts';

/** Time in which a calendar is open without a break, in ms; `endMs` is the first ms after it. */
interface OpenSpan {
  startMs: number;
  endMs: number;
}

const horizonMs = calendarHorizonDays * dayMs;

/** Hours of a date, in their order: a holiday's own, else those of its day of the week. */
function hoursOf(calendar: BusinessCalendar, midnightMs: number): readonly DayHours[] {
  const date = dateText(midnightMs);
  const holiday = calendar.holidays.find((one) => one.date === date);
  const weekday = weekdayOf(midnightMs);
  const hours = holiday ? (holiday.hours ?? []) : calendar.week.filter(({ day }) => day === weekday);
  return [...hours].sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** The open parts of a span of time, cut at midnights. */
function* openPieces(calendar: BusinessCalendar, fromMs: number, untilMs: number): Generator<OpenSpan, undefined> {
  for (const stretch of stretchesOf(calendar.timeZone, fromMs, untilMs)) {
    const { offsetMs } = stretch;
    const lastMidnight = localMidnight(stretch.endMs - 1 + offsetMs);
    for (let midnight = localMidnight(stretch.startMs + offsetMs); midnight <= lastMidnight; midnight += dayMs) {
      for (const { from, to } of hoursOf(calendar, midnight)) {
        const instant = (time: string): number => midnight + (minutesOfTime(time) ?? 0) * minuteMs - offsetMs;
        const startMs = Math.max(instant(from), stretch.startMs);
        const endMs = Math.min(instant(to), stretch.endMs);
        if (startMs < endMs) yield { startMs, endMs };
      }
    }
  }
}

/** The open parts of a span of time, in order; what touches is one. */
function* openSpans(calendar: BusinessCalendar, fromMs: number, untilMs: number): Generator<OpenSpan, undefined> {
  let span: OpenSpan | null = null;
  for (const piece of openPieces(calendar, fromMs, untilMs)) {
    if (span?.endMs === piece.startMs) {
      span = { startMs: span.startMs, endMs: piece.endMs };
      continue;
    }
    if (span) yield span;
    span = piece;
  }
  if (span) yield span;
}

/** Whether it is working time. @param atIso ISO 8601 */
export function isOpen(calendar: BusinessCalendar, atIso: string): boolean {
  const ms = instantOf(atIso);
  return !openPieces(calendar, ms, ms + 1).next().done;
}

/**
 * When work begins: `atIso` itself in working time, else the next moment that is.
 *
 * @returns ISO 8601 UTC; null when there is none within {@link calendarHorizonDays}
 */
export function nextOpening(calendar: BusinessCalendar, atIso: string): string | null {
  const ms = instantOf(atIso);
  const { value } = openPieces(calendar, ms, ms + horizonMs).next();
  return value ? isoOf(value.startMs) : null;
}

/**
 * When work ends: `atIso` itself outside working time, else the next moment that is.
 *
 * @returns ISO 8601 UTC; null when there is none within {@link calendarHorizonDays}: it never closes
 */
export function nextClosing(calendar: BusinessCalendar, atIso: string): string | null {
  const ms = instantOf(atIso);
  if (!isOpen(calendar, atIso)) return isoOf(ms);
  const { value } = openSpans(calendar, ms, ms + horizonMs).next();
  return value && value.endMs < ms + horizonMs ? isoOf(value.endMs) : null;
}

/**
 * The first moment by which so much working time has passed: a deadline that falls on the end of a working day is that
 * end and not the next morning.
 *
 * @param minutes of working time, from 0
 * @returns ISO 8601 UTC; null when {@link calendarHorizonDays} do not hold so much
 */
export function addWorkingMinutes(calendar: BusinessCalendar, atIso: string, minutes: number): string | null {
  const ms = instantOf(atIso);
  let leftMs = Math.round(minutes * minuteMs);
  if (leftMs <= 0) return isoOf(ms);
  for (const { startMs, endMs } of openPieces(calendar, ms, ms + horizonMs)) {
    if (leftMs <= endMs - startMs) return isoOf(startMs + leftMs);
    leftMs -= endMs - startMs;
  }
  return null;
}

/** Working time between two moments, in minutes with fractions; 0 when the second is not after the first. */
export function workingMinutesBetween(calendar: BusinessCalendar, fromIso: string, toIso: string): number {
  let totalMs = 0;
  for (const { startMs, endMs } of openPieces(calendar, instantOf(fromIso), instantOf(toIso))) {
    totalMs += endMs - startMs;
  }
  return totalMs / minuteMs;
}
