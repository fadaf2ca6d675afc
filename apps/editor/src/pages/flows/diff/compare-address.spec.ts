import { describe, expect, it } from '@jest/globals';
import { compareAddress, comparedSides, sidesOf } from './compare-address.ts';

describe('the address of a comparison', () => {
  it('names both sides, and is read as it was written', () => {
    const address = compareAddress('a/b', { before: '2', after: 'draft' });
    expect(address).toBe('/flows/a%2Fb/compare?before=2&after=draft');
    const search = new URL(address, 'http://localhost').searchParams;
    expect(comparedSides(search, [3, 2, 1])).toEqual({ before: '2', after: 'draft' });
  });

  it('that names what is not there leads to the newest version and the draft', () => {
    const search = new URLSearchParams({ before: '9', after: 'yesterday' });
    expect(comparedSides(search, [3, 2, 1])).toEqual({ before: '3', after: 'draft' });
    expect(comparedSides(new URLSearchParams(), [])).toEqual({ before: 'draft', after: 'draft' });
  });
});

describe('a version in the list', () => {
  it('is compared with what runs now, and that with the one before it', () => {
    expect(sidesOf(1, 3)).toEqual({ before: '1', after: '3' });
    expect(sidesOf(3, 3)).toEqual({ before: '2', after: '3' });
    expect(sidesOf(1, 1)).toEqual({ before: '1', after: 'draft' });
  });
});
