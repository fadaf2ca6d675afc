import type { ApiError, Me } from '@voronka/contracts';

/** An answer with its body read. */
export interface Answer<T = unknown> {
  status: number;
  headers: Headers;
  body: T;
}

/** Options of one request. */
export interface RequestOptions {
  headers?: Record<string, string>;
  /** Sent as it is instead of JSON. */
  rawBody?: string;
}

/** Speaks to the API as the editor in a browser does: keeps the cookie, sets the header against foreign forms. */
export class Browser {
  cookie: string | null = null;

  constructor(readonly url: string) {}

  /** Logs in. */
  async logIn(email: string, password: string): Promise<Me> {
    const answer = await this.expect<Me>(200, 'POST', '/api/auth/login', { email, password });
    return answer.body;
  }

  /** One request. */
  async request<T = unknown>(
    method: string,
    path: string,
    body?: unknown,
    options: RequestOptions = {},
  ): Promise<Answer<T>> {
    const payload = options.rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(payload === undefined ? {} : { 'content-type': 'application/json' }),
        ...(method === 'GET' ? {} : { 'x-voronka-csrf': '1' }),
        ...(this.cookie === null ? {} : { cookie: this.cookie }),
        ...options.headers,
      },
      ...(payload === undefined ? {} : { body: payload }),
      redirect: 'manual',
      signal: AbortSignal.timeout(15_000),
    });
    const setCookie = response.headers.getSetCookie()[0];
    if (setCookie !== undefined) this.cookie = setCookie.split(';')[0] ?? null;
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
    if (isStream) {
      await response.body?.cancel();
      return { status: response.status, headers: response.headers, body: undefined as T };
    }
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, headers: response.headers, body: (isJson ? JSON.parse(text) : text) as T };
  }

  /** One request that must answer with this status. */
  async expect<T = unknown>(
    status: number,
    method: string,
    path: string,
    body?: unknown,
    options: RequestOptions = {},
  ): Promise<Answer<T>> {
    const answer = await this.request<T>(method, path, body, options);
    if (answer.status !== status) {
      throw new Error(`${method} ${path}: expected ${status}, got ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer;
  }

  /** One request that must fail with this code. @returns the error */
  async expectError(
    code: string,
    method: string,
    path: string,
    body?: unknown,
    options: RequestOptions = {},
  ): Promise<Answer<ApiError>> {
    const answer = await this.request<ApiError>(method, path, body, options);
    if (answer.body?.code !== code) {
      throw new Error(`${method} ${path}: expected ${code}, got ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer;
  }
}
