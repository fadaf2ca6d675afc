/**
 * @jest-environment jsdom
 * @jsxImportSource preact
 */
import { afterEach, describe, expect, test } from '@jest/globals';
import { render } from 'preact';
import { Chat } from '../client/chat.ts';
import { FakeServer } from '../testing/fake-server.ts';
import { createManualTimers } from '../testing/manual-timers.ts';
import { createMemoryStore } from '../testing/memory-store.ts';
import { App } from './app.tsx';
import { PanelVisibility } from './panel-visibility.ts';

const stillFrames = 6;
const longestWaitMs = 5_000;

/** Waits until nothing on the page has changed for some frames: a fixed time would be too short on a busy machine. */
async function frames(): Promise<void> {
  const deadline = Date.now() + longestWaitMs;
  let seen = '';
  for (let still = 0; still < stillFrames && Date.now() < deadline; still += 1) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const now = document.body.innerHTML;
    if (now !== seen) still = 0;
    seen = now;
  }
}

afterEach(() => {
  render(null, document.body);
});

/** The whole interface in a document, over a server in memory. */
async function show(consentAt: string | null, tabStore = createMemoryStore()) {
  const server = new FakeServer();
  const token = server.addVisitor(consentAt);
  let ids = 0;
  const chat = new Chat({
    api: server,
    store: createMemoryStore({ token }),
    timers: createManualTimers(),
    random: () => 0,
    newId: () => `own-${(ids += 1)}`,
    visit: () => ({}),
    exclusive: (task) => task(),
    locale: 'en',
  });
  const visibility = new PanelVisibility(tabStore);
  render(
    <App chat={chat} visibility={visibility} tabStore={tabStore} onLocale={(locale) => chat.setLocale(locale)} />,
    document.body,
  );
  const find = <T extends HTMLElement>(selector: string): T => {
    const element = document.querySelector<T>(selector);
    if (!element) throw new Error(`not shown: ${selector}`);
    return element;
  };
  const click = async (selector: string): Promise<void> => {
    find(selector).click();
    await frames();
  };
  const type = async (text: string): Promise<void> => {
    const input = find<HTMLTextAreaElement>('textarea');
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await frames();
  };
  return { server, token, chat, visibility, tabStore, find, click, type };
}

const agreed = '2026-01-12T09:00:00.000Z';

describe('The panel', () => {
  test('asks nothing of the server before it is opened', async () => {
    const { server, find } = await show(null);
    expect(server.opened).toEqual([]);
    expect(find('.launcher').getAttribute('aria-label')).toBe('Open chat');
  });

  test('takes the focus into the input on opening and gives it back on Escape', async () => {
    const { find, click } = await show(agreed);
    await click('.launcher');
    expect(document.activeElement).toBe(find('textarea'));
    find('textarea').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await frames();
    expect(document.activeElement).toBe(find('.launcher'));
  });

  test('restored after a reload it leaves the focus where it is and brings the draft back', async () => {
    const { find } = await show(agreed, createMemoryStore({ open: '1', draft: 'half a thou' }));
    await frames();
    expect(find<HTMLTextAreaElement>('textarea').value).toBe('half a thou');
    expect(document.activeElement).toBe(document.body);
  });

  test('shows the consent text with its version in place of the input until it is given', async () => {
    const { find, click } = await show(null);
    await click('.launcher');
    expect(document.querySelector('textarea')).toBeNull();
    expect(find('.consent-text').dataset.version).toBe('1');
    await click('.primary');
    expect(document.activeElement).toBe(find('textarea'));
  });

  test('is a polite log with labels, in the language chosen', async () => {
    const { server, token, find, click } = await show(agreed);
    await click('.launcher');
    server.say(token, { text: 'Hello' });
    await frames();
    const log = find('[role=log]');
    expect([log.getAttribute('aria-live'), log.getAttribute('aria-label')]).toEqual(['polite', 'Conversation']);
    await click('.language');
    expect(find('[role=log]').getAttribute('aria-label')).toBe('Переписка');
    expect(find('.voronka').lang).toBe('ru');
  });
});

describe('Messages', () => {
  test('are text and never HTML; only web addresses are links, without rights over the page', async () => {
    const { server, token, find, click } = await show(agreed);
    await click('.launcher');
    const text = '<img src=x onerror=alert(1)> javascript:alert(1) https://example.org/a';
    server.say(token, { text, from: 'manager', author: '<b>Olga</b>' });
    await frames();
    expect(find('.bubble').textContent).toBe(text);
    expect(document.querySelector('.message img, .message b')).toBeNull();
    const links = [...document.querySelectorAll('.bubble a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual(['https://example.org/a']);
    expect(links[0]?.getAttribute('rel')).toBe('noopener noreferrer nofollow');
  });

  test('keep one element from sending to reading, so that a screen reader speaks them once', async () => {
    const { server, token, find, click, type } = await show(agreed);
    await click('.launcher');
    await type('How much?');
    find('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await frames();
    const element = find('[data-id=own-1]');
    expect(element.dataset.mark).toBe('accepted');
    server.announce(token, { name: 'status', id: 'own-1', status: 'read' });
    await frames();
    expect(find('[data-id=own-1]')).toBe(element);
    expect(element.querySelector('.stamp svg')?.getAttribute('aria-label')).toBe('Read');
    expect(find<HTMLTextAreaElement>('textarea').value).toBe('');
  });

  test('on hold are explained', async () => {
    const { server, token, find, click } = await show(agreed);
    await click('.launcher');
    server.say(token, { text: 'again', from: 'client', status: 'held' });
    await frames();
    expect(find('.explanation').textContent).toContain('Too many messages in a row');
  });

  test('too long cannot be sent, and the input says by how much', async () => {
    const { server, find, click, type } = await show(agreed);
    await click('.launcher');
    await type('ж'.repeat(4_097));
    expect(find('.size').textContent).toContain('8,194 of 8,192 bytes');
    expect(find<HTMLTextAreaElement>('textarea').getAttribute('aria-invalid')).toBe('true');
    find('form').dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
    await frames();
    expect(server.sendAttempts).toBe(0);
  });

  test('that came while the panel was closed are counted on the launcher', async () => {
    const { server, token, find, click, visibility } = await show(agreed);
    await click('.launcher');
    visibility.close();
    server.say(token, { text: 'one' });
    server.say(token, { text: 'two' });
    await frames();
    expect(find('.badge').textContent).toBe('2');
    expect(find('.launcher').getAttribute('aria-label')).toBe('Open chat, unread messages: 2');
    await click('.launcher');
    visibility.close();
    await frames();
    expect(document.querySelector('.badge')).toBeNull();
  });
});
