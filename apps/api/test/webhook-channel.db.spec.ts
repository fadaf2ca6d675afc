import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { WebhookInbound } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import { signWebhook } from '@voronka/platform';
import type { Answer } from './browser.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

interface Changes {
  key?: string;
  secret?: string;
  requestId?: string;
  nowMs?: number;
  headers?: Record<string, string>;
}

function update(changes: Partial<WebhookInbound> = {}): WebhookInbound {
  return {
    updateId: randomUUID(),
    chatId: '+79160000000',
    message: { id: randomUUID(), text: 'Сколько стоит?' },
    ...changes,
  };
}

function post(body: string, changes: Changes = {}): Promise<Answer<{ code?: string; duplicate?: boolean }>> {
  const signed = signWebhook({
    secret: changes.secret ?? api.webhookSecret,
    id: changes.requestId ?? randomUUID(),
    rawBody: body,
    nowMs: changes.nowMs ?? Date.now(),
  });
  const path = `/api/channels/webhook/${changes.key ?? api.keys.webhook}`;
  return api.browser().request('POST', path, undefined, { rawBody: body, headers: { ...signed, ...changes.headers } });
}

async function inboxRows(updateId: string): Promise<number> {
  const found = await api.orm.em
    .fork()
    .execute<unknown[]>('select id from inbox where update_id like ?', [`%:${updateId}`]);
  return found.length;
}

describe('a signed request', () => {
  it('puts its message into the inbox once', async () => {
    const one = update();
    const answer = await post(JSON.stringify(one));
    expect(answer).toMatchObject({ status: 200, body: { accepted: true, duplicate: false, held: false } });
    expect(await inboxRows(one.updateId)).toBe(1);
  });

  it('is acknowledged as a duplicate when the provider repeats the update under a new request id', async () => {
    const one = update();
    await post(JSON.stringify(one));
    expect(await post(JSON.stringify(one))).toMatchObject({ status: 200, body: { duplicate: true } });
    expect(await inboxRows(one.updateId)).toBe(1);
  });

  it('is refused when it is played again', async () => {
    const body = JSON.stringify(update());
    const requestId = randomUUID();
    const nowMs = Date.now();
    expect((await post(body, { requestId, nowMs })).status).toBe(200);
    expect(await post(body, { requestId, nowMs })).toMatchObject({ status: 409, body: { code: 'Channel.Replayed' } });
  });

  it('two equal ones at once leave one message', async () => {
    const one = update();
    const requestId = randomUUID();
    await Promise.all([1, 2, 3].map(() => post(JSON.stringify(one), { requestId })));
    expect(await inboxRows(one.updateId)).toBe(1);
  });
});

describe('a request that does not fit leaves nothing behind', () => {
  const cases: [string, (one: WebhookInbound) => Promise<Answer<{ code?: string }>>, number, string][] = [
    ['unknown channel key', (one) => post(JSON.stringify(one), { key: randomUUID() }), 404, 'Channel.Unknown'],
    ['key of the site channel', (one) => post(JSON.stringify(one), { key: api.keys.site }), 404, 'Channel.Unknown'],
    ['wrong secret', (one) => post(JSON.stringify(one), { secret: 'other' }), 401, 'Channel.SignatureWrong'],
    [
      'no signature',
      (one) => post(JSON.stringify(one), { headers: { 'x-voronka-signature': '' } }),
      401,
      'Channel.SignatureWrong',
    ],
    [
      'an id that was not signed',
      (one) => post(JSON.stringify(one), { headers: { 'x-voronka-id': randomUUID() } }),
      401,
      'Channel.SignatureWrong',
    ],
    [
      'six minutes old',
      (one) => post(JSON.stringify(one), { nowMs: Date.now() - 360_000 }),
      401,
      'Channel.TimestampOutsideWindow',
    ],
    [
      'six minutes ahead',
      (one) => post(JSON.stringify(one), { nowMs: Date.now() + 360_000 }),
      401,
      'Channel.TimestampOutsideWindow',
    ],
    ['not JSON', (one) => post(`${JSON.stringify(one)}}`), 400, 'Channel.MessageMalformed'],
    [
      'a text of 8193 bytes',
      (one) => post(JSON.stringify({ ...one, message: { id: '1', text: 'a'.repeat(8193) } })),
      413,
      'Channel.MessageTooLarge',
    ],
    [
      'a body over the limit',
      (one) => post(JSON.stringify({ ...one, message: { id: '1', text: 'a'.repeat(70_000) } })),
      413,
      'Channel.MessageTooLarge',
    ],
    ['a field too many', (one) => post(JSON.stringify({ ...one, admin: true })), 400, 'Channel.MessageMalformed'],
  ];

  it.each(cases)('%s', async (_what, send, status, code) => {
    const one = update();
    expect(await send(one)).toMatchObject({ status, body: { code } });
    expect(await inboxRows(one.updateId)).toBe(0);
  });

  it('names the wrong field', async () => {
    const { chatId: _left, ...rest } = update();
    const answer = await post(JSON.stringify(rest));
    expect(answer.body).toMatchObject({
      fields: [{ path: 'chatId', message: { ru: 'обязательное поле', en: 'is required' } }],
    });
  });

  it('may be sent again under the same id once it is right', async () => {
    const requestId = randomUUID();
    expect((await post('{}', { requestId })).status).toBe(400);
    expect((await post(JSON.stringify(update()), { requestId })).status).toBe(200);
  });
});

describe('the signing secret of a webhook channel', () => {
  it('is made anew for an admin, shown this once, and ends the former one', async () => {
    const admin = await api.logIn('admin');
    const path = `/api/channels/${demoIds.webhookChannel}/secret`;
    const answer = await admin.request<{ secret: string }>('POST', path);
    expect(answer.status).toBe(200);
    const { secret } = answer.body;
    expect(secret.length).toBeGreaterThanOrEqual(32);
    expect(await post(JSON.stringify(update()), { secret })).toMatchObject({ status: 200 });
    expect(await post(JSON.stringify(update()))).toMatchObject({ status: 401 });
    expect(JSON.stringify((await admin.request('GET', '/api/channels')).body)).not.toContain(secret);
  });

  it('is nothing that a widget channel has', async () => {
    const admin = await api.logIn('admin');
    const answer = await admin.request('POST', `/api/channels/${demoIds.siteChannel}/secret`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'Request.NotFound' } });
  });
});
