import type { EntityManager } from '@mikro-orm/postgresql';
import type { FlowVersion, FlowVersionList } from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';
import { firstRow, rows } from '../stores/sql.ts';
import { iso } from './values.ts';

interface VersionColumns {
  number: number;
  note: string;
  author: string | null;
  published_at: string;
  live: boolean;
}

// What was published last is what runs: a restored version is published anew.
const columns = `v.number, v.note, u.name as author, v.published_at,
  v.number = (select max(number) from flow_versions where flow_id = v.flow_id) as live`;

function toVersion(row: VersionColumns): FlowVersionList['versions'][number] {
  const { number, note, author, live } = row;
  return { number, note, author, publishedAt: iso(row.published_at), live };
}

/** All versions of a flow, the newest first. */
export async function listFlowVersions(
  em: EntityManager,
  key: { workspaceId: string; flowId: string },
): Promise<FlowVersionList['versions']> {
  const found = await rows<VersionColumns>(
    em,
    `select ${columns} from flow_versions v left join users u on u.id = v.author_id
     where v.flow_id = ? and v.workspace_id = ? order by v.number desc`,
    [key.flowId, key.workspaceId],
  );
  return found.map(toVersion);
}

/** One version with its drawing; null for an unknown one. */
export async function readFlowVersion(
  em: EntityManager,
  key: { workspaceId: string; flowId: string },
  number: number,
): Promise<FlowVersion | null> {
  const row = await firstRow<VersionColumns & { graph: FlowGraph }>(
    em,
    `select ${columns}, v.graph from flow_versions v left join users u on u.id = v.author_id
     where v.flow_id = ? and v.workspace_id = ? and v.number = ?`,
    [key.flowId, key.workspaceId, number],
  );
  return row ? { ...toVersion(row), graph: row.graph } : null;
}
