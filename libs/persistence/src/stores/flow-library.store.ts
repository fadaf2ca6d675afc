import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import { subFlowIdsOf } from '@voronka/domain';
import type { FlowGraph, LocalizedText } from '@voronka/domain';
import { Flow } from '../entities/setup.entities.ts';
import type { Database } from '../orm.ts';
import { appendAudit } from './audit-log.ts';
import type { FlowDeed } from './flow.store.ts';
import type { SetupDeed } from './setup.store.ts';
import { rows } from './sql.ts';

/** What needs a flow. */
export interface FlowUser {
  kind: 'channel' | 'assistant' | 'flow';
  /** Of channels and assistants the same in both languages. */
  name: LocalizedText;
}

/** A flow cannot be put away: something needs it. */
export class FlowInUseError extends VoronkaError {
  constructor(readonly users: readonly FlowUser[]) {
    super('Flow.InUse', 'the flow is in use', { users: users.length });
  }
}

/** The collection of flows: making, naming and putting away. */
export class FlowLibraryStore {
  constructor(private readonly database: Database) {}

  /**
   * Makes a flow with a draft and nothing published. A name that another flow has gets a number.
   *
   * @param origin where the drawing came from, for the audit log
   * @returns its id
   */
  async create(
    deed: SetupDeed,
    flow: { name: LocalizedText; graph: FlowGraph; origin: Readonly<Record<string, string>> },
  ): Promise<string> {
    const id = randomUUID();
    await this.database.em.fork().transactional(async (em) => {
      const name = await freeName(em, deed.workspaceId, flow.name);
      await em.execute('insert into flows (id, workspace_id, name, draft, draft_author_id) values (?, ?, ?, ?, ?)', [
        id,
        deed.workspaceId,
        JSON.stringify(name),
        JSON.stringify(flow.graph),
        deed.actor.id,
      ]);
      await audit(em, { ...deed, flowId: id }, 'flow.create', { ...flow.origin, nodes: flow.graph.nodes.length });
    });
    return id;
  }

  /** @throws VoronkaError `Request.NotFound` */
  async rename(deed: FlowDeed, name: LocalizedText): Promise<void> {
    await this.withFlow(deed, async (em) => {
      await em.execute('update flows set name = ? where id = ?', [JSON.stringify(name), deed.flowId]);
      await audit(em, deed, 'flow.rename', { name: name.ru });
    });
  }

  /** Puts a flow away. @throws VoronkaError `Request.NotFound`, FlowInUseError naming what needs it */
  async archive(deed: FlowDeed): Promise<void> {
    await this.withFlow(deed, async (em) => {
      const users = [...(await assistantsOf(em, deed.flowId)), ...(await outerFlowsOf(em, deed))];
      if (users.length > 0) throw new FlowInUseError(users);
      await em.execute('update flows set archived_at = coalesce(archived_at, now()) where id = ?', [deed.flowId]);
      await audit(em, deed, 'flow.archive', {});
    });
  }

  /** Takes a flow out of the archive. @throws VoronkaError `Request.NotFound` */
  async unarchive(deed: FlowDeed): Promise<void> {
    await this.withFlow(deed, async (em) => {
      await em.execute('update flows set archived_at = null where id = ?', [deed.flowId]);
      await audit(em, deed, 'flow.unarchive', {});
    });
  }

  private async withFlow(deed: FlowDeed, change: (em: EntityManager) => Promise<void>): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      const found = await rows(em, 'select id from flows where id = ? and workspace_id = ? for update', [
        deed.flowId,
        deed.workspaceId,
      ]);
      if (found.length === 0) throw new VoronkaError('Request.NotFound', 'no flow with this id');
      await change(em);
    });
  }
}

/** Channels that run a flow, and assistants that lead with it but have no channel yet. */
async function assistantsOf(em: EntityManager, flowId: string): Promise<FlowUser[]> {
  // The lock keeps an assistant from taking up the flow at this moment.
  const assistants = await rows<{ id: string; name: string }>(
    em,
    'select id, name from assistants where flow_id = ? order by name for update',
    [flowId],
  );
  const channels = await rows<{ name: string; assistant_id: string }>(
    em,
    `select c.name, c.assistant_id from channels c join assistants a on a.id = c.assistant_id where a.flow_id = ?
     order by c.name`,
    [flowId],
  );
  const busy = new Set(channels.map((channel) => channel.assistant_id));
  return [
    ...channels.map(({ name }): FlowUser => ({ kind: 'channel', name: { ru: name, en: name } })),
    ...assistants
      .filter(({ id }) => !busy.has(id))
      .map(({ name }): FlowUser => ({ kind: 'assistant', name: { ru: name, en: name } })),
  ];
}

/** Flows in use whose draft or published drawing runs a flow as a sub-flow. */
async function outerFlowsOf(em: EntityManager, { workspaceId, flowId }: FlowDeed): Promise<FlowUser[]> {
  const flows = await em.find(Flow, { workspaceId, archivedAt: null, id: { $ne: flowId } }, { orderBy: { id: 'asc' } });
  return flows
    .filter(({ draft, live }) => [draft, live].some((graph) => graph && subFlowIdsOf(graph).includes(flowId)))
    .map(({ name }): FlowUser => ({ kind: 'flow', name }));
}

/** The name, with a number where another flow has it already. */
async function freeName(em: EntityManager, workspaceId: string, { ru, en }: LocalizedText): Promise<LocalizedText> {
  const flows = await rows<{ name: LocalizedText }>(em, 'select name from flows where workspace_id = ?', [workspaceId]);
  const taken = new Set(flows.map(({ name }) => name.ru));
  if (!taken.has(ru)) return { ru, en };
  let number = 2;
  while (taken.has(`${ru} (${number})`)) number += 1;
  return { ru: `${ru} (${number})`, en: `${en} (${number})` };
}

async function audit(
  em: EntityManager,
  { workspaceId, actor, correlationId, flowId }: FlowDeed,
  action: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await appendAudit(em, { workspaceId, actor, correlationId, action, target: `flow:${flowId}`, detail });
}
