/**
 * JSON with sorted keys and without spaces: equal values give equal text, whatever order their keys were written in.
 * Its SHA-256 names a bundle. Keys with `undefined` are left out, as `JSON.stringify` does.
 *
 * @throws TypeError for what JSON cannot hold (functions, bigint, non-finite numbers), instead of hashing `null`
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`;
  }
  throw new TypeError(`canonicalJson cannot hold a ${typeof value}`);
}
