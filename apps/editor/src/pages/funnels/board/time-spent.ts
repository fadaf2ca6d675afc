import type { TFunction } from 'i18next';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** How long something has lasted, in one unit: "just now", "5 min", "3 h", "12 d". @param since ISO 8601 */
export function timeSpent(since: string, now: Date, t: TFunction): string {
  const ms = now.getTime() - Date.parse(since);
  if (ms < minuteMs) return t('board.spent.now');
  if (ms < hourMs) return t('board.spent.minutes', { count: Math.floor(ms / minuteMs) });
  if (ms < dayMs) return t('board.spent.hours', { count: Math.floor(ms / hourMs) });
  return t('board.spent.days', { count: Math.floor(ms / dayMs) });
}
