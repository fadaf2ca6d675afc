import type { Database } from '../orm.ts';
import { firstRow } from './sql.ts';

/** A person's way to the CRM's consent page and back. */
export interface CrmAuthorization {
  integrationId: string;
  workspaceId: string;
  userId: string;
  /** Hash of the login that it was started from. */
  sessionHash: string;
  redirectUri: string;
}

/** Authorizations that were started and have not come back yet. Each can be used once, and for a short time. */
export class CrmAuthorizationStore {
  constructor(private readonly database: Database) {}

  /** @param stateHash of the word that the CRM gives back @param lifeMs for how long it may come back */
  async start(stateHash: string, authorization: CrmAuthorization, lifeMs: number): Promise<void> {
    const em = this.database.em.fork();
    await em.execute('delete from crm_authorizations where expires_at < now()');
    const { integrationId, workspaceId, userId, sessionHash, redirectUri } = authorization;
    await em.execute(
      `insert into crm_authorizations
         (state_hash, integration_id, workspace_id, user_id, session_hash, redirect_uri, expires_at)
       values (?, ?, ?, ?, ?, ?, now() + ? * interval '1 millisecond')`,
      [stateHash, integrationId, workspaceId, userId, sessionHash, redirectUri, lifeMs],
    );
  }

  /** Takes it, so that nobody can use it again. @returns null for one that is unknown, used or too old */
  async take(stateHash: string): Promise<CrmAuthorization | null> {
    const row = await firstRow<{
      integration_id: string;
      workspace_id: string;
      user_id: string;
      session_hash: string;
      redirect_uri: string;
    }>(
      this.database.em.fork(),
      `delete from crm_authorizations where state_hash = ? and expires_at > now()
       returning integration_id, workspace_id, user_id, session_hash, redirect_uri`,
      [stateHash],
    );
    return row
      ? {
          integrationId: row.integration_id,
          workspaceId: row.workspace_id,
          userId: row.user_id,
          sessionHash: row.session_hash,
          redirectUri: row.redirect_uri,
        }
      : null;
  }
}
