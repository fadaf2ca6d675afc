/**
 * A form's values by their whole names, brackets included. Names are never taken apart: the same name may come as a value and
 * as the beginning of others (`note[type]=3`, `note[type][uuid]=…`), and a name may be `__proto__`.
 */
export type FlatForm = ReadonlyMap<string, string>;

/** Values past this many are left out. */
const mostValues = 5_000;
/** Names longer than this are nobody's. */
const longestName = 300;

/** Reads `application/x-www-form-urlencoded`. Never throws; of equal names the last one holds. */
export function readFlatForm(body: string): FlatForm {
  const form = new Map<string, string>();
  for (const part of body.split('&', mostValues)) {
    const [pair] = new URLSearchParams(part);
    if (pair !== undefined && pair[0] !== '' && pair[0].length <= longestName) form.set(pair[0], pair[1]);
  }
  return form;
}
