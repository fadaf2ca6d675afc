/** A row of an answer. */
export type Row = Readonly<Record<string, unknown>>;

/** A row of an answer, or null when it is none. */
export function rowOf(value: unknown): Row | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : null;
}

/** Rows of a list answer. */
export function rowsOf(value: unknown): Row[] {
  return Array.isArray(value) ? value.map(rowOf).filter((row) => row !== null) : [];
}

/** Vendors give scalars as text or as numbers, absent ones as null or ''. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' ? String(value) : null;
}

/** Ids of absent links come as 0. */
export function linkOf(value: unknown): string | null {
  const id = textOf(value);
  return id === '0' ? null : id;
}
