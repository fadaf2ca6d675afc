import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, type ProcessIdentity } from './process-identity.ts';

/** How a process is asked to end before it is killed. */
export interface StopOptions {
  /**
   * First signal.
   * @default SIGTERM
   */
  readonly signal?: NodeJS.Signals;
  /**
   * Time the process gets to end by itself, in ms, before SIGKILL.
   * @default 5000
   */
  readonly graceMs?: number;
}

/**
 * Ends exactly this process: asks, waits, then kills. Does nothing when it is already gone, also when its pid now
 * belongs to another process.
 */
export async function stopProcess(identity: ProcessIdentity, options: StopOptions = {}): Promise<void> {
  const { signal = 'SIGTERM', graceMs = 5_000 } = options;
  if (!send(identity, signal)) return;
  if (await waitForExit(identity, graceMs)) return;
  send(identity, 'SIGKILL');
  await waitForExit(identity, 5_000);
}

/**
 * Waits until a process is gone.
 *
 * @returns false when it still runs after `timeoutMs`
 */
export async function waitForExit(identity: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (isAlive(identity)) {
    if (Date.now() >= deadline) return false;
    await sleep(25);
  }
  return true;
}

function send(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isAlive(identity)) return false;
  try {
    process.kill(identity.pid, signal);
    return true;
  } catch {
    return false;
  }
}
