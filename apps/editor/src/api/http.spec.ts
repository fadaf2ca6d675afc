import { jest } from '@jest/globals';
import { ApiFailure, isLoginGone, isWorthRetrying } from './api-failure.ts';
import { request } from './http.ts';

type FetchMock = jest.MockedFunction<typeof fetch>;

const reasonOf = (init: RequestInit | undefined) => init?.signal?.reason as Error;

function answerWith(answer: (init?: RequestInit) => Promise<Response>): FetchMock {
  const mock = jest.fn<typeof fetch>((_, init) => answer(init));
  globalThis.fetch = mock;
  return mock;
}

const json = (status: number, body: unknown) => () => Promise.resolve(new Response(JSON.stringify(body), { status }));
const apiError = {
  code: 'Auth.Expired',
  message: { ru: 'Сеанс закончился', en: 'Session ended' },
  correlationId: 'c-1',
};

async function failureOf(run: Promise<unknown>): Promise<ApiFailure> {
  const error = await run.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!(error instanceof ApiFailure)) throw new Error(`expected an ApiFailure, got ${String(error)}`);
  return error;
}

describe('a request', () => {
  const original = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = original;
  });

  it('carries the header against forged forms when it changes something, and only then', async () => {
    const mock = answerWith(json(200, {}));
    await request('/api/held/1/release', { method: 'POST' });
    await request('/api/held');
    const headers = mock.mock.calls.map(([, init]) => (init?.headers as Record<string, string>)['x-voronka-csrf']);
    expect(headers).toEqual(['1', undefined]);
  });

  it('takes an empty answer as nothing', async () => {
    answerWith(() => Promise.resolve(new Response(null, { status: 204 })));
    await expect(request('/api/auth/logout', { method: 'POST' })).resolves.toBeUndefined();
  });

  it("fails with the API's own error", async () => {
    answerWith(json(401, apiError));
    const failure = await failureOf(request('/api/overview'));
    expect([failure.kind, failure.status, failure.answer]).toEqual(['answered', 401, apiError]);
    expect(isLoginGone(failure)).toBe(true);
    expect(isWorthRetrying(failure)).toBe(false);
  });

  it('does not take a wrong password for a lost login', async () => {
    answerWith(json(401, { ...apiError, code: 'Auth.WrongPassword' }));
    expect(isLoginGone(await failureOf(request('/api/auth/login', { method: 'POST', body: {} })))).toBe(false);
  });

  it('calls an HTML error page unreadable', async () => {
    answerWith(() => Promise.resolve(new Response('<html>502</html>', { status: 502 })));
    const failure = await failureOf(request('/api/overview'));
    expect([failure.kind, failure.status]).toEqual(['unreadable', 502]);
    expect(isWorthRetrying(failure)).toBe(true);
  });

  it('calls a JSON error of another shape unreadable', async () => {
    answerWith(json(500, { statusCode: 500, message: 'boom' }));
    expect((await failureOf(request('/api/overview'))).kind).toBe('unreadable');
  });

  it('says unreachable when there is no answer at all', async () => {
    answerWith(() => Promise.reject(new TypeError('fetch failed')));
    const failure = await failureOf(request('/api/overview'));
    expect([failure.kind, failure.status]).toEqual(['unreachable', 0]);
  });

  it('gives up after its time', async () => {
    answerWith(
      (init) => new Promise((_, reject) => init?.signal?.addEventListener('abort', () => reject(reasonOf(init)))),
    );
    expect((await failureOf(request('/api/overview', { timeoutMs: 20 }))).kind).toBe('timedOut');
  });

  it('throws the reason of a caller who cancelled, not a failure to show', async () => {
    answerWith((init) => Promise.reject(reasonOf(init)));
    const controller = new AbortController();
    controller.abort(new Error('page left'));
    await expect(request('/api/overview', { signal: controller.signal })).rejects.toThrow('page left');
  });
});
