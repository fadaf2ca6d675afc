import { displayPhone, safeLink } from './client-words.ts';

describe('a phone number', () => {
  it('is grouped as people in Russia write it', () => {
    expect(displayPhone('+79161234567')).toBe('+7 916 123-45-67');
  });

  it('stays as it is elsewhere', () => {
    expect(displayPhone('+442079460958')).toBe('+442079460958');
  });
});

describe('an address that a client sent', () => {
  it('is a link only on the web', () => {
    expect(safeLink('https://shop.example/p?x=1')).toBe('https://shop.example/p?x=1');
    expect(safeLink('javascript:alert(1)')).toBeNull();
    expect(safeLink('data:text/html,x')).toBeNull();
    expect(safeLink('not an address')).toBeNull();
  });
});
