/**
 * What a person wrote, without what PostgreSQL stores neither as text nor in JSON: NUL characters go, halves of a character
 * made of two code units become the replacement character. A message with such a character is kept, not refused.
 *
 * @source PostgreSQL documentation, Character Types and JSON Types: `\u0000` and unpaired surrogates are rejected
 */
export function storableText(text: string): string {
  return text.replaceAll('\u0000', '').toWellFormed();
}

/** Plain values by key, of which every text can be stored. */
export function storableValues<Value extends string | number | boolean | null>(
  values: Readonly<Record<string, Value>>,
): Record<string, Value> {
  const stored = Object.entries(values).map(([key, value]) => [
    storableText(key),
    typeof value === 'string' ? storableText(value) : value,
  ]);
  return Object.fromEntries(stored) as Record<string, Value>;
}
