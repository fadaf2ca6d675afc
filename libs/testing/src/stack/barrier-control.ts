import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BarrierName } from '@voronka/contracts';
import { until } from './until.ts';

/** Arms barriers of running processes by files; `@voronka/platform` describes the other side. */
export class BarrierControl {
  /** @param folder VORONKA_BARRIER_DIR of the processes */
  constructor(private readonly folder: string) {
    mkdirSync(folder, { recursive: true });
  }

  /** The next process that gets there dies as by `kill -9`, or waits for {@link letGo}. */
  arm(name: BarrierName, action: 'die' | 'pause'): void {
    this.forget(name);
    writeFileSync(join(this.folder, name), action);
  }

  /** Forgets who got there before: what is armed only later does not look as if it had been hit. */
  forget(name: BarrierName): void {
    for (const file of readdirSync(this.folder)) {
      if (file.startsWith(`${name}.`)) rmSync(join(this.folder, file));
    }
  }

  /** Pid of the process that got there first, or null while none did. */
  hitBy(name: BarrierName): number | null {
    const prefix = `${name}.hit.`;
    const hit = readdirSync(this.folder).find((file) => file.startsWith(prefix));
    return hit === undefined ? null : Number(hit.slice(prefix.length));
  }

  /** Waits until a process got there. @returns its pid */
  async untilHit(name: BarrierName, timeoutMs = 30_000): Promise<number> {
    return until(`a process at the barrier ${name}`, () => this.hitBy(name), { timeoutMs, everyMs: 20 });
  }

  /** Waits until a process pauses there. @returns its pid */
  async untilPaused(name: BarrierName, timeoutMs = 30_000): Promise<number> {
    const pid = await this.untilHit(name, timeoutMs);
    await until(`a process pausing at ${name}`, () => existsSync(join(this.folder, `${name}.paused`)), { timeoutMs });
    return pid;
  }

  /** Lets the paused process go on. */
  letGo(name: BarrierName): void {
    writeFileSync(join(this.folder, `${name}.go`), '');
  }

  /** Takes the order back where no process got there yet; one that pauses goes on. */
  disarm(name: BarrierName): void {
    rmSync(join(this.folder, name), { force: true });
    this.letGo(name);
  }
}
