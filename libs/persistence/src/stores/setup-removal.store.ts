import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import type { Database } from '../orm.ts';
import { appendAudit } from './audit-log.ts';
import type { SetupDeed } from './setup.store.ts';
import { firstRow, rows } from './sql.ts';

/** Who keeps a setting from being removed. */
export type SetupUser =
  | { kind: 'channel'; name: string }
  | { kind: 'token'; name: string }
  /** Dialogues whose record names it. */
  | { kind: 'dialogues'; count: number }
  /** Published versions of a channel, which are kept for ever. */
  | { kind: 'versions'; count: number };

/** It cannot go: others need it. */
export class SetupInUseError extends VoronkaError {
  constructor(readonly users: readonly SetupUser[]) {
    super('Setup.InUse', 'the record is in use', { users: users.length });
  }
}

/** What belongs to an integration, and goes with one that nothing uses. */
const integrationTables = [
  'stage_mappings',
  'manager_links',
  'crm_stage_lists',
  'crm_claims',
  'crm_hints',
  'crm_watches',
  'crm_users',
  'crm_stopped_fields',
] as const;

type Table = 'integrations' | 'assistants' | 'channels';

/** Removes integrations, assistants and channels that nothing uses. */
export class SetupRemovalStore {
  constructor(private readonly database: Database) {}

  /** With its mappings of stages and managers. @throws VoronkaError `Request.NotFound`; SetupInUseError */
  async removeIntegration(deed: SetupDeed, id: string): Promise<void> {
    await this.remove(deed, { table: 'integrations', id, action: 'integration.delete' }, async (em) => {
      await refuseUsedIntegration(em, id);
      for (const table of integrationTables) {
        await em.execute(`delete from ${table} where integration_id = ?`, [id]);
      }
    });
  }

  /** @throws VoronkaError `Request.NotFound`; SetupInUseError, as its removal would */
  async requireUnused({ workspaceId }: SetupDeed, integrationId: string): Promise<void> {
    const em = this.database.em.fork();
    const sql = 'select id from integrations where id = ? and workspace_id = ?';
    if (!(await firstRow(em, sql, [integrationId, workspaceId]))) {
      throw new VoronkaError('Request.NotFound', 'no record with this id');
    }
    await refuseUsedIntegration(em, integrationId);
  }

  /** With its revoked tokens. @throws VoronkaError `Request.NotFound`; SetupInUseError */
  async removeAssistant(deed: SetupDeed, id: string): Promise<void> {
    await this.remove(deed, { table: 'assistants', id, action: 'assistant.delete' }, async (em) => {
      const tokens = await rows<{ name: string }>(
        em,
        'select name from api_tokens where assistant_id = ? and revoked_at is null order by name',
        [id],
      );
      refuseUsed([
        ...(await channelsWith(em, 'assistant_id', id)),
        ...tokens.map(({ name }) => ({ kind: 'token' as const, name })),
        ...(await dialoguesOf(
          em,
          'select count(distinct dialogue_id)::int as n from assistant_turns where assistant_id = ?',
          id,
        )),
      ]);
      await em.execute('delete from api_tokens where assistant_id = ?', [id]);
    });
  }

  /** @throws VoronkaError `Request.NotFound`; SetupInUseError */
  async removeChannel(deed: SetupDeed, id: string): Promise<void> {
    await this.remove(deed, { table: 'channels', id, action: 'channel.delete' }, async (em) => {
      const versions = await count(em, 'select count(*)::int as n from bundles where channel_id = ?', id);
      refuseUsed([
        ...(await dialoguesOf(em, 'select count(*)::int as n from dialogues where channel_id = ?', id)),
        ...(versions > 0 ? [{ kind: 'versions' as const, count: versions }] : []),
      ]);
      for (const table of ['webhook_requests', 'visitor_sessions']) {
        await em.execute(`delete from ${table} where channel_id = ?`, [id]);
      }
    });
  }

  private async remove(
    deed: SetupDeed,
    { table, id, action }: { table: Table; id: string; action: string },
    clear: (em: EntityManager) => Promise<void>,
  ): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      // The lock conflicts with the one that a new reference to the row takes: nobody begins to use it meanwhile.
      const found = await rows<{ name: string }>(
        em,
        `select name from ${table} where id = ? and workspace_id = ? for update`,
        [id, deed.workspaceId],
      );
      const [row] = found;
      if (!row) throw new VoronkaError('Request.NotFound', 'no record with this id');
      await clear(em);
      await em.execute(`delete from ${table} where id = ?`, [id]);
      await appendAudit(em, { ...deed, action, target: `${action.split('.')[0]}:${id}`, detail: { name: row.name } });
    });
  }
}

async function refuseUsedIntegration(em: EntityManager, id: string): Promise<void> {
  const sql = 'select count(distinct dialogue_id)::int as n from crm_intents where integration_id = ?';
  refuseUsed([...(await channelsWith(em, 'integration_id', id)), ...(await dialoguesOf(em, sql, id))]);
}

function refuseUsed(users: readonly SetupUser[]): void {
  if (users.length > 0) throw new SetupInUseError(users);
}

async function channelsWith(
  em: EntityManager,
  column: 'integration_id' | 'assistant_id',
  id: string,
): Promise<SetupUser[]> {
  const found = await rows<{ name: string }>(em, `select name from channels where ${column} = ? order by name`, [id]);
  return found.map(({ name }) => ({ kind: 'channel', name }));
}

async function count(em: EntityManager, sql: string, id: string): Promise<number> {
  return (await firstRow<{ n: number }>(em, sql, [id]))?.n ?? 0;
}

async function dialoguesOf(em: EntityManager, sql: string, id: string): Promise<SetupUser[]> {
  const n = await count(em, sql, id);
  return n > 0 ? [{ kind: 'dialogues', count: n }] : [];
}
