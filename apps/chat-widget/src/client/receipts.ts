import type { Timers } from './timers.ts';

/** Messages read within this time share one receipt, in ms. */
const gatherMs = 400;

/** Tells the server how far the visitor has read: few requests, never backwards, again after a failure. */
export class Receipts {
  #confirmed = 0;
  #cancel: (() => void) | null = null;

  /**
   * @param send one attempt for a position; rejects when it failed
   * @param readUpTo the position to report, read when the request leaves
   */
  constructor(
    private readonly timers: Timers,
    private readonly readUpTo: () => number,
    private readonly send: (readUpTo: number) => Promise<void>,
  ) {}

  /** Something was read, or the line is back: sends soon, when there is anything new to say. */
  schedule(): void {
    if (this.readUpTo() <= this.#confirmed) return;
    this.#cancel ??= this.timers.after(gatherMs, () => {
      this.#cancel = null;
      void this.#flush();
    });
  }

  /** Another visitor now: nothing is confirmed. */
  reset(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#confirmed = 0;
  }

  async #flush(): Promise<void> {
    const readUpTo = this.readUpTo();
    if (readUpTo <= this.#confirmed) return;
    try {
      await this.send(readUpTo);
      this.#confirmed = Math.max(this.#confirmed, readUpTo);
    } catch {
      // said again by the next reading or reconnection
    }
  }
}
