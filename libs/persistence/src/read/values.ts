/** A time column as ISO 8601 UTC. The driver hands times of raw queries over as text or as dates. */
export function iso(value: Date | string): string {
  return new Date(value).toISOString();
}

/** Like {@link iso}, keeping null. */
export function isoOrNull(value: Date | string | null): string | null {
  return value === null ? null : iso(value);
}

/** Start of today by this machine's clock. */
export function startOfToday(now = new Date()): Date {
  const midnight = new Date(now);
  midnight.setHours(0, 0, 0, 0);
  return midnight;
}

/** A text as a pattern for `ilike` that finds it anywhere, with its own wildcards taken literally. */
export function containsPattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}
