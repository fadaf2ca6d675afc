import type { CrmCallContext } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import type { Row } from '../shared/rows.ts';
import { rowOf, rowsOf, textOf } from '../shared/rows.ts';
import { placeOf } from './lead-mapping.ts';
import type { AmocrmRestClient } from './rest-client.ts';

/** A request that waits in «Неразобранное» until somebody accepts it. */
export interface UnsortedRequest {
  uid: string;
  leadId: string;
}

/** Reads one; null for a row that names no lead. */
export function unsortedOf(row: Row): UnsortedRequest | null {
  const [lead] = rowsOf(rowOf(row._embedded)?.leads);
  const [uid, leadId] = [textOf(row.uid), textOf(lead?.id)];
  return uid === null || leadId === null ? null : { uid, leadId };
}

/** Whether a failure says that the vendor did not like a change, and not that something was in the way. */
export function isRefusal(error: unknown): boolean {
  return error instanceof VoronkaError && error.code === 'Crm.Rejected' && error.details.reason !== 'notFound';
}

/** Accepts a request into a stage: from then on its contacts are seen, and the lead can be worked on. */
export async function acceptRequest(
  rest: AmocrmRestClient,
  uid: string,
  statusId: string,
  context: CrmCallContext,
): Promise<void> {
  const { status_id } = placeOf(statusId);
  await rest.write('POST', `leads/unsorted/${encodeURIComponent(uid)}/accept`, { status_id }, context);
}

/**
 * Accepts a lead into a stage if it waits in «Неразобранное».
 *
 * @returns whether it did
 */
export async function acceptIfUnsorted(
  rest: AmocrmRestClient,
  leadId: string,
  statusId: string,
  context: CrmCallContext,
): Promise<boolean> {
  const waiting = await rest.readAll('leads/unsorted', 'unsorted', [], context);
  const found = waiting.map(unsortedOf).find((one) => one?.leadId === leadId);
  if (!found) return false;
  await acceptRequest(rest, found.uid, statusId, context);
  return true;
}
