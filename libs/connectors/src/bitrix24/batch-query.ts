/** What a parameter of a batch's command may hold. */
export type QueryValue =
  string | number | boolean | null | undefined | readonly QueryValue[] | { readonly [name: string]: QueryValue };

/**
 * Parameters as a query string with PHP's brackets, the only form a batch takes: `{a: [{b: 1}]}` → `a[0][b]=1`. Absent
 * values are left out.
 */
export function toQuery(params: Readonly<Record<string, QueryValue>>): string {
  const pairs: string[] = [];
  const add = (name: string, value: QueryValue): void => {
    if (value === undefined || value === null) return;
    if (typeof value === 'object') {
      for (const [key, item] of Object.entries(value)) add(`${name}[${key}]`, item);
      return;
    }
    pairs.push(`${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  };
  for (const [name, value] of Object.entries(params)) add(name, value);
  return pairs.join('&');
}
