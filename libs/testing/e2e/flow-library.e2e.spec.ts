import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { flowFileSchema, flowListSchema } from '@voronka/contracts';
import { startStack } from '@voronka/testing';
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

/** The collection of flows, as an admin uses it in a browser. */
describe('the collection of flows', () => {
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let watch: PageWatch;

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchChromium()]);
    const admin = await givePassword(stack, 'admin');
    const context = await browser.newContext({
      locale: 'ru-RU',
      reducedMotion: 'reduce',
      viewport: { width: 1440, height: 900 },
    });
    await logInto(context, stack.url, admin);
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    watch = watchPage(page, (trouble) => isFirstQuestion(trouble) || /4(09|22)/.test(trouble));
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await stack?.destroy();
  }, 60_000);

  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  const dialog = (name: string | RegExp): Locator => page.getByRole('dialog', { name });

  async function openList(query = ''): Promise<void> {
    await page.goto(new URL(`/flows${query}`, stack.url).href);
    await page.getByRole('heading', { name: 'Сценарии' }).waitFor();
  }

  async function choose(flow: string, action: string): Promise<void> {
    await button(`Действия: ${flow}`).click();
    await page.getByRole('menuitem', { name: action }).click();
  }

  async function listed(): Promise<{ name: string; isArchived: boolean; isPublished: boolean }[]> {
    const { flows } = flowListSchema.parse(await stack.admin.call('/api/flows'));
    return flows.map(({ name, archivedAt, publishedAt }) => ({
      name: name.ru,
      isArchived: archivedAt !== null,
      isPublished: publishedAt !== null,
    }));
  }

  it('makes a flow from a template, which opens as a draft without errors', async () => {
    await openList();
    await button('Новый сценарий').click();
    const making = dialog('Новый сценарий');
    await making.getByRole('button', { name: 'Создать' }).click();
    await making.getByText('Дайте сценарию название').waitFor();
    await making.getByRole('textbox', { name: 'Название по-русски' }).fill('Ночью');
    await making.getByRole('radio', { name: 'Ночной режим' }).click();
    expect(await accessibilityFaults(page)).toEqual([]);
    await making.getByRole('button', { name: 'Создать' }).click();
    await page.getByRole('heading', { name: 'Ночью' }).waitFor();
    await page.locator('.vf-node').first().waitFor();
    expect(await page.locator('.vf-node').count()).toBeGreaterThan(5);
    expect(await listed()).toContainEqual({ name: 'Ночью', isArchived: false, isPublished: false });
  }, 60_000);

  it('shows what publishing changes: by words, on the drawing, and with a way to each node', async () => {
    await button('Опубликовать').click();
    const asking = dialog('Опубликовать черновик?');
    await asking.getByText('Новых узлов: 11').waitFor();
    expect(await asking.locator('.vf-node[data-change="added"]').count()).toBe(11);
    await asking.getByRole('button', { name: 'До утра' }).click();
    await asking.locator('.vf-node[data-node-id="goodNight"][data-selected]').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await asking.getByRole('button', { name: 'Опубликовать' }).click();
    await page.getByText('Сценарий опубликован').waitFor();
    expect(await listed()).toContainEqual({ name: 'Ночью', isArchived: false, isPublished: true });
  }, 60_000);

  it('gives the flow as a file, and makes the same flow of it', async () => {
    await openList();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      choose('Ночью', 'Скачать опубликованный файлом'),
    ]);
    expect(download.suggestedFilename()).toBe('Ночью.voronka.json');
    const path = await download.path();
    const file = flowFileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
    expect(file.name.ru).toBe('Ночью');
    await button('Загрузить из файла').click();
    await dialog('Загрузить из файла').locator('input[type="file"]').setInputFiles(path);
    await button('Загрузить').click();
    await page.getByRole('heading', { name: 'Ночью (2)' }).waitFor();
    await page.locator('.vf-node').first().waitFor();
    expect(await page.locator('.vf-node').count()).toBe(file.flow.nodes.length);
  }, 60_000);

  it('refuses a broken file and says where it is broken', async () => {
    await openList();
    await button('Загрузить из файла').click();
    const loading = dialog('Загрузить из файла');
    const give = async (content: string) => {
      const file = { name: 'flow.json', mimeType: 'application/json', buffer: Buffer.from(content) };
      await loading.locator('input[type="file"]').setInputFiles(file);
      await button('Загрузить').click();
    };
    await give('{ oops');
    await loading.getByText('Это не JSON: строка 1, знак 3.').waitFor();
    await give(JSON.stringify({ nodes: [], connections: {} }));
    await loading.getByText('Это не файл сценария Воронки.').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await loading.getByRole('button', { name: 'Отмена' }).click();
  }, 60_000);

  it('archives what nothing uses, brings it back, and keeps what a channel runs', async () => {
    await openList();
    await choose('Ночью (2)', 'Убрать в архив');
    await dialog(/Ночью \(2\)/)
      .getByRole('button', { name: 'Убрать в архив' })
      .click();
    await page.getByText('Сценарий в архиве').waitFor();
    await page
      .getByText('В архив')
      .or(page.getByText('Архив', { exact: true }))
      .first()
      .click();
    await page.getByRole('link', { name: 'Ночью (2)' }).waitFor();
    expect(await listed()).toContainEqual({ name: 'Ночью (2)', isArchived: true, isPublished: false });
    await choose('Ночью (2)', 'Вернуть из архива');
    await page.getByText('В архиве пусто').waitFor();
    await openList();
    await choose('Цена и контакт', 'Убрать в архив');
    const asking = dialog(/Цена и контакт/);
    await asking.getByRole('button', { name: 'Убрать в архив' }).click();
    await asking.getByText(/по нему работает канал «Сайт»/).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await asking.getByRole('button', { name: 'Отмена' }).click();
    expect(watch.troubles).toEqual([]);
  }, 60_000);
});
