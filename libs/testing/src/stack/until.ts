import { setTimeout as sleep } from 'node:timers/promises';

/** How long to wait and how often to look; see {@link until}. */
export interface UntilOptions {
  /** @default 60000 */
  readonly timeoutMs?: number;
  /** @default 60 */
  readonly everyMs?: number;
}

/**
 * Looks again and again until there is something to see. A look that throws counts as "not yet": what is looked at may
 * just have been killed.
 *
 * @param what what is waited for, for the error
 * @param look undefined, null or false: not yet
 * @throws Error naming `what` and the last failure, when the time runs out
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | null | false> | T | undefined | null | false,
  { timeoutMs = 60_000, everyMs = 60 }: UntilOptions = {},
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let failure: unknown;
  for (;;) {
    try {
      const seen = await look();
      if (seen !== undefined && seen !== null && seen !== false) return seen;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    if (Date.now() >= deadline) {
      const why = messageOf(failure);
      throw new Error(`${what}: not within ${timeoutMs / 1_000} s${why === '' ? '' : `: ${why}`}`, { cause: failure });
    }
    await sleep(everyMs);
  }
}

// Not by `instanceof`: in the test runner, errors of Node's sockets are of another realm's class.
function messageOf(failure: unknown): string {
  if (failure === null || typeof failure !== 'object' || !('message' in failure)) return '';
  return typeof failure.message === 'string' ? failure.message : '';
}
