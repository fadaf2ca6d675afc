import { describe, expect, test } from '@jest/globals';
import { apiError, FakeServer } from '../testing/fake-server.ts';
import { createManualTimers } from '../testing/manual-timers.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { ApiError } from './api-error.ts';
import { Chat } from './chat.ts';
import type { KeyValueStore } from './key-value-store.ts';

const lost = new ApiError(0, null);

function createChat(server = new FakeServer(), store: KeyValueStore = createMemoryStore()) {
  const timers = createManualTimers();
  let ids = 0;
  const chat = new Chat({
    api: server,
    store,
    timers,
    random: () => 0,
    newId: () => `own-${store.keys('').length}-${(ids += 1)}`,
    visit: () => ({ page: 'https://shop.example/', utm: { source: 'yandex' } }),
    exclusive: (task) => task(),
    locale: 'ru',
  });
  const texts = () => chat.state.messages.map(({ text }) => text);
  return { chat, server, store, timers, texts };
}

/** A chat with consent given and the line live. */
async function createOpenChat(server = new FakeServer()) {
  const token = server.addVisitor('2026-01-12T09:00:00.000Z');
  const setting = createChat(server, createMemoryStore({ token }));
  setting.chat.start();
  await setting.timers.advance(0);
  return { ...setting, token };
}

describe('The session', () => {
  test('a new visitor tells where he comes from, keeps the token and is asked for consent', async () => {
    const { chat, server, store, timers } = createChat();
    expect(chat.hasPast).toBe(false);
    chat.start();
    chat.start();
    await timers.advance(0);
    expect(server.opened).toEqual([{ locale: 'ru', page: 'https://shop.example/', utm: { source: 'yandex' } }]);
    expect(store.get('token')).toBe('token-1');
    expect(chat.state).toMatchObject({ session: 'open', consent: 'needed', link: 'live' });
  });

  test('a returning visitor resumes with the token and what was said', async () => {
    const server = new FakeServer();
    const token = server.addVisitor('2026-01-12T09:00:00.000Z');
    server.say(token, { text: 'earlier' });
    const { chat, timers, texts } = createChat(server, createMemoryStore({ token }));
    chat.start();
    await timers.advance(0);
    expect(server.opened[0]?.token).toBe(token);
    expect(texts()).toEqual(['earlier']);
    expect(chat.state.consent).toBe('given');
  });

  test('is tried again when the server does not answer', async () => {
    const server = new FakeServer();
    server.failures.openSession = [{ error: lost }, { error: new ApiError(502, null) }];
    const { chat, timers } = createChat(server);
    chat.start();
    await timers.advance(0);
    const seen = [chat.state.session];
    chat.subscribe(() => seen.push(chat.state.session));
    await timers.advance(1_500);
    expect([...new Set(seen)]).toEqual(['waiting', 'open']);
  });

  test('a site that may not use the channel learns why, and is not asked again and again', async () => {
    const server = new FakeServer();
    server.failures.openSession = [{ error: apiError(403, 'Channel.OriginNotAllowed') }];
    const { chat, timers } = createChat(server);
    chat.start();
    await timers.advance(600_000);
    expect(server.opened).toHaveLength(0);
    expect(chat.state).toMatchObject({ session: 'refused', refusal: { ru: 'Channel.OriginNotAllowed ru' } });
    chat.start();
    await timers.advance(0);
    expect(chat.state.session).toBe('open');
  });

  test('an invalid token gives a new session; what was not sent goes along, what was shown does not', async () => {
    const { chat, server, store, timers, token, texts } = await createOpenChat();
    server.say(token, { text: 'of the old visitor' });
    server.visitors.delete(token);
    chat.send('hello');
    await timers.advance(0);
    expect(store.get('token')).toBe('token-1');
    expect(chat.state).toMatchObject({ session: 'open', consent: 'needed', link: 'live' });
    expect(texts()).toEqual([]);
    expect(chat.state.outbox.map(({ text }) => text)).toEqual(['hello']);
    await chat.acceptConsent();
    await timers.advance(0);
    expect(texts()).toEqual(['hello']);
  });

  test('a token that another tab has renewed is taken over', async () => {
    const { chat, server, store, timers, token } = await createOpenChat();
    server.addVisitor('2026-01-12T09:00:00.000Z');
    server.visitors.delete(token);
    store.set('token', 'token-2');
    server.dropStreams(apiError(401, 'Channel.TokenInvalid'));
    await timers.advance(0);
    expect(server.opened.at(-1)?.token).toBe('token-2');
    expect(chat.state).toMatchObject({ session: 'open', link: 'live' });
  });

  test('a server that keeps refusing tokens is asked ever more slowly', async () => {
    const { server, timers } = await createOpenChat();
    server.failures.listen = Array.from({ length: 1_000 }, () => ({ error: apiError(401, 'Channel.TokenInvalid') }));
    server.dropStreams();
    await timers.advance(60_000);
    expect(server.opened.length).toBeLessThan(10);
  });
});

describe('Consent', () => {
  test('lets messages leave once it is given', async () => {
    const { chat, server, timers } = createChat();
    chat.start();
    await timers.advance(0);
    chat.send('early');
    await timers.advance(60_000);
    expect(server.sendAttempts).toBe(0);
    await chat.acceptConsent();
    await timers.advance(0);
    expect(chat.state).toMatchObject({ consent: 'given', outbox: [] });
  });

  test('can be given again after a failure', async () => {
    const server = new FakeServer();
    server.failures.acceptConsent = [{ error: lost }];
    const { chat, timers } = createChat(server);
    chat.start();
    await timers.advance(0);
    await chat.acceptConsent();
    expect(chat.state.consent).toBe('failed');
    await chat.acceptConsent();
    expect(chat.state.consent).toBe('given');
  });

  test('is asked for when the server wants it anew, and the message waits', async () => {
    const { chat, server, timers, token } = await createOpenChat();
    const visitor = server.visitors.get(token);
    if (visitor) visitor.consentAt = null;
    chat.send('hello');
    await timers.advance(0);
    expect(chat.state.consent).toBe('needed');
    await chat.acceptConsent();
    await timers.advance(0);
    expect(visitor?.messages.map(({ text }) => text)).toEqual(['hello']);
  });

  test('given in another tab, it is not asked for here', async () => {
    const { chat, server, timers } = createChat();
    chat.start();
    await timers.advance(0);
    await server.acceptConsent('token-1');
    server.say('token-1', { from: 'client', text: 'from the other tab', status: 'accepted' });
    await timers.advance(0);
    expect(chat.state.consent).toBe('given');
  });
});

describe('Sending', () => {
  test('shows the message at once, never twice and never not, also when announcement and answer both come', async () => {
    const { chat, server, timers, token, texts } = await createOpenChat();
    const shownTimes: number[] = [];
    chat.subscribe(() => {
      const shown = [...chat.state.messages, ...chat.state.outbox];
      shownTimes.push(shown.filter(({ text }) => text === 'hello').length);
    });
    chat.send('  hello ');
    expect(chat.state.outbox[0]).toMatchObject({ text: 'hello', state: 'sending' });
    await timers.advance(0);
    const [message] = server.visitors.get(token)?.messages ?? [];
    if (message) server.announce(token, { name: 'message', message });
    expect(texts()).toEqual(['hello']);
    expect(chat.state.outbox).toEqual([]);
    expect(new Set(shownTimes)).toEqual(new Set([1]));
  });

  test('a lost answer makes a repeat with the same id, which the server takes once', async () => {
    const { chat, server, timers, token, texts } = await createOpenChat();
    server.failures.sendMessage = [{ error: lost, afterwards: true }];
    chat.send('hello');
    await timers.advance(500);
    expect(server.sendAttempts).toBe(2);
    expect(server.visitors.get(token)?.messages).toHaveLength(1);
    expect(texts()).toEqual(['hello']);
  });

  test('a page closed while sending finds on reload that the message had arrived', async () => {
    const { chat, server, store, timers } = await createOpenChat();
    server.failures.sendMessage = [{ error: lost, afterwards: true }];
    chat.send('hello');
    await timers.advance(0);
    const reloaded = createChat(server, store);
    expect(reloaded.chat.state.outbox).toHaveLength(1);
    reloaded.chat.start();
    await reloaded.timers.advance(0);
    expect(reloaded.chat.state.outbox).toEqual([]);
    expect(reloaded.texts()).toEqual(['hello']);
    expect(server.sendAttempts).toBe(1);
  });

  test('a refusal shows the server’s reason', async () => {
    const { chat, server, timers } = await createOpenChat();
    server.failures.sendMessage = [{ error: apiError(413, 'Channel.MessageTooLarge') }];
    chat.send('long');
    await timers.advance(60_000);
    expect(chat.state.outbox[0]).toMatchObject({ state: 'failed', reason: { en: 'Channel.MessageTooLarge en' } });
    chat.discard(chat.state.outbox[0]?.id ?? '');
    expect(chat.state.outbox).toEqual([]);
  });

  test('a mark announced before the answer is not lost', async () => {
    const { chat, server, timers, token } = await createOpenChat();
    chat.send('hello');
    server.announce(token, { name: 'status', id: chat.state.outbox[0]?.id ?? '', status: 'delivered' });
    await timers.advance(0);
    expect(chat.state.messages[0]?.status).toBe('delivered');
  });
});

describe('News', () => {
  test('after a break nothing is missing, nothing double, and marks are up to date', async () => {
    const { chat, server, timers, token, texts } = await createOpenChat();
    chat.send('question');
    await timers.advance(0);
    server.say(token, { text: 'answer 1' });
    server.dropStreams();
    await timers.advance(0);
    expect(chat.state.link).toBe('reconnecting');
    server.say(token, { text: 'answer 2' });
    const [question] = server.visitors.get(token)?.messages ?? [];
    if (question) question.status = 'read';
    await timers.advance(500);
    expect(chat.state.link).toBe('live');
    expect(texts()).toEqual(['question', 'answer 1', 'answer 2']);
    expect(chat.state.messages[0]?.status).toBe('read');
  });

  test('a message that becomes visible late takes its own place, also after a break', async () => {
    const { server, timers, token, texts } = await createOpenChat();
    const late = server.say(token, { text: 'overtaken' }, false);
    server.say(token, { text: 'newer' });
    expect(texts()).toEqual(['newer']);
    server.dropStreams();
    await timers.advance(500);
    expect(texts()).toEqual(['overtaken', 'newer']);
    server.announce(token, { name: 'message', message: late });
    expect(texts()).toEqual(['overtaken', 'newer']);
  });

  test('a held message that is let through moves to its place and is shown once', async () => {
    const { chat, server, token, texts } = await createOpenChat();
    server.say(token, { text: 'one' });
    server.announce(token, {
      name: 'message',
      message: { ...server.say(token, { id: 'h', text: 'held', from: 'client', status: 'held' }, false), position: 1 },
    });
    server.say(token, { text: 'two' });
    const [, held] = chat.state.messages;
    if (held) server.announce(token, { name: 'message', message: { ...held, position: 4, status: 'accepted' } });
    expect(texts()).toEqual(['one', 'two', 'held']);
  });

  test('two tabs show the same', async () => {
    const { chat, server, store, timers, token, texts } = await createOpenChat();
    const other = createChat(server, store);
    other.chat.start();
    await other.timers.advance(0);
    chat.send('from one');
    await timers.advance(0);
    const [message] = server.visitors.get(token)?.messages ?? [];
    if (message) server.announce(token, { name: 'message', message });
    server.say(token, { text: 'answer' });
    expect(other.texts()).toEqual(texts());
    other.chat.markRead(2);
    chat.syncRead();
    expect(chat.state.readUpTo).toBe(2);
  });

  test('a typing mark goes with the answer, or by itself', async () => {
    const { chat, server, timers, token } = await createOpenChat();
    server.announce(token, { name: 'typing', from: 'manager' });
    expect(chat.state.typing).toBe('manager');
    server.say(token, { text: 'answer', from: 'manager' });
    expect(chat.state.typing).toBeNull();
    server.announce(token, { name: 'typing', from: 'assistant' });
    await timers.advance(7_000);
    expect(chat.state.typing).toBeNull();
  });

  test('typing is told at most every 3 seconds', async () => {
    const { chat, server, timers } = await createOpenChat();
    for (let key = 0; key < 40; key += 1) {
      chat.noteTyping();
      await timers.advance(100);
    }
    expect(server.typings).toHaveLength(2);
  });

  test('reading is told once, and again after a lost receipt', async () => {
    const { chat, server, timers } = await createOpenChat();
    server.failures.sendReceipt = [{ error: lost }];
    chat.markRead(1);
    chat.markRead(2);
    await timers.advance(400);
    expect(server.receipts).toEqual([]);
    server.dropStreams();
    await timers.advance(2_000);
    expect(server.receipts).toEqual([2]);
    chat.markRead(1);
    await timers.advance(2_000);
    expect(server.receipts).toEqual([2]);
  });

  test('a change of language is told to the server', async () => {
    const { chat, server, timers, token } = await createOpenChat();
    chat.setLocale('en');
    await timers.advance(0);
    expect(server.opened.at(-1)).toMatchObject({ token, locale: 'en' });
    expect(chat.state).toMatchObject({ locale: 'en', link: 'live' });
  });

  test('the network’s return is used at once', async () => {
    const { chat, server, timers } = await createOpenChat();
    server.failures.sendMessage = [{ error: lost }];
    server.failures.listen = [{ error: lost }];
    chat.setOnline(false);
    server.dropStreams();
    chat.send('hello');
    await timers.advance(0);
    chat.setOnline(true);
    await timers.advance(0);
    expect(chat.state).toMatchObject({ online: true, outbox: [] });
  });
});
