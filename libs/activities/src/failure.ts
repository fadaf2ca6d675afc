import { ApplicationFailure } from '@temporalio/common';
import { VoronkaError } from '@voronka/contracts';
import type { ErrorCode } from '@voronka/contracts';

/**
 * Codes after which trying again cannot help until a person changes something: a final failure parks the dialogue with an
 * incident. All others are outages and are retried for as long as the step's schedule allows.
 */
const finalCodes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'Crm.Rejected',
  'Crm.Unauthorized',
  'Crm.NotConfigured',
  'Crm.StageUnmapped',
  'Crm.StageGone',
  'Crm.FieldMissing',
  'Crm.AddressForbidden',
  'Crm.NotSupported',
  'Crm.Blocked',
  'Crm.ResponsibleGone',
  'Crm.BackAndForth',
  'Assistant.NotConfigured',
  'Assistant.Rejected',
  'Assistant.UnreadableAnswer',
  'Webhook.NotConfigured',
  'Webhook.Rejected',
  'Webhook.AddressForbidden',
  'Dialogue.Unknown',
  'Flow.NodeMissing',
]);

/** Whether a failure of this code ends the step. */
export function isFinal(code: ErrorCode): boolean {
  return finalCodes.has(code);
}

/**
 * The one place that decides what Temporal retries. The message is the code alone: texts of vendors can repeat what a
 * client wrote.
 *
 * @returns type = code; `details.retryAfterMs` becomes the delay of the next attempt
 */
export function toApplicationFailure(error: unknown): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  if (!(error instanceof VoronkaError)) {
    return ApplicationFailure.create({ type: 'Step.Failed', message: 'Step.Failed', nonRetryable: false });
  }
  const retryAfterMs = error.details.retryAfterMs;
  return ApplicationFailure.create({
    type: error.code,
    message: error.code,
    nonRetryable: isFinal(error.code),
    ...(typeof retryAfterMs === 'number' ? { nextRetryDelay: retryAfterMs } : {}),
  });
}
