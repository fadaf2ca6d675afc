import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';

/**
 * The code of a step that failed for good: the failure's type, or `Step.Failed` when its time ran out. The failure of a
 * local activity arrives without an `ActivityFailure` around it.
 */
export function failureCode(error: unknown): string {
  const cause = error instanceof ActivityFailure ? error.cause : error;
  return (cause instanceof ApplicationFailure ? cause.type : null) ?? 'Step.Failed';
}
