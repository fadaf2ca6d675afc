import { describe, expect, it } from '@jest/globals';

describe('addition', () => {
  it('adds', () => {
    expect(1 + 1).toBe(2);
  });
});
