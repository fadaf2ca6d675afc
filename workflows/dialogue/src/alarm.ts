import { sleep } from '@temporalio/workflow';
import type { PlannedWakeUp } from '@voronka/contracts/workflow';

/**
 * Rings at a moment. Timers are durable and survive restarts; one that was set is never cancelled, because asking once too
 * often does nothing, and a moment that moves further away (as the limit of silence does with every message) then costs no
 * new timer.
 */
export class Alarm {
  private readonly pending: number[] = [];

  /** @param ring is told when a moment has come */
  constructor(private readonly ring: () => void) {}

  /** Rings at this moment, or before. */
  setFor({ atMs, inMs }: PlannedWakeUp): void {
    if (this.pending.some((pendingMs) => pendingMs <= atMs)) return;
    this.pending.push(atMs);
    void this.wait(atMs, inMs);
  }

  private async wait(atMs: number, inMs: number): Promise<void> {
    await sleep(inMs);
    this.pending.splice(this.pending.indexOf(atMs), 1);
    this.ring();
  }
}
