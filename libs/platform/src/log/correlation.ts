import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const storage = new AsyncLocalStorage<string>();

/** Runs a function under a correlation id, which everything awaited inside sees too. */
export function withCorrelation<T>(id: string, run: () => T): T {
  return storage.run(id, run);
}

/** The correlation id of the work at hand, or null outside of any. */
export function correlationId(): string | null {
  return storage.getStore() ?? null;
}

/** A fresh correlation id. */
export function newCorrelationId(): string {
  return randomUUID();
}
