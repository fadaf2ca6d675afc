/**
 * Fills the `${NAME}`, `${NAME:-default}` and `${NAME:?message}` in the values of a parsed Compose file as docker compose
 * does; `$$` is a plain dollar.
 *
 * @throws Error naming the variable that is needed and not given
 */
export function interpolate(value: unknown, env: Readonly<Record<string, string | undefined>>): unknown {
  if (typeof value === 'string') return fill(value, env);
  if (Array.isArray(value)) return value.map((item) => interpolate(item, env));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, interpolate(item, env)]));
}

function fill(text: string, env: Readonly<Record<string, string | undefined>>): string {
  return text.replace(/\$\$|\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name?: string, kind?: string, rest?: string) => {
    if (name === undefined) return '$';
    const value = env[name];
    if (value) return value;
    if (kind === '-') return rest ?? '';
    throw new Error(`${name} is needed${rest ? `: ${rest}` : ''}`);
  });
}
