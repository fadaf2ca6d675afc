import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import { arrangeStages, defaultStages, stageListProblems } from '@voronka/domain';
import type { CrmStatus, LocalizedText, StageListProblem, StageWish } from '@voronka/domain';
import { FunnelEntity } from '../entities/setup.entities.ts';
import type { Database } from '../orm.ts';
import { appendAudit } from './audit-log.ts';
import { publishBundle } from './bundle.store.ts';
import type { SetupDeed } from './setup.store.ts';
import { firstRow, rows } from './sql.ts';
import { usesOfStages } from './stage-uses.ts';
import type { StageUse } from './stage-uses.ts';

/** A funnel as it is to be. */
export interface FunnelChange {
  name: LocalizedText;
  stages: readonly StageWish[];
  /** Keys of the stages that the change was made from, in their order. */
  basedOn: readonly string[];
}

/** A list of stages that cannot be. */
export class StageListError extends VoronkaError {
  constructor(readonly problems: readonly StageListProblem[]) {
    super('Request.Invalid', 'the stages do not fit', { problems: problems.length });
  }
}

/** A stage that is to go is still needed. */
export class StageInUseError extends VoronkaError {
  constructor(readonly uses: readonly StageUse[]) {
    super('Funnel.StageInUse', 'a stage is needed', { stages: uses.length });
  }
}

/** A CRM's stages, as last read. */
export interface KnownCrmStages {
  stages: CrmStatus[];
  readAt: Date;
}

/** Which stages of which CRM. */
interface StageListKey {
  integrationId: string;
  card: 'lead' | 'deal';
}

/**
 * Funnels, their stages and how these are bound to CRMs. Changes make new bundles; @returns of changes: ids of the channels
 * whose bundles may have changed.
 */
export class FunnelStore {
  constructor(private readonly database: Database) {}

  /** A funnel with the usual stages. @returns its id */
  async create(deed: SetupDeed, name: LocalizedText): Promise<string> {
    const id = randomUUID();
    await this.database.em.fork().transactional(async (em) => {
      await em.execute('insert into funnels (id, workspace_id, name, stages) values (?, ?, ?, ?)', [
        id,
        deed.workspaceId,
        JSON.stringify(name),
        JSON.stringify(defaultStages),
      ]);
      await appendAudit(em, { ...deed, action: 'funnel.create', target: `funnel:${id}` });
    });
    return id;
  }

  /**
   * @throws VoronkaError `Request.NotFound`, `Request.Conflict` for a change of an older list
   * @throws StageListError, StageInUseError
   */
  async save(deed: SetupDeed, funnelId: string, change: FunnelChange): Promise<string[]> {
    return this.database.em.fork().transactional(async (em) => {
      const funnel = await lockFunnel(em, deed, funnelId);
      const present = [...funnel.stages].sort((a, b) => a.sort - b.sort);
      if (present.map(({ key }) => key).join() !== change.basedOn.join()) {
        throw new VoronkaError('Request.Conflict', 'the stages have changed meanwhile');
      }
      const problems = stageListProblems(change.stages, present);
      if (problems.length > 0) throw new StageListError(problems);
      const removed = present.filter(({ key }) => !change.stages.some((wish) => wish.key === key));
      const uses = await usesOfStages(em, { workspaceId: deed.workspaceId, funnelId }, removed);
      if (uses.length > 0) throw new StageInUseError(uses);
      const stages = arrangeStages(change.stages, await keysUsedBefore(em, funnelId, present));
      await em.execute('update funnels set name = ?, stages = ? where id = ?', [
        JSON.stringify(change.name),
        JSON.stringify(stages),
        funnelId,
      ]);
      for (const { key } of removed) {
        await em.execute('delete from stage_mappings where funnel_id = ? and stage_key = ?', [funnelId, key]);
      }
      em.clear();
      const channelIds = await publishForFunnel(em, deed, funnelId, null);
      const known = new Set(present.map(({ key }) => key));
      await appendAudit(em, {
        ...deed,
        action: 'funnel.update',
        target: `funnel:${funnelId}`,
        detail: {
          stages: stages.map(({ key }) => key),
          added: stages.filter(({ key }) => !known.has(key)).map(({ key }) => key),
          removed: removed.map(({ key }) => key),
        },
      });
      return channelIds;
    });
  }

  /**
   * Binds a funnel's stages to a CRM's statuses, as a whole.
   *
   * @throws VoronkaError `Request.NotFound` for an unknown funnel, `Request.Invalid` for an unknown stage
   */
  async saveMapping(
    deed: SetupDeed,
    { funnelId, integrationId }: { funnelId: string; integrationId: string },
    mapping: Readonly<Record<string, string>>,
  ): Promise<string[]> {
    return this.database.em.fork().transactional(async (em) => {
      const funnel = await lockFunnel(em, deed, funnelId);
      for (const stageKey of Object.keys(mapping)) {
        if (funnel.stages.some(({ key }) => key === stageKey)) continue;
        throw new VoronkaError('Request.Invalid', 'no such stage', { field: `mapping.${stageKey}` });
      }
      await em.execute('delete from stage_mappings where funnel_id = ? and integration_id = ?', [
        funnelId,
        integrationId,
      ]);
      for (const [stageKey, statusId] of Object.entries(mapping)) {
        await em.execute(
          `insert into stage_mappings (integration_id, funnel_id, workspace_id, stage_key, crm_status_id)
           values (?, ?, ?, ?, ?)`,
          [integrationId, funnelId, deed.workspaceId, stageKey, statusId],
        );
      }
      const channelIds = await publishForFunnel(em, deed, funnelId, integrationId);
      await appendAudit(em, {
        ...deed,
        action: 'funnel.mapping',
        target: `funnel:${funnelId}`,
        detail: { integrationId, mapping },
      });
      return channelIds;
    });
  }

  /** A CRM's stages as last read; null when it has never been asked. */
  async knownCrmStages({ integrationId, card }: StageListKey): Promise<KnownCrmStages | null> {
    const row = await firstRow<{ stages: CrmStatus[]; read_at: string | Date }>(
      this.database.em.fork(),
      'select stages, read_at from crm_stage_lists where integration_id = ? and card_kind = ?',
      [integrationId, card],
    );
    return row && { stages: row.stages, readAt: new Date(row.read_at) };
  }

  /** Keeps what a CRM has just answered. */
  async keepCrmStages(
    workspaceId: string,
    { integrationId, card }: StageListKey,
    { stages, readAt }: KnownCrmStages,
  ): Promise<void> {
    await this.database.em.fork().execute(
      `insert into crm_stage_lists (integration_id, card_kind, workspace_id, stages, read_at) values (?, ?, ?, ?, ?)
       on conflict (integration_id, card_kind) do update set stages = excluded.stages, read_at = excluded.read_at
         where crm_stage_lists.read_at < excluded.read_at`,
      [integrationId, card, workspaceId, JSON.stringify(stages), readAt],
    );
  }
}

async function lockFunnel(em: EntityManager, deed: SetupDeed, funnelId: string) {
  await em.execute('select id from funnels where id = ? for update', [funnelId]);
  const funnel = await em.findOne(FunnelEntity, { id: funnelId, workspaceId: deed.workspaceId });
  if (!funnel) throw new VoronkaError('Request.NotFound', 'no funnel with this id');
  return funnel;
}

/** A key is never given twice: old dialogues keep the one of their stage. */
async function keysUsedBefore(
  em: EntityManager,
  funnelId: string,
  present: readonly { key: string }[],
): Promise<ReadonlySet<string>> {
  const found = await rows<{ stage_key: string }>(
    em,
    `select distinct d.stage_key from dialogues d join channels c on c.id = d.channel_id
     where c.funnel_id = ? and d.stage_key is not null`,
    [funnelId],
  );
  return new Set([...present.map(({ key }) => key), ...found.map((row) => row.stage_key)]);
}

/** @param integrationId null: whatever CRM the channels write to */
async function publishForFunnel(
  em: EntityManager,
  deed: SetupDeed,
  funnelId: string,
  integrationId: string | null,
): Promise<string[]> {
  const channels = await rows<{ id: string }>(
    em,
    'select id from channels where funnel_id = ? and (?::uuid is null or integration_id = ?::uuid) order by id',
    [funnelId, integrationId, integrationId],
  );
  for (const { id } of channels) await publishBundle(em, id, { authorId: deed.actor.id, note: '' });
  return channels.map(({ id }) => id);
}
