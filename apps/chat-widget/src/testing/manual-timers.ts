import type { Timers } from '../client/timers.ts';

/** Time that stands until a test moves it. */
export interface ManualTimers extends Timers {
  /** Moves time on, running what falls due in its order, with promises settled in between. */
  advance(ms: number): Promise<void>;
}

/** @param startMs milliseconds since 1970 */
export function createManualTimers(startMs = Date.UTC(2026, 0, 12, 9, 0)): ManualTimers {
  let nowMs = startMs;
  let tasks: { atMs: number; task: () => void }[] = [];
  return {
    now: () => nowMs,
    after(delayMs, task) {
      const planned = { atMs: nowMs + delayMs, task };
      tasks.push(planned);
      return () => {
        tasks = tasks.filter((one) => one !== planned);
      };
    },
    async advance(ms) {
      const untilMs = nowMs + ms;
      await settle();
      for (;;) {
        const [next] = tasks.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
        if (!next) break;
        tasks = tasks.filter((one) => one !== next);
        nowMs = next.atMs;
        next.task();
        await settle();
      }
      nowMs = untilMs;
      await settle();
    },
  };
}

/** Lets all promises that are ready run on. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
