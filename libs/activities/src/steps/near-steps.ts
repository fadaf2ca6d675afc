import { ApplicationFailure } from '@temporalio/common';
import type { CommandRef, StepCall, StepOutcome } from '@voronka/contracts';

/**
 * CRM steps that are tried as local activities. A try never throws and never lasts: a failure for good is an answer, and
 * whatever else does not succeed at once is answered with `later`; the ordinary activity that follows joins the attempt that
 * is still running, or starts its own.
 */
export class NearSteps {
  private readonly running = new Map<string, Promise<StepOutcome>>();

  /** @param now Unix time in ms */
  constructor(private readonly now: () => number) {}

  /** Runs the step, if it ends before the moment that the call names. */
  async try({ nearUntilMs = 0, ...ref }: StepCall, step: () => Promise<StepOutcome>): Promise<StepOutcome> {
    const leftMs = nearUntilMs - this.now();
    if (leftMs <= 0) return { outcome: 'later' };
    const attempt = this.start(ref, step);
    let timer: NodeJS.Timeout | undefined;
    const timeIsUp = new Promise<StepOutcome>((resolve) => {
      timer = setTimeout(() => resolve({ outcome: 'later' }), leftMs);
    });
    try {
      return await Promise.race([attempt, timeIsUp]);
    } catch (error) {
      if (error instanceof ApplicationFailure && error.nonRetryable) {
        return { outcome: 'failed', code: error.type ?? 'Step.Failed' };
      }
      return { outcome: 'later' };
    } finally {
      clearTimeout(timer);
    }
  }

  /** Waits for the attempt that a try has left running; without one, runs the step. */
  join(ref: CommandRef, step: () => Promise<StepOutcome>): Promise<StepOutcome> {
    return this.running.get(keyOf(ref)) ?? step();
  }

  private start(ref: CommandRef, step: () => Promise<StepOutcome>): Promise<StepOutcome> {
    const key = keyOf(ref);
    const present = this.running.get(key);
    if (present) return present;
    const attempt = step().finally(() => this.running.delete(key));
    this.running.set(key, attempt);
    // Nobody may be left to hear that it failed.
    attempt.catch(() => undefined);
    return attempt;
  }
}

function keyOf({ dialogueId, turn, index }: CommandRef): string {
  return `${dialogueId} ${turn}.${index}`;
}
