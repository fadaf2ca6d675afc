import { nextLocalTime, zonedTime } from '@voronka/domain';

/** An end of an absence that can be chosen. */
export interface AbsenceEnd {
  key: 'untilChanged' | 'inMinutes' | 'inHours' | 'tomorrow' | 'monday';
  /** Minutes or hours, for the words. */
  count: number;
  /** ISO 8601 UTC; null: until it is changed. */
  until: string | null;
}

/** When people come back on another day, by their own clock. */
export const morning = '09:00';

const minuteMs = 60_000;

/** The ends that the present moment offers. @param timeZone of the reader, as their browser says */
export function absenceEnds(now: Date, timeZone: string): AbsenceEnd[] {
  const later = (key: 'inMinutes' | 'inHours', count: number): AbsenceEnd => ({
    key,
    count,
    until: new Date(now.getTime() + count * (key === 'inHours' ? 60 : 1) * minuteMs).toISOString(),
  });
  const tomorrow = nextMorning(now.toISOString(), timeZone);
  const isMonday = zonedTime(timeZone, tomorrow).weekday === 1;
  const monday = nextLocalTime(timeZone, tomorrow, morning, [1]);
  return [
    { key: 'untilChanged', count: 0, until: null },
    later('inMinutes', 15),
    later('inMinutes', 30),
    later('inHours', 1),
    later('inHours', 3),
    ...(isMonday ? [] : [{ key: 'tomorrow' as const, count: 0, until: tomorrow }]),
    { key: 'monday', count: 0, until: isMonday ? tomorrow : monday },
  ];
}

/** The morning of the next date: before the morning of a day, that is not the same day's. */
function nextMorning(at: string, timeZone: string): string {
  const next = nextLocalTime(timeZone, at, morning) ?? at;
  if (zonedTime(timeZone, next).date > zonedTime(timeZone, at).date) return next;
  return nextLocalTime(timeZone, next, morning) ?? next;
}
