import { setTimeout as sleep } from 'node:timers/promises';
import type { CrmUnderTest } from './crm-under-test.ts';

const pauseMs = 2_000;

/** Repeats a claim about what a search finds until it holds, as long as the vendor's index may lag; else checks it once. */
export async function inTime({ searchPatienceMs = 0 }: CrmUnderTest, claim: () => Promise<unknown>): Promise<void> {
  const giveUpAt = Date.now() + searchPatienceMs;
  for (;;) {
    try {
      await claim();
      return;
    } catch (error) {
      if (Date.now() >= giveUpAt) throw error;
      await sleep(pauseMs);
    }
  }
}
