import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Command, Decision } from '@voronka/domain';
import type { LockedDialogue } from './dialogue-lock.ts';
import type { NextEvent } from './next-event.ts';
import type { Database } from '../orm.ts';
import { preparedRow } from './prepared.ts';
import { liveChannel } from './sql.ts';
import type { LiveNotice } from './sql.ts';

/**
 * The record, the steps, the words with their outbox rows and the new state, in one round trip. What is not there to be
 * written is an empty list; references between the new rows are checked when all of them are there.
 *
 * @param condition of the dialogue's row; where it does not hold, nothing is written and no row comes back
 */
const writeDecision = (condition: string): string => `
  with target as (select id from dialogues where id = ? ${condition}),
  record as (
    insert into decisions (dialogue_id, turn, workspace_id, seq, bundle_hash, record)
    select id, ?::integer, ?::uuid, ?::bigint, ?::text, ?::jsonb from target),
  steps_to_do as (
    insert into steps (dialogue_id, turn, command_index, workspace_id, kind, node_id)
    select target.id, ?::integer, s.index, ?::uuid, s.kind, s.node_id
    from target, jsonb_to_recordset(?::jsonb) as s(index integer, kind text, node_id text)),
  words as (
    select target.id as dialogue_id, w.*
    from target, jsonb_to_recordset(?::jsonb) as w(id uuid, position integer, body text, status text, index integer)),
  said as (
    insert into messages (id, workspace_id, dialogue_id, position, sender, body, status, turn, command_index)
    select w.id, ?::uuid, w.dialogue_id, w.position, 'assistant', w.body, w.status, ?::integer, w.index from words w),
  posted as (
    insert into outbox (message_id, workspace_id, dialogue_id, channel_id, sender, epoch, status, correlation_id)
    select w.id, ?::uuid, w.dialogue_id, ?::uuid, 'assistant', ?::integer, w.status, ?::text from words w)
  update dialogues d set state = ?::jsonb, turn = ?::integer, last_seq = ?::bigint, next_position = ?::integer,
    locale = ?::text, episode = ?::integer, bundle_hash = ?::text, closed = ?::text, next_wake_at = ?::timestamptz,
    next_wake_timer = ?::text, next_wake_key = ?::text, answer_deadline_at = ?::timestamptz,
    client_name = coalesce(?::text, client_name), client_phone = coalesce(?::text, client_phone),
    client_email = coalesce(?::text, client_email), updated_at = now()
  from target where d.id = target.id returning d.turn, pg_notify('${liveChannel}', ?::text)`;

const writeLocked = writeDecision('');

/** Every change of a row gives it another `xmin`. Who waits for the row here looks at it again. */
const writeUnchanged = writeDecision('and xmin::text = ? for update');

/** Writes a decision of a locked dialogue, whose columns in memory are those after the decision. */
export async function writeTurn(
  em: EntityManager,
  dialogue: LockedDialogue,
  work: Pick<NextEvent, 'epoch' | 'correlationId'>,
  decision: Decision,
): Promise<void> {
  await em.execute(writeLocked, [dialogue.id, ...valuesOf(dialogue, work, decision)]);
}

/**
 * As {@link writeTurn}, for a dialogue that nobody has locked.
 *
 * @param version of the dialogue's row when it was read
 * @returns false: the row has changed since then, and nothing was written
 */
export async function writeTurnUnchanged(
  database: Database,
  dialogue: LockedDialogue,
  version: string,
  work: Pick<NextEvent, 'epoch' | 'correlationId'>,
  decision: Decision,
): Promise<boolean> {
  const values = [dialogue.id, version, ...valuesOf(dialogue, work, decision)];
  return (await preparedRow(database, writeUnchanged, values)) !== null;
}

function valuesOf(
  dialogue: LockedDialogue,
  { epoch, correlationId }: Pick<NextEvent, 'epoch' | 'correlationId'>,
  { nextState, record, wakeUp, commands }: Decision,
): unknown[] {
  const { id, turn, workspace_id: workspaceId } = dialogue;
  const notice: LiveNotice = { workspaceId, dialogueId: id };
  const steps = commands.map(({ kind, nodeId }, index) => ({ index, kind, node_id: nodeId }));
  const words = wordsOf(dialogue, epoch, commands);
  dialogue.next_position += words.length;
  return [
    ...[turn, workspaceId, dialogue.last_seq, record.bundleHash, JSON.stringify(record)],
    ...[turn, workspaceId, JSON.stringify(steps)],
    JSON.stringify(words),
    ...[workspaceId, turn],
    ...[workspaceId, dialogue.channel_id, epoch, correlationId],
    ...[JSON.stringify(nextState), turn, dialogue.last_seq, dialogue.next_position],
    ...[nextState.locale, nextState.episode, dialogue.bundle_hash, nextState.closed],
    ...[wakeUp?.at ?? null, wakeUp?.timer ?? null, wakeUp?.key ?? null, nextState.handOff?.deadlineAt ?? null],
    ...[nextState.slots.name?.value ?? null, nextState.slots.phone?.value ?? null],
    ...[nextState.slots.email?.value ?? null, JSON.stringify(notice)],
  ];
}

interface Words {
  id: string;
  position: number;
  body: string;
  status: 'planned' | 'cancelled';
  index: number;
}

function wordsOf(dialogue: LockedDialogue, epoch: number, commands: readonly Command[]): Words[] {
  // A manager took over after the event happened: what the assistant wanted to say is kept, and never sent.
  const status = dialogue.owner === 'assistant' && epoch === dialogue.epoch ? 'planned' : 'cancelled';
  const spoken = commands.flatMap((command, index) => {
    const body = spokenText(command);
    return body === null ? [] : [{ index, body }];
  });
  return spoken.map((line, place) => ({
    id: randomUUID(),
    position: dialogue.next_position + place,
    status,
    ...line,
  }));
}

/** What a command says to the client; null for commands that do not speak. */
function spokenText(command: Command): string | null {
  switch (command.kind) {
    case 'ask':
    case 'reply':
    case 'handOff':
      return command.text;
    default:
      return null;
  }
}
