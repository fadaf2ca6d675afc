import type { EntityManager } from '@mikro-orm/postgresql';
import type { DialogueMessage, WidgetMessage } from '@voronka/contracts';
import { rows } from '../stores/sql.ts';
import { iso } from './values.ts';

interface MessageColumns {
  id: string;
  position: number;
  sender: 'client' | 'assistant' | 'manager' | 'system';
  author: string | null;
  body: string;
  client_message_id: string | null;
  status: DialogueMessage['status'];
  turn: number | null;
  created_at: string;
}

const messageSelect = `
  select m.id, m.position, m.sender, u.name as author, m.body, m.client_message_id, m.status, m.turn, m.created_at
  from messages m left join users u on u.id = m.author_id`;

/** Held messages have no place of their own yet: they are shown after everything else. */
const heldSelect = `
  select h.id, d.next_position - 1 as position, 'client' as sender, null as author, h.body,
         h.update_id as client_message_id, 'held' as status, null as turn, h.received_at as created_at
  from held_messages h join dialogues d on d.id = h.dialogue_id
  where h.dialogue_id = ? and h.state = 'held' order by h.received_at`;

/** The whole conversation as people of the company see it, with what the flood limit holds back. */
export async function readConversation(em: EntityManager, dialogueId: string): Promise<DialogueMessage[]> {
  const [said, held] = await Promise.all([
    rows<MessageColumns>(em, `${messageSelect} where m.dialogue_id = ? order by m.position`, [dialogueId]),
    rows<MessageColumns>(em, heldSelect, [dialogueId]),
  ]);
  return [...said, ...held].map(toDialogueMessage);
}

/** One message as people of the company see it. */
export async function readMessage(em: EntityManager, messageId: string): Promise<DialogueMessage | null> {
  const found = await rows<MessageColumns>(em, `${messageSelect} where m.id = ?`, [messageId]);
  return found[0] ? toDialogueMessage(found[0]) : null;
}

/** How many messages behind `after` a visitor is given at once; more are fetched by asking again. */
const widgetPageSize = 500;

/** What the visitor sees after a position: own messages, and what has left for the chat. */
export async function readWidgetMessages(
  em: EntityManager,
  dialogueId: string,
  after: number,
): Promise<WidgetMessage[]> {
  const found = await rows<MessageColumns>(
    em,
    `${messageSelect} where m.dialogue_id = ? and m.position > ?
       and (m.sender = 'client' or m.status in ('sent', 'sentBeforeTakeover', 'delivered', 'read'))
     order by m.position limit ${widgetPageSize}`,
    [dialogueId, after],
  );
  return found.map(toWidgetMessage);
}

/** The visitor's own messages that the flood limit holds back. */
export async function readHeldWidgetMessages(em: EntityManager, dialogueId: string): Promise<WidgetMessage[]> {
  return (await rows<MessageColumns>(em, heldSelect, [dialogueId])).map(toWidgetMessage);
}

function toDialogueMessage(row: MessageColumns): DialogueMessage {
  return {
    id: row.id,
    position: row.position,
    from: row.sender,
    author: row.author,
    text: row.body,
    at: iso(row.created_at),
    status: row.status,
    turn: row.turn,
  };
}

/** An update id is `{chat}:{message}`; the visitor's browser knows the latter. */
function toWidgetMessage(row: MessageColumns): WidgetMessage {
  const ownId = row.sender === 'client' ? row.client_message_id : null;
  return {
    id: ownId?.slice(ownId.lastIndexOf(':') + 1) ?? row.id,
    position: row.position,
    from: row.sender,
    author: row.author,
    text: row.body,
    at: iso(row.created_at),
    status: toWidgetStatus(row.status),
  };
}

function toWidgetStatus(status: DialogueMessage['status']): WidgetMessage['status'] {
  switch (status) {
    case 'accepted':
    case 'held':
    case 'delivered':
    case 'read':
      return status;
    default:
      return 'sent';
  }
}
