import { describe, expect, test } from '@jest/globals';
import {
  openSessionSchema,
  sendWidgetMessageSchema,
  widgetReceiptSchema,
  acceptConsentSchema,
} from '@voronka/contracts';
import { createManualTimers, settle } from '../testing/manual-timers.ts';
import type { ServerEvent } from '../protocol.ts';
import { ApiError } from './api-error.ts';
import { createWidgetApi } from './widget-api.ts';

const id = '3f2b8c1e-7d54-4a6b-9c1d-2e8f0a1b2c3d';

/** An API whose requests are recorded and answered by `answer`. */
function createApi(answer: (url: string, init: RequestInit) => Response | Promise<Response>) {
  const timers = createManualTimers();
  const requests: { url: string; init: RequestInit }[] = [];
  const api = createWidgetApi({
    origin: 'https://chat.example',
    channelKey: 'key/1',
    timers,
    fetch: (async (url: string, init: RequestInit) => {
      requests.push({ url, init });
      return answer(url, init);
    }) as typeof fetch,
  });
  const body = (): unknown => {
    const sent = requests.at(-1)?.init.body;
    if (typeof sent !== 'string') throw new Error('the last request had no JSON');
    return JSON.parse(sent);
  };
  return { api, timers, requests, body };
}

/** A request that only its abort ends. */
const hang = (_url: string, init: RequestInit): Promise<Response> =>
  new Promise((_resolve, reject) => init.signal?.addEventListener('abort', () => reject(new Error('aborted'))));

describe('Requests', () => {
  test('opening a session names the channel and carries no token header', async () => {
    const session = { token: 't', consent: {}, messages: [] };
    const { api, requests, body } = createApi(() => Response.json(session));
    await api.openSession({ locale: 'ru', page: 'https://shop.example/' });
    expect(requests[0]?.url).toBe('https://chat.example/api/widget/key%2F1/session');
    expect(requests[0]?.init.headers).not.toHaveProperty('Authorization');
    expect(openSessionSchema.safeParse(body()).success).toBe(true);
  });

  test('bodies are those of the contract, with the token in the header and never in the address', async () => {
    const { api, requests, body } = createApi((url) =>
      url.endsWith('/messages')
        ? Response.json({ message: {}, duplicate: false })
        : new Response(null, { status: 204 }),
    );
    await api.acceptConsent('secret', { version: '1' });
    expect(acceptConsentSchema.safeParse(body()).success).toBe(true);
    await api.sendMessage('secret', { id, text: 'hello' });
    expect(sendWidgetMessageSchema.safeParse(body()).success).toBe(true);
    await api.sendReceipt('secret', { readUpTo: 3 });
    expect(widgetReceiptSchema.safeParse(body()).success).toBe(true);
    await api.sendTyping('secret');
    for (const { url, init } of requests) {
      expect(init.headers).toMatchObject({ Authorization: 'Bearer secret' });
      expect(init.credentials).toBe('omit');
      expect(url).not.toContain('secret');
    }
  });

  test('asks for messages after a position', async () => {
    const { api, requests } = createApi(() => Response.json({ messages: [] }));
    expect(await api.fetchMessages('t', 7)).toEqual([]);
    expect(requests[0]?.url).toBe('https://chat.example/api/widget/messages?after=7');
  });

  test('end after 15 s without an answer', async () => {
    const { api, timers } = createApi(hang);
    const outcome = api.sendTyping('t').then(
      () => 'answered',
      (error: unknown) => error,
    );
    await timers.advance(15_000);
    const error = await outcome;
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 0, retryable: true });
  });
});

describe('Errors', () => {
  test.each([
    [
      'the product’s own',
      428,
      { code: 'Channel.ConsentRequired', message: { ru: 'а', en: 'a' } },
      'Channel.ConsentRequired',
      false,
    ],
    [
      'a refusal',
      413,
      { code: 'Channel.MessageTooLarge', message: { ru: 'а', en: 'a' } },
      'Channel.MessageTooLarge',
      false,
    ],
    ['too many', 429, { code: 'Request.RateLimited', message: { ru: 'а', en: 'a' } }, 'Request.RateLimited', true],
    ['JSON of something else', 502, ['x'], null, true],
  ])('%s', async (_name, status, answer, code, retryable) => {
    const { api } = createApi(() => Response.json(answer, { status }));
    await expect(api.fetchMessages('t', 0)).rejects.toMatchObject({ status, code, retryable });
  });

  test('a proxy’s page is told by its status', async () => {
    const { api } = createApi(() => new Response('<h1>Bad gateway</h1>', { status: 502 }));
    await expect(api.fetchMessages('t', 0)).rejects.toMatchObject({ status: 502, code: null, retryable: true });
  });

  test('Retry-After is kept in ms', async () => {
    const { api } = createApi(() => new Response('', { status: 503, headers: { 'Retry-After': '12' } }));
    await expect(api.fetchMessages('t', 0)).rejects.toMatchObject({ retryAfterMs: 12_000 });
  });

  test.each(['<html>login</html>', '[]', '{"ok":true}', 'null'])(
    'a 200 that is not ours, %s, may pass',
    async (text) => {
      const { api } = createApi(() => new Response(text));
      await expect(api.fetchMessages('t', 0)).rejects.toMatchObject({ status: 0, retryable: true });
    },
  );
});

describe('The event stream', () => {
  function listen() {
    let push: (text: string) => void = () => undefined;
    let close: () => void = () => undefined;
    const { api, timers, requests } = createApi((_url, init) => {
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          push = (text) => controller.enqueue(new TextEncoder().encode(text));
          close = () => controller.close();
          init.signal?.addEventListener('abort', () => controller.error(new Error('aborted')));
        },
      });
      return new Response(stream);
    });
    const events: ServerEvent[] = [];
    const abort = new AbortController();
    let opened = false;
    const ended = api
      .listen(
        'secret',
        abort.signal,
        () => (opened = true),
        (event) => events.push(event),
      )
      .then(
        () => 'closed',
        () => 'lost',
      );
    return {
      timers,
      requests,
      events,
      ended,
      abort,
      push: (t: string) => push(t),
      close: () => close(),
      opened: () => opened,
    };
  }

  test('gives the events it knows and skips what it does not', async () => {
    const { events, ended, push, close, opened, requests } = listen();
    await settle();
    expect(opened()).toBe(true);
    expect(requests[0]?.init.headers).toMatchObject({ Authorization: 'Bearer secret' });
    push('event: typing\ndata: {"from":"manager"}\n\nevent: typing\ndata: {"from":"client"}\n\n');
    push(
      'event: status\ndata: {"id":"1","status":"read"}\n\nevent: later\ndata: {}\n\nevent: message\ndata: {broken\n\n',
    );
    push('event: message\ndata: {"id":"1","position":2,"text":"при');
    push('вет"}\n\nevent: ping\ndata: {}\n\n');
    close();
    expect(await ended).toBe('closed');
    expect(events).toEqual([
      { name: 'typing', from: 'manager' },
      { name: 'status', id: '1', status: 'read' },
      { name: 'message', message: { id: '1', position: 2, text: 'привет' } },
      { name: 'ping' },
    ]);
  });

  test('counts as dead after 45 s of silence, pings keep it alive', async () => {
    const { timers, ended, push } = listen();
    let end = 'open';
    void ended.then((how) => (end = how));
    await timers.advance(40_000);
    push('event: ping\ndata: {}\n\n');
    await timers.advance(44_000);
    expect(end).toBe('open');
    await timers.advance(1_000);
    expect(end).toBe('lost');
  });

  test('ends when it is told to', async () => {
    const { abort, ended } = listen();
    await settle();
    abort.abort();
    expect(await ended).toBe('lost');
  });
});
