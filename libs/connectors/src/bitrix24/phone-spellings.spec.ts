import { samePhone } from '@voronka/domain';
import { phoneSpellings } from './phone-spellings.ts';

describe('phoneSpellings', () => {
  it('writes a Russian number as people do', () => {
    expect(phoneSpellings('+79161234567')).toEqual(
      expect.arrayContaining(['+79161234567', '79161234567', '89161234567', '9161234567', '8 (916) 123-45-67']),
    );
  });

  it.each(['+79161234567', '+4915112345678', '+12025550123'])('stays within what a search takes: %s', (phone) => {
    const spellings = phoneSpellings(phone);
    expect(spellings.length).toBeLessThanOrEqual(20);
    expect(new Set(spellings).size).toBe(spellings.length);
    for (const spelling of spellings.filter((text) => !text.startsWith('00'))) {
      expect(samePhone(spelling, phone)).toBe(true);
    }
  });
});
