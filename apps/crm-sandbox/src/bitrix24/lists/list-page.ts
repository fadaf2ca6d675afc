import type { Json } from '../../http/json.ts';
import { isJsonObject, scalarText } from '../../http/json.ts';
import { compareValues } from './filter.ts';
import type { FilterValue, RowSchema } from './filter.ts';

/** The portal's fixed page size. */
export const pageSize = 50;

/** One page of rows with the counters that go beside `result`. */
export interface Page<Row> {
  readonly rows: Row[];
  /** All rows that passed the filter; 0 when the client asked not to count (`start=-1`). */
  readonly total: number;
  /** `start` of the next page; absent on the last page and with `start=-1`. */
  readonly next?: number;
}

/**
 * Cuts one page out of sorted rows.
 *
 * @param start offset; -1 = first page without counting, the way to read long lists by `>ID`
 * @source B24 docs: performance/huge-data, list-methods-pecularities
 */
export function pageOf<Row>(rows: readonly Row[], start: Json | undefined): Page<Row> {
  const offset = Number.parseInt(scalarText(start) ?? '', 10);
  if (offset === -1) return { rows: rows.slice(0, pageSize), total: 0 };
  const from = Number.isInteger(offset) && offset > 0 ? offset : 0;
  const page = { rows: rows.slice(from, from + pageSize), total: rows.length };
  return from + pageSize < rows.length ? { ...page, next: from + pageSize } : page;
}

/** One field to sort by. */
export interface SortKey {
  readonly field: string;
  readonly descending: boolean;
}

/**
 * Reads `{FIELD: 'ASC'|'DESC'}`.
 *
 * @param onUnknown called for a field or direction that is not allowed; when it returns, the entry is dropped
 */
export function parseOrder<Row>(
  order: Json | undefined,
  schema: RowSchema<Row>,
  onUnknown: (name: string, direction: string | null) => void,
): SortKey[] {
  if (!isJsonObject(order)) return [];
  const keys: SortKey[] = [];
  for (const [name, value] of Object.entries(order)) {
    const field = schema.resolve(name);
    const direction = (scalarText(value) ?? '').toUpperCase();
    if (field === undefined) onUnknown(name, null);
    else if (direction !== 'ASC' && direction !== 'DESC') onUnknown(name, direction);
    else keys.push({ field, descending: direction === 'DESC' });
  }
  return keys;
}

/** Sorts by the keys, rows without a value first; equal rows keep their order, which is ascending id. */
export function sortRows<Row>(rows: readonly Row[], keys: readonly SortKey[], schema: RowSchema<Row>): Row[] {
  if (keys.length === 0) return [...rows];
  return [...rows].sort((left, right) => {
    for (const { field, descending } of keys) {
      const order = compareRows(schema.read(left, field), schema.read(right, field), field, schema);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
}

function compareRows<Row>(left: FilterValue, right: FilterValue, field: string, schema: RowSchema<Row>): number {
  const [a, b] = [firstText(left), firstText(right)];
  if (a === '' || b === '') return a === b ? 0 : a === '' ? -1 : 1;
  return compareValues(a, b, schema.typeOf(field)) || 0;
}

function firstText(value: FilterValue): string {
  if (typeof value === 'string') return value;
  return value?.[0] ?? '';
}
