import {
  emptyCalendar,
  findingsByField,
  hoursOfDay,
  isOvernight,
  likeMonday,
  nextHours,
  tidyTime,
  zoneChoices,
} from './calendar-form.ts';

describe('a time that is typed', () => {
  it.each([
    ['9', '09:00'],
    ['09', '09:00'],
    ['9:30', '09:30'],
    ['9.30', '09:30'],
    ['9:5', '09:05'],
    ['930', '09:30'],
    ['1830', '18:30'],
    [' 24 ', '24:00'],
    ['18:00', '18:00'],
  ])('%p becomes %p', (typed, kept) => expect(tidyTime(typed)).toBe(kept));

  it.each(['', '25', '9:70', 'noon', '24:30'])('%p stays, to be corrected', (typed) => {
    expect(tidyTime(typed)).toBe(typed);
  });
});

describe('the week of a calendar', () => {
  const { hours } = emptyCalendar('Hours', 'Europe/Moscow');

  it('begins with office hours, in which nothing is wrong', () => {
    expect(hours.week.map(({ day }) => day)).toEqual([1, 2, 3, 4, 5]);
    expect(findingsByField(hours).size).toBe(0);
  });

  it('knows the place of each part of a day', () => {
    const week = [...hours.week, { day: 2 as const, from: '19:00', to: '20:00' }];
    expect(hoursOfDay(week, 2).map(({ index }) => index)).toEqual([1, 5]);
  });

  it('can be made like Monday until Friday, and leaves the weekend', () => {
    const week = [
      { day: 1 as const, from: '10:00', to: '13:00' },
      { day: 1 as const, from: '14:00', to: '19:00' },
      { day: 3 as const, from: '09:00', to: '10:00' },
      { day: 6 as const, from: '11:00', to: '12:00' },
    ];
    const made = likeMonday(week);
    expect(made).toHaveLength(11);
    expect(made.filter(({ day }) => day === 3).map(({ from }) => from)).toEqual(['10:00', '14:00']);
    expect(made.filter(({ day }) => day === 6)).toHaveLength(1);
  });

  it('gets new hours after those that are there, within the day', () => {
    expect(nextHours([])).toEqual({ from: '09:00', to: '18:00' });
    expect(nextHours([{ from: '09:00', to: '18:00' }])).toEqual({ from: '18:00', to: '19:00' });
    expect(nextHours([{ from: '09:00', to: '24:00' }])).toEqual({ from: '23:00', to: '24:00' });
  });

  it('tells hours over midnight', () => {
    expect(isOvernight({ from: '22:00', to: '06:00' })).toBe(true);
    expect(isOvernight({ from: '09:00', to: '18:00' })).toBe(false);
    expect(isOvernight({ from: '9', to: '' })).toBe(false);
  });
});

describe('the choice of a time zone', () => {
  it('keeps the present one, also where the browser calls it otherwise', () => {
    expect(zoneChoices(['Asia/Calcutta', 'Europe/Moscow'], 'Asia/Kolkata')).toEqual([
      'Asia/Calcutta',
      'Asia/Kolkata',
      'Europe/Moscow',
      'UTC',
    ]);
  });
});
