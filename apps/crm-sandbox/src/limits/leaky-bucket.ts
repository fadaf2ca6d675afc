/** A bucket's measures. */
export interface BucketLimits {
  /** Requests that fit before the next is refused. */
  readonly capacity: number;
  /** Requests that leak out per second. */
  readonly drainPerSecond: number;
}

/**
 * Request limiter of the vendor's cloud, one bucket per key (the client's address). A refused request adds nothing.
 *
 * @source B24 docs: limits (50 and 2/s; Enterprise 250 and 5/s)
 */
export class LeakyBucket {
  readonly #levels = new Map<string, { level: number; atMs: number }>();

  /** @returns whether the request fits */
  take(key: string, nowMs: number, limits: BucketLimits): boolean {
    const known = this.#levels.get(key) ?? { level: 0, atMs: nowMs };
    const leaked = (Math.max(0, nowMs - known.atMs) / 1000) * limits.drainPerSecond;
    const level = Math.max(0, known.level - leaked);
    const fits = level + 1 <= limits.capacity;
    this.#levels.set(key, { level: fits ? level + 1 : level, atMs: nowMs });
    return fits;
  }

  clear(): void {
    this.#levels.clear();
  }
}
