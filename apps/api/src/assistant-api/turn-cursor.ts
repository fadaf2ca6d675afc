import { createHash } from 'node:crypto';

/** Hexadecimal digits that stand for one turn. */
const digits = 8;

function markOf(turnId: string): string {
  return createHash('sha256').update(turnId).digest('hex').slice(0, digits);
}

/**
 * A cursor names the turns that were open, and not a place in an order: of two turns that open at the same time either may
 * become visible first.
 */
export function cursorOf(turnIds: readonly string[]): string {
  return turnIds.map(markOf).join('');
}

/** Turns that a cursor does not name. A cursor that is none names nothing. */
export function notIn<T extends { id: string }>(turns: readonly T[], cursor: string | undefined): T[] {
  const seen = new Set(cursor?.match(new RegExp(`.{${digits}}`, 'g')) ?? []);
  return turns.filter(({ id }) => !seen.has(markOf(id)));
}
