import type { EntityManager } from '@mikro-orm/postgresql';
import type { IntegrationSettings } from '../entities/setup.entities.ts';
import { demoIds } from '../seed/demo-content.ts';
import { firstRow } from '../stores/sql.ts';

/** What the demo's page needs; null in an installation that is no demo. */
export interface DemoPlace {
  channelKey: string;
  crmUrl: string | null;
}

/** Finds the demo's chat and CRM. */
export async function readDemoPlace(em: EntityManager): Promise<DemoPlace | null> {
  const row = await firstRow<{ key: string; settings: IntegrationSettings | null }>(
    em,
    `select c.key, i.settings from channels c left join integrations i on i.id = c.integration_id
     where c.id = ? and c.enabled`,
    [demoIds.siteChannel],
  );
  return row ? { channelKey: row.key, crmUrl: row.settings?.portalUrl ?? null } : null;
}
