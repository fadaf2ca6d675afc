/** A day of the week as ISO 8601 counts: 1 is Monday, 7 is Sunday. */
export type IsoWeekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Part of a day, by the wall clock of the calendar's time zone. */
export interface DayHours {
  /** Opens at this minute: `00:00` to `23:59`. */
  from: string;
  /** Closes before this minute: `00:01` to `24:00`, after `from`. A night shift is two parts, split at midnight. */
  to: string;
}

/** Working hours of one day of the week. A day may have several. */
export interface WeekHours extends DayHours {
  day: IsoWeekday;
}

/** A date with hours of its own, whatever its day of the week. */
export interface Holiday {
  /** `YYYY-MM-DD` in the calendar's time zone. */
  date: string;
  title: string;
  /** What is open on this date instead of the week's hours. Absent or empty: closed all day. */
  hours?: DayHours[] | undefined;
}

/**
 * When a company, a funnel or a person works. It is open whenever the wall clock of its zone shows a time inside the
 * hours: in spring the skipped hour does not exist, in autumn the repeated hour counts twice.
 *
 * The functions over calendars trust what `checkCalendar` finds nothing in.
 */
export interface BusinessCalendar {
  /** IANA name, for example `Europe/Moscow`. */
  timeZone: string;
  week: WeekHours[];
  holidays: Holiday[];
}

/** How far ahead an opening is looked for, in days: a year and a day, so that a yearly date is always found. */
export const calendarHorizonDays = 366;

const timeText = /^(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))$/;

/** Minutes from midnight of `HH:MM`, up to 1440 for `24:00`; null for anything else. */
export function minutesOfTime(time: string): number | null {
  const match = timeText.exec(time);
  if (!match) return null;
  return Number(match[1] ?? match[3]) * 60 + Number(match[2] ?? match[4]);
}

/**
 * A part of a day that ends on the next one, as the two parts it is kept as: `22:00–06:00` of Friday becomes
 * `22:00–24:00` of Friday and `00:00–06:00` of Saturday. Anything else comes back as it is.
 */
export function splitAtMidnight(hours: WeekHours): WeekHours[] {
  const from = minutesOfTime(hours.from);
  const to = minutesOfTime(hours.to);
  if (from === null || to === null || to >= from) return [hours];
  const today: WeekHours = { ...hours, to: '24:00' };
  const nextDay = ((hours.day % 7) + 1) as IsoWeekday;
  return to === 0 ? [today] : [today, { day: nextDay, from: '00:00', to: hours.to }];
}
