import { VoronkaError } from '@voronka/contracts';
import type { ErrorCode } from '@voronka/contracts';
import { isFinal } from '../failure.ts';

/** How long a CRM step may take on average and still count as quick, in ms: a quarter of what a turn's steps may take together. */
const quickMs = 1_000;

/** The share of the latest step in the average: one that hung does not make the CRM slow. */
const weight = 0.1;

/** How many steps in a row must fail before the CRM is left alone: a connection that idled out is no outage. */
const failuresOfOutage = 3;

/** How long a CRM does not count as quick after it failed so often, in ms. */
const restMs = 10_000;

/** What the CRM refuses for good, or another attempt is at work on, is a matter of one dialogue. */
function saysNothing(code: ErrorCode): boolean {
  return isFinal(code) || code === 'Crm.Busy';
}

interface Pace {
  meanMs: number;
  failures: number;
  restUntilMs: number;
}

/**
 * How quick each CRM is for this worker, so that a decision can say whether its CRM steps are worth trying within the
 * workflow task. An integration that nothing is known of counts as quick: trying costs one bounded wait.
 */
export class CrmPace {
  private readonly paces = new Map<string, Pace>();

  /** @param now Unix time in ms */
  constructor(private readonly now: () => number) {}

  /** Whether this integration's steps are quick at present. */
  isQuick(integrationId: string): boolean {
    const pace = this.paces.get(integrationId);
    return pace === undefined || (pace.meanMs <= quickMs && pace.restUntilMs <= this.now());
  }

  /** Runs a step's work at the CRM and learns from how it went. */
  async measure<T>(integrationId: string, work: () => Promise<T>): Promise<T> {
    const startedAtMs = this.now();
    try {
      const done = await work();
      this.learn(integrationId, startedAtMs, false);
      return done;
    } catch (error) {
      this.learn(integrationId, startedAtMs, !(error instanceof VoronkaError && saysNothing(error.code)));
      throw error;
    }
  }

  private learn(integrationId: string, startedAtMs: number, failed: boolean): void {
    const nowMs = this.now();
    const tookMs = nowMs - startedAtMs;
    const { meanMs, ...before } = this.paces.get(integrationId) ?? { meanMs: tookMs, failures: 0, restUntilMs: 0 };
    const failures = failed ? before.failures + 1 : 0;
    this.paces.set(integrationId, {
      meanMs: meanMs + weight * (tookMs - meanMs),
      failures,
      restUntilMs: failures >= failuresOfOutage ? nowMs + restMs : before.restUntilMs,
    });
  }
}
