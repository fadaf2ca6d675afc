import { ApiFailure, isApiError } from './api-failure.ts';

/** How long an answer may take, in ms. Publishing and sending take well under a second on one machine. */
export const requestTimeoutMs = 20_000;

/** What a request is made of. */
export interface RequestOptions {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal | undefined;
  /** @default 20 000 ms */
  timeoutMs?: number;
  /** The request outlives the page; browsers take at most 64 kB then. @default false */
  keepalive?: boolean;
}

async function send(path: string, options: RequestOptions, timeout: AbortSignal): Promise<Response> {
  const { method = 'GET', body, signal, keepalive = false } = options;
  return fetch(path, {
    method,
    credentials: 'same-origin',
    ...(keepalive ? { keepalive } : {}),
    headers: {
      accept: 'application/json',
      ...(method === 'GET' ? {} : { 'x-voronka-csrf': '1' }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  });
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return undefined;
  return JSON.parse(text);
}

/**
 * One request to the API with the login cookie. Mutating requests carry the header that forms of other sites cannot set.
 *
 * @returns the parsed answer; `undefined` for an empty one
 * @throws ApiFailure for every failure but one: a cancelled `signal` throws its own reason
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? requestTimeoutMs);
  let status = 0;
  try {
    const response = await send(path, options, timeout);
    status = response.status;
    const answer = await readJson(response);
    if (response.ok) return answer as T;
    if (isApiError(answer)) throw new ApiFailure('answered', status, answer);
    throw new ApiFailure('unreadable', status, null);
  } catch (cause) {
    if (cause instanceof ApiFailure) throw cause;
    if (options.signal?.aborted) throw cause;
    if (timeout.aborted) throw new ApiFailure('timedOut', status, null, { cause });
    throw new ApiFailure(status === 0 ? 'unreachable' : 'unreadable', status, null, { cause });
  }
}
