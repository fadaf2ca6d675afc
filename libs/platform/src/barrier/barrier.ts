import { existsSync } from 'node:fs';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Barrier, BarrierName } from '@voronka/contracts';

const pollMs = 20;

/** What an armed barrier does. */
const actions: Record<string, (file: string) => Promise<void>> = {
  /** Dies as by `kill -9`: no exit handler runs. The wait is for the signal to arrive. */
  async die() {
    process.kill(process.pid, 'SIGKILL');
    await sleep(60_000);
  },
  /** Tells `{name}.paused` and waits for `{name}.go`. */
  async pause(file) {
    await writeFile(`${file}.paused`, String(process.pid));
    while (!existsSync(`${file}.go`)) await sleep(pollMs);
  },
};

function armedBarrier(folder: string): Barrier {
  return async function passBarrier(name: BarrierName): Promise<void> {
    const file = join(folder, name);
    const claimed = `${file}.hit.${process.pid}`;
    try {
      // Renaming is atomic: of several processes at the same place one acts, once.
      await rename(file, claimed);
    } catch {
      return;
    }
    const word = (await readFile(claimed, 'utf8')).trim();
    const action = actions[word];
    if (!action)
      throw new Error(`Barrier ${name}: unknown action "${word}", expected ${Object.keys(actions).join(' or ')}`);
    await action(file);
  };
}

/**
 * The barrier of this process. Without `VORONKA_BARRIER_DIR` it does nothing; production never sets it. A kill test puts
 * a file named like the barrier into that folder, with `die` or `pause` in it, before the process gets there.
 */
export function createBarrier(env: Readonly<Record<string, string | undefined>>): Barrier {
  const folder = env.VORONKA_BARRIER_DIR;
  return folder ? armedBarrier(folder) : () => Promise.resolve();
}
