import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { flowListSchema, flowSchema } from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';
import { demoIds } from '@voronka/persistence';
import { newPerson, priceQuestion, repositoryRoot, startStack, until } from '@voronka/testing';
import type { CrmLeadCard, Stack } from '@voronka/testing';
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

/** Pictures to look at; not part of the repository. */
const screenshots = join(repositoryRoot, 'test-results', 'screenshots');
const flowName = 'Цена с чистого листа';
const caseTimeoutMs = 180_000;

const says = {
  name: 'Подскажу! Как вас зовут?',
  phone: '{{name}}, по какому номеру вам позвонить?',
  thanks: 'Спасибо, {{name}}! Перезвоним по номеру {{phone}}.',
  handOff: 'Зову менеджера, он ответит здесь.',
} as const;

/** One story, told in order: nothing but mouse and keyboard makes the flow, and the CRM itself tells what came of it. */
describe('from an empty canvas to the card in the CRM', () => {
  const person = newPerson();
  let stack: Stack;
  let browser: Browser;
  let company: BrowserContext;
  let page: Page;
  let flowId = '';
  const watches: PageWatch[] = [];

  const form = () => page.getByRole('form', { name: 'Настройки узла' });
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
  const handle = (of: Locator, port: string) => of.locator(`.react-flow__handle[data-handleid="${port}"]`);
  const byLabel = (label: string): Locator =>
    page.locator('.react-flow__node').filter({ has: page.locator('.vf-title', { hasText: label }) });

  async function drafted(): Promise<FlowGraph> {
    return flowSchema.parse(await stack.admin.call(`/api/flows/${flowId}`)).draft.graph;
  }

  /** Waits until the server's draft is as wanted, and the page knows it. */
  async function untilDrafted(what: string, holds: (graph: FlowGraph) => boolean): Promise<void> {
    await until(what, async () => holds(await drafted()));
    await page.locator('.v-saving[data-state="saved"]').waitFor();
  }

  /** Fills a text in both languages. */
  async function write(title: string, ru: string, en: string): Promise<void> {
    const language = form().getByRole('radiogroup', { name: `Язык текста: ${title}` });
    await language.getByText(/^EN/).click();
    await form()
      .getByRole('textbox', { name: `${title}, английский` })
      .fill(en);
    await language.getByText(/^RU/).click();
    await form()
      .getByRole('textbox', { name: `${title}, русский` })
      .fill(ru);
  }

  /** Adds a node by a click in the palette, beside and connected to the chosen one, and gives it a name. */
  async function add(kind: string, name: string): Promise<void> {
    await page.locator(`.v-palette [data-kind="${kind}"]`).click();
    await page.locator(`.react-flow__node.selected[data-id^="${kind}-"]`).waitFor();
    await write('Название на схеме', name, name);
    await byLabel(name).waitFor();
  }

  async function middleOf(of: Locator): Promise<{ x: number; y: number }> {
    const box = await of.boundingBox();
    if (!box) throw new Error('it is not drawn');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  /** Draws a connection by mouse. */
  async function drawConnection(from: string, port: string, to: string): Promise<void> {
    const start = await middleOf(handle(byLabel(from), port));
    const end = await middleOf(byLabel(to));
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    await page.mouse.move(end.x, end.y, { steps: 8 });
    await page.mouse.up();
  }

  /** The view glides to what it shows. */
  async function atRest(label: string): Promise<void> {
    let last = await middleOf(byLabel(label));
    await until(
      'a view at rest',
      async () => {
        const [before, now] = [last, await middleOf(byLabel(label))];
        last = now;
        return before.x === now.x && before.y === now.y;
      },
      { everyMs: 500 },
    );
  }

  async function pickOption(field: string, option: string): Promise<void> {
    await form().getByRole('combobox', { name: field }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  }

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    [stack, browser] = await Promise.all([startStack(), launchChromium()]);
    company = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1600, height: 1000 } });
    await logInto(company, stack.url, await givePassword(stack, 'admin'));
    page = await company.newPage();
    page.setDefaultTimeout(45_000);
    watches.push(watchPage(page, isFirstQuestion));
  }, caseTimeoutMs);

  afterAll(async () => {
    await browser?.close();
    await stack?.destroy();
  }, caseTimeoutMs);

  it(
    'a new flow begins with a clean sheet',
    async () => {
      await new EditorPage(page, stack.url).open('/flows');
      await button('Новый сценарий').click();
      const making = page.getByRole('dialog', { name: 'Новый сценарий' });
      await making.getByRole('textbox', { name: 'Название по-русски' }).fill(flowName);
      await making.getByRole('radio', { name: 'С чистого листа' }).click();
      await making.getByRole('button', { name: 'Создать' }).click();
      await page.getByRole('heading', { name: flowName }).waitFor();
      const { flows } = flowListSchema.parse(await stack.admin.call('/api/flows'));
      flowId = flows.find(({ name }) => name.ru === flowName)?.id ?? '';
      await page.locator('.vf-editing').focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Delete');
      await page.getByText('Пустой сценарий').waitFor();
      await untilDrafted('the empty sheet', ({ nodes }) => nodes.length === 0);
    },
    caseTimeoutMs,
  );

  it(
    'a rule tells who asks for the price, built from parts',
    async () => {
      await button('Начать с сообщения клиента').click();
      await page.locator('.react-flow__node.selected[data-id^="clientMessageTrigger-"]').waitFor();
      await add('rule', 'О чём вопрос?');
      await write('Название выхода', 'Спрашивает цену', 'Asks for the price');
      const fact = form().locator('[data-fact]');
      await fact.fill('Текст сообщения');
      await page.getByRole('option', { name: 'Текст сообщения', exact: true }).click();
      await pickOption('Сравнение', 'есть слово');
      const words = form().getByRole('combobox', { name: 'Значение' });
      for (const word of ['сколько стоит', 'цена', 'цены']) {
        await words.fill(word);
        await words.press('Enter');
      }
      await form().locator('.v-sentence', { hasText: '«сколько стоит»' }).waitFor();
      await untilDrafted('the condition', (graph) => JSON.stringify(graph).includes('сколько стоит'));
    },
    caseTimeoutMs,
  );

  it(
    'questions, steps of the CRM and the last words follow from the palette, each told by its form',
    async () => {
      for (const [name, slot, other, text] of [
        ['Спросить имя', 'Имя', 'Телефон', says.name],
        ['Спросить телефон', 'Телефон', 'Имя', says.phone],
      ] as const) {
        await add('ask', name);
        const slots = form().getByRole('combobox', { name: 'Что узнать' });
        await slots.click();
        await page.getByRole('option', { name: other, exact: true }).click();
        await page.keyboard.press('Escape');
        await write('Вопрос', text, text);
        await form().locator('.mantine-MultiSelect-pill', { hasText: slot }).waitFor();
      }
      await add('findOrCreateContact', 'Контакт');
      await add('createLead', 'Лид');
      await write('Название карточки', '{{name}}: цена', '{{name}}: price');
      await add('addTags', 'Теги');
      const tags = form().getByRole('combobox', { name: 'Теги' });
      await tags.fill('спросил цену');
      await tags.press('Enter');
      await add('assignResponsible', 'Ответственный');
      await add('moveStage', 'Первичный контакт');
      await pickOption('На этап', 'Первичный контакт');
      await add('reply', 'Спасибо');
      await write('Сообщение', says.thanks, says.thanks);
      await add('attachHistory', 'Переписка');
      await add('end', 'Готово');
      await untilDrafted('the whole line', ({ nodes, edges }) => nodes.length === 12 && edges.length === 11);
      await page.screenshot({ path: join(screenshots, 'flow-to-card-line.ru.png') });
    },
    caseTimeoutMs,
  );

  it(
    'ways to the manager are drawn by mouse, after the drawing was put in order',
    async () => {
      await page.keyboard.press('Escape');
      await page.keyboard.press('Escape');
      await add('handOff', 'Менеджер');
      await form().getByRole('switch', { name: 'Сказать клиенту' }).click();
      await write('Сказать клиенту', says.handOff, says.handOff);
      const arrange = page.getByRole('button', { name: 'Разложить по порядку' });
      await arrange.click();
      await until('the drawing in order', async () => (await arrange.getAttribute('data-loading')) === null);
      await untilDrafted('all nodes', ({ nodes }) => nodes.length === 13);
      await atRest('Менеджер');
      await drawConnection('Спросить имя', 'gaveUp', 'Менеджер');
      await drawConnection('Спросить телефон', 'gaveUp', 'Менеджер');
      await untilDrafted('both ways', ({ edges }) => edges.length === 13);
    },
    caseTimeoutMs,
  );

  it(
    'the check finds the way that leads nowhere, leads to it, and is content when it is drawn',
    async () => {
      const check = page.getByRole('button', { name: /^Проверка/ });
      await check.filter({ hasText: '1 ошибка' }).click();
      const findings = page.getByRole('region', { name: /Проверка/ });
      await findings.getByRole('button', { name: /Иначе/ }).click();
      await page.locator('.v-node-head h2', { hasText: 'О чём вопрос?' }).waitFor();
      expect(await button('Опубликовать').getAttribute('aria-disabled')).toBe('true');
      await findings.getByRole('button', { name: 'Закрыть' }).click();
      await drawConnection('О чём вопрос?', 'otherwise', 'Менеджер');
      await untilDrafted('the last way', ({ edges }) => edges.length === 14);
      await check.filter({ hasNotText: 'ошиб' }).waitFor();
      await page.screenshot({ path: join(screenshots, 'flow-to-card.ru.png') });
    },
    caseTimeoutMs,
  );

  it(
    'is published, and given to the site’s channel',
    async () => {
      await button('Опубликовать').click();
      await page.getByRole('dialog').getByRole('button', { name: 'Опубликовать' }).click();
      await page.getByText('Сценарий опубликован').waitFor();
      await new EditorPage(page, stack.url).open(`/channels/${demoIds.siteChannel}`);
      await page.getByRole('combobox', { name: 'Сценарий' }).click();
      await page.getByRole('option', { name: flowName }).click();
      const asking = page.getByRole('dialog', { name: new RegExp(flowName) });
      const consent = asking.getByRole('checkbox', { name: 'Перевести и эти каналы' });
      if ((await consent.count()) > 0) await consent.check();
      await asking.getByRole('button', { name: 'Сохранить' }).click();
      await page.getByText('Канал сохранён').waitFor();
      const shown = page.getByRole('combobox', { name: 'Сценарий' });
      await until('the flow that was chosen', async () => (await shown.inputValue()) === flowName);
    },
    caseTimeoutMs,
  );

  it(
    'the next client is led by it in the site’s chat',
    async () => {
      const visitor = await browser.newContext({ locale: 'ru-RU' });
      const chat = await WidgetPage.open(visitor, stack.url, {
        onPage: (opened) => watches.push(watchPage(opened, isFirstQuestion)),
      });
      await chat.openPanel();
      await chat.agree();
      await chat.say(priceQuestion);
      await chat.untilSaid('assistant', says.name);
      await chat.say(person.name);
      await chat.untilSaid('assistant', says.phone.replace('{{name}}', person.name));
      await chat.say(person.phone);
      await chat.untilSaid('assistant', /^Спасибо, Анна! Перезвоним по номеру/);
      await visitor.close();
    },
    caseTimeoutMs,
  );

  it(
    'the CRM has the contact, and the lead with title, stage, tags, responsible and the conversation',
    async () => {
      const lead = await until('the finished card', async (): Promise<CrmLeadCard | undefined> => {
        const { leads } = await stack.crm.person(person.phone);
        const [found] = leads;
        return found?.statusId === 'UC_CONTACT' && found.comments.length > 0 ? found : undefined;
      });
      const { contacts, leads } = await stack.crm.person(person.phone);
      expect(contacts.map(({ name }) => name)).toEqual([person.name]);
      expect(leads).toHaveLength(1);
      expect(lead.title).toBe(`${person.name}: цена`);
      expect(lead.tags).toEqual(expect.arrayContaining(['чат', 'спросил цену']));
      expect(lead.responsibleId).toBe('5');
      const conversation = lead.comments.join('\n');
      for (const line of [priceQuestion, says.name, person.name]) expect(conversation).toContain(line);
    },
    caseTimeoutMs,
  );

  it('without a trouble in the browser', () => {
    expect(watches.flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
