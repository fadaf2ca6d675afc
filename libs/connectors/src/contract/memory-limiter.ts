import type { LimiterStore } from '@voronka/contracts';

/** {@link LimiterStore} in memory: never full, but a blocked key stays blocked until its time or a reset. */
export class MemoryLimiter implements LimiterStore {
  readonly #blockedUntil = new Map<string, number>();

  take(key: string): Promise<number> {
    return Promise.resolve(Math.max(0, (this.#blockedUntil.get(key) ?? 0) - Date.now()));
  }

  block(key: string, forMs: number): Promise<void> {
    this.#blockedUntil.set(key, Date.now() + forMs);
    return Promise.resolve();
  }

  reset(): void {
    this.#blockedUntil.clear();
  }
}
