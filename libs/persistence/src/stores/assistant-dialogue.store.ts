import { VoronkaError } from '@voronka/contracts';
import { completeState } from '@voronka/domain';
import type { BundleContent, DialogueState, SentSignal } from '@voronka/domain';
import type { Database } from '../orm.ts';
import type { TurnOwner } from './assistant-turn.store.ts';
import { BundleCache } from './bundle-cache.ts';
import { lockDialogue } from './dialogue-lock.ts';
import { appendInboxRow } from './inbox-rows.ts';
import { firstRow, notifyLive } from './sql.ts';
import { storableValues } from './storable-text.ts';

/** Of what an outside assistant sends, this is what it is checked against. */
export interface AssistantDialogue {
  content: BundleContent;
  state: DialogueState;
}

/** Dialogues as far as they are an outside assistant's: those of the channels that it serves. */
export class AssistantDialogueStore {
  private readonly bundles = new BundleCache();

  constructor(private readonly database: Database) {}

  /** @returns null for everyone else's dialogues */
  async find({ workspaceId, assistantId }: TurnOwner, dialogueId: string): Promise<AssistantDialogue | null> {
    const em = this.database.em.fork();
    const row = await firstRow<{ bundle_hash: string; state: DialogueState }>(
      em,
      `select d.bundle_hash, d.state from dialogues d join channels c on c.id = d.channel_id
       where d.id = ? and d.workspace_id = ? and c.assistant_id = ?`,
      [dialogueId, workspaceId, assistantId],
    );
    if (!row) return null;
    const { content } = await this.bundles.load(em, workspaceId, row.bundle_hash);
    return { content, state: completeState(row.state) };
  }

  /**
   * Writes a `signal` row into the dialogue's inbox.
   *
   * @param input.dialogueId one that {@link find} has found
   * @throws VoronkaError `Proposal.ManagerLeads`: an assistant has no say while a manager leads
   */
  async sendSignal(input: {
    dialogueId: string;
    /** Token that sends it. */
    by: string;
    /** Unique among the signals of one token; a repeat does nothing. */
    requestId: string;
    signal: SentSignal;
    correlationId: string;
  }): Promise<{ seq: number; duplicate: boolean }> {
    const { dialogueId, by, requestId, signal, correlationId } = input;
    const updateId = `signal:${dialogueId}:${by}:${requestId}`;
    return this.database.em.fork().transactional(async (em) => {
      const dialogue = await lockDialogue(em, dialogueId);
      const known = await firstRow<{ seq: string }>(
        em,
        'select seq from inbox where channel_id = ? and update_id = ?',
        [dialogue.channel_id, updateId],
      );
      if (known) return { seq: Number(known.seq), duplicate: true };
      if (dialogue.owner === 'manager') throw new VoronkaError('Proposal.ManagerLeads', 'a manager leads');
      const seq = await appendInboxRow(em, dialogue, {
        updateId,
        kind: 'signal',
        payload: { ...signal, payload: storableValues(signal.payload), source: 'assistant', by },
        correlationId,
      });
      await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId });
      return { seq: seq ?? 0, duplicate: false };
    });
  }
}
