import type { EntityManager } from '@mikro-orm/postgresql';
import type { Bundle, DialogueEvent, DialogueEventBody } from '@voronka/domain';
import type { LockedDialogue } from './dialogue-lock.ts';
import { appendInboxRow } from './inbox-rows.ts';
import { rows } from './sql.ts';

/** An undone row of the inbox, as it is read for a turn. */
export interface InboxEventRow {
  seq: string | number;
  kind: DialogueEventBody['kind'];
  payload: Record<string, unknown>;
  epoch: number;
  correlation_id: string;
  received_at: Date | string;
}

/** An event that is to be decided now. */
export interface NextEvent {
  event: DialogueEvent;
  /** Owner's epoch when it was written. */
  epoch: number;
  correlationId: string;
}

/** What there is to decide: an event, or nothing before a moment (ISO 8601 UTC). */
export type NextWork = NextEvent | { notBefore: string } | null;

/** Messages that one turn takes at most: a flood is decided in parts. */
export const mostJoined = 50;
/** How often the window may be prolonged by further messages, as a factor of it. */
const longestWindows = 4;

function toEvent(row: InboxEventRow): DialogueEvent {
  const at = new Date(row.received_at).toISOString();
  return { ...row.payload, kind: row.kind, seq: Number(row.seq), at } as DialogueEvent;
}

/** The client messages that stand at the head of the inbox, one after another, under one owner. */
function leadingMessages(found: InboxEventRow[]): InboxEventRow[] {
  const [first] = found;
  const end = found.findIndex((row) => row.kind !== 'clientMessage' || row.epoch !== first?.epoch);
  return end === -1 ? found : found.slice(0, end);
}

/** Several messages as one: the first one's time opens the turn, the last one's place closes it. */
function join(messages: InboxEventRow[]): DialogueEvent {
  const events = messages.map(toEvent).filter((event) => event.kind === 'clientMessage');
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last) throw new Error('nothing to join');
  if (events.length === 1) return first;
  return {
    ...first,
    text: events.map((event) => event.text).join('\n'),
    joined: events.slice(1).map((event) => event.messageId),
    seq: last.seq,
    at: last.at,
  };
}

/** Whether more of the same may still come; @returns until when to wait for it, or null */
function waitsUntil(messages: InboxEventRow[], windowMs: number, nowMs: number): string | null {
  const times = messages.map((row) => new Date(row.received_at).getTime());
  const first = times[0] ?? nowMs;
  const until = Math.min((times.at(-1) ?? nowMs) + windowMs, first + windowMs * longestWindows);
  return until > nowMs ? new Date(until).toISOString() : null;
}

/** Writes the wake-up that is due into the inbox, so that it is an event like any other. */
async function dueTimer(em: EntityManager, dialogue: LockedDialogue, nowMs: number): Promise<NextEvent | null> {
  const { next_wake_at: at, next_wake_timer: timer, next_wake_key: key } = dialogue;
  if (at === null || timer === null || key === null || new Date(at).getTime() > nowMs) return null;
  const dueAt = new Date(at).toISOString();
  const correlationId = `timer:${timer}:${dialogue.id}`;
  const payload = { timer, key, dueAt };
  // A timer that changed nothing when it came is armed for another moment, or not at all: the id is free.
  const updateId = `timer:${dialogue.id}:${dialogue.next_seq}:${timer}:${key}`;
  const seq = await appendInboxRow(em, dialogue, { updateId, kind: 'timer', payload, correlationId });
  if (seq === null) return null;
  const event: DialogueEvent = { kind: 'timer', ...payload, seq, at: new Date(nowMs).toISOString() };
  return { event, epoch: dialogue.epoch, correlationId };
}

/**
 * The next event of a locked dialogue: the oldest undone inbox row, client messages that follow each other within the
 * channel's window taken together; without a row, a wake-up that is due.
 *
 * @param now ISO 8601 UTC
 */
export async function nextWork(
  em: EntityManager,
  dialogue: LockedDialogue,
  bundle: Bundle,
  now: string,
): Promise<NextWork> {
  const nowMs = Date.parse(now);
  const undone = dialogue.next_seq - 1 > dialogue.last_seq;
  const found = undone
    ? await rows<InboxEventRow>(em, 'select * from inbox where dialogue_id = ? and seq > ? order by seq limit ?', [
        dialogue.id,
        dialogue.last_seq,
        mostJoined,
      ])
    : [];
  return workOf(found, dialogue, bundle, nowMs) ?? dueTimer(em, dialogue, nowMs);
}

/**
 * What the oldest undone rows of a dialogue's inbox, {@link mostJoined} at most, come to.
 *
 * @returns null when there are none
 */
export function workOf(
  found: InboxEventRow[],
  dialogue: LockedDialogue,
  bundle: Bundle,
  nowMs: number,
): NextEvent | { notBefore: string } | null {
  const [first] = found;
  if (!first) return null;
  const windowMs = bundle.content.channel.joinWindowMs ?? 0;
  if (first.kind !== 'clientMessage' || windowMs === 0 || dialogue.owner !== 'assistant') {
    return { event: toEvent(first), epoch: first.epoch, correlationId: first.correlation_id };
  }
  const messages = leadingMessages(found);
  const nothingFollows = messages.length === found.length && found.length < mostJoined;
  const notBefore = nothingFollows ? waitsUntil(messages, windowMs, nowMs) : null;
  if (notBefore !== null) return { notBefore };
  const last = messages.at(-1) ?? first;
  return { event: join(messages), epoch: first.epoch, correlationId: last.correlation_id };
}
