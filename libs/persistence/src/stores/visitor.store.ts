import { VoronkaError } from '@voronka/contracts';
import type { Locale } from '@voronka/domain';
import type { DialogueOrigin } from '../entities/dialogue.entities.ts';
import type { ChannelRow } from '../entities/setup.entities.ts';
import { VisitorSession } from '../entities/visitor.entities.ts';
import type { VisitorSessionRow } from '../entities/visitor.entities.ts';
import type { Database } from '../orm.ts';
import { firstRow, notifyLive, rows } from './sql.ts';

/** The dialogue of a visitor, as far as the chat needs it. */
export interface VisitorDialogue {
  id: string;
  workspaceId: string;
  owner: 'assistant' | 'manager';
  /** Position of the latest message of any kind; 0 for none. */
  lastPosition: number;
  consentVersion: string | null;
  consentAt: Date | null;
}

/** Visitors of a site's chat and the marks on their messages. */
export class VisitorStore {
  constructor(private readonly database: Database) {}

  /** Opens or resumes a visitor's session. The first origin stays, because that is where the client came from. */
  async open(input: {
    channel: ChannelRow;
    visitorId: string;
    locale: Locale;
    origin: DialogueOrigin;
    sourceKey: string;
  }): Promise<void> {
    await this.database.em.fork().execute(
      `insert into visitor_sessions (channel_id, visitor_id, workspace_id, locale, origin, source_key)
       values (?, ?, ?, ?, ?, ?)
       on conflict (channel_id, visitor_id) do update set locale = excluded.locale, seen_at = now()`,
      [
        input.channel.id,
        input.visitorId,
        input.channel.workspaceId,
        input.locale,
        JSON.stringify(input.origin),
        input.sourceKey,
      ],
    );
  }

  /** The session of a visitor, or null when it was never opened or has been cleared away. */
  async find(channelId: string, visitorId: string): Promise<VisitorSessionRow | null> {
    return this.database.em.fork().findOne(VisitorSession, { channelId, visitorId });
  }

  /** The visitor's dialogue, once there is one. */
  async findDialogue(channelId: string, visitorId: string): Promise<VisitorDialogue | null> {
    const row = await firstRow<{
      id: string;
      workspace_id: string;
      owner: 'assistant' | 'manager';
      next_position: number;
      consent_version: string | null;
      consent_at: Date | string | null;
    }>(
      this.database.em.fork(),
      `select id, workspace_id, owner, next_position, consent_version, consent_at from dialogues
       where channel_id = ? and chat_key = ?`,
      [channelId, visitorId],
    );
    if (!row) return null;
    return {
      id: row.id,
      workspaceId: row.workspace_id,
      owner: row.owner,
      lastPosition: row.next_position - 1,
      consentVersion: row.consent_version,
      consentAt: row.consent_at === null ? null : new Date(row.consent_at),
    };
  }

  /** Which chat a dialogue is, or null. */
  async chatOfDialogue(dialogueId: string): Promise<{ channelId: string; chatKey: string } | null> {
    const row = await firstRow<{ channel_id: string; chat_key: string }>(
      this.database.em.fork(),
      'select channel_id, chat_key from dialogues where id = ?',
      [dialogueId],
    );
    return row ? { channelId: row.channel_id, chatKey: row.chat_key } : null;
  }

  /** @throws VoronkaError `Dialogue.Unknown` when the workspace has no such dialogue */
  async requireDialogue(dialogue: { id: string; workspaceId: string }): Promise<void> {
    const row = await firstRow(this.database.em.fork(), 'select id from dialogues where id = ? and workspace_id = ?', [
      dialogue.id,
      dialogue.workspaceId,
    ]);
    if (!row) throw new VoronkaError('Dialogue.Unknown', 'no dialogue with this id');
  }

  /** Marks messages that reached the visitor's browser. "Sent before takeover" stays what it is. */
  async markDelivered(dialogue: { id: string; workspaceId: string }, messageIds: string[]): Promise<void> {
    if (messageIds.length === 0) return;
    await this.mark(
      dialogue,
      `update messages set status = case when status = 'sent' then 'delivered' else status end, delivered_at = now()
       where dialogue_id = ? and id in (?) and sender <> 'client' and delivered_at is null
         and status in ('sent', 'sentBeforeTakeover') returning id`,
      [dialogue.id, messageIds],
    );
  }

  /** Marks everything up to a position as read by the visitor. */
  async markRead(dialogue: { id: string; workspaceId: string }, readUpTo: number): Promise<void> {
    await this.mark(
      dialogue,
      `update messages set status = case when status = 'sentBeforeTakeover' then status else 'read' end, read_at = now(),
                           delivered_at = coalesce(delivered_at, now())
       where dialogue_id = ? and position <= ? and sender <> 'client' and read_at is null
         and status in ('sent', 'sentBeforeTakeover', 'delivered') returning id`,
      [dialogue.id, readUpTo],
    );
  }

  /**
   * Marks the client's messages as read by people of the company.
   *
   * @returns false when there was nothing new
   * @throws VoronkaError `Dialogue.Unknown`
   */
  async markReadByPeople(dialogue: { id: string; workspaceId: string }): Promise<boolean> {
    return this.database.em.fork().transactional(async (em) => {
      const before = await firstRow<{ unread: number }>(
        em,
        'select unread from dialogues where id = ? and workspace_id = ? for update',
        [dialogue.id, dialogue.workspaceId],
      );
      if (!before) throw new VoronkaError('Dialogue.Unknown', 'no dialogue with this id');
      const read = await rows<{ id: string }>(
        em,
        `update messages set status = 'read', read_at = now()
         where dialogue_id = ? and sender = 'client' and read_at is null returning id`,
        [dialogue.id],
      );
      if (before.unread === 0 && read.length === 0) return false;
      await em.execute('update dialogues set unread = 0 where id = ?', [dialogue.id]);
      await notifyLive(em, { workspaceId: dialogue.workspaceId, dialogueId: dialogue.id });
      return true;
    });
  }

  /** Tells everyone who looks at the dialogue that someone writes; nothing is stored. */
  async announceTyping(
    dialogue: { id: string; workspaceId: string },
    from: 'client' | 'assistant' | 'manager',
  ): Promise<void> {
    await notifyLive(this.database.em.fork(), {
      workspaceId: dialogue.workspaceId,
      dialogueId: dialogue.id,
      typing: from,
    });
  }

  private async mark(dialogue: { id: string; workspaceId: string }, sql: string, params: unknown[]): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      const changed = await rows<{ id: string }>(em, sql, params);
      if (changed.length > 0) await notifyLive(em, { workspaceId: dialogue.workspaceId, dialogueId: dialogue.id });
    });
  }
}
