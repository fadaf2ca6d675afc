import { setTimeout as sleep } from 'node:timers/promises';

/** What to send; a body makes it a POST unless `method` says otherwise. */
export interface JsonRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** @default 10000 */
  readonly timeoutMs?: number;
}

/** An answer; `json` is null when it has no body. */
export interface JsonAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly json: unknown;
}

/** An answer with an error status. */
export class HttpStatusError extends Error {
  override readonly name = 'HttpStatusError';
  constructor(
    label: string,
    readonly answer: JsonAnswer,
  ) {
    super(`${label}: status ${answer.status} ${JSON.stringify(answer.json).slice(0, 400)}`);
  }
}

/** Calls an address once and reads JSON. Statuses of errors are answers too. @throws what `fetch` throws */
export async function callJson(url: string | URL, request: JsonRequest = {}): Promise<JsonAnswer> {
  const { body, timeoutMs = 10_000 } = request;
  const response = await fetch(url, {
    method: request.method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...request.headers },
    signal: AbortSignal.timeout(timeoutMs),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, json: text === '' ? null : parse(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

/**
 * Calls until there is an answer, the same request every time, as a browser does that lost its connection: when nobody
 * answers, and when the server says that it cannot now (5xx). Only for requests whose repeat does no harm.
 *
 * @throws HttpStatusError for a status from 400 to 499
 */
export async function callUntilAnswered(
  url: string | URL,
  label: string,
  request: JsonRequest = {},
  patienceMs = 40_000,
): Promise<unknown> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    let failure: Error;
    try {
      const answer = await callJson(url, request);
      if (answer.status < 400) return answer.json;
      failure = new HttpStatusError(label, answer);
      if (answer.status < 500) throw failure;
    } catch (error) {
      if (error instanceof HttpStatusError && error.answer.status < 500) throw error;
      failure = error instanceof Error ? error : new Error(String(error));
    }
    if (Date.now() >= deadline)
      throw new Error(`${label}: no answer within ${patienceMs / 1_000} s`, { cause: failure });
    await sleep(100);
  }
}
