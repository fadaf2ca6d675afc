/** A JSON value, as it comes from a request or goes into an answer. */
export type Json = null | boolean | number | string | Json[] | JsonObject;

/** A JSON object; made without a prototype by the parameter parsers, so that a client's key is never `__proto__`. */
export interface JsonObject {
  [key: string]: Json;
}

export function isJsonObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A map the way PHP's json_encode writes it, which is what the portal does: an empty map is `[]`, keys 0…n-1 in order
 * make a list, anything else an object.
 */
export function phpMap(entries: readonly (readonly [string, Json])[]): Json {
  if (entries.every(([key], index) => key === String(index))) return entries.map(([, value]) => value);
  return Object.fromEntries(entries);
}

/** Members of a list, whether it came as JSON array or as PHP's map with keys; a scalar is a list of one. */
export function listOf(value: Json | undefined): Json[] {
  if (value === undefined || value === null || value === '') return [];
  if (Array.isArray(value)) return value;
  return isJsonObject(value) ? Object.values(value) : [value];
}

/** Text of a scalar the way PHP casts it (`true` is "1", `false` and `null` are ""); `undefined` when not a scalar. */
export function scalarText(value: Json | undefined): string | undefined {
  if (value === undefined || typeof value === 'object') return value === null ? '' : undefined;
  if (typeof value === 'boolean') return value ? '1' : '';
  return String(value);
}

/** A positive integer given as number or digits, else `undefined`. */
export function positiveInteger(value: Json | undefined): number | undefined {
  const text = scalarText(value)?.trim() ?? '';
  return /^\d{1,15}$/.test(text) && Number(text) > 0 ? Number(text) : undefined;
}
