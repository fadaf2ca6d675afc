import type { SaveCalendar } from '@voronka/contracts';
import { checkCalendar, minutesOfTime } from '@voronka/domain';
import type { BusinessCalendar, CalendarFinding, DayHours, IsoWeekday, WeekHours } from '@voronka/domain';

/** Days of the week in the order in which people here read them. */
export const weekdays: readonly IsoWeekday[] = [1, 2, 3, 4, 5, 6, 7];
const officeDays: readonly IsoWeekday[] = [1, 2, 3, 4, 5];

/** One entry of a list with its place in it, by which it is changed and by which findings name it. */
export interface Placed<T> {
  index: number;
  value: T;
}

/** The hours of one day, in the order of the clock. */
export function hoursOfDay(week: readonly WeekHours[], day: IsoWeekday): Placed<WeekHours>[] {
  return week.map((value, index) => ({ index, value })).filter(({ value }) => value.day === day);
}

/** What a new calendar begins with: office hours of the reader's zone. */
export function emptyCalendar(name: string, timeZone: string): SaveCalendar {
  const week = officeDays.map((day) => ({ day, from: '09:00', to: '18:00' }));
  return { name, hours: { timeZone, week, holidays: [] } };
}

/** The hours that a press on "add" gives: office hours first, then an hour after the last, where the day has one left. */
export function nextHours(present: readonly DayHours[]): DayHours {
  const ends = present.map(({ to }) => minutesOfTime(to) ?? 0);
  const from = Math.max(...ends, 0);
  if (present.length === 0) return { from: '09:00', to: '18:00' };
  const free = Math.min(from, 23 * 60);
  return { from: timeOf(free), to: timeOf(free + 60) };
}

/** The week with the other working days like Monday. */
export function likeMonday(week: readonly WeekHours[]): WeekHours[] {
  const monday = week.filter(({ day }) => day === 1);
  const rest = week.filter(({ day }) => !officeDays.includes(day));
  return [...officeDays.flatMap((day) => monday.map((hours) => ({ ...hours, day }))), ...rest];
}

/** Whether hours end on the next day, so that they can be split at midnight. */
export function isOvernight({ from, to }: DayHours): boolean {
  const begin = minutesOfTime(from);
  const end = minutesOfTime(to);
  return begin !== null && end !== null && end < begin;
}

/**
 * A time as it is kept, from the ways people type one: `9`, `9:5`, `930`, `9.30`. What is none stays, to be corrected.
 */
export function tidyTime(typed: string): string {
  const text = typed.trim();
  const parts = /^(\d{1,2})(?:[:. -]?(\d{2}))?$/.exec(text) ?? /^(\d{1,2})[:. -](\d)$/.exec(text);
  if (!parts) return text;
  const tidy = `${(parts[1] ?? '').padStart(2, '0')}:${(parts[2] ?? '').padStart(2, '0')}`;
  return minutesOfTime(tidy) === null ? text : tidy;
}

/** What is wrong with a calendar, to be looked up by the field. */
export function findingsByField(hours: BusinessCalendar): ReadonlyMap<string, CalendarFinding> {
  return new Map(checkCalendar(hours).map((finding) => [finding.field, finding]));
}

/** The time zones that can be chosen, with the present one even where the browser knows it by another name. */
export function zoneChoices(known: readonly string[], present: string): string[] {
  return [...new Set([...known, 'UTC', present])].sort();
}

function timeOf(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
