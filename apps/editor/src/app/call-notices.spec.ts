import { isSoundOn } from './call-notices.ts';

describe('the sound of a call', () => {
  it('is on until somebody mutes it', () => {
    expect(isSoundOn(null)).toBe(true);
    expect(isSoundOn('true')).toBe(true);
    expect(isSoundOn('false')).toBe(false);
  });
});
