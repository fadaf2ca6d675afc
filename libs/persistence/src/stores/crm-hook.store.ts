import type { ErrorCode, HookSubscriptionStore } from '@voronka/contracts';
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
  /** The account that they must come from; null: not known. */
  account: string | null;
  /** An application of ours sends them: its token is learnt and not entered. */
  isApplication: boolean;
}

/** Where webhooks of CRMs come in, and what they are asked for by people. */
export class CrmHookStore implements HookSubscriptionStore {
  constructor(private readonly database: Database) {}

  /** @param keyHash SHA-256 of the address' key. @returns null for an unknown address */
  async find(keyHash: string): Promise<KnownHook | null> {
    const row = await firstRow<{
      id: string;
      kind: IntegrationKind;
      hook_token: string | null;
      hook_account: string | null;
      is_application: boolean;
    }>(
      this.database.em.fork(),
      `select g.id, g.kind, w.hook_token, w.hook_account, g.settings->>'clientId' is not null as is_application from crm_watches w join integrations g on g.id = w.integration_id
       where w.hook_key_hash = ?`,
      [keyHash],
    );
    return (
      row && {
        integrationId: row.id,
        kind: row.kind,
        token: row.hook_token,
        account: row.hook_account,
        isApplication: row.is_application,
      }
    );
  }

  /** Keeps the token that an application's first webhook came with. @param sealed bound to `secretPlace.crmHook(id)` */
  async learnToken(integrationId: string, sealed: string): Promise<void> {
    await this.database.em
      .fork()
      .execute('update crm_watches set hook_token = ? where integration_id = ? and hook_token is null', [
        sealed,
        integrationId,
      ]);
  }

  /** A newly allowed application proves its webhooks with another token. */
  async forgetToken(integrationId: string): Promise<void> {
    await this.database.em
      .fork()
      .execute('update crm_watches set hook_token = null where integration_id = ?', [integrationId]);
  }

  /** Notes that a webhook came; at most once in five seconds, or a burst would queue for one row. */
  async noteArrival(integrationId: string): Promise<void> {
    await this.database.em.fork().execute(
      `update crm_watches set last_hook_at = now()
       where integration_id = ? and (last_hook_at is null or last_hook_at < now() - interval '5 seconds')`,
      [integrationId],
    );
  }

  /** @returns null for an unknown integration */
  async kindOf(workspaceId: string, integrationId: string): Promise<IntegrationKind | null> {
    const row = await firstRow<{ kind: IntegrationKind }>(
      this.database.em.fork(),
      'select kind from integrations where id = ? and workspace_id = ?',
      [integrationId, workspaceId],
    );
    return row?.kind ?? null;
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

  async keyHashOf(integrationId: string): Promise<string | null> {
    const row = await firstRow<{ hook_key_hash: string | null }>(
      this.database.em.fork(),
      'select hook_key_hash from crm_watches where integration_id = ?',
      [integrationId],
    );
    return row?.hook_key_hash ?? null;
  }

  async isKey(keyHash: string): Promise<boolean> {
    return (await this.find(keyHash)) !== null;
  }

  async replaceKeyOf(integrationId: string, keyHash: string): Promise<void> {
    await this.database.em
      .fork()
      .execute('update crm_watches set hook_key_hash = ? where integration_id = ?', [keyHash, integrationId]);
  }

  async noteSubscribed(integrationId: string, found: { account: string | null; again: boolean }): Promise<void> {
    await this.database.em.fork().execute(
      `update crm_watches set subscribed_at = now(), subscription_code = null, hook_account = coalesce(?, hook_account),
         resubscribed_at = case when ?::boolean and subscribed_at is not null then now() else resubscribed_at end where integration_id = ?`,
      [found.account, found.again, integrationId],
    );
  }

  async noteRefusal(integrationId: string, code: ErrorCode): Promise<void> {
    await this.database.em
      .fork()
      .execute('update crm_watches set subscription_code = ? where integration_id = ?', [code, integrationId]);
  }

  async noteUnsubscribed(integrationId: string): Promise<void> {
    // The lease of a run, which has a token, stays with its worker.
    await this.database.em.fork().execute(
      `update crm_watches set hook_key_hash = null, subscribed_at = null, subscription_code = null, resubscribed_at = null,
         lease_until = case when lease_token is null then null else lease_until end where integration_id = ?`,
      [integrationId],
    );
  }

  async claimRelease(leaseMs: number): Promise<string | null> {
    const row = await firstRow<{ integration_id: string }>(
      this.database.em.fork(),
      `update crm_watches w set lease_token = null, lease_until = now() + ? * interval '1 millisecond'
       from (select x.integration_id from crm_watches x
             join integrations g on g.id = x.integration_id and not g.enabled and g.secret is not null
             where x.subscribed_at is not null and (x.lease_until is null or x.lease_until < now())
             order by x.lease_until nulls first limit 1 for update of x skip locked) due
       where w.integration_id = due.integration_id returning w.integration_id`,
      [leaseMs],
    );
    return row?.integration_id ?? null;
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
