import type { IntegrationKind } from '@voronka/domain';
import type { Database } from '../orm.ts';
import { appendAudit } from './audit-log.ts';
import type { SetupDeed } from './setup.store.ts';
import { firstRow, rows } from './sql.ts';

/** An integration whose webhooks come in at an address. */
export interface KnownHook {
  integrationId: string;
  kind: IntegrationKind;
  /** Sealed, bound to `secretPlace.crmHook(integrationId)`; null: not given yet. */
  token: string | null;
}

/** Where webhooks of CRMs come in, and what they are asked for by people. */
export class CrmHookStore {
  constructor(private readonly database: Database) {}

  /** @param keyHash SHA-256 of the address' key. @returns null for an unknown address */
  async find(keyHash: string): Promise<KnownHook | null> {
    const row = await firstRow<{ id: string; kind: IntegrationKind; hook_token: string | null }>(
      this.database.em.fork(),
      `select g.id, g.kind, w.hook_token from crm_watches w join integrations g on g.id = w.integration_id
       where w.hook_key_hash = ?`,
      [keyHash],
    );
    return row && { integrationId: row.id, kind: row.kind, token: row.hook_token };
  }

  /** Notes that a webhook came; at most once in five seconds, or a burst would queue for one row. */
  async noteArrival(integrationId: string): Promise<void> {
    await this.database.em.fork().execute(
      `update crm_watches set last_hook_at = now()
       where integration_id = ? and (last_hook_at is null or last_hook_at < now() - interval '5 seconds')`,
      [integrationId],
    );
  }

  /** Gives an integration's webhooks an address; the former one ends at once. @returns false for an unknown integration */
  async replaceKey(deed: SetupDeed, integrationId: string, keyHash: string): Promise<boolean> {
    return this.change(deed, integrationId, 'integration.hook', { hook_key_hash: keyHash });
  }

  /** @param sealed token of the vendor. @returns false for an unknown integration */
  async setToken(deed: SetupDeed, integrationId: string, sealed: string): Promise<boolean> {
    return this.change(deed, integrationId, 'integration.hookToken', { hook_token: sealed });
  }

  /** @returns false for an unknown integration */
  async setEvery(deed: SetupDeed, integrationId: string, minutes: number): Promise<boolean> {
    return this.change(deed, integrationId, 'integration.reconcileEvery', { every_minutes: minutes }, { minutes });
  }

  /** Asks for a reconciliation; the next free worker runs it. @returns false for an unknown integration */
  async askForRun(deed: SetupDeed, integrationId: string): Promise<boolean> {
    return this.change(deed, integrationId, 'integration.reconcile', { asked_at: new Date() });
  }

  private async change(
    deed: SetupDeed,
    integrationId: string,
    action: string,
    columns: Record<string, string | number | Date>,
    detail: Record<string, unknown> = {},
  ): Promise<boolean> {
    const names = Object.keys(columns);
    const values = Object.values(columns);
    return this.database.em.fork().transactional(async (em) => {
      const changed = await rows(
        em,
        `insert into crm_watches (integration_id, workspace_id, ${names.join(', ')})
         select id, workspace_id, ${names.map(() => '?').join(', ')} from integrations where id = ? and workspace_id = ?
         on conflict (integration_id) do update set ${names.map((name) => `${name} = excluded.${name}`).join(', ')}
         returning integration_id`,
        [...values, integrationId, deed.workspaceId],
      );
      if (changed.length === 0) return false;
      await appendAudit(em, { ...deed, action, target: `integration:${integrationId}`, detail });
      return true;
    });
  }
}
