import { digitRuns } from './digit-groups.ts';
import type { ParsePhone } from './phone.ts';
import type { PhoneSearch } from './phone-readings.ts';
import { readPhones } from './phone-readings.ts';

/** A country where phones have seven digits and begin with 5, another where they begin with 5 or 6; +99 stands before both. */
const parse: ParsePhone = (text, country) => {
  if (/^\+99\d{7}$/u.test(text) || /^\+98\d{13}$/u.test(text) || /^\+97\d{9}$/u.test(text)) return { e164: text };
  if (country === 'AA' && /^5\d{6}$/u.test(text)) return { e164: `+99${text}` };
  if (country === 'AA' && /^08\d{8}$/u.test(text)) return { e164: `+99${text.slice(3)}` };
  return country === 'BB' && /^(?:5[01]|6\d)\d{5}$/u.test(text) ? { e164: `+98${text}` } : null;
};

const plans: PhoneSearch = { country: 'AA', rival: null, asked: false };

function phonesIn(text: string, more: Partial<PhoneSearch> = {}, unitFollows = false): string[] | null {
  const groups = digitRuns(text)[0]?.groups ?? [];
  return readPhones(groups, { ...plans, ...more }, parse, unitFollows)?.map(({ value }) => value) ?? null;
}

describe('a run of digits', () => {
  it('is one phone, however it is grouped', () => {
    expect(phonesIn('522 33 44')).toEqual(['+995223344']);
    expect(phonesIn('5223344')).toEqual(['+995223344']);
    expect(phonesIn('+99 522 33 44')).toEqual(['+995223344']);
    expect(phonesIn('00 99 522 33 44')).toEqual(['+995223344']);
  });

  it('is several phones that use it up', () => {
    expect(phonesIn('522 33 44 522 33 55')).toEqual(['+995223344', '+995223355']);
    expect(phonesIn('5223344 5223355 5223366')).toEqual(['+995223344', '+995223355', '+995223366']);
  });

  it('is none where it can be split in two ways', () => {
    expect(phonesIn('52 2334452 23344')).toBeNull();
    expect(phonesIn('5 5 2 2 3 3 4 4 5 5 2 2 3 3 4')).toBeNull();
  });

  it('is none where two readings share digits', () => {
    expect(phonesIn('5 522334 5 5')).toBeNull();
  });

  it('keeps no phone of too few digits, or of too many', () => {
    expect(phonesIn('522334')).toBeNull();
    expect(phonesIn('+98 12345 12345 123')).toEqual(['+981234512345123']);
    expect(phonesIn('00 98 12345 12345 123')).toEqual(['+981234512345123']);
    expect(phonesIn('00 98 12345 12345 1234')).toBeNull();
  });
});

describe('a plus that was left out', () => {
  it('is supplied where the phone was asked for', () => {
    expect(phonesIn('97 123 456 789', { asked: true })).toEqual(['+97123456789']);
    expect(phonesIn('98 12345 12345 123', { asked: true })).toEqual(['+981234512345123']);
  });

  it('is not supplied where nobody asked, and never for less than a whole international number', () => {
    expect(phonesIn('97 123 456 789')).toBeNull();
    expect(phonesIn('99 622 33 44', { asked: true })).toBeNull();
  });
});

describe('a number of two countries', () => {
  it('is not taken where it is another phone in the second one', () => {
    expect(phonesIn('502 33 44', { rival: 'BB' })).toBeNull();
    expect(phonesIn('522 33 44', { rival: 'BB' })).toEqual(['+995223344']);
    expect(phonesIn('502 33 44', { rival: 'AA' })).toEqual(['+995023344']);
  });

  it('is taken where its country stands before it', () => {
    expect(phonesIn('+99 502 33 44', { rival: 'BB' })).toEqual(['+995023344']);
  });
});

describe('digits beside a phone', () => {
  it('are left before one that carries its own beginning, or was written in one piece', () => {
    expect(phonesIn('12 08 3522 3344')).toEqual(['+995223344']);
    expect(phonesIn('12 5223344')).toEqual(['+995223344']);
    expect(phonesIn('12 522 33 44')).toBeNull();
  });

  it('make a number doubtful that begins with a plus', () => {
    expect(phonesIn('+12 5223344')).toBeNull();
  });

  it('are left behind one that was written in one piece, or where they count something', () => {
    expect(phonesIn('5223344 12')).toEqual(['+995223344']);
    expect(phonesIn('522 33 44 12')).toBeNull();
    expect(phonesIn('522 33 44 12', {}, true)).toEqual(['+995223344']);
  });
});
