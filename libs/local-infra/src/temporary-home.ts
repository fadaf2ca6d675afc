import { mkdtempSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockHome, runningIn } from './home-lock.ts';
import { ProcessRegistry } from './process/process-registry.ts';

/** A home of one run only; see {@link createTemporaryHome}. */
export interface TemporaryHome {
  readonly path: string;
  announce(address: string): void;
  /** Ends what is still recorded as running in it and deletes it. */
  remove(): Promise<void>;
}

// A home this young may belong to a process that has made it and not yet locked it.
const graceMs = 60_000;

/**
 * Makes and locks a home below the system's temporary folder, and first removes those that killed runs left.
 *
 * @param kind what for; part of the folder's name, such as `demo` or `test`
 */
export async function createTemporaryHome(kind: string): Promise<TemporaryHome> {
  const prefix = `voronka-${kind}-`;
  await sweepTemporaryHomes(prefix);
  const path = mkdtempSync(join(realpathSync(tmpdir()), prefix));
  const lock = lockHome(path);
  return {
    path,
    announce: (address) => lock.announce(address),
    remove: async () => {
      await new ProcessRegistry(path).killLeftovers();
      lock.release();
      rmSync(path, { recursive: true, force: true });
    },
  };
}

async function sweepTemporaryHomes(prefix: string): Promise<void> {
  const parent = realpathSync(tmpdir());
  for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
    const path = join(parent, name);
    try {
      if (Date.now() - statSync(path).mtimeMs < graceMs || runningIn(path)) continue;
      await new ProcessRegistry(path).killLeftovers();
      rmSync(path, { recursive: true, force: true });
    } catch {
      // Somebody else's folder, or another start is removing it too: not ours to worry about.
    }
  }
}
