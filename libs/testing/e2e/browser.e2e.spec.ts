import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startStack, until } from '@voronka/testing';
import type { Stack } from '@voronka/testing';
import {
  EditorPage,
  givePassword,
  isFirstQuestion,
  launchChromium,
  logInto,
  watchPage,
  WidgetPage,
} from '@voronka/testing/browser';
import type { PageWatch } from '@voronka/testing/browser';

const utm = { utm_source: 'yandex', utm_medium: 'cpc', utm_campaign: 'oak-tables' };
const question = 'Сколько стоит?';
const contactDetails = 'Анна, 8 (916) 123-45-67';
const phone = '+79161234567';
const closing = /^Спасибо, Анна! Менеджер свяжется с вами по номеру/;
const markup = '<img src=x onerror=alert(1)> [b]жирный[/b]';
/** The connector breaks tags by a character of no width. */
const withoutBreaks = (text: string) => text.replaceAll('\u200B', '');

/** One story, told in order: each claim goes on from where the one before it left. */
describe('the product in a real browser', () => {
  let stack: Stack;
  let browser: Browser;
  let visitor: BrowserContext;
  let company: BrowserContext;
  let chat: WidgetPage;
  let editor: EditorPage;
  const watches: { name: string; watch: PageWatch }[] = [];

  const watched = (name: string) => (page: Page) => {
    page.setDefaultTimeout(15_000);
    watches.push({ name, watch: watchPage(page, isFirstQuestion) });
  };

  async function newEditor(context: BrowserContext, name: string): Promise<EditorPage> {
    const page = await context.newPage();
    watched(name)(page);
    return new EditorPage(page, stack.url);
  }

  async function untilInEditor(from: string, text: string): Promise<void> {
    await until(`"${text}" from the ${from} in the editor`, async () =>
      (await editor.conversation()).some((message) => message.from === from && message.text === text),
    );
  }

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchChromium()]);
    visitor = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1280, height: 800 } });
    company = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1440, height: 900 } });
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await stack?.destroy();
  }, 60_000);

  it('asks for consent before anything can be written', async () => {
    chat = await WidgetPage.open(visitor, stack.url, { query: utm, onPage: watched('demo page') });
    await chat.openPanel();
    expect(await chat.find('textarea').count()).toBe(0);
    expect(await chat.find('.consent-text').getAttribute('data-version')).toBe('1');
    await chat.agree();
  }, 30_000);

  it('leads from the price to a lead', async () => {
    await chat.say(question);
    await chat.untilSaid('assistant', 'Как вас зовут и номер для связи?');
    await chat.say(contactDetails);
    await chat.untilSaid('assistant', closing);
    expect((await chat.messages()).map(({ from }) => from)).toEqual(['client', 'assistant', 'client', 'assistant']);
  }, 60_000);

  it('keeps conversation, place and draft over a reload', async () => {
    const before = (await chat.messages()).map(({ from, text }) => ({ from, text }));
    await chat.type('а если из ясеня');
    await chat.page.reload();
    await chat
      .find('.message[data-id]')
      .nth(before.length - 1)
      .waitFor();
    expect((await chat.messages()).map(({ from, text }) => ({ from, text }))).toEqual(before);
    expect(await chat.draft()).toBe('а если из ясеня');
    await chat.type('');
  }, 30_000);

  it('demands a new password from the one who logs in with the first', async () => {
    const first = await givePassword(stack, 'admin', { mustChange: true });
    editor = await newEditor(company, 'editor');
    await editor.open('/dialogues');
    await editor.logIn(first);
    await editor.page.waitForURL(/\/password/);
    await editor.open('/overview');
    await editor.page.waitForURL(/\/password/);
    await editor.changePassword(first.password, `${first.password}-own`);
    await editor.page.waitForURL(/\/(dialogues|overview)/);
  }, 30_000);

  it('lists the dialogue under the name that the client gave', async () => {
    await editor.open('/dialogues');
    await editor.row('Анна').click();
    await untilInEditor('client', contactDetails);
    expect((await editor.conversation()).map(({ from }) => from)).toEqual([
      'client',
      'assistant',
      'client',
      'assistant',
    ]);
  }, 30_000);

  it('shows where the client came from', async () => {
    const panel = editor.page.locator('.v-client');
    for (const word of ['yandex', 'cpc', 'oak-tables', '+7 916 123-45-67']) {
      await panel.getByText(word).first().waitFor();
    }
  }, 30_000);

  it('shows a new message of the client without a reload', async () => {
    const loads: string[] = [];
    editor.page.on('framenavigated', (frame) => loads.push(frame.url()));
    await chat.say('И доставка в Тверь?');
    await untilInEditor('client', 'И доставка в Тверь?');
    expect(loads).toEqual([]);
  }, 30_000);

  it('tells each decision with its rule and the values it saw', async () => {
    await editor.openTab('timeline');
    const decisions = editor.page.locator('.v-decision');
    await decisions.nth(1).waitFor();
    const first = decisions.first();
    const chosen = first.locator('.v-rule[data-chosen]', { hasText: 'Спрашивает цену' });
    expect(await chosen.textContent()).toContain(question);
    await first.locator('.v-facts-button').click();
    expect(await first.locator('.v-facts-table').textContent()).toContain(question);
    const second = await decisions.nth(1).textContent();
    for (const word of ['Анна', phone, 'Создать лид', 'Назначить ответственного']) expect(second).toContain(word);
  }, 30_000);

  it('lights the way through the flow', async () => {
    await editor.openTab('flow');
    const node = (id: string) => editor.page.locator(`.vf-node[data-node-id="${id}"]`);
    await node('start').waitFor({ state: 'attached' });
    const states = await editor.page
      .locator('.vf-node')
      .evaluateAll((nodes) =>
        nodes.map((each) => [each.getAttribute('data-node-id') ?? '', each.getAttribute('data-path') ?? ''] as const),
      );
    const lit = states.filter(([, state]) => state === 'passed' || state === 'current').map(([id]) => id);
    const way = [
      'asksPrice',
      'askForPrice',
      'qualifyPrice',
      'contactPrice',
      'leadPrice',
      'contacted',
      'thanks',
      'history',
    ];
    expect(lit).toEqual(expect.arrayContaining(['start', ...way]));
    expect(lit).not.toContain('handOff');
    expect(lit).not.toContain('leadOther');
    expect(await node('askForPrice').locator('.vf-mark').textContent()).toBe('3');
    await node('asksPrice').click();
    expect(await editor.page.locator('.v-visits').textContent()).toContain('Спрашивает цену');
  }, 30_000);

  it('marks the node where a dialogue waits', async () => {
    const other = await stack.visitor();
    await other.say(question);
    const waiting = (await stack.manager.dialogues()).find(({ clientName }) => clientName === null);
    const page = await newEditor(company, 'editor of the waiting dialogue');
    await page.open(`/dialogues/${waiting?.id}?tab=flow`);
    await page.page.locator('.vf-node[data-path="current"]').waitFor({ state: 'attached' });
    expect(await page.page.locator('.vf-node[data-path="current"]').getAttribute('data-node-id')).toBe('askForPrice');
    await page.page.close();
  }, 30_000);

  it('shows client text as text in chat, editor and CRM', async () => {
    await chat.say(markup);
    await chat.untilSaid('client', markup);
    await editor.openTab('chat');
    await untilInEditor('client', markup);
    expect(await chat.find('.bubble img, .bubble b').count()).toBe(0);
    expect(await editor.page.locator('.v-bubble img, .v-bubble b').count()).toBe(0);
  }, 30_000);

  it('leads to the card in the CRM, which has contact, tags, note and the whole conversation', async () => {
    const [card] = await Promise.all([company.waitForEvent('page'), editor.page.getByText(/^Лид №\d+/).click()]);
    watched('CRM page')(card);
    await until('the whole conversation on the card', async () => {
      await card.reload();
      return withoutBreaks(await card.locator('body').innerText()).includes(markup);
    });
    const text = await card.locator('body').innerText();
    for (const word of ['Анна', phone, 'вопрос о цене', 'чат с сайта', question, 'Телефон:', 'oak-tables']) {
      expect(text).toContain(word);
    }
    expect(await card.locator('main img, main b').count()).toBe(0);
    expect(await card.locator('select[name="stageId"]').inputValue()).toBe('UC_CONTACT');
    expect(await card.locator('select[name="responsibleId"]').inputValue()).toBe('5');
    await card.close();
  }, 60_000);

  it('lets a manager take over; the assistant is silent then', async () => {
    await editor.page.locator('.v-reply textarea').fill('Добрый день, это Ольга. Доставим в субботу.');
    await editor.page.locator('.v-reply button[type="submit"]').click();
    await chat.untilSaid('manager', 'Добрый день, это Ольга. Доставим в субботу.');
    const assistantBefore = (await chat.messages()).filter(({ from }) => from === 'assistant').length;
    await chat.say('Сколько стоит доставка?');
    await untilInEditor('client', 'Сколько стоит доставка?');
    const [dialogue] = await stack.manager.dialogues({ search: 'Анна' });
    await until('the decision about the message', async () => {
      const { decisions } = await stack.manager.timeline(dialogue?.id ?? '');
      return decisions.some(({ event }) => event.text === 'Сколько стоит доставка?');
    });
    expect((await chat.messages()).filter(({ from }) => from === 'assistant')).toHaveLength(assistantBefore);
  }, 60_000);

  it('gives the dialogue back to the assistant, who calls a manager for the question that nobody answered', async () => {
    await editor.page.getByRole('button', { name: 'Вернуть ассистенту' }).click();
    await editor.page.locator('.v-dialogue-head .v-status[data-status="needsManager"]').waitFor();
    const [dialogue] = await stack.manager.dialogues({ search: 'Анна' });
    expect(dialogue?.owner).toBe('assistant');
  }, 30_000);

  it('speaks English and Russian, as chosen, everywhere and over a reload', async () => {
    await editor.switchLanguage('en');
    await editor.page.getByRole('link', { name: 'Dialogues' }).waitFor();
    await editor.page.getByRole('tab', { name: 'Timeline' }).waitFor();
    await editor.page.reload();
    await editor.page.getByRole('tab', { name: 'Timeline' }).waitFor();
    await editor.switchLanguage('ru');
    await editor.page.getByRole('tab', { name: 'Таймлайн' }).waitFor();
    await chat.find('.language').click();
    await chat.find('.send[aria-label="Send"]').waitFor();
    await chat.find('.language').click();
    await chat.find('.send[aria-label="Отправить"]').waitFor();
  }, 30_000);

  it('shows an auditor the dialogue without a way to answer', async () => {
    const context = await browser.newContext({ locale: 'ru-RU' });
    await logInto(context, stack.url, await givePassword(stack, 'auditor'));
    const audit = await newEditor(context, 'editor of the auditor');
    await audit.open('/dialogues');
    await audit.row('Анна').click();
    await audit.page.getByText('Аудитор видит диалог, но не отвечает в нём.').waitFor();
    expect(await audit.page.locator('.v-reply textarea').count()).toBe(0);
    await context.close();
  }, 30_000);

  it('never logged an error, ran a client’s text or broke its content security policy', () => {
    expect(watches.length).toBeGreaterThan(4);
    expect(watches.flatMap(({ name, watch }) => watch.troubles.map((trouble) => `${name}: ${trouble}`))).toEqual([]);
  });
});
