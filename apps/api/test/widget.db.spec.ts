import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { widgetMessageAcceptedSchema, widgetSessionSchema } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';
import { Visitor } from './visitor.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.stop());

const foreign = { headers: { origin: 'https://foreign.example' } };

describe('opening a session', () => {
  it('answers what the contract promises, with the consent not yet given', async () => {
    const { session } = await Visitor.open(api, { locale: 'en', page: 'https://site.example/price' });
    expect(widgetSessionSchema.parse(session)).toEqual(session);
    expect(session).toMatchObject({ locale: 'en', consent: { version: '1', acceptedAt: null }, messages: [] });
  });

  it('resumes the visitor of a token, and begins a new one for a wrong token', async () => {
    const visitor = await Visitor.agreed(api);
    await visitor.say('Сколько стоит?');
    const again = await Visitor.open(api, { token: visitor.session.token });
    expect(again.session.messages.map(({ text }) => text)).toEqual(['Сколько стоит?']);
    expect(again.session.consent.acceptedAt).not.toBeNull();
    const stranger = await Visitor.open(api, { token: `${visitor.session.token}x` });
    expect(stranger.session).toMatchObject({ messages: [], consent: { acceptedAt: null } });
  });

  it('refuses an unknown channel key', async () => {
    const path = `/api/widget/${randomUUID()}/session`;
    const answer = await api.browser().expectError('Channel.Unknown', 'POST', path, {});
    expect(answer.status).toBe(404);
  });

  it('refuses the key of a channel of another kind', async () => {
    await api.browser().expectError('Channel.Unknown', 'POST', `/api/widget/${api.keys.webhook}/session`, {});
  });
});

describe('a foreign site', () => {
  it('is refused on the preflight and on the request', async () => {
    const path = `/api/widget/${api.keys.site}/session`;
    const preflight = await api.browser().expectError('Channel.OriginNotAllowed', 'OPTIONS', path, undefined, foreign);
    expect(preflight.status).toBe(403);
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
    await api.browser().expectError('Channel.OriginNotAllowed', 'POST', path, {}, foreign);
  });

  it('may speak once the channel allows it, and only to this channel', async () => {
    const admin = await api.logIn('admin');
    const settings = { allowedOrigins: ['https://shop.example'] };
    await admin.expect(200, 'PATCH', `/api/channels/${demoIds.siteChannel}`, { settings });
    await new Promise((resolve) => setTimeout(resolve, 2_100)); // the list of allowed sites is kept for two seconds
    const path = `/api/widget/${api.keys.site}/session`;
    const shop = { headers: { origin: 'https://shop.example' } };
    const preflight = await api.browser().expect(204, 'OPTIONS', path, undefined, shop);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    const opened = await api.browser().expect(200, 'POST', path, {}, shop);
    expect(opened.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    await api.browser().expectError('Channel.OriginNotAllowed', 'POST', path, {}, foreign);
  });

  it('is our own page when origin and host agree on a loopback name', async () => {
    const own = { headers: { origin: api.url } };
    await api.browser().expect(200, 'POST', `/api/widget/${api.keys.site}/session`, {}, own);
  });
});

describe('sending', () => {
  it('asks for the consent first', async () => {
    const visitor = await Visitor.open(api);
    const body = { id: randomUUID(), text: 'Здравствуйте' };
    const answer = await visitor.browser.expectError(
      'Channel.ConsentRequired',
      'POST',
      '/api/widget/messages',
      body,
      visitor.bearer(),
    );
    expect(answer.status).toBe(428);
  });

  it('does not take the consent to another version of the text', async () => {
    const visitor = await Visitor.open(api);
    const answer = await visitor.browser.expectError(
      'Channel.MessageMalformed',
      'POST',
      '/api/widget/consent',
      { version: '2' },
      visitor.bearer(),
    );
    expect(answer.body.fields?.[0]?.path).toBe('version');
  });

  it('takes a repeat of the same id once', async () => {
    const visitor = await Visitor.agreed(api);
    const id = randomUUID();
    const first = await visitor.say('Сколько стоит?', id);
    const second = await visitor.say('Сколько стоит?', id);
    expect(widgetMessageAcceptedSchema.parse(first.body)).toEqual(first.body);
    expect(first.body.duplicate).toBe(false);
    expect(second.body).toEqual({ message: first.body.message, duplicate: true });
    expect(await visitor.messages()).toHaveLength(1);
  });

  it('keeps apart two visitors who chose the same message id', async () => {
    const id = randomUUID();
    const [one, two] = [await Visitor.agreed(api), await Visitor.agreed(api)];
    await one.say('от первого', id);
    expect((await two.say('от второго', id)).body.duplicate).toBe(false);
    expect((await two.messages()).map(({ text }) => text)).toEqual(['от второго']);
  });

  it.each([
    ['8192 bytes are taken', 'я'.repeat(4096), 200],
    ['8193 bytes are too many', `${'я'.repeat(4096)}a`, 413],
    ['more than the body limit is too many', 'a'.repeat(100_000), 413],
  ])('measures the text in bytes: %s', async (_claim, text, status) => {
    const visitor = await Visitor.agreed(api);
    const body = { id: randomUUID(), text };
    const answer = await visitor.browser.request('POST', '/api/widget/messages', body, visitor.bearer());
    expect(answer.status).toBe(status);
    if (status === 413) expect(answer.body).toMatchObject({ code: 'Channel.MessageTooLarge' });
  });

  it.each([
    ['an id that is no uuid', { id: '1', text: 'a' }, 'id'],
    ['an empty text', { id: randomUUID(), text: '   ' }, 'text'],
    ['a missing text', { id: randomUUID() }, 'text'],
    ['a field too many', { id: randomUUID(), text: 'a', role: 'admin' }, ''],
  ])('names the field of %s in both languages', async (_what, body, path) => {
    const visitor = await Visitor.agreed(api);
    const answer = await visitor.browser.expectError(
      'Channel.MessageMalformed',
      'POST',
      '/api/widget/messages',
      body,
      visitor.bearer(),
    );
    expect(answer.status).toBe(400);
    expect(answer.body.fields?.[0]).toMatchObject({
      path,
      message: { ru: expect.any(String), en: expect.any(String) },
    });
  });

  it('refuses what is not JSON, without repeating it', async () => {
    const visitor = await Visitor.agreed(api);
    const answer = await visitor.browser.expectError('Channel.MessageMalformed', 'POST', '/api/widget/messages', null, {
      ...visitor.bearer(),
      rawBody: '{"id": secret',
    });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).not.toContain('secret');
  });

  it.each(['', 'v1.aaaa.bbbb.cccc', 'nonsense'])('refuses the token "%s"', async (token) => {
    const headers = { authorization: `Bearer ${token}` };
    const body = { id: randomUUID(), text: 'a' };
    const answer = await api
      .browser()
      .expectError('Channel.TokenInvalid', 'POST', '/api/widget/messages', body, { headers });
    expect(answer.status).toBe(401);
  });

  it('holds a flood back, shows it as held, and lets a person release it', async () => {
    const visitor = await Visitor.agreed(api);
    for (let sent = 0; sent < 20; sent += 1) await visitor.say(`сообщение ${sent}`);
    const held = await visitor.say('лишнее');
    expect(held.body.message).toMatchObject({ status: 'held', text: 'лишнее', position: 20 });
    expect(await visitor.messages()).toHaveLength(20);
    const again = await Visitor.open(api, { token: visitor.session.token });
    expect(again.session.messages.at(-1)).toMatchObject({ id: held.body.message.id, status: 'held' });

    const manager = await api.logIn('manager');
    const list = await manager.expect<{ held: { id: string; text: string }[] }>(200, 'GET', '/api/held');
    const row = list.body.held.find(({ text }) => text === 'лишнее');
    const events = await visitor.events();
    await manager.expect(204, 'POST', `/api/held/${row?.id}/release`);
    await manager.expectError('Request.Conflict', 'POST', `/api/held/${row?.id}/release`);
    const shown = await events.next('message', ({ id }) => id === held.body.message.id);
    events.close();
    expect(shown.data).toMatchObject({ status: 'accepted', position: 21 });
  });
});

describe('live events of a visitor', () => {
  it('brings the answer of a manager, its author and the marks', async () => {
    const visitor = await Visitor.agreed(api);
    const events = await visitor.events();
    await visitor.say('Есть кто живой?');
    await events.next('message', ({ from }) => from === 'client');
    await events.next('typing', ({ from }) => from === 'assistant');
    const manager = await api.logIn('manager');
    const dialogueId = await visitor.dialogueId();
    await manager.expect(204, 'POST', `/api/dialogues/${dialogueId}/typing`);
    await events.next('typing', ({ from }) => from === 'manager');
    const id = randomUUID();
    const answer = await manager.expect<{ id: string }>(200, 'POST', `/api/dialogues/${dialogueId}/messages`, {
      id,
      text: 'Да, слушаю вас',
    });
    const shown = await events.next('message', ({ from }) => from === 'manager');
    expect(shown.data).toMatchObject({ text: 'Да, слушаю вас', author: 'Ольга', status: 'sent' });
    await events.next('status', (data) => data['id'] === answer.body.id && data['status'] === 'delivered');
    const position = Number(shown.data['position']);
    await visitor.browser.expect(204, 'POST', '/api/widget/receipts', { readUpTo: position }, visitor.bearer());
    await events.next('status', (data) => data['id'] === answer.body.id && data['status'] === 'read');
    await manager.expect(204, 'POST', `/api/dialogues/${dialogueId}/read`);
    const own = events.events.find(({ name, data }) => name === 'message' && data['from'] === 'client');
    await events.next('status', (data) => data['id'] === own?.data['id'] && data['status'] === 'read');
    events.close();
  });

  it('never brings another visitor’s messages', async () => {
    const [one, two] = [await Visitor.agreed(api), await Visitor.agreed(api)];
    const events = await one.events();
    await two.say('секрет второго');
    await one.say('слово первого');
    await events.next('message', ({ text }) => text === 'слово первого');
    events.close();
    expect(JSON.stringify(events.events)).not.toContain('секрет');
  });
});
