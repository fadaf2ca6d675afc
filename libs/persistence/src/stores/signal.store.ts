import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import { signalsOf } from '@voronka/domain';
import type { LocalizedText, SignalDeclaration } from '@voronka/domain';
import { Flow, FunnelEntity } from '../entities/setup.entities.ts';
import type { Database } from '../orm.ts';
import { appendAudit } from './audit-log.ts';
import { publishBundle } from './bundle.store.ts';
import type { SetupDeed } from './setup.store.ts';
import { firstRow, rows } from './sql.ts';

/** A signal is named by a published flow. */
export class SignalInUseError extends VoronkaError {
  constructor(readonly flows: readonly { id: string; name: LocalizedText }[]) {
    super('Signal.InUse', 'a published flow uses the signal', { flows: flows.length });
  }
}

/** The workspace's signals. Every change makes new bundles for the channels; @returns of changes: those channels' ids. */
export class SignalStore {
  constructor(private readonly database: Database) {}

  /** @throws VoronkaError `Request.Conflict` for a name that is taken */
  async create(deed: SetupDeed, declaration: SignalDeclaration, enabled: boolean): Promise<string[]> {
    return this.database.em.fork().transactional(async (em) => {
      const made = await rows(
        em,
        `insert into signals (workspace_id, name, declaration, enabled) values (?, ?, ?, ?)
         on conflict do nothing returning name`,
        [deed.workspaceId, declaration.name, JSON.stringify(declaration), enabled],
      );
      if (made.length === 0) throw new VoronkaError('Request.Conflict', 'the name is taken', { field: 'name' });
      return changed(em, deed, 'signal.create', declaration.name);
    });
  }

  /** @throws VoronkaError `Request.NotFound`, SignalInUseError when a signal is switched off that a flow uses */
  async update(deed: SetupDeed, declaration: SignalDeclaration, enabled: boolean): Promise<string[]> {
    return this.database.em.fork().transactional(async (em) => {
      const { name } = declaration;
      await lock(em, deed.workspaceId, name);
      if (!enabled) await requireUnused(em, deed.workspaceId, name);
      await em.execute(
        `update signals set declaration = ?, enabled = ?, updated_at = now() where workspace_id = ? and name = ?`,
        [JSON.stringify(declaration), enabled, deed.workspaceId, name],
      );
      return changed(em, deed, 'signal.update', name);
    });
  }

  /** @throws VoronkaError `Request.NotFound`, SignalInUseError */
  async remove(deed: SetupDeed, name: string): Promise<string[]> {
    return this.database.em.fork().transactional(async (em) => {
      await lock(em, deed.workspaceId, name);
      await requireUnused(em, deed.workspaceId, name);
      await em.execute('delete from funnel_signals where workspace_id = ? and signal = ?', [deed.workspaceId, name]);
      await em.execute('delete from signals where workspace_id = ? and name = ?', [deed.workspaceId, name]);
      return changed(em, deed, 'signal.delete', name);
    });
  }

  /**
   * Binds stages of a funnel to signals, as a whole.
   *
   * @throws VoronkaError `Request.NotFound` for an unknown funnel, `Request.Invalid` for an unknown signal or stage
   */
  async saveStages(deed: SetupDeed, funnelId: string, stages: Readonly<Record<string, string>>): Promise<string[]> {
    return this.database.em.fork().transactional(async (em) => {
      await em.execute('select id from funnels where id = ? for update', [funnelId]);
      const funnel = await em.findOne(FunnelEntity, { id: funnelId, workspaceId: deed.workspaceId });
      if (!funnel) throw new VoronkaError('Request.NotFound', 'no funnel with this id');
      const known = await rows<{ name: string }>(em, 'select name from signals where workspace_id = ? for share', [
        deed.workspaceId,
      ]);
      const names = new Set(known.map(({ name }) => name));
      for (const [signal, stageKey] of Object.entries(stages)) {
        if (names.has(signal) && funnel.stages.some(({ key }) => key === stageKey)) continue;
        throw new VoronkaError('Request.Invalid', 'no such signal or stage', { field: `stages.${signal}` });
      }
      await em.execute('delete from funnel_signals where funnel_id = ?', [funnelId]);
      for (const [signal, stageKey] of Object.entries(stages)) {
        await em.execute(
          'insert into funnel_signals (funnel_id, signal, workspace_id, stage_key) values (?, ?, ?, ?)',
          [funnelId, signal, deed.workspaceId, stageKey],
        );
      }
      const channelIds = await publishAll(em, deed, funnelId);
      await appendAudit(em, { ...deed, action: 'funnel.signals', target: `funnel:${funnelId}`, detail: { stages } });
      return channelIds;
    });
  }
}

async function lock(em: EntityManager, workspaceId: string, name: string): Promise<void> {
  const found = await firstRow(em, 'select name from signals where workspace_id = ? and name = ? for update', [
    workspaceId,
    name,
  ]);
  if (!found) throw new VoronkaError('Request.NotFound', 'no signal with this name');
}

async function requireUnused(em: EntityManager, workspaceId: string, name: string): Promise<void> {
  const published = await em.find(Flow, { workspaceId, live: { $ne: null } }, { orderBy: { id: 'asc' } });
  const users = published.filter(({ live }) => live?.nodes.some((node) => signalsOf(node).includes(name)));
  if (users.length > 0) throw new SignalInUseError(users.map(({ id, name: title }) => ({ id, name: title })));
}

async function changed(em: EntityManager, deed: SetupDeed, action: string, name: string): Promise<string[]> {
  em.clear();
  const channelIds = await publishAll(em, deed, null);
  await appendAudit(em, { ...deed, action, target: `signal:${name}` });
  return channelIds;
}

/** @param funnelId null: the channels of all funnels */
async function publishAll(em: EntityManager, deed: SetupDeed, funnelId: string | null): Promise<string[]> {
  em.clear();
  const channels = await rows<{ id: string }>(
    em,
    'select id from channels where workspace_id = ? and (?::uuid is null or funnel_id = ?::uuid) order by id',
    [deed.workspaceId, funnelId, funnelId],
  );
  for (const { id } of channels) await publishBundle(em, id, { authorId: deed.actor.id, note: '' });
  return channels.map(({ id }) => id);
}
