import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { maxMessageBytes, VoronkaError } from '@voronka/contracts';
import type { sendWidgetMessageSchema, WidgetMessage, widgetMessageAcceptedSchema } from '@voronka/contracts';
import { InboxStore, readWidgetMessages, VisitorStore } from '@voronka/persistence';
import type { AcceptedMessage, Database } from '@voronka/persistence';
import { correlationId } from '@voronka/platform';
import { DATABASE } from '../core/tokens.ts';
import { DialogueWaker } from '../dialogues/dialogue-waker.ts';
import { VisitorAccess } from './visitor-access.ts';
import type { Visitor } from './visitor-access.ts';
import { hasConsented } from './widget-session.service.ts';

/** Takes visitors' messages and tells what they may see. */
@Injectable()
export class WidgetMessageService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(InboxStore) private readonly inbox: InboxStore,
    @Inject(VisitorStore) private readonly visitors: VisitorStore,
    @Inject(VisitorAccess) private readonly access: VisitorAccess,
    @Inject(DialogueWaker) private readonly waker: DialogueWaker,
  ) {}

  /** @throws VoronkaError `Channel.MessageTooLarge`, `Channel.ConsentRequired` */
  async accept(
    visitor: Visitor,
    message: z.output<typeof sendWidgetMessageSchema>,
  ): Promise<z.output<typeof widgetMessageAcceptedSchema>> {
    const { channel, visitorId } = visitor;
    checkSize(message.text);
    const [session, dialogue] = await Promise.all([this.access.sessionOf(visitor), this.access.dialogueOf(visitor)]);
    if (!hasConsented(channel.settings, dialogue)) {
      throw new VoronkaError('Channel.ConsentRequired', 'the visitor has not agreed yet');
    }
    const accepted = await this.inbox.acceptClientMessage({
      channel,
      chatKey: visitorId,
      updateId: message.id,
      messageId: message.id,
      text: message.text,
      locale: session.locale,
      origin: session.origin,
      sourceKey: session.sourceKey ?? undefined,
      correlationId: correlationId() ?? '',
    });
    if (accepted.seq !== null) {
      const { dialogueId, seq } = accepted;
      // Before the wake-up, so that the mark never comes after the answer that it announces.
      if ((dialogue?.owner ?? 'assistant') === 'assistant' && !accepted.duplicate) {
        await this.visitors.announceTyping({ id: dialogueId, workspaceId: channel.workspaceId }, 'assistant');
      }
      await this.waker.wake({ dialogueId, workspaceId: channel.workspaceId, kind: 'clientMessage', seq });
    }
    const lastPosition = dialogue?.lastPosition ?? 0;
    return { message: toWidgetMessage(message, accepted, lastPosition), duplicate: accepted.duplicate };
  }

  /** What the visitor sees after a position; reading it counts as delivered. */
  async list(visitor: Visitor, after: number): Promise<WidgetMessage[]> {
    const dialogue = await this.access.dialogueOf(visitor);
    if (!dialogue) return [];
    const messages = await readWidgetMessages(this.database.em.fork(), dialogue.id, after);
    const arrived = messages.filter(({ from, status }) => from !== 'client' && status === 'sent');
    await this.visitors.markDelivered(
      dialogue,
      arrived.map(({ id }) => id),
    );
    return messages;
  }

  /** Marks what the visitor has seen. */
  async markRead(visitor: Visitor, readUpTo: number): Promise<void> {
    const dialogue = await this.access.dialogueOf(visitor);
    if (dialogue) await this.visitors.markRead(dialogue, readUpTo);
  }

  /** Tells the company that the visitor writes. */
  async announceTyping(visitor: Visitor): Promise<void> {
    const dialogue = await this.access.dialogueOf(visitor);
    if (dialogue) await this.visitors.announceTyping(dialogue, 'client');
  }
}

/** @throws VoronkaError `Channel.MessageTooLarge` above 8 kB of UTF-8 */
export function checkSize(text: string): void {
  const bytes = Buffer.byteLength(text, 'utf8');
  if (bytes > maxMessageBytes) throw new VoronkaError('Channel.MessageTooLarge', 'the text is too long', { bytes });
}

/** A held message has no place yet: it stands at the end, without moving what is asked for next. */
function toWidgetMessage(
  sent: { id: string; text: string },
  accepted: AcceptedMessage,
  lastPosition: number,
): WidgetMessage {
  const { message } = accepted;
  return {
    id: sent.id,
    position: message?.position ?? lastPosition,
    from: 'client',
    author: null,
    text: message?.body ?? sent.text,
    at: new Date(message?.createdAt ?? Date.now()).toISOString(),
    status: accepted.held ? 'held' : message?.status === 'read' ? 'read' : 'accepted',
  };
}
