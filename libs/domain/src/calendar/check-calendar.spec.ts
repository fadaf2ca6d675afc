import fc from 'fast-check';
import type { BusinessCalendar, IsoWeekday } from './business-calendar.ts';
import { minutesOfTime } from './business-calendar.ts';
import { checkCalendar } from './check-calendar.ts';
import { calendars, officeHours } from './testing/calendars.ts';

function faults(changes: Partial<BusinessCalendar>): string[] {
  return checkCalendar(officeHours('Europe/Moscow', changes)).map(({ code, field }) => `${field} ${code}`);
}

const monday = (from: string, to: string) => ({ day: 1 as const, from, to });

describe('the check of a calendar', () => {
  it('finds nothing in good hours, however many parts a day has', () => {
    expect(faults({ week: [monday('12:00', '18:00'), monday('09:00', '12:00'), monday('18:30', '24:00')] })).toEqual(
      [],
    );
    expect(faults({ holidays: [{ date: '2028-02-29', title: 'leap day' }] })).toEqual([]);
  });

  it.each(['Europe/Nowhere', '', '+03:00', 'Moscow'])('refuses the zone %p', (timeZone) => {
    expect(faults({ timeZone })).toEqual(['timeZone zoneUnknown']);
  });

  it('refuses a calendar that is never open', () => {
    expect(faults({ week: [] })).toEqual(['week neverOpen']);
    expect(faults({ week: [], holidays: [{ date: '2026-01-01', title: '', hours: [] }] })).toEqual(['week neverOpen']);
    expect(
      faults({ week: [], holidays: [{ date: '2026-01-01', title: '', hours: [monday('10:00', '11:00')] }] }),
    ).toEqual([]);
  });

  it.each([
    ['9:00', '18:00', 'week.0.from timeMalformed'],
    ['24:00', '24:00', 'week.0.from timeMalformed'],
    ['09:00', '24:01', 'week.0.to timeMalformed'],
    ['18:00', '09:00', 'week.0.to endsBeforeItBegins'],
    ['09:00', '09:00', 'week.0.to endsBeforeItBegins'],
  ])('refuses hours from %s to %s', (from, to, fault) => {
    expect(faults({ week: [monday(from, to)] })).toEqual([fault]);
  });

  it('refuses hours that overlap on one day, naming the later on the list', () => {
    const week = [monday('09:00', '13:00'), { day: 2 as const, from: '10:00', to: '11:00' }, monday('12:59', '18:00')];
    expect(faults({ week })).toEqual(['week.2.from hoursOverlap']);
  });

  it('refuses a day of the week that is none', () => {
    expect(faults({ week: [{ day: 8 as IsoWeekday, from: '09:00', to: '18:00' }] })).toEqual(['week.0.day dayUnknown']);
  });

  it.each(['2026-02-30', '2026-13-01', '12.06.2026', ''])('refuses the date %p', (date) => {
    expect(faults({ holidays: [{ date, title: '' }] })).toEqual(['holidays.0.date dateMalformed']);
  });

  it('refuses a date that is on the list already, and bad hours of a date', () => {
    const holidays = [
      { date: '2026-06-12', title: 'День России' },
      { date: '2026-06-12', title: 'again', hours: [{ from: '12:00', to: '10:00' }] },
    ];
    expect(faults({ holidays })).toEqual(['holidays.1.date dateTwice', 'holidays.1.hours.0.to endsBeforeItBegins']);
  });

  it('says what is wrong in both languages', () => {
    for (const { message } of checkCalendar(officeHours('nowhere', { week: [monday('x', 'y')] }))) {
      expect(message.ru).toMatch(/[а-яё]/i);
      expect(message.en).toMatch(/^[\x20-\x7e]+$/);
    }
  });

  it('finds every overlap and every end before its start, and nothing else', () => {
    const time = fc.constantFrom('00:00', '01:00', '02:00', '03:00', '24:00');
    const hours = fc.record({ day: fc.constantFrom<IsoWeekday>(1, 2), from: time, to: time });
    fc.assert(
      fc.property(fc.array(hours, { minLength: 1, maxLength: 4 }), (week) => {
        const covered = (day: number, minute: number) =>
          week.filter((one) => one.day === day && at(one.from) <= minute && minute < at(one.to)).length;
        const at = (text: string) => minutesOfTime(text) ?? Number.NaN;
        const good =
          week.every(({ from, to }) => from !== '24:00' && at(from) < at(to)) &&
          [0, 60, 120, 180].every((minute) => covered(1, minute) <= 1 && covered(2, minute) <= 1);
        expect(faults({ week }).length === 0).toBe(good);
      }),
    );
  });

  it('accepts what the tests of working time are made with', () => {
    fc.assert(
      fc.property(calendars, (calendar) => {
        expect(checkCalendar(calendar).filter(({ code }) => code !== 'neverOpen')).toEqual([]);
      }),
    );
  });
});
