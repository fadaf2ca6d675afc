import type { Database } from '../orm.ts';
import { appendMessage } from './conversation-rows.ts';
import { lockDialogue } from './dialogue-lock.ts';
import { appendInboxRow } from './inbox-rows.ts';
import { firstRow, notifyLive } from './sql.ts';

interface HeldRow {
  id: string;
  dialogue_id: string;
  update_id: string;
  body: string;
  correlation_id: string;
}

/** Lets held messages into their dialogue, or drops them, by a person's word. */
export class HeldStore {
  constructor(private readonly database: Database) {}

  /** @returns where the message landed, or null when it is not held any more */
  async release(heldId: string, workspaceId: string): Promise<{ dialogueId: string; seq: number } | null> {
    return this.database.em.fork().transactional(async (em) => {
      const held = await firstRow<HeldRow>(
        em,
        `update held_messages set state = 'released' where id = ? and workspace_id = ? and state = 'held' returning *`,
        [heldId, workspaceId],
      );
      if (!held) return null;
      const dialogue = await lockDialogue(em, held.dialogue_id);
      const seq = await appendInboxRow(em, dialogue, {
        updateId: held.update_id,
        kind: 'clientMessage',
        payload: { messageId: held.update_id, text: held.body },
        correlationId: held.correlation_id,
      });
      if (seq === null) return null;
      await appendMessage(em, dialogue, {
        sender: 'client',
        body: held.body,
        clientMessageId: held.update_id.slice(held.update_id.lastIndexOf(':') + 1),
        status: 'accepted',
      });
      await notifyLive(em, { workspaceId, dialogueId: dialogue.id, also: 'held' });
      return { dialogueId: dialogue.id, seq };
    });
  }

  /** @returns false when it is not held any more */
  async discard(heldId: string, workspaceId: string): Promise<boolean> {
    return this.database.em.fork().transactional(async (em) => {
      const held = await firstRow<HeldRow>(
        em,
        `update held_messages set state = 'discarded' where id = ? and workspace_id = ? and state = 'held' returning *`,
        [heldId, workspaceId],
      );
      if (held) await notifyLive(em, { workspaceId, dialogueId: held.dialogue_id, also: 'held' });
      return held !== null;
    });
  }
}
