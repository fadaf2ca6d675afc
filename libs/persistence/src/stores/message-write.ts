import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import type { MessageRow } from '../entities/dialogue.entities.ts';
import { Message } from '../entities/dialogue.entities.ts';
import type { Database } from '../orm.ts';
import { mostMessagesPerMinute } from './flood-limit.ts';
import type { InboxPayload } from './inbox-rows.ts';
import type { AcceptedMessage, ClientMessageInput } from './inbox.store.ts';
import { preparedRow } from './prepared.ts';
import { firstRow, liveChannel } from './sql.ts';
import type { LiveNotice } from './sql.ts';

/** What is known of an update, and how much its dialogue has said within the last minute. */
export interface Past {
  seq: number | null;
  held: boolean;
  messagesInMinute: number;
}

interface PastRow {
  seq: string | null;
  held: boolean;
  recent: string;
}

/** The columns of a dialogue's row that a message is written with. */
interface MessageTarget {
  id: string;
  workspace_id: string;
  channel_id: string;
  epoch: number;
  next_seq: number;
  next_position: number;
}

/** @param dialogue how the statement names the dialogue's id */
const pastColumns = (dialogue: string): string => `
  (select seq from inbox where channel_id = ? and update_id = ?) as seq,
  exists (select from held_messages where channel_id = ? and update_id = ?) as held,
  (select count(*) from inbox where dialogue_id = ${dialogue} and kind = 'clientMessage'
                                and received_at > now() - interval '1 minute') as recent`;

/** Reads what is known of an update of a locked dialogue. */
export async function readPast(em: EntityManager, dialogueId: string, input: ClientMessageInput): Promise<Past> {
  const row = await firstRow<PastRow>(em, `select ${pastColumns('?')}`, [...pastValues(input), dialogueId]);
  return toPast(row);
}

/** The inbox row, the line of the conversation and the counters, in one round trip. @param condition of the dialogue's row */
const writeRows = (condition: string): string => `
  with target as (select id from dialogues where id = ? ${condition}),
  event as (
    insert into inbox (id, workspace_id, channel_id, dialogue_id, seq, update_id, kind, payload, epoch, correlation_id)
    select ?::uuid, ?::uuid, ?::uuid, id, ?::bigint, ?::text, 'clientMessage', ?::jsonb, ?::integer, ?::text from target),
  counted as (
    update dialogues d set next_seq = ?::bigint, next_position = ?::integer, unread = unread + 1, updated_at = now()
    from target where d.id = target.id),
  said as (
    insert into messages (id, workspace_id, dialogue_id, position, sender, body, client_message_id, status)
    select ?::uuid, ?::uuid, id, ?::integer, 'client', ?::text, ?::text, 'accepted' from target returning *)
  select said.*, pg_notify('${liveChannel}', ?::text) as told from said`;

const writeLocked = writeRows('');

/** Every change of a row gives it another `xmin`. Who waits for the row here looks at it again. */
const writeUnchanged = writeRows('and xmin::text = ? for update');

/** Writes a message of a locked dialogue. */
export async function writeMessage(
  em: EntityManager,
  dialogue: MessageTarget,
  input: ClientMessageInput,
): Promise<MessageRow> {
  const row = await firstRow(em, writeLocked, [dialogue.id, ...valuesOf(dialogue, input)]);
  if (!row) throw new VoronkaError('Internal.Error', 'the message was not written');
  return em.map(Message, row);
}

const readTarget = `
  select d.id, d.workspace_id, d.channel_id, d.epoch, d.next_seq, d.next_position, d.xmin::text as version,
    ${pastColumns('d.id')}
  from dialogues d where d.channel_id = ? and d.chat_key = ?`;

/**
 * Takes a further message of a known dialogue by two statements, the second of which writes only if nothing has happened in
 * the dialogue since the first.
 *
 * @returns null: something else is to be done, or something has happened; nothing was written
 */
export async function writeMessageUnchanged(
  database: Database,
  input: ClientMessageInput,
): Promise<AcceptedMessage | null> {
  const row = await preparedRow<MessageTarget & PastRow & { version: string }>(database, readTarget, [
    ...pastValues(input),
    ...[input.channel.id, input.chatKey],
  ]);
  if (!row) return null;
  const { seq: known, held, messagesInMinute } = toPast(row);
  const seq = Number(row.next_seq);
  const isUsual = known === null && !held && messagesInMinute < mostMessagesPerMinute(input.channel) && seq > 1;
  if (!isUsual) return null;
  const values = valuesOf({ ...row, next_seq: seq }, input);
  const written = await preparedRow(database, writeUnchanged, [row.id, row.version, ...values]);
  if (!written) return null;
  const message = database.em.fork().map(Message, written);
  return { dialogueId: row.id, seq, message, duplicate: false, held: false };
}

/** A visitor chooses message ids: they must not be able to meet another visitor's. */
export function scopedUpdateId({ chatKey, updateId }: Pick<ClientMessageInput, 'chatKey' | 'updateId'>): string {
  return `${chatKey}:${updateId}`;
}

function pastValues(input: ClientMessageInput): unknown[] {
  const updateId = scopedUpdateId(input);
  return [input.channel.id, updateId, input.channel.id, updateId];
}

function toPast(row: PastRow | null): Past {
  const seq = row?.seq ?? null;
  return {
    seq: seq === null ? null : Number(seq),
    held: row?.held === true,
    messagesInMinute: Number(row?.recent ?? 0),
  };
}

function valuesOf(dialogue: MessageTarget, input: ClientMessageInput): unknown[] {
  const { id, workspace_id: workspaceId, next_seq: seq, next_position: position } = dialogue;
  const payload: InboxPayload<'clientMessage'> = { messageId: input.messageId, text: input.text };
  const notice: LiveNotice = { workspaceId, dialogueId: id };
  return [
    ...[randomUUID(), workspaceId, dialogue.channel_id, seq, scopedUpdateId(input)],
    ...[JSON.stringify(payload), dialogue.epoch, input.correlationId],
    ...[seq + 1, position + 1],
    ...[randomUUID(), workspaceId, position, input.text, input.messageId, JSON.stringify(notice)],
  ];
}
