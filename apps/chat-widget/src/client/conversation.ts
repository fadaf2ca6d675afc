/** The list of messages and the rules by which news change it. Pure. */
import type { MessageStatus, WidgetMessage } from '../protocol.ts';

/** Order of a status; a snapshot read earlier never takes a mark back. */
const rank: Record<MessageStatus, number> = { held: 0, sent: 1, accepted: 1, delivered: 2, read: 3 };

/** How far back a catch-up always looks, in positions: a message can become visible after one that stands behind it. */
const overlapPositions = 20;
/** How far back a catch-up looks at most, for changed marks. */
const lookBackPositions = 200;

/**
 * Adds messages by id: no doubles, ordered by position, marks only move forward.
 *
 * @returns the same list when nothing changed, so that nothing is drawn again
 */
export function mergeMessages(
  known: readonly WidgetMessage[],
  incoming: readonly WidgetMessage[],
): readonly WidgetMessage[] {
  const byId = new Map(known.map((message) => [message.id, message]));
  let changed = false;
  for (const message of incoming) {
    const old = byId.get(message.id);
    if (old && rank[old.status] >= rank[message.status]) continue;
    byId.set(message.id, message);
    changed = true;
  }
  if (!changed) return known;
  return [...byId.values()].sort((a, b) => a.position - b.position);
}

/** Sets a message's mark as the server announced it; unlike a snapshot, an announcement is in order and may say anything. */
export function applyStatus(
  known: readonly WidgetMessage[],
  id: string,
  status: MessageStatus,
): readonly WidgetMessage[] {
  if (!known.some((message) => message.id === id && message.status !== status)) return known;
  return known.map((message) => (message.id === id ? { ...message, status } : message));
}

/** Position of the newest message; 0 for none. */
export function lastPosition(known: readonly WidgetMessage[]): number {
  return known.at(-1)?.position ?? 0;
}

/**
 * From where to ask again after the line was away: far enough back for late messages, and before the oldest own message
 * whose mark could have changed meanwhile (marks are announced once and would otherwise be missed). What is known already
 * comes again and changes nothing.
 */
export function catchUpAfter(known: readonly WidgetMessage[]): number {
  const newest = lastPosition(known);
  const unsettled = known.find(
    (message) =>
      message.from === 'client' && message.status !== 'read' && message.position > newest - lookBackPositions,
  );
  const overlap = newest - overlapPositions;
  return Math.max(0, unsettled ? Math.min(overlap, unsettled.position - 1) : overlap);
}

/** How many messages of the other side lie after `readUpTo`. */
export function countUnread(known: readonly WidgetMessage[], readUpTo: number): number {
  return known.filter((message) => message.from !== 'client' && message.position > readUpTo).length;
}
