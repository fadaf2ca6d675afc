import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';
import { Flow } from '../entities/setup.entities.ts';
import type { FlowRow } from '../entities/setup.entities.ts';
import type { Database } from '../orm.ts';
import { appendAudit } from './audit-log.ts';
import type { Actor } from './audit-log.ts';
import { publishBundle } from './bundle.store.ts';
import type { PublishedBundle } from './bundle.store.ts';
import { rows } from './sql.ts';

/** Who changes which flow. */
export interface FlowDeed {
  workspaceId: string;
  flowId: string;
  actor: Actor;
  correlationId: string;
}

/** Drafts and publishing. A draft's revision grows with every save: two people never overwrite each other silently. */
export class FlowStore {
  constructor(private readonly database: Database) {}

  /** @returns null when there is none */
  async find(workspaceId: string, flowId: string): Promise<FlowRow | null> {
    return this.database.em.fork().findOne(Flow, { id: flowId, workspaceId });
  }

  /** @throws VoronkaError `Flow.DraftChanged` when `revision` is not the stored one */
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
   * Publishes the draft: new dialogues of every channel whose assistant uses the flow run it.
   *
   * @param check throws when the draft must not be published; runs in the same transaction
   * @throws VoronkaError `Flow.DraftChanged` when `revision` is not the stored one
   */
  async publish(
    deed: FlowDeed,
    revision: number,
    note: string,
    check: (em: EntityManager, draft: FlowGraph) => Promise<void>,
  ): Promise<PublishedBundle[]> {
    return this.withDraft(deed, revision, async (em, flow) => {
      await check(em, flow.draft);
      await em.execute(
        `update flows set live = draft, live_published_at = now(), live_author_id = ?, live_note = ? where id = ?`,
        [deed.actor.id, note, flow.id],
      );
      em.clear();
      const channels = await rows<{ id: string }>(
        em,
        `select c.id from channels c join assistants a on a.id = c.assistant_id where a.flow_id = ? order by c.id`,
        [flow.id],
      );
      const bundles: PublishedBundle[] = [];
      for (const { id } of channels) {
        const bundle = await publishBundle(em, id, { authorId: deed.actor.id, note });
        if (bundle) bundles.push(bundle);
      }
      const published = bundles.map((bundle) => `${bundle.channelId}:${bundle.hash}`);
      await audit(em, deed, 'flow.publish', { revision, note, bundles: published });
      return bundles;
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
      if (revision !== null && flow.draftRevision !== revision) {
        throw new VoronkaError('Flow.DraftChanged', 'the draft was saved meanwhile', { revision: flow.draftRevision });
      }
      return change(em, flow);
    });
  }
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
