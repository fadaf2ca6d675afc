import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError, withinBarriers } from '@voronka/contracts';
import type { Barrier } from '@voronka/contracts';
import type { MessageRow } from '../entities/dialogue.entities.ts';
import { Message } from '../entities/dialogue.entities.ts';
import type { Database } from '../orm.ts';
import { appendMessage, appendOutboxRow } from './conversation-rows.ts';
import { lockDialogue } from './dialogue-lock.ts';
import type { LockedDialogue } from './dialogue-lock.ts';
import { appendInboxRow } from './inbox-rows.ts';
import { notifyLive } from './sql.ts';
import { storableText } from './storable-text.ts';

/**
 * Who leads a dialogue. The transaction that accepts a manager's message raises the epoch: assistant rows of an older
 * epoch are never sent after that commit. Works without Temporal.
 */
export class OwnershipStore {
  constructor(
    private readonly database: Database,
    private readonly barrier: Barrier,
  ) {}

  /**
   * Takes the dialogue over (unless this manager leads already) and puts the message on its way.
   *
   * @param input.messageId made by the manager's browser; a repeat returns the first
   */
  async acceptManagerMessage(input: {
    dialogueId: string;
    workspaceId: string;
    userId: string;
    messageId: string;
    text: string;
    correlationId: string;
  }): Promise<{ message: MessageRow; seq: number | null; duplicate: boolean }> {
    const text = storableText(input.text);
    return withinBarriers(this.barrier, 'api.manager.commit', () =>
      this.database.em.fork().transactional(async (em) => {
        const dialogue = await lockDialogue(em, input.dialogueId);
        if (dialogue.workspace_id !== input.workspaceId) throw new VoronkaError('Dialogue.Unknown', 'other workspace');
        const known = await em.findOne(Message, {
          dialogueId: dialogue.id,
          sender: 'manager',
          clientMessageId: input.messageId,
        });
        if (known) return { message: known, seq: null, duplicate: true };

        await silenceAssistant(em, dialogue);
        await em.execute(
          `update dialogues set owner = 'manager', manager_id = ?, epoch = ?, needs_manager = false, unread = 0,
             awaiting_manager_since = null, escalation_level = 0, answer_deadline_at = null, closed = null
           where id = ?`,
          [input.userId, dialogue.epoch, dialogue.id],
        );
        const seq = await appendInboxRow(em, dialogue, {
          updateId: `manager:${dialogue.id}:${input.messageId}`,
          kind: 'managerMessage',
          payload: { messageId: input.messageId, managerId: input.userId, text },
          correlationId: input.correlationId,
        });
        const id = await appendMessage(em, dialogue, {
          sender: 'manager',
          authorId: input.userId,
          body: text,
          clientMessageId: input.messageId,
          status: 'planned',
        });
        await appendOutboxRow(em, dialogue, {
          messageId: id,
          sender: 'manager',
          status: 'planned',
          epoch: dialogue.epoch,
          correlationId: input.correlationId,
        });
        await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id });
        return { message: await em.findOneOrFail(Message, { id }), seq, duplicate: false };
      }),
    );
  }

  /**
   * Takes the dialogue over without a word: the assistant is silent from this commit on. What the client wrote stays unread.
   *
   * @returns null when this person leads already
   */
  async takeOver(input: {
    dialogueId: string;
    workspaceId: string;
    userId: string;
    correlationId: string;
  }): Promise<{ seq: number } | null> {
    return this.database.em.fork().transactional(async (em) => {
      const dialogue = await lockDialogue(em, input.dialogueId);
      if (dialogue.workspace_id !== input.workspaceId) throw new VoronkaError('Dialogue.Unknown', 'other workspace');
      if (dialogue.owner === 'manager' && dialogue.manager_id === input.userId) return null;
      await silenceAssistant(em, dialogue);
      await em.execute(
        `update dialogues set owner = 'manager', manager_id = ?, epoch = ?, needs_manager = false,
           awaiting_manager_since = null, escalation_level = 0, answer_deadline_at = null
         where id = ?`,
        [input.userId, dialogue.epoch, dialogue.id],
      );
      const seq = await appendInboxRow(em, dialogue, {
        updateId: `take:${dialogue.id}:${dialogue.next_seq}`,
        kind: 'takenOver',
        payload: { byUserId: input.userId },
        correlationId: input.correlationId,
      });
      await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id });
      return seq === null ? null : { seq };
    });
  }

  /** Gives the dialogue back to the assistant. @returns null when the assistant leads already */
  async returnToAssistant(input: {
    dialogueId: string;
    workspaceId: string;
    userId: string;
    correlationId: string;
  }): Promise<{ seq: number } | null> {
    return this.database.em.fork().transactional(async (em) => {
      const dialogue = await lockDialogue(em, input.dialogueId);
      if (dialogue.workspace_id !== input.workspaceId) throw new VoronkaError('Dialogue.Unknown', 'other workspace');
      if (dialogue.owner === 'assistant') return null;
      dialogue.epoch += 1;
      await em.execute(`update dialogues set owner = 'assistant', epoch = ?, needs_manager = false where id = ?`, [
        dialogue.epoch,
        dialogue.id,
      ]);
      const seq = await appendInboxRow(em, dialogue, {
        updateId: `return:${dialogue.id}:${dialogue.epoch}`,
        kind: 'returnedToAssistant',
        payload: { byUserId: input.userId },
        correlationId: input.correlationId,
      });
      await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id });
      return seq === null ? null : { seq };
    });
  }
}

/** Raises the epoch of a dialogue that the assistant leads, and cancels what it has not sent yet. */
async function silenceAssistant(em: EntityManager, dialogue: LockedDialogue): Promise<void> {
  if (dialogue.owner === 'manager') return;
  dialogue.epoch += 1;
  // What a sender holds already is on its way; it becomes "sent before takeover" when it is confirmed.
  await em.execute(
    `with stale as (
       update outbox set status = 'cancelled'
       where dialogue_id = ? and sender = 'assistant' and status = 'planned' returning message_id)
     update messages set status = 'cancelled' where id in (select message_id from stale)`,
    [dialogue.id],
  );
}
