/** Time that passes only when nobody has anything left to do: hours of retries run in milliseconds, in a fixed order. */
export class VirtualTime {
  #now = Date.UTC(2026, 0, 1);
  #sleepers: { at: number; wake: () => void }[] = [];

  readonly now = (): number => this.#now;

  readonly sleep = (ms: number): Promise<void> =>
    new Promise((wake) => {
      this.#sleepers.push({ at: this.#now + ms, wake });
    });

  /** Runs until the work is done. @throws Error when everything waits and nobody sleeps */
  async runUntilDone<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const settled = work.finally(() => {
      done = true;
    });
    // The outcome is awaited below; here it must not count as unhandled in between.
    settled.catch(() => undefined);
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      if (done) return settled;
      this.#sleepers.sort((a, b) => a.at - b.at);
      const next = this.#sleepers.shift();
      if (!next) throw new Error('Everything waits for something that nobody will do');
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
  }
}
