import type { SandboxReadyLine } from '../index.ts';

/** An answer of the account. */
export interface AmoAnswer {
  readonly status: number;
  readonly type: string;
  /** The parsed body; the text itself when it is no JSON, `null` when it is empty. */
  readonly body: unknown;
}

/** Calls the account as any HTTP client would. */
export type AmoCall = (
  verb: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<AmoAnswer>;

/** @param token the long-lived token unless given */
export function amoCaller(ready: SandboxReadyLine, token: string = ready.amocrm.longLivedToken): AmoCall {
  return async (verb, path, body, headers = {}) => {
    const response = await fetch(`${ready.amocrm.baseUrl}${path}`, {
      method: verb,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, type: response.headers.get('content-type') ?? '', body: parse(text) };
  };
}

function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/** The rows of a list answer. */
export function embedded<T = Record<string, unknown>>(answer: AmoAnswer, name: string): T[] {
  if (answer.status === 204) return [];
  const body = answer.body as { _embedded?: Record<string, T[]> };
  const rows = body._embedded?.[name];
  if (!rows) throw new Error(`No ${name} in ${answer.status} ${JSON.stringify(answer.body)}`);
  return rows;
}

/** Creates one card and returns its id. */
export async function addOne(call: AmoCall, entity: string, item: object): Promise<number> {
  const [row] = embedded<{ id: number }>(await call('POST', `/api/v4/${entity}`, [item]), entity);
  if (!row) throw new Error(`No ${entity} was created`);
  return row.id;
}

/** A card as `GET /api/v4/{entity}/{id}` shows it. */
export async function getCard(call: AmoCall, path: string): Promise<Record<string, unknown>> {
  const answer = await call('GET', `/api/v4/${path}`);
  if (answer.status !== 200) throw new Error(`GET ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body as Record<string, unknown>;
}

/** Phone of a contact as a request names it. */
export const phone = (value: string): object => ({ field_code: 'PHONE', values: [{ value, enum_code: 'MOB' }] });

/** Complaints of a refused request: `code path`. */
export function complaints(answer: AmoAnswer): string[] {
  const body = answer.body as { 'validation-errors'?: { errors: { code: string; path: string }[] }[] };
  return (body['validation-errors'] ?? []).flatMap((item) => item.errors.map(({ code, path }) => `${code} ${path}`));
}
