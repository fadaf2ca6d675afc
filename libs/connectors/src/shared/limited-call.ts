import { setTimeout as sleep } from 'node:timers/promises';
import type { CrmCallContext, LimiterStore } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import type { Logger } from '@voronka/platform';

/** What a vendor takes at once, and per second from then on. */
export interface RequestLimit {
  readonly capacity: number;
  readonly drainPerSecond: number;
}

/** Longer waits are Temporal's: an activity that sleeps here holds a worker's slot. In ms, for all places of a call. */
const longestWaitMs = 2000;

/**
 * Waits for a place in each of the shared limiter's buckets, one after another.
 *
 * @param queue what the queue is before, for the failure's text
 * @throws VoronkaError `Crm.RateLimited` when the queue is too long to wait here
 */
export async function waitForPlaces(
  limiter: LimiterStore,
  places: readonly (readonly [key: string, limit: RequestLimit])[],
  { lane }: CrmCallContext,
  queue: string,
): Promise<void> {
  let leftMs = longestWaitMs;
  for (const [key, limit] of places) {
    for (;;) {
      const waitMs = await limiter.take(key, { ...limit, lane });
      if (waitMs <= 0) break;
      if (waitMs > leftMs) {
        throw new VoronkaError('Crm.RateLimited', `The queue for ${queue} is too long`, { retryAfterMs: waitMs });
      }
      leftMs -= waitMs;
      await sleep(waitMs);
    }
  }
}

/** Does a call to a CRM and writes one line about it: what it was, how it ended, how long it took; nothing of its contents. */
export async function loggedCall<T>(
  logger: Logger | undefined,
  call: { readonly vendor: string; readonly vendorMethod: string },
  { lane, correlationId }: CrmCallContext,
  work: () => Promise<T>,
): Promise<T> {
  const startedAtMs = performance.now();
  const log = (code: string | null): void =>
    logger?.info(
      { ...call, lane, code, durationMs: Math.round(performance.now() - startedAtMs), correlationId },
      'CRM call',
    );
  try {
    const answer = await work();
    log(null);
    return answer;
  } catch (error) {
    log(error instanceof VoronkaError ? error.code : 'Internal.Error');
    throw error;
  }
}
