import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';
import { Flow, FlowVersion } from '../entities/setup.entities.ts';
import type { FlowRow } from '../entities/setup.entities.ts';
import type { Database } from '../orm.ts';
import { appendAudit } from './audit-log.ts';
import type { Actor } from './audit-log.ts';
import { publishBundle } from './bundle.store.ts';
import type { PublishedBundle } from './bundle.store.ts';
import { channelsOf, flowsRunning } from './flow-users.ts';
import { firstRow } from './sql.ts';

/** Who changes which flow. */
export interface FlowDeed {
  workspaceId: string;
  flowId: string;
  actor: Actor;
  correlationId: string;
}

/** A version that was just published, and what its channels run now. */
export interface PublishedVersion {
  number: number;
  bundles: PublishedBundle[];
}

/** Throws when a drawing must not be published. */
export type CheckGraph = (em: EntityManager, graph: FlowGraph) => Promise<void>;

/** Drafts and publishing. A draft's revision grows with every save: two people never overwrite each other silently. */
export class FlowStore {
  constructor(private readonly database: Database) {}

  /** @returns null when there is none */
  async find(workspaceId: string, flowId: string): Promise<FlowRow | null> {
    return this.database.em.fork().findOne(Flow, { id: flowId, workspaceId });
  }

  /** @throws VoronkaError `Flow.DraftChanged` when `revision` is not the stored one, `Flow.Archived` */
  async saveDraft(deed: FlowDeed, revision: number, graph: FlowGraph): Promise<void> {
    await this.withDraft(deed, revision, async (em) => {
      await em.execute(
        `update flows set draft = ?, draft_revision = draft_revision + 1, draft_updated_at = now(), draft_author_id = ?
         where id = ?`,
        [JSON.stringify(graph), deed.actor.id, deed.flowId],
      );
      await audit(em, deed, 'flow.saveDraft', { revision: revision + 1 });
    });
  }

  /**
   * Publishes the draft: new dialogues of every channel that runs the flow, also as a sub-flow of another, run it.
   *
   * @param check throws when the draft must not be published; runs in the same transaction
   * @throws VoronkaError `Flow.DraftChanged` when `revision` is not the stored one, FlowProblemError for a flow that
   *   would not run any more
   */
  async publish(deed: FlowDeed, revision: number, note: string, check: CheckGraph): Promise<PublishedVersion> {
    return this.withDraft(deed, revision, async (em, flow) => {
      await check(em, flow.draft);
      const published = await publishGraph(em, deed, flow.draft, note);
      await audit(em, deed, 'flow.publish', { revision, note, ...summary(published) });
      return published;
    });
  }

  /**
   * Publishes an earlier version again, as the newest one. The draft stays as it is.
   *
   * @throws VoronkaError `Request.NotFound` for an unknown version; else as {@link publish}
   */
  async restore(deed: FlowDeed, number: number, note: string, check: CheckGraph): Promise<PublishedVersion> {
    return this.withDraft(deed, null, async (em, flow) => {
      const version = await em.findOne(FlowVersion, { flowId: flow.id, number });
      if (!version) throw new VoronkaError('Request.NotFound', 'the flow has no such version');
      await check(em, version.graph);
      const published = await publishGraph(em, deed, version.graph, note);
      await audit(em, deed, 'flow.restore', { restored: number, note, ...summary(published) });
      return published;
    });
  }

  /** Throws the draft away in favour of what is published; without a published flow nothing happens. */
  async discardDraft(deed: FlowDeed): Promise<void> {
    await this.withDraft(deed, null, async (em, flow) => {
      if (!flow.live) return;
      await em.execute(
        `update flows set draft = live, draft_revision = draft_revision + 1, draft_updated_at = now(),
                          draft_author_id = ? where id = ?`,
        [deed.actor.id, flow.id],
      );
      await audit(em, deed, 'flow.discardDraft', { revision: flow.draftRevision });
    });
  }

  private async withDraft<T>(
    deed: FlowDeed,
    revision: number | null,
    change: (em: EntityManager, flow: FlowRow) => Promise<T>,
  ): Promise<T> {
    return this.database.em.fork().transactional(async (em) => {
      await em.execute('select id from flows where id = ? for update', [deed.flowId]);
      const flow = await em.findOne(Flow, { id: deed.flowId, workspaceId: deed.workspaceId }, { refresh: true });
      if (!flow) throw new VoronkaError('Request.NotFound', 'no flow with this id');
      if (flow.archivedAt) throw new VoronkaError('Flow.Archived', 'the flow is archived');
      if (revision !== null && flow.draftRevision !== revision) {
        throw new VoronkaError('Flow.DraftChanged', 'the draft was saved meanwhile', { revision: flow.draftRevision });
      }
      return change(em, flow);
    });
  }
}

/** Writes the version, makes it live, and makes new bundles for the channels. The flow's row is locked. */
async function publishGraph(
  em: EntityManager,
  { workspaceId, flowId, actor }: FlowDeed,
  graph: FlowGraph,
  note: string,
): Promise<PublishedVersion> {
  const drawing = JSON.stringify(graph);
  const version = await firstRow<{ number: number }>(
    em,
    `insert into flow_versions (flow_id, number, workspace_id, graph, note, author_id)
     select ?, coalesce(max(number), 0) + 1, ?, ?, ?, ? from flow_versions where flow_id = ? returning number`,
    [flowId, workspaceId, drawing, note, actor.id, flowId],
  );
  await em.execute(
    `update flows set live = ?, live_published_at = now(), live_author_id = ?, live_note = ? where id = ?`,
    [drawing, actor.id, note, flowId],
  );
  em.clear();
  const running = await flowsRunning(em, workspaceId, flowId);
  const bundles: PublishedBundle[] = [];
  for (const channelId of await channelsOf(
    em,
    running.map(({ id }) => id),
  )) {
    const bundle = await publishBundle(em, channelId, { authorId: actor.id, note });
    if (bundle) bundles.push(bundle);
  }
  return { number: version?.number ?? 1, bundles };
}

function summary({ number, bundles }: PublishedVersion): Record<string, unknown> {
  return { version: number, bundles: bundles.map((bundle) => `${bundle.channelId}:${bundle.hash}`) };
}

async function audit(
  em: EntityManager,
  deed: FlowDeed,
  action: string,
  detail: Record<string, unknown>,
): Promise<void> {
  await appendAudit(em, {
    workspaceId: deed.workspaceId,
    actor: deed.actor,
    action,
    target: `flow:${deed.flowId}`,
    detail,
    correlationId: deed.correlationId,
  });
}
