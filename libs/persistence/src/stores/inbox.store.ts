import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError, withinBarriers } from '@voronka/contracts';
import type { Barrier } from '@voronka/contracts';
import { initialDialogueState } from '@voronka/domain';
import type { Locale } from '@voronka/domain';
import type { DialogueOrigin, MessageRow } from '../entities/dialogue.entities.ts';
import { Message } from '../entities/dialogue.entities.ts';
import type { ChannelRow } from '../entities/setup.entities.ts';
import type { Database } from '../orm.ts';
import { lockDialogue } from './dialogue-lock.ts';
import type { LockedDialogue } from './dialogue-lock.ts';
import { isFlooding } from './flood-limit.ts';
import { readPast, scopedUpdateId, writeMessage, writeMessageUnchanged } from './message-write.ts';
import type { Past } from './message-write.ts';
import { firstRow, notifyLive } from './sql.ts';
import { storableText } from './storable-text.ts';

/** Who writes, as the channel knows it. */
export interface ChatIdentity {
  channel: ChannelRow;
  /** The channel's id of the chat. */
  chatKey: string;
  locale?: Locale | undefined;
  origin?: DialogueOrigin | undefined;
  /** Hash of the network address, for the flood limit. */
  sourceKey?: string | undefined;
  correlationId: string;
}

/** One client message as a channel hands it over. */
export interface ClientMessageInput extends ChatIdentity {
  /** The channel's own id of the update; a repeat does nothing. */
  updateId: string;
  /** The channel's id of the message. */
  messageId: string;
  text: string;
  clientName?: string | undefined;
}

/** What became of an update. */
export interface AcceptedMessage {
  dialogueId: string;
  /** Place in the inbox; null for a held message. */
  seq: number | null;
  /** null for a held message. */
  message: MessageRow | null;
  duplicate: boolean;
  held: boolean;
}

/** Takes what clients write: one row per update, in one order per dialogue, before anything is acknowledged. */
export class InboxStore {
  constructor(
    private readonly database: Database,
    private readonly barrier: Barrier,
  ) {}

  /**
   * Writes one client message into the inbox and the conversation, or holds it back when the client floods.
   *
   * @throws VoronkaError `Channel.Unknown` when nothing has been published for the channel
   */
  async acceptClientMessage(message: ClientMessageInput): Promise<AcceptedMessage> {
    const input = { ...message, text: storableText(message.text) };
    return withinBarriers(
      this.barrier,
      'api.inbox.commit',
      async () => (await writeMessageUnchanged(this.database, input)) ?? this.acceptLocked(input),
    );
  }

  private acceptLocked(input: ClientMessageInput): Promise<AcceptedMessage> {
    return this.database.em.fork().transactional(async (em) => {
      const dialogue = await this.openDialogue(em, input);
      const past = await readPast(em, dialogue.id, input);
      const known = await this.findAccepted(em, dialogue, input, past);
      if (known) return known;
      if (await isFlooding(em, dialogue, input, past.messagesInMinute)) return this.hold(em, dialogue, input);
      const seq = dialogue.next_seq;
      const message = await writeMessage(em, dialogue, input);
      return { dialogueId: dialogue.id, seq, message, duplicate: false, held: false };
    });
  }

  /** Remembers that the client agreed to the processing of personal data. Makes the dialogue's row if it is new. */
  async recordConsent(input: ChatIdentity & { version: string }): Promise<{ dialogueId: string; acceptedAt: Date }> {
    return this.database.em.fork().transactional(async (em) => {
      const dialogue = await this.openDialogue(em, input);
      const row = await firstRow<{ consent_at: Date }>(
        em,
        `update dialogues set consent_at = case when consent_version = ? then consent_at else now() end,
                              consent_version = ? where id = ? returning consent_at`,
        [input.version, input.version, dialogue.id],
      );
      return { dialogueId: dialogue.id, acceptedAt: new Date(row?.consent_at ?? Date.now()) };
    });
  }

  private async openDialogue(em: EntityManager, input: ChatIdentity): Promise<LockedDialogue> {
    const { channel } = input;
    if (!channel.liveBundleHash) throw new VoronkaError('Channel.Unknown', 'nothing is published for this channel');
    const known = (await this.findDialogue(em, input)) ?? (await this.findDialogueAlone(em, input));
    if (known !== null) return lockDialogue(em, known);
    const locale = input.locale ?? channel.settings.defaultLocale;
    const id = randomUUID();
    await em.execute(
      `insert into dialogues (id, workspace_id, channel_id, chat_key, bundle_hash, state, locale, origin, source_key)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        id,
        channel.workspaceId,
        channel.id,
        input.chatKey,
        channel.liveBundleHash,
        JSON.stringify(initialDialogueState(locale)),
        locale,
        JSON.stringify(input.origin ?? {}),
        input.sourceKey ?? null,
      ],
    );
    return lockDialogue(em, id);
  }

  // Two first messages of a chat wait for each other here: an insert that conflicts would use up a dialogue number.
  private async findDialogueAlone(em: EntityManager, input: ChatIdentity): Promise<string | null> {
    await em.execute('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`${input.channel.id}:${input.chatKey}`]);
    return this.findDialogue(em, input);
  }

  private async findDialogue(em: EntityManager, { channel, chatKey }: ChatIdentity): Promise<string | null> {
    const found = await firstRow<{ id: string }>(em, 'select id from dialogues where channel_id = ? and chat_key = ?', [
      channel.id,
      chatKey,
    ]);
    return found?.id ?? null;
  }

  private async findAccepted(
    em: EntityManager,
    dialogue: LockedDialogue,
    input: ClientMessageInput,
    { seq, held }: Past,
  ): Promise<AcceptedMessage | null> {
    if (seq === null) {
      return held ? { dialogueId: dialogue.id, seq: null, message: null, duplicate: true, held: true } : null;
    }
    const message = await em.findOne(Message, {
      dialogueId: dialogue.id,
      sender: 'client',
      clientMessageId: input.messageId,
    });
    return { dialogueId: dialogue.id, seq, message, duplicate: true, held: false };
  }

  private async hold(em: EntityManager, dialogue: LockedDialogue, input: ClientMessageInput): Promise<AcceptedMessage> {
    await em.execute(
      `insert into held_messages (id, workspace_id, channel_id, dialogue_id, update_id, body, correlation_id)
       values (?, ?, ?, ?, ?, ?, ?)`,
      [
        randomUUID(),
        dialogue.workspace_id,
        dialogue.channel_id,
        dialogue.id,
        scopedUpdateId(input),
        input.text,
        input.correlationId,
      ],
    );
    await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id, also: 'held' });
    return { dialogueId: dialogue.id, seq: null, message: null, duplicate: false, held: true };
  }
}
