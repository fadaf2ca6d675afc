import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Command, Decision } from '@voronka/domain';
import type { LockedDialogue } from './dialogue-lock.ts';
import type { NextEvent } from './next-event.ts';
import { liveChannel } from './sql.ts';
import type { LiveNotice } from './sql.ts';

/**
 * The record, the steps, the words with their outbox rows and the new state, in one round trip. What is not there to be
 * written is an empty list; references between the new rows are checked when all of them are there.
 */
const writeDecision = `
  with record as (
    insert into decisions (dialogue_id, turn, workspace_id, seq, bundle_hash, record) values (?, ?, ?, ?, ?, ?)),
  steps_to_do as (
    insert into steps (dialogue_id, turn, command_index, workspace_id, kind, node_id)
    select ?, ?, s.index, ?, s.kind, s.node_id
    from jsonb_to_recordset(?::jsonb) as s(index integer, kind text, node_id text)),
  words as (
    select * from jsonb_to_recordset(?::jsonb) as w(id uuid, position integer, body text, status text, index integer)),
  said as (
    insert into messages (id, workspace_id, dialogue_id, position, sender, body, status, turn, command_index)
    select w.id, ?, ?, w.position, 'assistant', w.body, w.status, ?, w.index from words w),
  posted as (
    insert into outbox (message_id, workspace_id, dialogue_id, channel_id, sender, epoch, status, correlation_id)
    select w.id, ?, ?, ?, 'assistant', ?, w.status, ? from words w)
  update dialogues set state = ?, turn = ?, last_seq = ?, next_position = ?, locale = ?, episode = ?, bundle_hash = ?,
    closed = ?, next_wake_at = ?, next_wake_timer = ?, next_wake_key = ?, answer_deadline_at = ?,
    client_name = coalesce(?, client_name), client_phone = coalesce(?, client_phone),
    client_email = coalesce(?, client_email), updated_at = now()
  where id = ? returning pg_notify('${liveChannel}', ?)`;

/** Writes a decision of a locked dialogue, whose columns in memory are those after the decision. */
export async function writeTurn(
  em: EntityManager,
  dialogue: LockedDialogue,
  { epoch, correlationId }: Pick<NextEvent, 'epoch' | 'correlationId'>,
  { nextState, record, wakeUp, commands }: Decision,
): Promise<void> {
  const { id, turn, workspace_id: workspaceId } = dialogue;
  const notice: LiveNotice = { workspaceId, dialogueId: id };
  const steps = commands.map(({ kind, nodeId }, index) => ({ index, kind, node_id: nodeId }));
  const words = wordsOf(dialogue, epoch, commands);
  dialogue.next_position += words.length;
  await em.execute(writeDecision, [
    ...[id, turn, workspaceId, dialogue.last_seq, record.bundleHash, JSON.stringify(record)],
    ...[id, turn, workspaceId, JSON.stringify(steps)],
    JSON.stringify(words),
    ...[workspaceId, id, turn],
    ...[workspaceId, id, dialogue.channel_id, epoch, correlationId],
    ...[JSON.stringify(nextState), turn, dialogue.last_seq, dialogue.next_position],
    ...[nextState.locale, nextState.episode, dialogue.bundle_hash, nextState.closed],
    ...[wakeUp?.at ?? null, wakeUp?.timer ?? null, wakeUp?.key ?? null, nextState.handOff?.deadlineAt ?? null],
    ...[nextState.slots.name?.value ?? null, nextState.slots.phone?.value ?? null],
    ...[nextState.slots.email?.value ?? null, id, JSON.stringify(notice)],
  ]);
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
