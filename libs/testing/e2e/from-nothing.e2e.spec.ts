import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { channelListSchema, funnelListSchema, integrationListSchema } from '@voronka/contracts';
import { startStack, until } from '@voronka/testing';
import type { Stack } from '@voronka/testing';
import {
  accessibilityFaults,
  givePassword,
  isFirstQuestion,
  launchChromium,
  logInto,
  watchPage,
} from '@voronka/testing/browser';
import type { PageWatch } from '@voronka/testing/browser';

/** A page of somebody's site, with the line on it that a channel tells. */
class ShopSite {
  private body = '';
  private constructor(
    private readonly server: Server,
    readonly origin: string,
  ) {}

  static async open(): Promise<ShopSite> {
    let site: ShopSite | null = null;
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(`<!doctype html><html lang="ru"><title>Магазин</title><body><h1>Магазин</h1>${site?.body ?? ''}`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    site = new ShopSite(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return site;
  }

  embed(snippet: string): void {
    this.body = snippet;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** An installation without a demo: its admin makes everything, until a client's message is a lead in the CRM. */
describe('an empty workspace', () => {
  let stack: Stack;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let watch: PageWatch;
  let site: ShopSite;

  beforeAll(async () => {
    [stack, browser, site] = await Promise.all([
      startStack({ env: { VORONKA_SEED: 'empty' } }),
      launchChromium(),
      ShopSite.open(),
    ]);
    const admin = await givePassword(stack, 'admin');
    context = await browser.newContext({
      locale: 'ru-RU',
      reducedMotion: 'reduce',
      viewport: { width: 1440, height: 1000 },
    });
    await logInto(context, stack.url, admin);
    page = await context.newPage();
    page.setDefaultTimeout(60_000);
    watch = watchPage(page, (trouble) => isFirstQuestion(trouble) || /409/.test(trouble));
  }, 400_000);

  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await stack?.destroy();
  }, 120_000);

  /** An empty page has its button twice: above, and where it says what to do. */
  const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: true }).first();
  const dialog = (name: string | RegExp): Locator => page.getByRole('dialog', { name });
  const open = async (path: string, heading: string): Promise<void> => {
    await page.goto(new URL(path, stack.url).href);
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
  };
  const choose = async (within: Locator, label: string, option: string): Promise<void> => {
    await within.getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: option }).click();
  };

  it.each([
    ['/integrations', 'Интеграции', 'CRM ещё не подключена', 'Подключить CRM'],
    ['/assistants', 'Ассистенты', 'Ассистентов ещё нет', 'Новый ассистент'],
    ['/channels', 'Каналы связи', 'Каналов ещё нет', 'Новый канал'],
  ])(
    'says at %s what to do first, in both themes',
    async (path, heading, nothing, action) => {
      await open(path, heading);
      await page.getByText(nothing).waitFor();
      await button(action).waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        // In a page that loads with its theme nothing is on its way from one colour to another.
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await open(path, heading);
        await button(action).waitFor();
        expect(await accessibilityFaults(page)).toEqual([]);
      }
    },
    180_000,
  );

  it('joins a CRM and checks the connection', async () => {
    await open('/integrations', 'Интеграции');
    await button('Подключить CRM').click();
    const form = dialog('Подключить CRM');
    await form.getByRole('button', { name: 'Подключить CRM' }).click();
    await form.getByText('Обязательное поле').first().waitFor();
    await form.getByRole('textbox', { name: 'Название' }).fill('Наш портал');
    await form.getByLabel('Адрес входящего вебхука').fill(stack.crmUrl);
    expect(await accessibilityFaults(page)).toEqual([]);
    await form.getByRole('button', { name: 'Подключить CRM' }).click();
    const joined = dialog('Наш портал');
    await joined.locator('[data-what="access"][data-state="ok"]').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await joined.getByRole('button', { name: 'Открыть интеграцию' }).click();
    await page.getByRole('heading', { name: 'Наш портал', level: 1 }).waitFor();
    await button('Проверить подключение').click();
    await page.locator('[data-what="access"][data-state="ok"]').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.content()).not.toContain(new URL(stack.crmUrl).pathname.split('/')[3]);
  }, 180_000);

  it('makes a funnel, and a flow of a template, which is published', async () => {
    await open('/funnels', 'Воронки');
    await button('Новая воронка').click();
    const funnel = dialog('Новая воронка');
    await funnel.getByRole('textbox', { name: 'Название по-русски' }).fill('Продажи');
    await funnel.getByRole('textbox', { name: 'Название по-английски' }).fill('Sales');
    await funnel.getByRole('button', { name: 'Новая воронка' }).click();
    await page.getByRole('heading', { name: 'Продажи', level: 1 }).waitFor();
    await open('/flows', 'Сценарии');
    await button('Новый сценарий').click();
    const flow = dialog('Новый сценарий');
    await flow.getByRole('textbox', { name: 'Название по-русски' }).fill('Цена');
    await flow.getByRole('textbox', { name: 'Название по-английски' }).fill('Price');
    await flow.getByRole('button', { name: 'Создать' }).click();
    await page.locator('.vf-node').first().waitFor();
    await button('Опубликовать').click();
    await dialog('Опубликовать черновик?').getByRole('button', { name: 'Опубликовать' }).click();
    await page.getByText('Сценарий опубликован').waitFor();
  }, 240_000);

  it('makes an assistant with a mode and the flow', async () => {
    await open('/assistants', 'Ассистенты');
    await button('Новый ассистент').click();
    const form = dialog('Новый ассистент');
    await form.getByRole('textbox', { name: 'Название' }).fill('Ассистент продаж');
    await form.getByRole('radio', { name: 'Квалифицирует и создаёт лид' }).check();
    await choose(form, 'Сценарий', 'Цена');
    expect(await accessibilityFaults(page)).toEqual([]);
    await form.getByRole('button', { name: 'Создать ассистента' }).click();
    await page.getByRole('heading', { name: 'Ассистент продаж', level: 1 }).waitFor();
  }, 180_000);

  it('makes a channel, which tells the line for the site', async () => {
    await open('/channels', 'Каналы связи');
    await button('Новый канал').click();
    const form = dialog('Новый канал');
    await form.getByRole('textbox', { name: 'Название' }).fill('Магазин');
    await choose(form, 'Ассистент', 'Ассистент продаж');
    await choose(form, 'Воронка', 'Продажи');
    await choose(form, 'Интеграция', 'Наш портал');
    const sites = form.getByLabel('Сайты, где стоит чат');
    await sites.fill(site.origin);
    await sites.press('Enter');
    expect(await accessibilityFaults(page)).toEqual([]);
    await form.getByRole('button', { name: 'Создать канал' }).click();
    const made = dialog('Канал «Магазин» создан');
    site.embed(await made.getByRole('textbox', { name: 'Код для сайта' }).inputValue());
    expect(await accessibilityFaults(page)).toEqual([]);
    await made.getByRole('button', { name: 'Открыть канал' }).click();
    await page.getByRole('heading', { name: 'Магазин', level: 1 }).waitFor();
    const { channels } = channelListSchema.parse(await stack.admin.call('/api/channels'));
    expect(channels).toMatchObject([{ name: 'Магазин', bundleHash: expect.any(String) }]);
  }, 180_000);

  it('sets the automatic tags of the channel beside its integration', async () => {
    const { integrations } = integrationListSchema.parse(await stack.admin.call('/api/integrations'));
    await open(`/integrations/${integrations[0]?.id}`, 'Наш портал');
    const extras = page.getByRole('form', { name: 'Магазин' });
    await extras.getByLabel('Автоматические теги').click();
    await page.getByRole('option', { name: 'чат с сайта' }).click();
    await page.keyboard.press('Escape');
    await extras.getByRole('button', { name: 'Сохранить' }).click();
    await page.getByText('Сохранено').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const { channels } = channelListSchema.parse(await stack.admin.call('/api/channels'));
    expect(channels[0]?.policies.automaticTags).toEqual(['чат с сайта']);
  }, 180_000);

  it('turns a message in the chat into a lead in the CRM', async () => {
    const [funnel] = funnelListSchema.parse(await stack.admin.call('/api/funnels')).funnels;
    const [crm] = integrationListSchema.parse(await stack.admin.call('/api/integrations')).integrations;
    // How stages are mapped in the browser is tested with the page of the funnel.
    await stack.admin.call(`/api/funnels/${funnel?.id}/mapping/${crm?.id}`, {
      method: 'PUT',
      body: { card: 'lead', mapping: { unsorted: 'NEW' } },
    });
    const shop = await browser.newContext({ locale: 'ru-RU' });
    const visitor = await shop.newPage();
    visitor.setDefaultTimeout(60_000);
    await visitor.goto(site.origin);
    const chat = (selector: string) => visitor.locator(`voronka-widget ${selector}`);
    await chat('.launcher').click();
    await chat('.consent .primary').click();
    const say = async (text: string): Promise<void> => {
      await chat('textarea').fill(text);
      await chat('.send').click();
    };
    await say('Сколько стоит?');
    await chat('.message.assistant').first().waitFor();
    await say('Анна, 8 916 123-45-67');
    const { leads } = await until(
      'the lead is in the CRM',
      async () => {
        const person = await stack.crm.person('+79161234567');
        return person.leads.length > 0 && person.leads[0]?.tags.length ? person : undefined;
      },
      { timeoutMs: 90_000, everyMs: 1_000 },
    );
    expect(leads).toHaveLength(1);
    expect(leads[0]?.tags).toContain('чат с сайта');
    await shop.close();
  }, 240_000);

  it('keeps what is in use: the question names the channel', async () => {
    const { integrations } = integrationListSchema.parse(await stack.admin.call('/api/integrations'));
    await open(`/integrations/${integrations[0]?.id}`, 'Наш портал');
    await button('Удалить').click();
    await dialog('Удалить «Наш портал»?').getByRole('button', { name: 'Удалить' }).click();
    await page.getByText('Нужен каналу «Магазин».').waitFor();
    expect(watch.troubles).toEqual([]);
  }, 120_000);
});
