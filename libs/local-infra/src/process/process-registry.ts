import { join } from 'node:path';
import { readJson, writeJsonAtomic } from '../files.ts';
import { identifyProcess, isAlive, type ProcessIdentity } from './process-identity.ts';
import { stopProcess } from './stop-process.ts';

/** One child of a run, as `children.json` keeps it. */
export interface RegisteredProcess extends ProcessIdentity {
  readonly name: string;
  /** What ends it cleanly; PostgreSQL for one wants SIGINT, its SIGTERM waits for all clients. */
  readonly stopSignal: NodeJS.Signals;
}

/**
 * The children of one home, kept in `<home>/children.json`, so that a start after `kill -9` of the launcher knows
 * them by pid and start time and never by name.
 */
export class ProcessRegistry {
  readonly #path: string;

  constructor(home: string) {
    this.#path = join(home, 'children.json');
  }

  /** Records a just started child. A child that is gone already is not recorded. */
  add(name: string, pid: number, stopSignal: NodeJS.Signals = 'SIGTERM'): void {
    const identity = identifyProcess(pid);
    const all = this.list();
    if (!identity || all.some((entry) => entry.pid === pid && entry.startTime === identity.startTime)) return;
    this.#write([...all.filter((entry) => entry.pid !== pid), { name, ...identity, stopSignal }]);
  }

  /** Forgets a child that has ended. */
  remove(pid: number): void {
    const all = this.list();
    const left = all.filter((entry) => entry.pid !== pid);
    if (left.length < all.length) this.#write(left);
  }

  /** All recorded children, alive or not, in the order they were started. */
  list(): RegisteredProcess[] {
    const stored = readJson(this.#path);
    return Array.isArray(stored) ? stored.filter(isRegisteredProcess) : [];
  }

  /**
   * Ends the children an earlier run left alive, the youngest first, and forgets them. Call it only under the home
   * lock, or it ends the children of a run that is going on.
   *
   * @param keep names to leave alone and to keep on record
   * @returns those that were still alive
   */
  async killLeftovers(keep: readonly string[] = []): Promise<RegisteredProcess[]> {
    const entries = this.list();
    const leftovers = entries.filter((entry) => !keep.includes(entry.name) && isAlive(entry)).reverse();
    for (const entry of leftovers) await stopProcess(entry, { signal: entry.stopSignal });
    this.#write(entries.filter((entry) => keep.includes(entry.name) && isAlive(entry)));
    return leftovers;
  }

  #write(entries: readonly RegisteredProcess[]): void {
    writeJsonAtomic(this.#path, entries);
  }
}

function isRegisteredProcess(value: unknown): value is RegisteredProcess {
  if (value === null || typeof value !== 'object') return false;
  const { name, pid, startTime, stopSignal } = value as Partial<Record<keyof RegisteredProcess, unknown>>;
  return (
    typeof name === 'string' &&
    typeof pid === 'number' &&
    typeof startTime === 'string' &&
    (stopSignal === 'SIGTERM' || stopSignal === 'SIGINT')
  );
}
