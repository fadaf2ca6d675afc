import type { EntityManager } from '@mikro-orm/postgresql';
import { incidentText } from '@voronka/contracts';
import type { HeldMessage, Incident, MissingInCrm } from '@voronka/contracts';
import type { BundleContent } from '@voronka/domain';
import type { BundleCache } from '../stores/bundle-cache.ts';
import { firstRow, rows } from '../stores/sql.ts';
import { iso, isoOrNull } from './values.ts';

const listedAtMost = 200;

interface IncidentColumns {
  id: string;
  dialogue_id: string;
  dialogue_number: number;
  client_name: string | null;
  bundle_hash: string;
  node_id: string;
  code: string;
  missing: string | null;
  missing_name: string | null;
  state: 'open' | 'resolved';
  created_at: string;
  resolved_at: string | null;
}

/** What an incident says is missing in the CRM; null where it is about something else, or that is not known. */
function missingOf(row: IncidentColumns, { flow, funnel }: BundleContent): MissingInCrm | null {
  const { missing: id, missing_name: name } = row;
  if (id !== null) return { id, name: name === null ? null : { ru: name, en: name } };
  if (row.code !== 'Crm.StageGone') return null;
  const node = flow.nodes.find((one) => one.id === row.node_id);
  const stageKey = node && 'stageKey' in node.config ? node.config.stageKey : undefined;
  const stage = funnel.stages.find(({ key }) => key === stageKey);
  return stage ? { id: stage.key, name: stage.name } : null;
}

/** What stopped and waits for a person, the newest first. */
export async function listIncidents(
  em: EntityManager,
  bundles: BundleCache,
  workspaceId: string,
  state: 'open' | 'resolved',
): Promise<Incident[]> {
  const found = await rows<IncidentColumns>(
    em,
    `select i.id, i.dialogue_id, d.number as dialogue_number, d.client_name, d.bundle_hash, i.node_id, i.code, i.missing,
            i.missing_name, i.state, i.created_at, i.resolved_at
     from incidents i join dialogues d on d.id = i.dialogue_id
     where i.workspace_id = ? and i.state = ? order by i.created_at desc, i.id limit ${listedAtMost}`,
    [workspaceId, state],
  );
  const incidents: Incident[] = [];
  for (const row of found) {
    const { content } = await bundles.load(em, workspaceId, row.bundle_hash);
    const node = content.flow.nodes.find(({ id }) => id === row.node_id);
    incidents.push({
      id: row.id,
      dialogueId: row.dialogue_id,
      dialogueNumber: row.dialogue_number,
      clientName: row.client_name,
      nodeId: row.node_id,
      nodeLabel: node?.label ?? { ru: row.node_id, en: row.node_id },
      code: row.code,
      message: incidentText(row.code, missingOf(row, content)),
      state: row.state,
      createdAt: iso(row.created_at),
      resolvedAt: isoOrNull(row.resolved_at),
    });
  }
  return incidents;
}

/** What the flood limit holds back, the oldest first. */
export async function listHeld(
  em: EntityManager,
  workspaceId: string,
): Promise<{ held: HeldMessage[]; total: number }> {
  const [found, counted] = await Promise.all([
    rows<{
      id: string;
      channel_id: string;
      channel_name: string;
      dialogue_id: string;
      number: number;
      body: string;
      received_at: string;
    }>(
      em,
      `select h.id, h.channel_id, c.name as channel_name, h.dialogue_id, d.number, h.body, h.received_at
       from held_messages h join channels c on c.id = h.channel_id join dialogues d on d.id = h.dialogue_id
       where h.workspace_id = ? and h.state = 'held' order by h.received_at, h.id limit ${listedAtMost}`,
      [workspaceId],
    ),
    firstRow<{ n: string }>(em, `select count(*) as n from held_messages where workspace_id = ? and state = 'held'`, [
      workspaceId,
    ]),
  ]);
  return {
    held: found.map((row) => ({
      id: row.id,
      channel: { id: row.channel_id, name: row.channel_name },
      dialogueId: row.dialogue_id,
      dialogueNumber: row.number,
      text: row.body,
      receivedAt: iso(row.received_at),
    })),
    total: Number(counted?.n ?? 0),
  };
}
