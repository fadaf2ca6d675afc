const bucketMs = 60_000;
const buckets = 10;

/** Operating time of one method for one client. */
export interface OperatingTime {
  /** Sum over the last ten minutes. */
  readonly seconds: number;
  /** When its oldest minute falls out of the sum. */
  readonly resetAtMs: number;
}

/**
 * Seconds each method has worked, summed over ten one-minute buckets per key (client and method).
 *
 * @source B24 docs: limits
 */
export class OperatingCounter {
  readonly #minutes = new Map<string, Map<number, number>>();

  add(key: string, seconds: number, nowMs: number): void {
    const minutes = this.#current(key, nowMs);
    const minute = Math.floor(nowMs / bucketMs);
    minutes.set(minute, (minutes.get(minute) ?? 0) + seconds);
    this.#minutes.set(key, minutes);
  }

  read(key: string, nowMs: number): OperatingTime {
    const minutes = this.#current(key, nowMs);
    const oldest = Math.min(...minutes.keys(), Math.floor(nowMs / bucketMs));
    return {
      seconds: [...minutes.values()].reduce((sum, value) => sum + value, 0),
      resetAtMs: (oldest + buckets) * bucketMs,
    };
  }

  clear(): void {
    this.#minutes.clear();
  }

  #current(key: string, nowMs: number): Map<number, number> {
    const first = Math.floor(nowMs / bucketMs) - buckets + 1;
    return new Map([...(this.#minutes.get(key) ?? [])].filter(([minute]) => minute >= first));
  }
}
