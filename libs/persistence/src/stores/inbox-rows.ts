import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { DialogueEventBody } from '@voronka/domain';
import type { LockedDialogue } from './dialogue-lock.ts';

/** Payload of an inbox row: the event without its kind. */
export type InboxPayload<K extends DialogueEventBody['kind']> = Omit<Extract<DialogueEventBody, { kind: K }>, 'kind'>;

/**
 * Adds a row to the inbox of a locked dialogue and moves its counter.
 *
 * @returns the row's `seq`, or null when the update id was taken before
 */
export async function appendInboxRow<K extends DialogueEventBody['kind']>(
  em: EntityManager,
  dialogue: LockedDialogue,
  row: { updateId: string; kind: K; payload: InboxPayload<K>; correlationId: string },
): Promise<number | null> {
  const seq = dialogue.next_seq;
  const inserted = await em.execute<{ id: string }[]>(
    `insert into inbox (id, workspace_id, channel_id, dialogue_id, seq, update_id, kind, payload, epoch, correlation_id)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (channel_id, update_id) do nothing returning id`,
    [
      randomUUID(),
      dialogue.workspace_id,
      dialogue.channel_id,
      dialogue.id,
      seq,
      row.updateId,
      row.kind,
      JSON.stringify(row.payload),
      dialogue.epoch,
      row.correlationId,
    ],
  );
  if (inserted.length === 0) return null;
  await em.execute('update dialogues set next_seq = ?, updated_at = now() where id = ?', [seq + 1, dialogue.id]);
  dialogue.next_seq = seq + 1;
  return seq;
}
