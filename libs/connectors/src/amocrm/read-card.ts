import type { CrmCallContext } from '@voronka/contracts';
import type { Row } from '../shared/rows.ts';
import { textOf } from '../shared/rows.ts';
import { isNotFound } from './failures.ts';
import type { EntityName } from './field-directory.ts';
import type { AmocrmRestClient, Query } from './rest-client.ts';

/** @returns null when it is not there, or in the bin */
export async function readCard(
  rest: AmocrmRestClient,
  entity: EntityName | 'users',
  id: string,
  query: Query,
  context: CrmCallContext,
): Promise<Row | null> {
  try {
    const row = await rest.read(`${entity}/${encodeURIComponent(id)}`, query, context);
    return row !== null && textOf(row.id) === id && row.is_deleted !== true ? row : null;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}
