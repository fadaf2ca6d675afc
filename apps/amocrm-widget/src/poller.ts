/** How often the card looks, in ms. */
export const pollMs = {
  /** After something has changed. */
  soonest: 3_000,
  /** While nothing changes. */
  latest: 20_000,
  /** While the product does not answer. */
  failing: 120_000,
} as const;

/** Time of the page; a test brings its own. */
export interface Timers {
  set(run: () => void, ms: number): number;
  clear(id: number): void;
}

/**
 * Looks again and again: soon after a change, ever later while nothing changes or nobody answers, and not at all while
 * the page is hidden. Never twice at once.
 */
export class Poller {
  private timer: number | null = null;
  private waitMs: number = pollMs.soonest;
  private running = false;
  private again = false;
  private stopped = false;

  /**
   * @param look whether something has changed; rejects when nobody answered
   * @param hidden whether the page is hidden
   */
  constructor(
    private readonly look: () => Promise<boolean>,
    private readonly hidden: () => boolean,
    private readonly timers: Timers,
  ) {}

  /** Looks at once. */
  now(): void {
    if (this.stopped) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.clear();
    this.running = true;
    this.look().then(
      (changed) => this.rest(changed ? pollMs.soonest : Math.min(this.waitMs * 1.5, pollMs.latest)),
      () => this.rest(Math.min(this.waitMs * 2, pollMs.failing)),
    );
  }

  /** Ends it for good. */
  stop(): void {
    this.stopped = true;
    this.clear();
  }

  private rest(waitMs: number): void {
    this.running = false;
    this.waitMs = waitMs;
    if (this.stopped) return;
    if (this.again) {
      this.again = false;
      this.now();
      return;
    }
    this.timer = this.timers.set(() => (this.hidden() ? this.rest(this.waitMs) : this.now()), waitMs);
  }

  private clear(): void {
    if (this.timer !== null) this.timers.clear(this.timer);
    this.timer = null;
  }
}
