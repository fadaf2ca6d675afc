import { parsePortalTime, portalTime } from './portal-time.ts';

describe('portal time', () => {
  it('is written in the portal zone, to the second', () => {
    expect(portalTime(Date.parse('2026-03-05T21:30:15.987Z'))).toBe('2026-03-06T00:30:15+03:00');
  });

  it.each([
    ['2026-03-06T00:30:15+03:00', '2026-03-05T21:30:15Z'],
    ['2026-03-05T21:30:15Z', '2026-03-05T21:30:15Z'],
    ['2026-03-06T00:30:15', '2026-03-05T21:30:15Z'],
    ['2026-03-06 00:30', '2026-03-05T21:30:00Z'],
    ['2026-03-06', '2026-03-05T21:00:00Z'],
    ['06.03.2026', '2026-03-05T21:00:00Z'],
    ['06.03.2026 00:30:15', '2026-03-05T21:30:15Z'],
  ])('reads %s', (text, utc) => {
    expect(parsePortalTime(text)).toBe(Date.parse(utc));
  });

  it.each(['', 'завтра', '2026-13-01', '5', '2026-03-06T99:00:00'])('does not take "%s" for a moment', (text) => {
    expect(parsePortalTime(text)).toBeNull();
  });
});
