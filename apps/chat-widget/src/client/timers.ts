/** Time as the client sees it; tests bring their own. */
export interface Timers {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `task` once after `delayMs`; the answer cancels it and may be called at any time. */
  after(delayMs: number, task: () => void): () => void;
}

/** The browser's clock. */
export const browserTimers: Timers = {
  now: () => Date.now(),
  after: (delayMs, task) => {
    const id = setTimeout(task, delayMs);
    return () => clearTimeout(id);
  },
};

/** Bounds of a back-off, in milliseconds. */
export interface BackoffLimits {
  baseMs: number;
  maxMs: number;
}

/**
 * How long to wait before the next attempt: doubles with each failure up to `maxMs`, and half of it is random, so that the
 * visitors of a restarted server do not all come back in the same instant.
 *
 * @param failures failed attempts so far, 1 or more
 * @param random a number from 0 up to, not including, 1
 * @param limits default 1 s to 30 s
 */
export function backoffDelayMs(
  failures: number,
  random: () => number,
  { baseMs, maxMs }: BackoffLimits = { baseMs: 1_000, maxMs: 30_000 },
): number {
  const ceilingMs = Math.min(maxMs, baseMs * 2 ** (failures - 1));
  return Math.round(ceilingMs / 2 + (random() * ceilingMs) / 2);
}
