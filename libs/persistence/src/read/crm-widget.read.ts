import type { EntityManager } from '@mikro-orm/postgresql';
import { crmWidgetMessages } from '@voronka/contracts';
import type { CrmWidgetCard, CrmWidgetMessage, DialogueStatus } from '@voronka/contracts';
import type { TimerKind } from '@voronka/domain';
import type { BundleCache } from '../stores/bundle-cache.ts';
import { firstRow, rows } from '../stores/sql.ts';
import type { MessageStatus } from '../entities/dialogue.entities.ts';
import { dialogueStatusSql } from './dialogue-status.sql.ts';
import { iso, isoOrNull } from './values.ts';

interface CardRow {
  number: number;
  client_name: string | null;
  status: DialogueStatus;
  owner: 'assistant' | 'manager';
  manager_id: string | null;
  manager_name: string | null;
  bundle_hash: string;
  stage_key: string | null;
  stands_at: string | null;
  next_wake_at: string | null;
  next_wake_timer: TimerKind | null;
  closed: string | null;
}

interface MessageColumns {
  id: string;
  sender: CrmWidgetMessage['from'];
  author: string | null;
  body: string;
  status: MessageStatus;
  created_at: string;
}

/**
 * What the CRM's card shows of a dialogue.
 *
 * @param reader.mayAct whether the person may take dialogues over and give them back
 * @returns null for an unknown dialogue
 */
export async function readCrmWidgetCard(
  em: EntityManager,
  bundles: BundleCache,
  key: { workspaceId: string; dialogueId: string },
  reader: { userId: string; mayAct: boolean; timelineUrl: string },
): Promise<CrmWidgetCard['dialogue']> {
  const row = await firstRow<CardRow>(
    em,
    `select d.number, d.client_name, ${dialogueStatusSql} as status, d.owner, d.manager_id, u.name as manager_name,
            d.bundle_hash, d.stage_key, d.stands_at, d.next_wake_at, d.next_wake_timer, d.closed
     from dialogues d left join users u on u.id = d.manager_id where d.id = ? and d.workspace_id = ?`,
    [key.dialogueId, key.workspaceId],
  );
  if (!row) return null;
  const { content } = await bundles.load(em, key.workspaceId, row.bundle_hash);
  const said = await latestMessages(em, key.dialogueId);
  const isMine = row.owner === 'manager' && row.manager_id === reader.userId;
  return {
    number: row.number,
    clientName: row.client_name,
    status: row.status,
    owner: row.owner,
    manager: row.manager_name,
    isMine,
    stage: content.funnel.stages.find(({ key: stage }) => stage === row.stage_key)?.name ?? null,
    waitsAt: content.flow.nodes.find(({ id }) => id === row.stands_at)?.label ?? null,
    // That it closes after a long silence is nothing to wait for.
    actsAt: row.next_wake_timer === 'idleClose' ? null : isoOrNull(row.next_wake_at),
    closed: row.closed !== null,
    canTake: reader.mayAct && !isMine,
    canReturn: reader.mayAct && row.owner === 'manager',
    timelineUrl: reader.timelineUrl,
    messages: said.slice(-crmWidgetMessages).map(toMessage),
    hasOlder: said.length > crmWidgetMessages,
  };
}

/** One more than are shown, oldest first. */
async function latestMessages(em: EntityManager, dialogueId: string): Promise<MessageColumns[]> {
  const found = await rows<MessageColumns>(
    em,
    `select m.id, m.sender, u.name as author, m.body, m.status, m.created_at
     from messages m left join users u on u.id = m.author_id
     where m.dialogue_id = ? order by m.position desc limit ?`,
    [dialogueId, crmWidgetMessages + 1],
  );
  return found.reverse();
}

function toMessage(row: MessageColumns): CrmWidgetMessage {
  return {
    id: row.id,
    from: row.sender,
    author: row.author,
    text: row.body,
    at: iso(row.created_at),
    state: stateOf(row),
  };
}

function stateOf({ sender, status }: MessageColumns): CrmWidgetMessage['state'] {
  if (status === 'cancelled' || status === 'failed') return status;
  return sender !== 'client' && (status === 'planned' || status === 'sending') ? 'waiting' : 'sent';
}
