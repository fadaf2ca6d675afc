import type { Row } from '../shared/rows.ts';
import { textOf } from '../shared/rows.ts';

export type { Row } from '../shared/rows.ts';
export { linkOf, rowOf, rowsOf, textOf } from '../shared/rows.ts';

/** `ORIGINATOR_ID` of everything the product creates. */
export const originator = 'voronka';

/** A moment in UTC, as ISO 8601. */
export function isoTimeOf(value: unknown): string | null {
  const time = Date.parse(textOf(value) ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

/** The key of what the product made; null for what others made. */
export function externalKeyOf(row: Row): string | null {
  return textOf(row.ORIGINATOR_ID) === originator ? textOf(row.ORIGIN_ID) : null;
}
