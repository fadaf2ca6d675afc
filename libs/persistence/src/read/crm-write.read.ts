import type { EntityManager } from '@mikro-orm/postgresql';
import { firstRow } from '../stores/sql.ts';
import { isoOrNull } from './values.ts';

/** When a card or contact was last made in a CRM for certain, ISO 8601 UTC; null: never. */
export async function lastCrmWrite(em: EntityManager, integrationId: string): Promise<string | null> {
  const row = await firstRow<{ at: string | null }>(
    em,
    `select max(updated_at) as at from crm_intents where integration_id = ? and status = 'confirmed'`,
    [integrationId],
  );
  return isoOrNull(row?.at ?? null);
}
