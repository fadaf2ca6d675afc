/** The list of messages and the rules by which news change it. Pure. */
import type { MessageStatus, WidgetMessage } from '../protocol.ts';

/** Order of a status; a snapshot read earlier never takes a mark back. */
const rank: Record<MessageStatus, number> = { held: 0, sent: 1, accepted: 1, delivered: 2, read: 3 };

/** How far back a catch-up looks for changed marks, in positions. */
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
 * From where to ask again after the line was away: behind the oldest own message whose mark could have changed meanwhile
 * (marks are announced once and would otherwise be missed), else behind the newest message.
 */
export function catchUpAfter(known: readonly WidgetMessage[]): number {
  const newest = lastPosition(known);
  const unsettled = known.find(
    (message) =>
      message.from === 'client' && message.status !== 'read' && message.position > newest - lookBackPositions,
  );
  return unsettled ? Math.max(0, Math.min(newest, unsettled.position - 1)) : newest;
}

/** How many messages of the other side lie after `readUpTo`. */
export function countUnread(known: readonly WidgetMessage[], readUpTo: number): number {
  return known.filter((message) => message.from !== 'client' && message.position > readUpTo).length;
}
