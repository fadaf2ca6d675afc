import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import type { DialogueList, DialogueStatus, DialogueSummary } from '@voronka/contracts';
import type { BundleCache } from '../stores/bundle-cache.ts';
import { firstRow, rows } from '../stores/sql.ts';
import { searchClient } from './client-search.sql.ts';
import { dialogueStatusSql, hasBegunSql, leadCreatedSinceSql } from './dialogue-status.sql.ts';
import { hashesOfFlowSql, readFlowPlaces } from './flow-places.read.ts';
import type { FlowPlaces } from './flow-places.read.ts';
import { containsPattern, iso, startOfToday } from './values.ts';

/** Filters of the list. */
export interface DialogueListFilter {
  search?: string | undefined;
  status?: DialogueStatus | 'open' | undefined;
  today?: 'dialogues' | 'leads' | undefined;
  funnel?: string | undefined;
  /** `-`: without a card. */
  stage?: string | undefined;
  /** A flow, and a place in it; see `flowFilterShape`. */
  flow?: string | undefined;
  at?: string | undefined;
  incidentAt?: string | undefined;
  passed?: string | undefined;
  edge?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** The columns of a summary. */
export interface SummaryRow {
  id: string;
  number: number;
  client_name: string | null;
  channel_id: string;
  channel_name: string;
  channel_kind: 'widget' | 'webhook';
  status: DialogueStatus;
  owner: 'assistant' | 'manager';
  manager_id: string | null;
  manager_name: string | null;
  bundle_hash: string;
  stage_key: string | null;
  last_sender: 'client' | 'assistant' | 'manager' | 'system' | null;
  last_body: string | null;
  last_at: string | null;
  unread: number;
  updated_at: string;
}

const shownCharacters = 200;

/** Selects {@link SummaryRow}s of dialogues `d`. */
export const summarySelect = `
  select d.id, d.number, d.client_name, d.channel_id, c.name as channel_name, c.kind as channel_kind,
         ${dialogueStatusSql} as status, d.owner, d.manager_id, u.name as manager_name, d.bundle_hash, d.stage_key,
         m.sender as last_sender, left(m.body, ${shownCharacters}) as last_body, m.created_at as last_at, d.unread,
         d.updated_at
  from dialogues d
  join channels c on c.id = d.channel_id
  left join users u on u.id = d.manager_id
  left join lateral (select sender, body, created_at from messages where dialogue_id = d.id and status <> 'cancelled'
                     order by position desc limit 1) m on true`;

/** Turns rows into summaries; stage names come from the bundle that the dialogue pinned. */
export async function toSummary(
  em: EntityManager,
  bundles: BundleCache,
  workspaceId: string,
  row: SummaryRow,
): Promise<DialogueSummary> {
  const stages = row.stage_key ? (await bundles.load(em, workspaceId, row.bundle_hash)).content.funnel.stages : [];
  const stage = stages.find(({ key }) => key === row.stage_key);
  const { last_sender: from, last_body: text, last_at: at } = row;
  return {
    id: row.id,
    number: row.number,
    clientName: row.client_name,
    channel: { id: row.channel_id, name: row.channel_name, kind: row.channel_kind },
    status: row.status,
    owner: row.owner,
    manager: row.manager_id ? { id: row.manager_id, name: row.manager_name ?? '' } : null,
    stage: stage ? { key: stage.key, name: stage.name } : null,
    lastMessage: from && text !== null && at ? { from, text, at: iso(at) } : null,
    unread: row.unread,
    updatedAt: iso(row.updated_at),
  };
}

/** One page of dialogues, the latest change first. Pages by key: rows that move up meanwhile are never skipped. */
export async function listDialogues(
  em: EntityManager,
  bundles: BundleCache,
  workspaceId: string,
  filter: DialogueListFilter,
): Promise<DialogueList> {
  const places = filter.flow ? await readFlowPlaces(em, bundles, { workspaceId, flowId: filter.flow }) : null;
  if (filter.flow && !places) return { dialogues: [], nextCursor: null, total: 0 };
  const { where, params } = conditions(workspaceId, filter, places);
  const counted = await firstRow<{ n: string }>(em, `select count(*) as n from dialogues d where ${where}`, params);
  const after = filter.cursor === undefined ? null : parseCursor(filter.cursor);
  const found = await rows<SummaryRow>(
    em,
    `${summarySelect} where ${where} ${after ? 'and (d.updated_at, d.id) < (?::timestamptz, ?::uuid)' : ''}
     order by d.updated_at desc, d.id desc limit ?`,
    [...params, ...(after ?? []), filter.limit + 1],
  );
  const page = found.slice(0, filter.limit);
  const last = found.length > filter.limit ? page.at(-1) : undefined;
  const dialogues: DialogueSummary[] = [];
  for (const row of page) dialogues.push(await toSummary(em, bundles, workspaceId, row));
  return { dialogues, nextCursor: last ? cursorOf(last) : null, total: Number(counted?.n ?? 0) };
}

function conditions(
  workspaceId: string,
  filter: DialogueListFilter,
  places: FlowPlaces | null,
): { where: string; params: unknown[] } {
  const { at, incidentAt, passed, edge } = filter;
  const hasPlace = [at, incidentAt, passed, edge].some((place) => place !== undefined);
  // What was decided in a flow has begun, whether or not there were words.
  const parts = hasPlace ? ['d.workspace_id = ?'] : ['d.workspace_id = ?', hasBegunSql];
  const params: unknown[] = [workspaceId];
  if (filter.status === 'open') parts.push(`(${dialogueStatusSql}) <> 'completed'`);
  else if (filter.status) {
    parts.push(`(${dialogueStatusSql}) = ?`);
    params.push(filter.status);
  }
  if (filter.today === 'dialogues') {
    parts.push('d.created_at >= ?');
    params.push(startOfToday());
  }
  if (filter.today === 'leads') {
    parts.push(leadCreatedSinceSql);
    params.push(startOfToday());
  }
  if (filter.funnel) {
    parts.push('d.channel_id in (select id from channels where funnel_id = ?)');
    params.push(filter.funnel);
  }
  if (filter.stage === '-') parts.push('d.stage_key is null');
  else if (filter.stage) {
    parts.push('d.stage_key = ?');
    params.push(filter.stage);
  }
  if (places) addFlow(workspaceId, filter, places, parts, params);
  if (filter.search) addSearch(filter.search, parts, params);
  return { where: parts.join(' and '), params };
}

/** The same places as the numbers on the flow's canvas count, so that each opens a list of its length. */
function addFlow(
  workspaceId: string,
  filter: DialogueListFilter,
  places: FlowPlaces,
  parts: string[],
  params: unknown[],
): void {
  const key = [workspaceId, filter.flow];
  const recorded = (drawnId: string): string => JSON.stringify(places.recordedAs(drawnId));
  const { at, incidentAt, passed, edge, from, to } = filter;
  const among = 'in (select jsonb_array_elements_text(?::jsonb))';
  if (passed === undefined && edge === undefined) {
    parts.push(`d.bundle_hash in (${hashesOfFlowSql})`);
    params.push(...key);
  }
  if (at !== undefined) {
    parts.push(`d.closed is null and d.stands_at ${among}`);
    params.push(recorded(at));
  }
  if (incidentAt !== undefined) {
    parts.push(
      `exists (select 1 from incidents i where i.dialogue_id = d.id and i.state = 'open' and i.node_id ${among})`,
    );
    params.push(recorded(incidentAt));
  }
  for (const [column, drawnId] of [
    ['passed', passed],
    ['edges', edge],
  ] as const) {
    if (drawnId === undefined) continue;
    parts.push(
      `d.id in (select x.dialogue_id from decisions x
         where x.workspace_id = ? and x.bundle_hash in (${hashesOfFlowSql})
           and jsonb_exists_any(x.${column}, array(select jsonb_array_elements_text(?::jsonb)))
           ${from === undefined ? '' : 'and x.created_at >= ?'} ${to === undefined ? '' : 'and x.created_at < ?'})`,
    );
    params.push(workspaceId, ...key, recorded(drawnId), ...[from, to].filter((time) => time !== undefined));
  }
}

function addSearch(search: string, parts: string[], params: unknown[]): void {
  const client = searchClient(search);
  const said = 'exists (select 1 from messages m where m.dialogue_id = d.id and m.body ilike ?)';
  parts.push(`(${[...client.any, said].join(' or ')})`);
  params.push(...client.params, containsPattern(search));
}

function cursorOf(row: SummaryRow): string {
  return Buffer.from(JSON.stringify([iso(row.updated_at), row.id])).toString('base64url');
}

function parseCursor(cursor: string): [string, string] {
  try {
    const [at, id] = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as [unknown, unknown];
    const isUuid = typeof id === 'string' && /^[0-9a-f-]{36}$/.test(id);
    if (typeof at === 'string' && !Number.isNaN(Date.parse(at)) && isUuid) return [at, id];
  } catch {
    // Not JSON: reported like any other wrong cursor.
  }
  throw new VoronkaError('Request.Invalid', 'the cursor was not made by this list', { field: 'cursor' });
}
