import { setTimeout as sleep } from 'node:timers/promises';
import type { Stack } from '@voronka/testing';

/** What the vendor counted. */
export interface VendorCalls {
  readonly served: number;
  /** Turned away for their number. */
  readonly refused: number;
}

interface Entry {
  seq: number;
  via?: string;
  status: number;
}

const everyMs = 2_000;
const tooMany = [429, 503];

/**
 * Counts the requests that a vendor gets from now on; a batch is one. Its journal forgets the oldest, so it is read all the time.
 *
 * @param prefix of the vendor's addresses in the sandbox's control interface
 */
export async function countVendorCalls(stack: Stack, prefix: string): Promise<{ stop(): Promise<VendorCalls> }> {
  let seq = 0;
  const counted = { served: 0, refused: 0 };
  const read = async (): Promise<Entry[]> => {
    const { calls } = await stack.crm.control('GET', `${prefix}calls?after=${seq}`);
    const entries = calls as Entry[];
    seq = entries.at(-1)?.seq ?? seq;
    return entries;
  };
  const count = async (): Promise<void> => {
    for (const { via, status } of await read()) {
      if (via === 'batch' || via === 'oauth') continue;
      if (tooMany.includes(status)) counted.refused += 1;
      else counted.served += 1;
    }
  };
  await read();
  let stopped = false;
  const loop = (async () => {
    while (!stopped) {
      await count();
      await sleep(everyMs);
    }
  })();
  return {
    async stop() {
      stopped = true;
      await loop;
      await count();
      return counted;
    },
  };
}
