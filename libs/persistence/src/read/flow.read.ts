import type { EntityManager } from '@mikro-orm/postgresql';
import type { Flow as FlowView, FlowList } from '@voronka/contracts';
import type { FlowGraph, LocalizedText } from '@voronka/domain';
import { firstRow, rows } from '../stores/sql.ts';
import { iso, isoOrNull } from './values.ts';

// jsonb compares by content, so a draft that was changed back does not count as changed.
const changedSql = 'f.live is null or f.draft <> f.live';

/** All flows, archived ones too, with what runs of them. */
export async function listFlows(em: EntityManager, workspaceId: string): Promise<FlowList['flows']> {
  const [flows, open] = await Promise.all([
    rows<{
      id: string;
      name: LocalizedText;
      live_published_at: string | null;
      archived_at: string | null;
      changed: boolean;
      channels: { id: string; name: string }[];
    }>(
      em,
      `select f.id, f.name, f.live_published_at, f.archived_at, ${changedSql} as changed,
              (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) order by c.name, c.id), '[]')
               from channels c join assistants a on a.id = c.assistant_id where a.flow_id = f.id) as channels
       from flows f where f.workspace_id = ? order by f.name->>'ru', f.id`,
      [workspaceId],
    ),
    rows<{ flow_id: string; n: string }>(
      em,
      `select b.canonical::jsonb->>'flowId' as flow_id, sum(pinned.n) as n
       from (select bundle_hash, count(*) as n from dialogues
             where workspace_id = ? and next_position > 1 and not coalesce((state->>'completed')::boolean, false)
             group by bundle_hash) pinned
       join bundles b on b.workspace_id = ? and b.hash = pinned.bundle_hash group by 1`,
      [workspaceId, workspaceId],
    ),
  ]);
  const openByFlow = new Map(open.map((row) => [row.flow_id, Number(row.n)]));
  return flows.map((flow) => ({
    id: flow.id,
    name: flow.name,
    publishedAt: isoOrNull(flow.live_published_at),
    archivedAt: isoOrNull(flow.archived_at),
    changed: flow.changed,
    openDialogues: openByFlow.get(flow.id) ?? 0,
    channels: flow.channels,
  }));
}

/** A flow with its draft, what is published, and the channels that run it; null for an unknown one. */
export async function readFlow(em: EntityManager, workspaceId: string, flowId: string): Promise<FlowView | null> {
  const row = await firstRow<{
    id: string;
    name: LocalizedText;
    draft: FlowGraph;
    draft_revision: number;
    draft_updated_at: string;
    draft_author: string | null;
    live: FlowGraph | null;
    live_published_at: string | null;
    live_author: string | null;
    live_note: string;
    archived_at: string | null;
    changed: boolean;
  }>(
    em,
    `select f.id, f.name, f.draft, f.draft_revision, f.draft_updated_at, da.name as draft_author, f.live,
            f.live_published_at, la.name as live_author, f.live_note, f.archived_at, ${changedSql} as changed
     from flows f left join users da on da.id = f.draft_author_id left join users la on la.id = f.live_author_id
     where f.id = ? and f.workspace_id = ?`,
    [flowId, workspaceId],
  );
  if (!row) return null;
  const channels = await rows<{ id: string; name: string; live_bundle_hash: string | null }>(
    em,
    `select c.id, c.name, c.live_bundle_hash from channels c join assistants a on a.id = c.assistant_id
     where a.flow_id = ? order by c.name, c.id`,
    [flowId],
  );
  return {
    id: row.id,
    name: row.name,
    archivedAt: isoOrNull(row.archived_at),
    draft: {
      graph: row.draft,
      revision: row.draft_revision,
      updatedAt: iso(row.draft_updated_at),
      author: row.draft_author,
      changed: row.changed,
    },
    live:
      row.live && row.live_published_at
        ? { graph: row.live, publishedAt: iso(row.live_published_at), author: row.live_author, note: row.live_note }
        : null,
    channels: channels.map((channel) => ({
      id: channel.id,
      name: channel.name,
      bundleHash: channel.live_bundle_hash,
    })),
  };
}
