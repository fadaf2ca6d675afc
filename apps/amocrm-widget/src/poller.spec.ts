import { describe, expect, test } from '@jest/globals';
import { Poller, pollMs } from './poller.ts';

/** A poller on a clock that stands still; each look ends as the test says. */
function polled() {
  const waits: number[] = [];
  let due: (() => void) | null = null;
  const looks: { end: (changed: boolean) => Promise<void>; fail: () => Promise<void> }[] = [];
  const page = { hidden: false };
  const settle = async () => {
    for (let i = 0; i < 5; i += 1) await Promise.resolve();
  };
  const poller = new Poller(
    () =>
      new Promise((resolve, reject) => {
        const end = (changed: boolean) => (resolve(changed), settle());
        const fail = () => (reject(new Error('no answer')), settle());
        looks.push({ end, fail });
      }),
    () => page.hidden,
    {
      set: (run, ms) => {
        waits.push(ms);
        due = run;
        return waits.length;
      },
      clear: () => void (due = null),
    },
  );
  const tick = () => {
    const run = due;
    due = null;
    run?.();
  };
  return { poller, waits, looks, page, tick, last: () => looks.at(-1) };
}

describe('The poller', () => {
  test('looks again soon after a change, and ever later while nothing changes', async () => {
    const { poller, waits, tick, last } = polled();
    poller.now();
    await last()?.end(true);
    for (let i = 0; i < 8; i += 1) {
      tick();
      await last()?.end(false);
    }
    tick();
    await last()?.end(true);
    expect(waits[0]).toBe(pollMs.soonest);
    expect(waits.slice(1, 3)).toEqual([pollMs.soonest * 1.5, pollMs.soonest * 2.25]);
    expect(Math.max(...waits)).toBe(pollMs.latest);
    expect(waits.at(-1)).toBe(pollMs.soonest);
  });

  test('waits twice as long after each failure, up to a limit', async () => {
    const { poller, waits, tick, last } = polled();
    poller.now();
    for (let i = 0; i < 10; i += 1) {
      await last()?.fail();
      tick();
    }
    expect(waits.slice(0, 2)).toEqual([pollMs.soonest * 2, pollMs.soonest * 4]);
    expect(waits.at(-1)).toBe(pollMs.failing);
  });

  test('never looks twice at once, and does not forget who asked meanwhile', async () => {
    const { poller, looks, last } = polled();
    poller.now();
    poller.now();
    poller.now();
    expect(looks).toHaveLength(1);
    await last()?.end(false);
    expect(looks).toHaveLength(2);
  });

  test('rests while the page is hidden', async () => {
    const { poller, looks, page, tick, last } = polled();
    poller.now();
    await last()?.end(false);
    page.hidden = true;
    tick();
    tick();
    expect(looks).toHaveLength(1);
    page.hidden = false;
    tick();
    expect(looks).toHaveLength(2);
  });

  test('ends for good', async () => {
    const { poller, looks, waits, last } = polled();
    poller.now();
    poller.stop();
    await last()?.end(true);
    poller.now();
    expect(waits).toEqual([]);
    expect(looks).toHaveLength(1);
  });
});
