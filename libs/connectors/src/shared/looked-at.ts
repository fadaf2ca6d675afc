import type { CheckItem, CheckSubject } from '@voronka/contracts';
import { notAnswered, VoronkaError } from '@voronka/contracts';

/** Whether a failure says that a right is missing, and not that the credentials are wrong. */
export function isRightMissing(error: unknown): boolean {
  return error instanceof VoronkaError && error.code === 'Crm.Unauthorized';
}

/**
 * Looks at one thing of a connection. A failure of the CRM is told and does not end the check.
 *
 * @param refused what it means that the CRM does not allow the question. @default that it did not answer
 */
export async function lookedAt(
  what: CheckSubject,
  look: () => Promise<CheckItem>,
  refused?: () => CheckItem,
): Promise<CheckItem> {
  try {
    return await look();
  } catch (error) {
    if (!(error instanceof VoronkaError)) throw error;
    return refused && isRightMissing(error) ? refused() : notAnswered(what, error.code);
  }
}
