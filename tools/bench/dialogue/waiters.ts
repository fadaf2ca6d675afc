/** Somebody who waits for something to happen in one dialogue. */
interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
  readonly timer: NodeJS.Timeout;
}

/** Promises for what happens next, by dialogue. */
export class Waiters {
  readonly #waiting = new Map<string, Waiter>();
  readonly #what: string;
  readonly #timeoutMs: number;

  /** @param what for the error when it does not happen in time */
  constructor(what: string, timeoutMs = 120_000) {
    this.#what = what;
    this.#timeoutMs = timeoutMs;
  }

  /** Resolves when it happens the next time in this dialogue, for which one waits at a time. */
  next(id: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const tooLate = () => this.#end(id)?.reject(new Error(`${this.#what}: not within ${this.#timeoutMs / 1_000} s`));
    this.#waiting.set(id, { resolve, reject, timer: setTimeout(tooLate, this.#timeoutMs) });
    return promise;
  }

  /** It happened. */
  tell(id: string): void {
    this.#end(id)?.resolve();
  }

  /** It can no longer be seen whether it happens. */
  fail(error: unknown): void {
    for (const id of [...this.#waiting.keys()]) this.#end(id)?.reject(error);
  }

  #end(id: string): Waiter | undefined {
    const waiter = this.#waiting.get(id);
    this.#waiting.delete(id);
    clearTimeout(waiter?.timer);
    return waiter;
  }
}
