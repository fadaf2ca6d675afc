import { randomUUID } from 'node:crypto';
import { VoronkaError } from '@voronka/contracts';
import type { AssistantScope } from '@voronka/contracts';
import type { Database } from '../orm.ts';
import { appendAudit } from './audit-log.ts';
import type { SetupDeed } from './setup.store.ts';
import { firstRow, rows } from './sql.ts';

/** A token as its settings show it; the token itself is not stored. */
export interface AssistantTokenRow {
  id: string;
  name: string;
  scopes: AssistantScope[];
  /** ISO 8601 UTC. */
  createdAt: string;
  /** ISO 8601 UTC; null while it works. */
  revokedAt: string | null;
}

interface StoredToken {
  id: string;
  name: string;
  scopes: AssistantScope[];
  created_at: Date;
  revoked_at: Date | null;
}

/** Tokens by which outside assistants come in. */
export class AssistantTokenStore {
  constructor(private readonly database: Database) {}

  /** The newest first. @throws VoronkaError `Request.NotFound` for an assistant of nobody's */
  async list(workspaceId: string, assistantId: string): Promise<AssistantTokenRow[]> {
    await this.requireAssistant(workspaceId, assistantId);
    const found = await rows<StoredToken>(
      this.database.em.fork(),
      `select id, name, scopes, created_at, revoked_at from api_tokens where workspace_id = ? and assistant_id = ?
       order by created_at desc, id`,
      [workspaceId, assistantId],
    );
    return found.map((row) => ({
      id: row.id,
      name: row.name,
      scopes: row.scopes,
      createdAt: new Date(row.created_at).toISOString(),
      revokedAt: row.revoked_at === null ? null : new Date(row.revoked_at).toISOString(),
    }));
  }

  /**
   * @param input.tokenHash of a token that was shown to the one who made it
   * @returns its id
   * @throws VoronkaError `Request.NotFound`
   */
  async create(
    deed: SetupDeed,
    input: { assistantId: string; name: string; scopes: AssistantScope[]; tokenHash: string },
  ): Promise<string> {
    const id = randomUUID();
    await this.requireAssistant(deed.workspaceId, input.assistantId);
    await this.database.em.fork().transactional(async (em) => {
      await em.execute(
        `insert into api_tokens (id, workspace_id, name, token_hash, assistant_id, scopes) values (?, ?, ?, ?, ?, ?)`,
        [id, deed.workspaceId, input.name, input.tokenHash, input.assistantId, JSON.stringify(input.scopes)],
      );
      await appendAudit(em, {
        ...deed,
        action: 'assistant.token.create',
        target: `assistant:${input.assistantId}`,
        detail: { tokenId: id, name: input.name, scopes: input.scopes },
      });
    });
    return id;
  }

  /** The token is refused from now on; a repeat does nothing. @throws VoronkaError `Request.NotFound` */
  async revoke(deed: SetupDeed, assistantId: string, tokenId: string): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      const token = await firstRow<{ revoked_at: Date | null }>(
        em,
        'select revoked_at from api_tokens where id = ? and assistant_id = ? and workspace_id = ? for update',
        [tokenId, assistantId, deed.workspaceId],
      );
      if (!token) throw new VoronkaError('Request.NotFound', 'no token with this id');
      if (token.revoked_at !== null) return;
      await em.execute('update api_tokens set revoked_at = now() where id = ?', [tokenId]);
      await appendAudit(em, {
        ...deed,
        action: 'assistant.token.revoke',
        target: `assistant:${assistantId}`,
        detail: { tokenId },
      });
    });
  }

  private async requireAssistant(workspaceId: string, assistantId: string): Promise<void> {
    const found = await firstRow(
      this.database.em.fork(),
      'select id from assistants where id = ? and workspace_id = ?',
      [assistantId, workspaceId],
    );
    if (!found) throw new VoronkaError('Request.NotFound', 'no assistant with this id');
  }
}
