import type { TFunction } from 'i18next';
import type { Locale } from './i18n.ts';

const tags: Record<Locale, string> = { ru: 'ru-RU', en: 'en-GB' };
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

function sameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}

function dayBefore(date: Date): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - 1);
}

/** "18:40", in the reader's time zone. */
export function clock(at: string, locale: Locale): string {
  return new Date(at).toLocaleTimeString(tags[locale], { hour: '2-digit', minute: '2-digit' });
}

/** "18:40:07", for the timeline, where seconds tell an order. */
export function clockWithSeconds(at: string, locale: Locale): string {
  return new Date(at).toLocaleTimeString(tags[locale], { hour: '2-digit', minute: '2-digit', second: '2-digit' });
}

/** "Today", "Yesterday", "3 March", "3 March 2025". */
export function day(at: string, locale: Locale, t: TFunction, now: Date): string {
  const date = new Date(at);
  if (sameDay(date, now)) return t('common.today');
  if (sameDay(date, dayBefore(now))) return t('common.yesterday');
  const year = date.getFullYear() === now.getFullYear() ? {} : { year: 'numeric' as const };
  return date.toLocaleDateString(tags[locale], { day: 'numeric', month: 'long', ...year });
}

/** Short, for lists: "now", "5 min", "3 h", "18:40", "3 Mar". */
export function ago(at: string, locale: Locale, t: TFunction, now: Date): string {
  const date = new Date(at);
  const passedMs = now.getTime() - date.getTime();
  if (passedMs < minuteMs) return t('common.now');
  if (passedMs < hourMs) return t('common.minutesAgo', { count: Math.floor(passedMs / minuteMs) });
  if (sameDay(date, now)) return t('common.hoursAgo', { count: Math.floor(passedMs / hourMs) });
  if (sameDay(date, dayBefore(now))) return t('common.yesterday').toLowerCase();
  return date.toLocaleDateString(tags[locale], { day: 'numeric', month: 'short' });
}

/** Full, for the middle of a sentence: "3 March, 18:40", "today, 18:40". */
export function moment(at: string, locale: Locale, t: TFunction, now: Date): string {
  const date = day(at, locale, t, now);
  return `${date.charAt(0).toLowerCase()}${date.slice(1)}, ${clock(at, locale)}`;
}
