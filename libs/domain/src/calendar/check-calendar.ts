import type { LocalizedText } from '../flow/flow-graph.ts';
import { minutesOfTime } from './business-calendar.ts';
import type { BusinessCalendar, DayHours } from './business-calendar.ts';
import { dateText, isTimeZone } from './time-zone.ts';

/** What kind of fault a calendar has. */
export type CalendarFindingCode =
  | 'zoneUnknown'
  | 'neverOpen'
  | 'dayUnknown'
  | 'timeMalformed'
  | 'endsBeforeItBegins'
  | 'hoursOverlap'
  | 'dateMalformed'
  | 'dateTwice';

/** One fault of a calendar. */
export interface CalendarFinding {
  code: CalendarFindingCode;
  /** Dotted path in the calendar, for example `holidays.2.hours.0.to`. */
  field: string;
  message: LocalizedText;
}

const messages: Record<CalendarFindingCode, LocalizedText> = {
  zoneUnknown: {
    ru: 'Такого часового пояса нет. Выберите пояс из списка, например Europe/Moscow.',
    en: 'There is no such time zone. Choose one from the list, for example Europe/Moscow.',
  },
  neverOpen: {
    ru: 'Нет ни одного рабочего часа. Добавьте часы хотя бы на один день.',
    en: 'There are no working hours at all. Add hours for one day at least.',
  },
  dayUnknown: { ru: 'Такого дня недели нет.', en: 'There is no such day of the week.' },
  timeMalformed: {
    ru: 'Укажите время в виде ЧЧ:ММ, например 09:30.',
    en: 'Give the time as HH:MM, for example 09:30.',
  },
  endsBeforeItBegins: {
    ru: 'Конец должен быть позже начала. Ночную смену разделите в полночь: до 24:00 и с 00:00 следующего дня.',
    en: 'The end must be after the start. Split a night shift at midnight: until 24:00, and from 00:00 of the next day.',
  },
  hoursOverlap: {
    ru: 'Эти часы пересекаются с другими часами того же дня.',
    en: 'These hours overlap with other hours of the same day.',
  },
  dateMalformed: { ru: 'Такой даты нет.', en: 'There is no such date.' },
  dateTwice: { ru: 'Эта дата уже есть в списке.', en: 'This date is on the list already.' },
};

function finding(code: CalendarFindingCode, field: string): CalendarFinding {
  return { code, field, message: messages[code] };
}

/** Everything that is wrong with a calendar, in the order of its fields; empty when it can be used. */
export function checkCalendar(calendar: BusinessCalendar): CalendarFinding[] {
  const { timeZone, week, holidays } = calendar;
  const everOpen = week.length > 0 || holidays.some(({ hours }) => (hours?.length ?? 0) > 0);
  return [
    ...(isTimeZone(timeZone) ? [] : [finding('zoneUnknown', 'timeZone')]),
    ...(everOpen ? [] : [finding('neverOpen', 'week')]),
    ...checkWeek(week),
    ...checkHolidays(holidays),
  ];
}

function checkWeek(week: BusinessCalendar['week']): CalendarFinding[] {
  const entries = week.map((hours, index) => ({ hours, path: `week.${index}` }));
  const days = entries
    .filter(({ hours: { day } }) => !Number.isInteger(day) || day < 1 || day > 7)
    .map(({ path }) => finding('dayUnknown', `${path}.day`));
  const ofDay = Map.groupBy(entries, ({ hours }) => hours.day);
  return [...days, ...[...ofDay.values()].flatMap(checkDay)];
}

function checkHolidays(holidays: BusinessCalendar['holidays']): CalendarFinding[] {
  const seen = new Set<string>();
  return holidays.flatMap(({ date, hours = [] }, index) => {
    const path = `holidays.${index}`;
    const twice = seen.has(date);
    seen.add(date);
    const ownHours = hours.map((one, at) => ({ hours: one, path: `${path}.hours.${at}` }));
    return [
      ...(isDate(date) ? [] : [finding('dateMalformed', `${path}.date`)]),
      ...(twice ? [finding('dateTwice', `${path}.date`)] : []),
      ...checkDay(ownHours),
    ];
  });
}

function checkDay(entries: readonly { hours: DayHours; path: string }[]): CalendarFinding[] {
  const spans: { from: number; to: number; path: string }[] = [];
  const faults = entries.flatMap(({ hours, path }) => {
    const from = hours.from === '24:00' ? null : minutesOfTime(hours.from);
    const to = minutesOfTime(hours.to);
    if (from === null || to === null) {
      return [
        ...(from === null ? [finding('timeMalformed', `${path}.from`)] : []),
        ...(to === null ? [finding('timeMalformed', `${path}.to`)] : []),
      ];
    }
    if (from >= to) return [finding('endsBeforeItBegins', `${path}.to`)];
    spans.push({ from, to, path });
    return [];
  });
  const overlaps = spans
    .filter((span, index) => spans.slice(0, index).some((other) => span.from < other.to && other.from < span.to))
    .map(({ path }) => finding('hoursOverlap', `${path}.from`));
  return [...faults, ...overlaps];
}

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && dateText(ms) === text;
}
