import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from '@voronka/testing';
import type { Stack } from '@voronka/testing';

/** Memory of a process, in bytes. */
export interface Memory {
  /** Objects and buffers of all threads, after their garbage was collected. */
  readonly heldBytes: number;
  /** What the operating system has given to the process. */
  readonly residentBytes: number;
}

/** Environment that lets {@link workerMemory} look into the programs of a stack. @param folder for the answers */
export function memoryProbe(folder: string): Record<string, string> {
  return {
    NODE_OPTIONS: `--import=${join(import.meta.dirname, 'probe.ts')}`,
    BENCH_MEMORY: folder,
  };
}

/** What the stack's worker holds now. @param folder as {@link memoryProbe} was told */
export async function workerMemory(stack: Stack, folder: string): Promise<Memory> {
  const pid = stack.pid('worker');
  if (pid === null) throw new Error('the worker does not run');
  const file = join(folder, `${pid}.json`);
  rmSync(file, { force: true });
  writeFileSync(join(folder, `${pid}.ask`), '');
  return until('the worker tells its memory', () => {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Memory) : null;
  });
}
