import type { JsonObject } from '../../http/json.ts';

/** Keeps the selected members of a row; nothing selected, or `*`, keeps all. */
export function selectFrom(row: JsonObject, select: readonly string[]): JsonObject {
  if (select.length === 0 || select.includes('*')) return row;
  return Object.fromEntries(Object.entries(row).filter(([name]) => select.includes(name)));
}
