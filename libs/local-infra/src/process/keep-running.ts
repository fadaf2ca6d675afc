import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, type ProcessIdentity } from './process-identity.ts';

/** What {@link keepRunning} needs to know about a server. */
export interface KeepRunningOptions {
  readonly identity: ProcessIdentity;
  /** Starts it again at the same address; throws when that did not work. */
  readonly restart: () => Promise<ProcessIdentity>;
  /** Told once per death, before the restart, and once per failed restart. */
  readonly onDeath: (error?: unknown) => void;
}

/** A watched server. */
export interface KeptRunning {
  current(): ProcessIdentity;
  /** Ends the watching, waits for a restart that is under way, and leaves the server as it is. */
  release(): Promise<ProcessIdentity>;
}

const lookEveryMs = 250;
const longestPauseMs = 10_000;

/**
 * Watches a server that may not be our child (an adopted one is not) and starts it again when it has died, with
 * pauses that double from 0.25 s to 10 s while restarts fail. Does not keep this process alive by itself.
 */
export function keepRunning({ identity, restart, onDeath }: KeepRunningOptions): KeptRunning {
  let current = identity;
  const stopped = new AbortController();
  const pause = (ms: number) => sleep(ms, undefined, { signal: stopped.signal, ref: false }).catch(() => undefined);

  async function watch(): Promise<void> {
    let pauseMs = lookEveryMs;
    while (!stopped.signal.aborted) {
      await pause(pauseMs);
      if (stopped.signal.aborted || isAlive(current)) continue;
      onDeath();
      try {
        current = await restart();
        pauseMs = lookEveryMs;
      } catch (error) {
        onDeath(error);
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
      }
    }
  }

  const watching = watch();
  return {
    current: () => current,
    release: async () => {
      stopped.abort();
      await watching;
      return current;
    },
  };
}
