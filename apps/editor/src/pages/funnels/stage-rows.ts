import type { FunnelSetup, SaveFunnel } from '@voronka/contracts';

/** A stage while it is edited; `id` tells rows apart that have no key yet. */
export interface StageRow {
  id: string;
  key: string | null;
  name: { ru: string; en: string };
  semantics: FunnelSetup['stages'][number]['semantics'];
}

/** The rows of a funnel as it is. */
export function rowsOf({ stages }: FunnelSetup): StageRow[] {
  return stages.map(({ key, name, semantics }) => ({ id: key, key, name, semantics }));
}

/** Whether a row can change places with its neighbour: stages that close cards stay behind the others. */
export function canMove(rows: readonly StageRow[], at: number, by: 1 | -1): boolean {
  const [row, other] = [rows[at], rows[at + by]];
  if (!row || !other) return false;
  return (row.semantics === 'open') === (other.semantics === 'open');
}

/** Changes places with the neighbour. */
export function moveRow(rows: readonly StageRow[], at: number, by: 1 | -1): StageRow[] {
  if (!canMove(rows, at, by)) return [...rows];
  const moved = [...rows];
  const [row] = moved.splice(at, 1);
  if (row) moved.splice(at + by, 0, row);
  return moved;
}

/** Puts a row where its meaning belongs: an open one before those that close cards, those at the end. */
export function placeRow(rows: readonly StageRow[], row: StageRow): StageRow[] {
  const others = rows.filter(({ id }) => id !== row.id);
  const closing = others.findIndex(({ semantics }) => semantics !== 'open');
  const at = row.semantics === 'open' && closing >= 0 ? closing : others.length;
  return [...others.slice(0, at), row, ...others.slice(at)];
}

/** Ids of the rows that lack a name. */
export function namelessRows(rows: readonly StageRow[]): string[] {
  return rows.filter(({ name }) => name.ru.trim() === '' || name.en.trim() === '').map(({ id }) => id);
}

/** The rows as they are sent. */
export function stagesToSend(rows: readonly StageRow[]): SaveFunnel['stages'] {
  return rows.map(({ key, name, semantics }) => ({
    key,
    name: { ru: name.ru.trim(), en: name.en.trim() },
    semantics,
  }));
}
