import { absenceEnds } from './absence-ends.ts';

const ends = (at: string) =>
  Object.fromEntries(
    absenceEnds(new Date(at), 'Europe/Moscow').map(({ key, count, until }) => [`${key} ${count}`, until]),
  );

describe('the ends of an absence', () => {
  it('are a while, the next morning, Monday, or one’s own word', () => {
    expect(ends('2026-06-10T10:00:00Z')).toEqual({
      'untilChanged 0': null,
      'inMinutes 15': '2026-06-10T10:15:00.000Z',
      'inMinutes 30': '2026-06-10T10:30:00.000Z',
      'inHours 1': '2026-06-10T11:00:00.000Z',
      'inHours 3': '2026-06-10T13:00:00.000Z',
      'tomorrow 0': '2026-06-11T06:00:00.000Z',
      'monday 0': '2026-06-15T06:00:00.000Z',
    });
  });

  it('mean by tomorrow the next date, also early in the morning', () => {
    expect(ends('2026-06-10T03:00:00Z')['tomorrow 0']).toBe('2026-06-11T06:00:00.000Z');
  });

  it('call a Monday that is tomorrow by its name only', () => {
    const onSunday = ends('2026-06-14T10:00:00Z');
    expect(onSunday['monday 0']).toBe('2026-06-15T06:00:00.000Z');
    expect(onSunday).not.toHaveProperty('tomorrow 0');
  });
});
