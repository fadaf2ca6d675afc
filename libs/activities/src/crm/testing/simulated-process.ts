import type { Barrier } from '@voronka/contracts';
import type { VirtualTime } from './virtual-time.ts';

/** What happens to a process at its n-th barrier, counted from 0. */
export type ProcessFate = { kind: 'lives' } | { kind: 'dies' | 'sleeps'; atBarrier: number };

/** The process is gone: nothing it still wants to do reaches anything. */
export class ProcessDied extends Error {
  override readonly name = 'ProcessDied';
}

/** How long a process sleeps that is suspended: longer than every lease. */
export const suspensionMs = 120_000;

/**
 * A worker process that may be killed or suspended at a barrier. Death is death: also the `catch` and `finally` blocks of
 * the code under test reach no store any more.
 */
export class SimulatedProcess {
  #alive = true;
  #passed = 0;

  constructor(
    private readonly time: VirtualTime,
    private readonly fate: ProcessFate,
  ) {}

  readonly barrier: Barrier = async () => {
    const here = this.#passed++;
    if (this.fate.kind === 'lives' || this.fate.atBarrier !== here) return;
    if (this.fate.kind === 'sleeps') return this.time.sleep(suspensionMs);
    this.#alive = false;
    throw new ProcessDied();
  };

  /** The same object, unreachable once the process is dead. */
  reach<T extends object>(target: T): T {
    return new Proxy(target, {
      get: (object, name) => {
        const value: unknown = Reflect.get(object, name, object);
        if (typeof value !== 'function') return value;
        return (...args: unknown[]): unknown => {
          if (!this.#alive) return Promise.reject(new ProcessDied());
          return Reflect.apply(value, object, args);
        };
      },
    });
  }
}
