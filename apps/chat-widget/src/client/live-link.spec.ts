import { describe, expect, test } from '@jest/globals';
import type { ServerEvent } from '../protocol.ts';
import { createManualTimers } from '../testing/manual-timers.ts';
import { apiError } from '../testing/fake-server.ts';
import { ApiError } from './api-error.ts';
import { LiveLink, type LinkState } from './live-link.ts';

interface Attempt {
  aborted: boolean;
  open: () => void;
  event: (event: ServerEvent) => void;
  end: (error?: ApiError) => void;
}

function createLink() {
  const timers = createManualTimers();
  const attempts: Attempt[] = [];
  const log: string[] = [];
  const states: LinkState[] = [];
  const refusals: string[] = [];
  const catchUps: (() => Promise<void>)[] = [];
  const link = new LiveLink({
    timers,
    random: () => 0,
    listen: (signal, onOpen, onEvent) =>
      new Promise((resolve, reject) => {
        const attempt: Attempt = {
          aborted: false,
          open: onOpen,
          event: onEvent,
          end: (error) => (error ? reject(error) : resolve()),
        };
        signal.addEventListener('abort', () => {
          attempt.aborted = true;
          reject(new ApiError(0, null));
        });
        attempts.push(attempt);
      }),
    catchUp: () => {
      log.push('catch up');
      return catchUps.shift()?.() ?? Promise.resolve();
    },
    onEvent: ({ name }) => log.push(name),
    onState: (state) => states.push(state),
    onRefused: (error) => refusals.push(error.message),
  });
  const last = (): Attempt => {
    const attempt = attempts.at(-1);
    if (!attempt) throw new Error('no attempt');
    return attempt;
  };
  return { link, timers, attempts, last, log, states, refusals, catchUps };
}

const ping: ServerEvent = { name: 'ping' };

describe('The live link', () => {
  test('catches up only when the new stream listens, and is live after that', async () => {
    const { link, timers, last, log, states } = createLink();
    link.start();
    await timers.advance(0);
    expect(log).toEqual([]);
    last().open();
    last().event(ping);
    await timers.advance(0);
    expect(log).toEqual(['catch up', 'ping']);
    expect(states).toEqual(['connecting', 'live']);
  });

  test('opens a lost or closed stream again, ever more slowly', async () => {
    const { link, timers, attempts, last, states } = createLink();
    link.start();
    last().end(new ApiError(0, null));
    await timers.advance(499);
    expect(attempts).toHaveLength(1);
    await timers.advance(1);
    expect(attempts).toHaveLength(2);
    last().end();
    await timers.advance(999);
    expect(attempts).toHaveLength(2);
    await timers.advance(1);
    expect(attempts).toHaveLength(3);
    expect(states).toEqual(['connecting', 'reconnecting']);
  });

  test('a stream that lived long starts the back-off anew, one that died at once does not', async () => {
    const { link, timers, attempts, last } = createLink();
    link.start();
    for (const livedMs of [0, 10_000]) {
      last().open();
      await timers.advance(livedMs);
      last().end();
      await timers.advance(500);
    }
    expect(attempts).toHaveLength(3);
    last().open();
    await timers.advance(0);
    last().end();
    await timers.advance(999);
    expect(attempts).toHaveLength(3);
    await timers.advance(1);
    expect(attempts).toHaveLength(4);
  });

  test('a failed catch-up ends the stream and counts as a failure', async () => {
    const { link, timers, attempts, last, catchUps, states } = createLink();
    catchUps.push(() => Promise.reject(new ApiError(503, null)));
    link.start();
    last().open();
    await timers.advance(0);
    expect(last().aborted).toBe(true);
    expect(states).toEqual(['connecting', 'reconnecting']);
    await timers.advance(500);
    expect(attempts).toHaveLength(2);
  });

  test('waits as long as the server asks', async () => {
    const { link, timers, attempts, last } = createLink();
    link.start();
    last().end(new ApiError(503, null, 7_000));
    await timers.advance(6_999);
    expect(attempts).toHaveLength(1);
    await timers.advance(1);
    expect(attempts).toHaveLength(2);
  });

  test('a refusal is reported and not repeated', async () => {
    const { link, timers, attempts, last, refusals, states } = createLink();
    link.start();
    last().end(apiError(401, 'Channel.TokenInvalid'));
    await timers.advance(600_000);
    expect(attempts).toHaveLength(1);
    expect(refusals).toEqual(['Channel.TokenInvalid']);
    expect(states.at(-1)).toBe('idle');
  });

  test('drops what a given-up stream still says', async () => {
    const { link, timers, last, log } = createLink();
    link.start();
    last().open();
    await timers.advance(0);
    const old = last();
    link.stop();
    old.event(ping);
    await timers.advance(600_000);
    expect(old.aborted).toBe(true);
    expect(log).toEqual(['catch up']);
  });

  test('tries at once when nudged, but leaves an attempt under way alone', async () => {
    const { link, timers, attempts, last } = createLink();
    link.start();
    last().end(new ApiError(0, null));
    await timers.advance(0);
    link.nudge();
    expect(attempts).toHaveLength(2);
    link.nudge();
    expect(attempts).toHaveLength(2);
  });

  test('in the background it holds no stream, asks every 30 s, and returns to the stream', async () => {
    const { link, timers, attempts, last, log } = createLink();
    link.start();
    last().open();
    await timers.advance(0);
    link.setBackground(true);
    expect(last().aborted).toBe(true);
    await timers.advance(60_000);
    expect(log).toEqual(['catch up', 'catch up', 'catch up']);
    expect(attempts).toHaveLength(1);
    link.setBackground(false);
    expect(attempts).toHaveLength(2);
    await timers.advance(60_000);
    expect(log).toHaveLength(3);
  });
});
