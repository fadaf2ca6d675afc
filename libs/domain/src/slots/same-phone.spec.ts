import { phoneDigits, samePhone } from './same-phone.ts';

describe('one phone in two spellings', () => {
  it.each([
    ['+79161234567', '8 (916) 123-45-67'],
    ['+7 916 123 45 67', '79161234567'],
    ['9161234567', '+7 (916) 123-45-67'],
    ['8-916-123-45-67', '916 123 45 67'],
    ['+442079460958', '+44 20 7946 0958'],
  ])('%s is %s', (a, b) => {
    expect(samePhone(a, b)).toBe(true);
    expect(samePhone(b, a)).toBe(true);
  });

  it.each([
    ['+79161234567', '+79161234568'],
    ['+79161234567', '+19161234567'],
    ['+81612345678', '+71612345678'],
    ['1234567', '+79161234567'],
    ['', ''],
    ['доб. 12', '12'],
  ])('%s is not %s', (a, b) => expect(samePhone(a, b)).toBe(false));

  it('has its digits', () => expect(phoneDigits('+7 (916) 123-45-67')).toBe('79161234567'));
});
