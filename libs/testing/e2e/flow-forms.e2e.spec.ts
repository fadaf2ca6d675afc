import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { flowSchema } from '@voronka/contracts';
import type { FlowNode } from '@voronka/domain';
import { demoIds } from '@voronka/persistence';
import { repositoryRoot, startStack, until } from '@voronka/testing';
import type { Stack } from '@voronka/testing';
import {
  accessibilityFaults,
  DraftPage,
  givePassword,
  isFirstQuestion,
  launchChromium,
  logInto,
  watchPage,
  WidgetPage,
} from '@voronka/testing/browser';
import type { PageWatch } from '@voronka/testing/browser';

/** Pictures to look at; not part of the repository. */
const screenshots = join(repositoryRoot, 'test-results', 'screenshots');

const question = 'Назовите, пожалуйста, имя и номер телефона';
const word = 'смета';
const caseTimeoutMs = 90_000;

/** One story, told in order: each claim goes on from where the one before it left. */
describe('a flow changed by the forms of its nodes', () => {
  let stack: Stack;
  let browser: Browser;
  let company: BrowserContext;
  let page: Page;
  let watch: PageWatch;

  async function openNode(nodeId: string): Promise<void> {
    await page.goto(`${stack.url}/flows/${demoIds.flow}?version=draft&node=${nodeId}`);
    await page.getByRole('form', { name: 'Настройки узла' }).waitFor();
  }

  /** Waits until the server's draft says something in the settings of a node. */
  async function untilDrafted(nodeId: string, text: string): Promise<void> {
    await until(`"${text}" in the draft`, async () => {
      const drafted = await company.request.get(`${stack.url}/api/flows/${demoIds.flow}`);
      const { draft } = flowSchema.parse(await drafted.json());
      return JSON.stringify(draft.graph.nodes.find(({ id }) => id === nodeId)?.config).includes(text);
    });
  }

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    [stack, browser] = await Promise.all([startStack(), launchChromium()]);
    company = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1440, height: 900 } });
    await logInto(company, stack.url, await givePassword(stack, 'admin'));
    page = await company.newPage();
    page.setDefaultTimeout(20_000);
    watch = watchPage(page, isFirstQuestion);
  }, caseTimeoutMs);

  afterAll(async () => {
    await browser?.close();
    await stack?.destroy();
  }, caseTimeoutMs);

  it(
    'a question changed by the form is saved as it is typed, with its variables shown as a client reads them',
    async () => {
      await openNode('askForPrice');
      const field = page.getByRole('textbox', { name: 'Вопрос, русский' });
      await field.fill(`${question}, {{кан`);
      await page.getByRole('option', { name: /Канал/ }).waitFor();
      await field.press('Enter');
      expect(await field.inputValue()).toBe(`${question}, {{channel}}`);
      expect(await page.locator('.v-preview p').first().textContent()).toBe(`${question}, Сайт`);
      await field.fill(question);
      await untilDrafted('askForPrice', `"ru":"${question}"`);
    },
    caseTimeoutMs,
  );

  it(
    'a setting beyond its limit is named at its field, and the draft keeps the one before',
    async () => {
      const attempts = page.getByRole('textbox', { name: 'Сколько раз спросить' });
      await attempts.fill('11');
      await page.getByText('Не больше 10').waitFor();
      await attempts.fill('4');
      await untilDrafted('askForPrice', '"attempts":4');
      expect(await page.getByText('Не больше 10').count()).toBe(0);
    },
    caseTimeoutMs,
  );

  it(
    'a word added to the condition of a rule stands in its sentence at once',
    async () => {
      await openNode('asksPrice');
      const words = page
        .getByRole('combobox', { name: 'Значение' })
        .or(page.getByRole('textbox', { name: 'Значение' }));
      await words.first().fill(word);
      await words.first().press('Enter');
      await page.locator('.v-sentence', { hasText: `«${word}»` }).waitFor();
      await untilDrafted('asksPrice', `"${word}"`);
    },
    caseTimeoutMs,
  );

  it(
    'conditions are added and moved by the keyboard alone, and a bad JSON changes nothing',
    async () => {
      await page.getByRole('button', { name: 'Условие', exact: true }).press('Enter');
      const fact = page.locator('[data-fact]').last();
      await until('the new condition in hand', () => fact.evaluate((input) => input === document.activeElement));
      await fact.press('Alt+ArrowUp');
      const first = page.locator('.v-part-children > li').first();
      await first.getByText('Укажите значение').waitFor();
      await page.locator(':focus').press('Alt+Delete');
      await until('one condition left', async () => (await page.locator('.v-leaf').count()) === 1);
      await page.getByText('JSON', { exact: true }).click();
      const json = page.getByRole('textbox', { name: 'Условие как JSON' });
      const text = await json.inputValue();
      await json.fill(text.replace('"all": [', '"all": ['.concat('}')));
      await page.locator('.v-json-problem', { hasText: /строка 2/ }).waitFor();
      await page.locator('.v-sentence', { hasText: `«${word}»` }).waitFor();
      await json.fill(text);
      await page.getByText('Форма', { exact: true }).click();
      await untilDrafted('asksPrice', `"${word}"`);
    },
    caseTimeoutMs,
  );

  it(
    'ways out of a rule are put in order by keys, and their order is what the draft says of their priority',
    async () => {
      const names = () => page.locator('.v-form-card-name').allTextContents();
      const inOrder = async (...expected: string[]) => {
        const wanted = expected.map((name, at) => `${at + 1}. ${name}`);
        await until(wanted.join(', '), async () => JSON.stringify(await names()) === JSON.stringify(wanted));
      };
      const first = 'Спрашивает цену';
      const second = 'Спрашивает доставку';
      await page.getByRole('button', { name: 'Добавить выход' }).click();
      await page.getByRole('textbox', { name: 'Название выхода, русский' }).fill(second);
      await inOrder(first, second);
      const grip = page.getByRole('button', { name: `Переставить: ${second}.` });
      const inHand = () => until('the grip in hand', () => grip.evaluate((it) => it === document.activeElement));
      await grip.press('ArrowUp');
      await inOrder(second, first);
      await inHand();
      await page.getByText(`${second}: 1 из 2`).waitFor({ state: 'attached' });
      await until('the priority in the draft', async () => {
        const drafted = await company.request.get(`${stack.url}/api/flows/${demoIds.flow}`);
        const node = flowSchema.parse(await drafted.json()).draft.graph.nodes.find(({ id }) => id === 'asksPrice');
        if (node?.kind !== 'rule') return false;
        const byPriority = [...node.config.outputs].sort((a, b) => b.priority - a.priority);
        return byPriority.map(({ title }) => title.ru).join() === [second, first].join();
      });
      await page.keyboard.press('End');
      await inOrder(first, second);
      await inHand();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Home');
      await inOrder(second, first);
      await page.getByRole('button', { name: `Удалить: ${second}` }).click();
      await inOrder(first);
    },
    caseTimeoutMs,
  );

  it.each(['light', 'dark'] as const)(
    'the forms have nothing that WCAG faults, %s',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const nodeId of ['asksPrice', 'askForPrice', 'qualifyPrice', 'handOff', 'leadPrice']) {
        await openNode(nodeId);
        expect(await accessibilityFaults(page, colorScheme === 'light' ? 'all' : 'colours')).toEqual([]);
      }
      await page.goto(`${stack.url}/flows/${demoIds.flow}?version=draft`);
      await page.getByRole('button', { name: 'Добавить данные' }).waitFor();
      expect(await accessibilityFaults(page, colorScheme === 'light' ? 'all' : 'colours')).toEqual([]);
    },
    caseTimeoutMs,
  );

  it(
    'a node that runs another flow shows what is inside, and leads there and back',
    async () => {
      const copyAs = async (ru: string): Promise<string> => {
        const body = { name: { ru, en: ru }, from: { kind: 'copy', flowId: demoIds.flow } };
        return flowSchema.parse(await stack.admin.call('/api/flows', { method: 'POST', body })).id;
      };
      const [inner, outer] = [await copyAs('Доставка'), await copyAs('Заказ')];
      const draft = new DraftPage(page, stack, outer);
      const { graph } = (await draft.read()).draft;
      const label = { ru: 'Доставка', en: 'Delivery' };
      const runsIt: FlowNode = {
        id: 'runsIt',
        kind: 'subFlow',
        label,
        position: { x: 0, y: 0 },
        config: { flowId: inner },
      };
      await draft.put({ ...graph, nodes: [...graph.nodes, runsIt] });
      await page.goto(`${stack.url}/flows/${outer}?node=runsIt`);
      await page.getByRole('button', { name: 'Развернуть' }).click();
      const inside = page.locator('.v-peek-canvas');
      await inside.locator('.vf-node').first().waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.screenshot({ path: join(screenshots, 'flow-inside.ru.png'), animations: 'disabled' });
      await page.getByRole('link', { name: 'Открыть сценарий' }).click();
      await page.getByRole('heading', { level: 1, name: 'Доставка' }).waitFor();
      await page.getByRole('link', { name: 'К сценарию, который его вызывает' }).click();
      await page.getByRole('heading', { level: 1, name: 'Заказ' }).waitFor();
      await page.getByRole('button', { name: 'Развернуть' }).waitFor();
      await openNode('asksPrice');
    },
    caseTimeoutMs,
  );

  it(
    'is published and is what the next client meets',
    async () => {
      await page.locator('.v-saving[data-state="saved"]').waitFor();
      await page.getByRole('button', { name: 'Опубликовать' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Опубликовать' }).click();
      await page.getByText('Сценарий опубликован').waitFor();
      const visitor = await browser.newContext({ locale: 'ru-RU' });
      const chat = await WidgetPage.open(visitor, stack.url, {});
      await chat.openPanel();
      await chat.agree();
      await chat.say('Нужна смета на кухню');
      await chat.untilSaid('assistant', question);
      expect(watch.troubles).toEqual([]);
    },
    caseTimeoutMs,
  );
});
