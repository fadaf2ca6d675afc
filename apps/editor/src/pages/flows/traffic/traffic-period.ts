/** Days of the reader's calendar, both included, as `YYYY-MM-DD`. */
export interface OwnPeriod {
  from: string;
  to: string;
}

/** For which days the numbers on the canvas count; of the presets, the last one is today. */
export type TrafficPeriod = 'today' | '7' | '30' | OwnPeriod;

/** The presets, the shortest first. */
export const presetPeriods = ['today', '7', '30'] as const;

/** A span of time as the API takes it. ISO 8601 UTC; without an end it goes on until now. */
export interface TimeSpan {
  from: string;
  to?: string | undefined;
}

/** Days that one count may span; the API takes no more. */
const longestDays = 366;
const dayMs = 86_400_000;
const dayPattern = /^\d{4}-\d\d-\d\d$/;

/** Midnight of a day in the reader's time zone; null when there is no such day. */
function midnight(text: string): Date | null {
  if (!dayPattern.test(text)) return null;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const date = new Date(year, month - 1, day);
  return date.getMonth() === month - 1 && date.getDate() === day ? date : null;
}

function daysAfter(date: Date, days: number): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days);
}

/** The day of a moment in the reader's time zone, `YYYY-MM-DD`. */
export function dayOf(date: Date): string {
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${date.getFullYear()}-${month}-${day}`;
}

/** Why days that somebody chose cannot be counted; null when they can. */
export function periodFault({ from, to }: OwnPeriod): 'incomplete' | 'order' | 'long' | null {
  const [first, last] = [midnight(from), midnight(to)];
  if (!first || !last) return 'incomplete';
  if (last < first) return 'order';
  return (daysAfter(last, 1).getTime() - first.getTime()) / dayMs > longestDays ? 'long' : null;
}

/** Reads the address. @returns null for nothing and for what is not understood: no numbers are shown */
export function parsePeriod(text: string | null): TrafficPeriod | null {
  const preset = presetPeriods.find((known) => known === text);
  if (preset) return preset;
  const [from = '', to = '', ...more] = (text ?? '').split('_');
  const own = { from, to };
  return more.length === 0 && periodFault(own) === null ? own : null;
}

/** Writes it for the address. */
export function formatPeriod(period: TrafficPeriod): string {
  return typeof period === 'string' ? period : `${period.from}_${period.to}`;
}

/** From the first day's midnight on; presets have no end, so that what happens now counts. */
export function spanOf(period: TrafficPeriod, now: Date): TimeSpan {
  if (typeof period === 'string') {
    const days = period === 'today' ? 1 : Number(period);
    return { from: daysAfter(now, 1 - days).toISOString() };
  }
  const [first, last] = [midnight(period.from), midnight(period.to)];
  if (!first || !last) throw new RangeError('a period is made of days');
  return { from: first.toISOString(), to: daysAfter(last, 1).toISOString() };
}
