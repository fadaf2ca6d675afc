import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { VoronkaError, withinBarriers } from '@voronka/contracts';
import type { Barrier, DialogueMessage, OutboxSender } from '@voronka/contracts';
import { appendAudit, OwnershipStore, readMessage, VisitorStore } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import { correlationId } from '@voronka/platform';
import type { Logger } from '@voronka/platform';
import { actorOf } from '../auth/principal.ts';
import type { PersonIdentity } from '../auth/principal.ts';
import { BARRIER, DATABASE, LOGGER, OUTBOX_SENDER } from '../core/tokens.ts';
import { DialogueWaker } from './dialogue-waker.ts';

/** How long the answer waits for the channel, in ms; a slower delivery goes on and shows by its mark. */
const waitForChannelMs = 3_000;

/** What managers do in a dialogue. */
@Injectable()
export class ManagerService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(OwnershipStore) private readonly ownership: OwnershipStore,
    @Inject(VisitorStore) private readonly visitors: VisitorStore,
    @Inject(OUTBOX_SENDER) private readonly sender: OutboxSender,
    @Inject(DialogueWaker) private readonly waker: DialogueWaker,
    @Inject(BARRIER) private readonly barrier: Barrier,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Takes the dialogue over and sends the answer to the channel directly: this works while Temporal is down. */
  async answer(
    person: PersonIdentity,
    dialogueId: string,
    message: { id: string; text: string },
  ): Promise<DialogueMessage> {
    const accepted = await this.ownership.acceptManagerMessage({
      dialogueId,
      workspaceId: person.workspace.id,
      userId: person.id,
      messageId: message.id,
      text: message.text,
      correlationId: correlationId() ?? '',
    });
    const messageId = accepted.message.id;
    await Promise.race([this.deliver(messageId, dialogueId), sleep(waitForChannelMs, undefined, { ref: false })]);
    if (accepted.seq !== null) {
      await this.waker.wake({
        dialogueId,
        workspaceId: person.workspace.id,
        kind: 'managerMessage',
        seq: accepted.seq,
      });
    }
    if (!accepted.duplicate) await this.audit(person, dialogueId, 'dialogue.answer', { messageId });
    const stored = await readMessage(this.database.em.fork(), messageId);
    if (!stored) throw new VoronkaError('Internal.Error', 'a message that was just written is gone');
    return stored;
  }

  /** Takes the dialogue over without writing; nothing happens when this person leads already. Works while Temporal is down. */
  async takeOver(person: PersonIdentity, dialogueId: string): Promise<void> {
    const taken = await this.ownership.takeOver({
      dialogueId,
      workspaceId: person.workspace.id,
      userId: person.id,
      correlationId: correlationId() ?? '',
    });
    if (!taken) return;
    await this.audit(person, dialogueId, 'dialogue.take', {});
    await this.waker.wake({ dialogueId, workspaceId: person.workspace.id, kind: 'takenOver', seq: taken.seq });
  }

  /** Gives the dialogue back to the assistant; nothing happens when the assistant leads already. */
  async returnToAssistant(person: PersonIdentity, dialogueId: string): Promise<void> {
    const returned = await this.ownership.returnToAssistant({
      dialogueId,
      workspaceId: person.workspace.id,
      userId: person.id,
      correlationId: correlationId() ?? '',
    });
    if (!returned) return;
    await this.audit(person, dialogueId, 'dialogue.return', {});
    await this.waker.wake({
      dialogueId,
      workspaceId: person.workspace.id,
      kind: 'returnedToAssistant',
      seq: returned.seq,
    });
  }

  /** Marks the client's messages as read. */
  async markRead(person: PersonIdentity, dialogueId: string): Promise<void> {
    const changed = await this.visitors.markReadByPeople({ id: dialogueId, workspaceId: person.workspace.id });
    if (changed) await this.audit(person, dialogueId, 'dialogue.read', {});
  }

  /** Tells the client that somebody writes. */
  async announceTyping(person: PersonIdentity, dialogueId: string): Promise<void> {
    const dialogue = { id: dialogueId, workspaceId: person.workspace.id };
    await this.visitors.requireDialogue(dialogue);
    await this.visitors.announceTyping(dialogue, 'manager');
  }

  private async deliver(messageId: string, dialogueId: string): Promise<void> {
    try {
      await withinBarriers(this.barrier, 'api.manager.send', () => this.sender.sendMessage(messageId));
    } catch (err) {
      this.logger.warn({ err, messageId, dialogueId }, 'a manager’s message waits for the sweeper');
    }
  }

  private async audit(
    person: PersonIdentity,
    dialogueId: string,
    action: string,
    detail: Record<string, unknown>,
  ): Promise<void> {
    await appendAudit(this.database.em.fork(), {
      workspaceId: person.workspace.id,
      actor: actorOf(person),
      action,
      target: `dialogue:${dialogueId}`,
      detail,
      correlationId: correlationId() ?? '',
    });
  }
}
