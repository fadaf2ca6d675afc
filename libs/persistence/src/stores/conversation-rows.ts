import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { MessageStatus } from '../entities/dialogue.entities.ts';
import type { LockedDialogue } from './dialogue-lock.ts';

/** A line to add to the conversation. */
export interface NewMessage {
  sender: 'client' | 'assistant' | 'manager' | 'system';
  authorId?: string | undefined;
  body: string;
  clientMessageId?: string | undefined;
  status: MessageStatus;
  turn?: number | undefined;
  commandIndex?: number | undefined;
}

/** Adds a line at the end of a locked dialogue's conversation. @returns its id */
export async function appendMessage(em: EntityManager, dialogue: LockedDialogue, message: NewMessage): Promise<string> {
  const id = randomUUID();
  await em.execute(
    `insert into messages (id, workspace_id, dialogue_id, position, sender, author_id, body, client_message_id, status,
                           turn, command_index)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      id,
      dialogue.workspace_id,
      dialogue.id,
      dialogue.next_position,
      message.sender,
      message.authorId ?? null,
      message.body,
      message.clientMessageId ?? null,
      message.status,
      message.turn ?? null,
      message.commandIndex ?? null,
    ],
  );
  dialogue.next_position += 1;
  await em.execute('update dialogues set next_position = ?, updated_at = now() where id = ?', [
    dialogue.next_position,
    dialogue.id,
  ]);
  return id;
}

/** Puts a line on its way to the channel. */
export async function appendOutboxRow(
  em: EntityManager,
  dialogue: LockedDialogue,
  row: {
    messageId: string;
    sender: 'assistant' | 'manager' | 'system';
    status: 'planned' | 'cancelled';
    epoch: number;
    correlationId: string;
  },
): Promise<void> {
  await em.execute(
    `insert into outbox (message_id, workspace_id, dialogue_id, channel_id, sender, epoch, status, correlation_id)
     values (?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      row.messageId,
      dialogue.workspace_id,
      dialogue.id,
      dialogue.channel_id,
      row.sender,
      row.epoch,
      row.status,
      row.correlationId,
    ],
  );
}
