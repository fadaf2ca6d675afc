import { randomUUID } from 'node:crypto';
import type { ClaimedMessage, CommandRef, ErrorCode, OutboxStore, ShownWords } from '@voronka/contracts';
import type { Database } from '../orm.ts';
import { preparedRow } from './prepared.ts';
import { firstRow, liveChannel, notifyLive, rows } from './sql.ts';

interface ClaimRow {
  message_id: string;
  channel_id: string;
  channel_kind: 'widget' | 'webhook';
  workspace_id: string;
  dialogue_id: string;
  chat_key: string;
  sender: 'assistant' | 'manager' | 'system';
  author: string | null;
  body: string;
  attempts: number;
  created_at: Date;
  correlation_id: string;
}

/**
 * The dialogue's lock orders this and a takeover: whichever commits first wins. A row that a takeover has cancelled in the
 * meantime is not `planned` any more when its turn comes.
 */
const showWords = `
  with target as (
    select m.id, m.turn, m.command_index, d.id as dialogue_id, d.workspace_id, d.epoch, d.owner
    from messages m join dialogues d on d.id = m.dialogue_id join channels c on c.id = d.channel_id
    where m.dialogue_id = ? and m.turn = ? and m.command_index = ? and c.kind = 'widget'
    for update of d),
  shown as (
    update outbox o set attempts = o.attempts + 1,
      status = case when o.epoch = t.epoch and t.owner = 'assistant' then 'sent' else 'cancelled' end
    from target t where o.message_id = t.id and o.status = 'planned'
    returning o.message_id, o.status, o.correlation_id),
  said as (
    update messages m set status = s.status, sent_at = case when s.status = 'sent' then now() end
    from shown s where m.id = s.message_id),
  finished as (
    update steps p set finished_at = now(), delayed_since = null,
      status = case when s.status = 'sent' then 'done' else 'cancelled' end,
      detail = case when s.status = 'sent' then '{"delivery":"sent"}' else '{"reason":"takenOver"}' end::jsonb
    from shown s join target t on t.id = s.message_id
    where p.dialogue_id = t.dialogue_id and p.turn = t.turn and p.command_index = t.command_index
      and p.finished_at is null)
  select s.status, s.correlation_id, pg_notify('${liveChannel}', json_build_object(
    'workspaceId', t.workspace_id, 'dialogueId', t.dialogue_id)::text)
  from shown s join target t on t.id = s.message_id`;

/** The outbox in PostgreSQL: a row is claimed only while its ownership epoch is current. */
export class PostgresOutboxStore implements OutboxStore {
  constructor(
    private readonly database: Database,
    private readonly leaseMs: number,
  ) {}

  async messageOfCommand(ref: CommandRef): Promise<string | null> {
    const row = await firstRow<{ id: string }>(
      this.database.em.fork(),
      'select id from messages where dialogue_id = ? and turn = ? and command_index = ?',
      [ref.dialogueId, ref.turn, ref.index],
    );
    return row?.id ?? null;
  }

  async show(ref: CommandRef): Promise<ShownWords | null> {
    const row = await preparedRow<{ status: ShownWords['outcome']; correlation_id: string }>(this.database, showWords, [
      ref.dialogueId,
      ref.turn,
      ref.index,
    ]);
    return row && { outcome: row.status, correlationId: row.correlation_id };
  }

  async claim(messageId: string): Promise<ClaimedMessage | 'busy' | 'sent' | 'cancelled' | 'perhaps'> {
    const token = randomUUID();
    return this.database.em.fork().transactional(async (em) => {
      // The dialogue's lock orders the claim and a takeover: whichever commits first wins.
      const known = await firstRow<{ dialogue_id: string }>(em, 'select dialogue_id from outbox where message_id = ?', [
        messageId,
      ]);
      if (!known) return 'cancelled';
      const dialogue = await firstRow<{ epoch: number; owner: string; workspace_id: string }>(
        em,
        'select epoch, owner, workspace_id from dialogues where id = ? for update',
        [known.dialogue_id],
      );
      const row = await firstRow<{ status: string; sender: string; epoch: number; leased: boolean; attempts: number }>(
        em,
        `select status, sender, epoch, attempts, lease_until > now() as leased from outbox where message_id = ?`,
        [messageId],
      );
      if (!row || !dialogue || row.status === 'cancelled' || row.status === 'failed') return 'cancelled';
      if (row.status === 'sent' || row.status === 'perhaps') return row.status;
      if (row.status === 'claimed' && row.leased) return 'busy';
      const stale = row.sender === 'assistant' && (row.epoch !== dialogue.epoch || dialogue.owner !== 'assistant');
      if (stale && row.status === 'planned') {
        await em.execute(`update outbox set status = 'cancelled' where message_id = ?`, [messageId]);
        await em.execute(`update messages set status = 'cancelled' where id = ?`, [messageId]);
        await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: known.dialogue_id });
        return 'cancelled';
      }
      const claimed = await firstRow<ClaimRow>(
        em,
        `update outbox o set status = 'claimed', lease_token = ?, attempts = o.attempts + 1,
                lease_until = now() + ? * interval '1 millisecond'
         from messages m left join users u on u.id = m.author_id, dialogues d, channels c
         where o.message_id = ? and m.id = o.message_id and d.id = o.dialogue_id and c.id = o.channel_id
         returning o.message_id, o.channel_id, c.kind as channel_kind, o.workspace_id, o.dialogue_id, d.chat_key, o.sender,
                   u.name as author, m.body, o.attempts, m.created_at, o.correlation_id`,
        [token, this.leaseMs, messageId],
      );
      if (!claimed) return 'cancelled';
      await em.execute(`update messages set status = 'sending' where id = ?`, [messageId]);
      return {
        messageId,
        token,
        channelId: claimed.channel_id,
        channelKind: claimed.channel_kind,
        workspaceId: claimed.workspace_id,
        dialogueId: claimed.dialogue_id,
        chatKey: claimed.chat_key,
        from: claimed.sender,
        author: claimed.author,
        text: claimed.body,
        at: new Date(claimed.created_at).toISOString(),
        claimedBefore: row.status === 'claimed',
        correlationId: claimed.correlation_id,
      };
    });
  }

  async confirm(claim: ClaimedMessage, outcome: 'sent' | 'perhaps'): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      const row = await firstRow<{ late: boolean }>(
        em,
        `update outbox o set status = ?, lease_token = null, lease_until = null from dialogues d
         where o.message_id = ? and o.lease_token = ? and d.id = o.dialogue_id
         returning (o.sender = 'assistant' and o.epoch < d.epoch) as late`,
        [outcome, claim.messageId, claim.token],
      );
      if (!row) return;
      const status = outcome === 'perhaps' ? 'perhaps' : row.late ? 'sentBeforeTakeover' : 'sent';
      await em.execute('update messages set status = ?, sent_at = now() where id = ?', [status, claim.messageId]);
      await notifyLive(em, { workspaceId: claim.workspaceId, dialogueId: claim.dialogueId });
    });
  }

  async giveBack(claim: ClaimedMessage, code: ErrorCode): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      await em.execute(
        `update outbox set status = 'planned', lease_token = null, lease_until = null, last_code = ?
         where message_id = ? and lease_token = ?`,
        [code, claim.messageId, claim.token],
      );
      await em.execute(`update messages set status = 'planned' where id = ? and status = 'sending'`, [claim.messageId]);
    });
  }

  async waitingManagerMessages(olderThanMs: number, limit: number): Promise<string[]> {
    const waiting = await rows<{ message_id: string }>(
      this.database.em.fork(),
      `select message_id from outbox
       where sender = 'manager' and created_at < now() - ? * interval '1 millisecond'
         and (status = 'planned' or (status = 'claimed' and lease_until < now()))
       order by created_at limit ?`,
      [olderThanMs, limit],
    );
    return waiting.map((row) => row.message_id);
  }
}
