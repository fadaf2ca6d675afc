import { Context } from '@temporalio/activity';

// Well under the heartbeat timeout of the workflow's CRM steps (5 s).
const beatEveryMs = 1_000;

/** Tells Temporal that this attempt lives, for as long as the work runs: a killed worker is then noticed in seconds. */
export async function withHeartbeat<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), beatEveryMs);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
