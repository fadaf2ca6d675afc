/** @jest-environment jsdom */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { dialogueOf, messageOf } from './testing/card-of.ts';
import type { CardDialogue } from './state-text.ts';
import type { AjaxOptions, AjaxPromise, FailedRequest, VendorPage, WidgetHost } from './vendor.ts';
import { widgetCallbacks } from './widget.ts';

type Answer = { dialogue: CardDialogue | null } | FailedRequest;
type Language = 'ru' | 'en';

/** amoCRM's page around the widget; requests are answered as the test says. */
class FakePage {
  readonly asked: AjaxOptions[] = [];
  answer: Answer = { dialogue: dialogueOf() };
  area = 'lcard';
  serverUrl: string | undefined = ' https://voronka.example/ ';
  page: VendorPage = { APP: { data: { current_card: { id: 7001 } } } };

  constructor(private readonly language: Language = 'ru') {}

  start() {
    const callbacks = widgetCallbacks(this.host(), this.page);
    const answers = [callbacks.render(), callbacks.init(), callbacks.bind_actions()];
    return { callbacks, answers };
  }

  private host(): WidgetHost {
    const file = new URL(`../archive/i18n/${this.language}.json`, import.meta.url);
    const words = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>;
    return {
      callbacks: undefined as unknown as WidgetHost['callbacks'],
      params: { path: 'https://widgets.example/voronka' },
      system: () => ({ area: this.area }),
      get_settings: () => ({ server_url: this.serverUrl }),
      get_version: () => '1.0.0',
      i18n: (section) => words[section],
      render_template: ({ render }) => void (document.body.innerHTML = render),
      $authorizedAjax: (options) => this.request(options),
    };
  }

  private request(options: AjaxOptions): AjaxPromise {
    this.asked.push(options);
    const { answer } = this;
    const request: AjaxPromise = {
      done: (take) => {
        if (!('status' in answer)) void Promise.resolve().then(() => take(answer));
        return request;
      },
      fail: (take) => {
        if ('status' in answer) void Promise.resolve().then(() => take(answer));
        return request;
      },
    };
    return request;
  }
}

let stop: () => void = () => undefined;
async function open(page: FakePage) {
  const { callbacks, answers } = page.start();
  stop = () => callbacks.destroy();
  await settle();
  return { callbacks, answers };
}
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const shown = (selector: string) =>
  [...document.querySelectorAll<HTMLElement>(selector)].filter((one) => !one.hidden).map((one) => one.textContent);
const press = async (name: string) => {
  [...document.querySelectorAll('button')].find((one) => one.textContent === name && !one.hidden)?.click();
  await settle();
  await settle();
};

beforeEach(() => {
  document.head.replaceChildren();
  document.body.replaceChildren();
});
afterEach(() => stop());

describe('The card', () => {
  test('shows who leads, the stage, what is waited for, and the conversation', async () => {
    const page = new FakePage();
    const { answers } = await open(page);
    expect(answers).toEqual([true, true, true]);
    expect(shown('.voronka-owner')).toEqual(['Ведёт ассистент']);
    expect(shown('.voronka-facts li')).toEqual(['Этап: Контакт установлен', 'Ждёт ответа клиента: «Имя и телефон»']);
    expect(shown('.voronka-text')).toEqual(['Сколько стоит?', 'Как вас зовут?']);
    expect(shown('button')).toEqual(['Взять диалог']);
    expect(page.asked).toEqual([
      { url: 'https://voronka.example/api/crm-widget/leads/7001', method: 'GET', dataType: 'json', timeout: 15_000 },
    ]);
  });

  test('speaks the language of the page', async () => {
    const page = new FakePage('en');
    page.answer = { dialogue: dialogueOf({ owner: 'manager', manager: 'Olga', status: 'manager', canReturn: true }) };
    await open(page);
    expect(shown('.voronka-owner')).toEqual(['Led by Olga']);
    expect(shown('.voronka-facts li')).toEqual(['Stage: Contacted', 'Waits for the client']);
    expect(shown('button')).toEqual(['Take over', 'Return to the assistant']);
    expect(document.querySelector('.voronka-card')?.getAttribute('lang')).toBe('en');
  });

  const waits: [Partial<CardDialogue>, string][] = [
    [{ messages: [messageOf('1', 'client', 'Ау')] }, 'Клиент ждёт ответа ассистента'],
    [
      { owner: 'manager', status: 'manager', messages: [messageOf('1', 'client', 'Ау')] },
      'Клиент ждёт ответа менеджера',
    ],
    [{ status: 'needsManager' }, 'Клиент ждёт ответа менеджера'],
    [{ status: 'incident' }, 'Остановлен: нужен разбор сбоя'],
    [{ status: 'delayed' }, 'Ждёт CRM: она отвечает с задержкой'],
    [{ status: 'completed' }, 'Сценарий пройден'],
    [{ waitsAt: null }, 'Ждёт ответа клиента'],
    [{ closed: true, actsAt: '2026-03-02T10:00:00.000Z' }, 'Диалог закрыт'],
    [
      { messages: [messageOf('1', 'client', 'Ау'), messageOf('2', 'assistant', 'Сто', 'cancelled')] },
      'Клиент ждёт ответа ассистента',
    ],
  ];
  test.each(waits)('of %j says: %s', async (changes, words) => {
    const page = new FakePage();
    page.answer = { dialogue: dialogueOf(changes) };
    await open(page);
    expect(shown('.voronka-facts li')).toEqual([expect.any(String), words]);
  });

  test('never takes a text for markup', async () => {
    const page = new FakePage();
    const text = '<img src=x onerror=alert(1)><b>жирно</b>';
    page.answer = { dialogue: dialogueOf({ messages: [messageOf('1', 'client', text)], clientName: text }) };
    await open(page);
    expect(shown('.voronka-text')).toEqual([text]);
    expect(document.querySelectorAll('img, b')).toHaveLength(0);
  });

  test('of a lead that nobody wrote about says so', async () => {
    const page = new FakePage();
    page.answer = { dialogue: null };
    await open(page);
    expect(shown('[role=status]')).toEqual(['По этой сделке клиент ещё не писал.']);
    expect(document.querySelector<HTMLElement>('.voronka-log')?.parentElement?.hidden).toBe(true);
  });

  test('asks for nothing while the address of the product is missing or is none', async () => {
    for (const wrong of [undefined, '', 'voronka', 'javascript:alert(1)']) {
      const page = new FakePage();
      page.serverUrl = wrong;
      await open(page);
      expect(document.querySelector('.voronka-card')?.textContent).toContain('Не указан адрес Voronka');
      expect(page.asked).toEqual([]);
    }
  });

  test('is not drawn outside a lead’s card, nor in a card that is not saved', async () => {
    const elsewhere = new FakePage();
    elsewhere.area = 'settings';
    const unsaved = new FakePage();
    unsaved.page = { AMOCRM: { data: { current_card: { id: 0 } } } };
    for (const page of [elsewhere, unsaved]) {
      const { answers } = await open(page);
      expect(answers).toEqual([true, true, true]);
      expect(document.querySelector('.voronka-card')).toBeNull();
      expect(page.asked).toEqual([]);
    }
  });
});

describe('The buttons', () => {
  test('take over and give back, tell it, and keep the focus', async () => {
    const page = new FakePage();
    await open(page);
    document.querySelector<HTMLElement>('button[data-deed=take]')?.focus();
    page.answer = { dialogue: dialogueOf({ owner: 'manager', isMine: true, canTake: false, canReturn: true }) };
    await press('Взять диалог');
    expect(page.asked.slice(1, 3)).toMatchObject([
      { method: 'POST', url: 'https://voronka.example/api/crm-widget/leads/7001/take' },
      { method: 'GET' },
    ]);
    expect(shown('[role=status]')).toEqual(['Диалог ваш, ассистент молчит.']);
    expect(shown('.voronka-owner')).toEqual(['Ведёте вы']);
    expect(document.activeElement?.textContent).toBe('Вернуть ассистенту');
    page.answer = { dialogue: dialogueOf() };
    await press('Вернуть ассистенту');
    expect(shown('[role=status]')).toEqual(['Диалог снова ведёт ассистент.']);
  });

  test('say in the product’s words why nothing was done, and can be pressed again', async () => {
    const page = new FakePage();
    await open(page);
    const message = { ru: 'Ваш пользователь не связан.', en: 'Your user is not linked.' };
    page.answer = { status: 403, responseText: JSON.stringify({ code: 'CrmWidget.PersonUnknown', message }) };
    await press('Взять диалог');
    expect(shown('[role=alert]')).toEqual([message.ru]);
    expect(shown('[role=status]')).toEqual([]);
    page.answer = { status: 0 };
    await press('Взять диалог');
    expect(shown('[role=alert]')).toEqual(['Voronka не отвечает. Мы попробуем ещё раз сами.']);
    page.answer = { dialogue: dialogueOf() };
    await press('Взять диалог');
    expect(shown('[role=alert]')).toEqual([]);
  });
});

describe('The widget', () => {
  test('keeps the lines that stay, so that a reader is not interrupted', async () => {
    const page = new FakePage();
    await open(page);
    const first = document.querySelector('[data-id="1"]');
    page.answer = { dialogue: dialogueOf({ messages: [...dialogueOf().messages, messageOf('3', 'client', 'Анна')] }) };
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    expect(shown('.voronka-text')).toEqual(['Сколько стоит?', 'Как вас зовут?', 'Анна']);
    expect(document.querySelector('[data-id="1"]')).toBe(first);
  });

  test('stops asking when amoCRM closes the card', async () => {
    const page = new FakePage();
    const { callbacks } = await open(page);
    callbacks.destroy();
    document.dispatchEvent(new Event('visibilitychange'));
    await settle();
    expect(page.asked).toHaveLength(1);
  });

  test('adds its styles once, from its own archive', async () => {
    await open(new FakePage());
    await open(new FakePage());
    const links = [...document.querySelectorAll('link')].map(({ href }) => href);
    expect(links).toEqual(['https://widgets.example/voronka/style.css?v=1.0.0']);
  });
});
