import { startStack } from '@voronka/testing';
import type { Stack, StackOptions } from '@voronka/testing';

/**
 * As in production. The barriers of the kill tests look for a file at every write; and their short leases, which make a killed
 * worker's steps free again soon, run out under load.
 */
const asInProduction = { VORONKA_BARRIER_DIR: '', CRM_TIMEOUT_MS: '10000', CRM_LEASE_MS: '15000' };

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Lets something work with the whole product in real processes, and leaves none of them behind, also when it is broken off. */
export async function withStack<T>(options: StackOptions, work: (stack: Stack) => Promise<T>): Promise<T> {
  let brokenOff = false;
  let stack: Stack | null = null;
  const breakOff = (): void => {
    if (brokenOff) return;
    brokenOff = true;
    // What is still at work loses its servers now, each part in its own way.
    process.on('uncaughtException', () => undefined);
    process.on('unhandledRejection', () => undefined);
    // A stack that is still starting is ended as soon as it is there.
    void stack?.destroy().finally(() => process.exit(130));
  };
  for (const signal of signals) process.on(signal, breakOff);
  try {
    stack = await startStack({ ...options, env: { ...asInProduction, ...options.env } });
    if (brokenOff) throw new Error('broken off');
    return await work(stack);
  } finally {
    await stack?.destroy();
    for (const signal of signals) process.removeListener(signal, breakOff);
  }
}
