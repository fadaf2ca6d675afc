import type { CrmCallContext } from '@voronka/contracts';
import type { Row } from '../shared/rows.ts';
import { rowOf, rowsOf } from '../shared/rows.ts';
import type { EntityName } from './field-directory.ts';
import { externalKeyOf } from './field-values.ts';
import type { AmocrmRestClient, Query } from './rest-client.ts';

/** How many of the newest cards are looked through when the search does not know the key. */
const newestLooked = 250;

/**
 * The card with this key. The search index lags behind what was just written, the list by number does not; the search
 * may also split a key into words, so every row is compared.
 */
export async function findByExternalKey(
  rest: AmocrmRestClient,
  entity: EntityName,
  externalKey: string,
  extras: Query,
  context: CrmCallContext,
): Promise<Row | null> {
  const queries: Query[] = [
    [['query', externalKey]],
    [
      ['order[id]', 'desc'],
      ['limit', newestLooked],
    ],
  ];
  for (const query of queries) {
    const answer = await rest.read(entity, [...query, ...extras], context);
    const rows = rowsOf(rowOf(answer?._embedded)?.[entity]);
    const found = rows.filter((row) => externalKeyOf(row) === externalKey);
    // The oldest, should there ever be two.
    const [oldest] = found.sort((a, b) => Number(a.id) - Number(b.id));
    if (oldest) return oldest;
  }
  return null;
}
