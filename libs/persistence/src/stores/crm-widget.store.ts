import type { Role } from '@voronka/contracts';
import type { Database } from '../orm.ts';
import { firstRow, rows } from './sql.ts';

/** An integration whose widget may come with tokens of its application. */
export interface WidgetIntegration {
  id: string;
  workspaceId: string;
  /** Origin of the account. */
  accountUrl: string;
  /** Id of the account, once a token has told it. */
  accountId: number | null;
  /** Sealed, bound to `secretPlace.integration(id)`. */
  secret: string;
}

/** A person of ours behind a user of the CRM. */
export interface WidgetPerson {
  id: string;
  name: string;
  role: Exclude<Role, 'assistant'>;
  workspace: { id: string; name: string };
}

/** What the widget in amoCRM's card is checked against. */
export class CrmWidgetStore {
  constructor(private readonly database: Database) {}

  /** Origins of the joined accounts, whose pages may hold the widget. */
  async accountOrigins(): Promise<Set<string>> {
    const found = await rows<{ origin: string }>(
      this.database.em.fork(),
      `select settings->>'portalUrl' as origin from integrations
       where kind = 'amocrmFull' and settings->>'portalUrl' is not null`,
    );
    return new Set(found.map(({ origin }) => origin));
  }

  /** Integrations of an application. Two accounts may have installed the same one. */
  async ofApplication(clientId: string): Promise<WidgetIntegration[]> {
    const found = await rows<{
      id: string;
      workspace_id: string;
      account_url: string;
      account_id: number | null;
      secret: string;
    }>(
      this.database.em.fork(),
      `select id, workspace_id, settings->>'portalUrl' as account_url, (settings->>'accountId')::int as account_id, secret
       from integrations where kind = 'amocrmFull' and settings->>'clientId' = ? and settings->>'portalUrl' is not null
         and secret is not null order by created_at, id`,
      [clientId],
    );
    return found.map((row) => ({
      id: row.id,
      workspaceId: row.workspace_id,
      accountUrl: row.account_url,
      accountId: row.account_id,
      secret: row.secret,
    }));
  }

  /** Keeps the account's id, unless another is known. @returns the id that counts */
  async keepAccount(integrationId: string, accountId: number): Promise<number> {
    const row = await firstRow<{ account_id: number }>(
      this.database.em.fork(),
      `update integrations set settings = jsonb_build_object('accountId', ?::int) || settings where id = ?
       returning (settings->>'accountId')::int as account_id`,
      [accountId, integrationId],
    );
    return row?.account_id ?? accountId;
  }

  /** Takes a token, so that nobody can use it again. @returns false for one that was used before */
  async takeToken(integrationId: string, tokenHash: string, expiresAt: Date): Promise<boolean> {
    const taken = await rows(
      this.database.em.fork(),
      `insert into crm_widget_tokens (integration_id, token_hash, expires_at) values (?, ?, ?)
       on conflict do nothing returning token_hash`,
      [integrationId, tokenHash, expiresAt],
    );
    return taken.length > 0;
  }

  /** The person linked to a user of the CRM; null also for one who was disabled. */
  async personOf(integrationId: string, crmUserId: string): Promise<WidgetPerson | null> {
    const row = await firstRow<{
      id: string;
      name: string;
      role: WidgetPerson['role'];
      workspace_id: string;
      workspace_name: string;
    }>(
      this.database.em.fork(),
      `select u.id, u.name, u.role, w.id as workspace_id, w.name as workspace_name
       from manager_links l join users u on u.id = l.user_id and not u.disabled
       join workspaces w on w.id = u.workspace_id
       where l.integration_id = ? and l.crm_user_id = ? order by u.created_at, u.id limit 1`,
      [integrationId, crmUserId],
    );
    return (
      row && {
        id: row.id,
        name: row.name,
        role: row.role,
        workspace: { id: row.workspace_id, name: row.workspace_name },
      }
    );
  }

  /** The dialogue of a card; of several the one in which something happened last. */
  async dialogueOf(integrationId: string, leadId: string): Promise<string | null> {
    const row = await firstRow<{ id: string }>(
      this.database.em.fork(),
      `select d.id from dialogues d join channels c on c.id = d.channel_id
       where c.integration_id = ? and d.lead_id = ? order by d.updated_at desc, d.id limit 1`,
      [integrationId, leadId],
    );
    return row?.id ?? null;
  }
}
