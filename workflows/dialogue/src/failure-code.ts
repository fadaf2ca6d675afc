import { ActivityFailure, ApplicationFailure } from '@temporalio/workflow';

/** The code of a step that failed for good: the failure's type, or `Step.Failed` when its time ran out. */
export function failureCode(error: unknown): string {
  if (error instanceof ActivityFailure && error.cause instanceof ApplicationFailure) {
    return error.cause.type ?? 'Step.Failed';
  }
  return 'Step.Failed';
}
