import { LeakyBucket } from './leaky-bucket.ts';

const limits = { capacity: 3, drainPerSecond: 2 };

describe('LeakyBucket', () => {
  it('lets as many through as fit and then refuses', () => {
    const bucket = new LeakyBucket();
    expect([1, 2, 3, 4].map(() => bucket.take('a', 0, limits))).toEqual([true, true, true, false]);
  });

  it('drains with time, and refused requests do not fill it', () => {
    const bucket = new LeakyBucket();
    for (let i = 0; i < 10; i += 1) bucket.take('a', 0, limits);
    expect(bucket.take('a', 400, limits)).toBe(false);
    expect(bucket.take('a', 500, limits)).toBe(true);
    expect(bucket.take('a', 500, limits)).toBe(false);
  });

  it('keeps clients apart', () => {
    const bucket = new LeakyBucket();
    for (let i = 0; i < 3; i += 1) bucket.take('a', 0, limits);
    expect(bucket.take('b', 0, limits)).toBe(true);
  });

  it('does not go wrong when the clock steps back', () => {
    const bucket = new LeakyBucket();
    bucket.take('a', 10_000, limits);
    expect(bucket.take('a', 0, limits)).toBe(true);
  });
});
