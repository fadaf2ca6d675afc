import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { flowSchema } from '@voronka/contracts';
import type { Flow } from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';
import { demoIds } from '@voronka/persistence';
import { repositoryRoot, startStack, until } from '@voronka/testing';
import type { Stack } from '@voronka/testing';
import {
  accessibilityFaults,
  EditorPage,
  givePassword,
  isFirstQuestion,
  launchChromium,
  logInto,
  watchPage,
} from '@voronka/testing/browser';
import type { PageWatch } from '@voronka/testing/browser';

/** Pictures to look at; not part of the repository. */
const screenshots = join(repositoryRoot, 'test-results', 'screenshots');
const address = `/flows/${demoIds.flow}?version=draft`;
const path = `/api/flows/${demoIds.flow}`;
/** Refused requests are reported by the browser; here they are meant. */
const isMeant = (trouble: string) => isFirstQuestion(trouble) || /Failed to load resource/.test(trouble);

/** One story, told in order: each claim goes on from where the one before it left. */
describe('a flow drawn in a real browser', () => {
  let stack: Stack;
  let browser: Browser;
  let company: BrowserContext;
  let page: Page;
  let watch: PageWatch;

  const card = (kind: string): Locator => page.locator(`.react-flow__node[data-id^="${kind}-"]`);
  const lines = () => page.locator('.react-flow__edge');
  const paletteKind = (kind: string) => page.locator(`.v-palette [data-kind="${kind}"]`);
  const handle = (of: Locator, port: string) => of.locator(`.react-flow__handle[data-handleid="${port}"]`);
  const tool = (name: RegExp) => page.locator('.v-canvas-tools').getByRole('button', { name });
  const press = (keys: string) => page.keyboard.press(keys);

  const readFlow = async (): Promise<Flow> => flowSchema.parse(await stack.admin.call(path));
  async function stored(): Promise<FlowGraph> {
    return (await readFlow()).draft.graph;
  }
  async function untilStored(what: string, holds: (graph: FlowGraph) => boolean): Promise<void> {
    await until(what, async () => holds(await stored()));
    await page.locator('.v-saving[data-state="saved"]').waitFor();
  }
  async function putDraft(graph: FlowGraph): Promise<void> {
    const { draft } = await readFlow();
    await stack.admin.call(`${path}/draft`, { method: 'PUT', body: { revision: draft.revision, graph } });
  }
  const shape = ({ nodes, edges }: FlowGraph) => {
    const kindOf = (id: string) => nodes.find((node) => node.id === id)?.kind;
    return edges.map(({ source, port, target }) => `${kindOf(source)}:${port}→${kindOf(target)}`).sort();
  };

  async function open(): Promise<void> {
    await new EditorPage(page, stack.url).open(address);
    await page.locator('.vf-editing').waitFor();
  }

  async function dragTo(from: Locator, to: { x: number; y: number }): Promise<void> {
    const box = await from.boundingBox();
    if (!box) throw new Error('nothing to drag');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y, { steps: 8 });
    await page.mouse.up();
  }
  async function middleOf(of: Locator): Promise<{ x: number; y: number }> {
    const box = await of.boundingBox();
    if (!box) throw new Error('nothing there');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    [stack, browser] = await Promise.all([startStack(), launchChromium()]);
    company = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1440, height: 900 } });
    await logInto(company, stack.url, await givePassword(stack, 'admin'));
    await putDraft({ nodes: [], edges: [] });
    page = await company.newPage();
    page.setDefaultTimeout(15_000);
    watch = watchPage(page, isMeant);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await stack?.destroy();
  }, 60_000);

  it('begins with an empty canvas that says what to do', async () => {
    await open();
    await page.getByText('Пустой сценарий').waitFor();
    await page.screenshot({ path: join(screenshots, 'flow-editor-empty.ru.png') });
    await page.getByRole('button', { name: 'Начать с сообщения клиента' }).click();
    await card('clientMessageTrigger').waitFor();
    await untilStored('the trigger', ({ nodes }) => nodes.length === 1);
  }, 40_000);

  it('draws trigger, reply and end by mouse', async () => {
    const trigger = await card('clientMessageTrigger').boundingBox();
    if (!trigger) throw new Error('the trigger is not drawn');
    const below = (by: number) => ({ x: trigger.x + trigger.width / 2, y: trigger.y + by });
    const canvas = await page.locator('.vf-editing').boundingBox();
    if (!canvas) throw new Error('no canvas');
    for (const [kind, by] of [
      ['reply', 200],
      ['end', 340],
    ] as const) {
      const at = below(by);
      await paletteKind(kind).dragTo(page.locator('.vf-editing'), {
        targetPosition: { x: at.x - canvas.x, y: at.y - canvas.y },
      });
      await card(kind).waitFor();
    }
    await dragTo(handle(card('clientMessageTrigger'), 'next'), await middleOf(card('reply')));
    await dragTo(handle(card('reply'), 'next'), await middleOf(card('end')));
    await untilStored('the two connections', ({ edges }) => edges.length === 2);
    expect(shape(await stored())).toEqual(['clientMessageTrigger:next→reply', 'reply:next→end']);
  }, 40_000);

  it('refuses a connection into a trigger', async () => {
    await dragTo(handle(card('reply'), 'next'), await middleOf(card('clientMessageTrigger')));
    await page.waitForTimeout(300);
    expect(shape(await stored())).toEqual(['clientMessageTrigger:next→reply', 'reply:next→end']);
  }, 30_000);

  it('takes every step back and makes it again', async () => {
    await press('Control+z');
    await press('Control+z');
    await untilStored('no connections', ({ edges }) => edges.length === 0);
    await press('Control+Shift+z');
    await tool(/^Вернуть отменённое$/).click();
    await untilStored('both connections again', ({ edges }) => edges.length === 2);
  }, 30_000);

  it('keeps the draft and the steps to undo over a reload', async () => {
    await page.reload();
    await card('end').waitFor();
    await page.locator('.vf-editing').focus();
    await press('Control+z');
    await untilStored('one connection', ({ edges }) => edges.length === 1);
    await press('Control+y');
    await untilStored('two connections', ({ edges }) => edges.length === 2);
  }, 30_000);

  it('puts a node into a connection by its plus', async () => {
    const line = lines().first();
    await line.focus();
    await press('Enter');
    await page.getByRole('textbox', { name: 'Какой узел поставить сюда?' }).fill('Квалиф');
    await press('Enter');
    await untilStored('the inserted node', ({ nodes }) => nodes.some(({ kind }) => kind === 'qualify'));
    expect(shape(await stored())).toHaveLength(3);
    await press('Control+z');
    await untilStored('gone again', ({ nodes }) => nodes.length === 3);
  }, 30_000);

  it('moves what is dragged, and by arrow keys', async () => {
    const before = (await stored()).nodes.find(({ kind }) => kind === 'end')?.position;
    await card('end').focus();
    await press('Enter');
    await page.locator('.v-node-panel').getByText('Конец').first().waitFor();
    await card('end').focus();
    await press('ArrowRight');
    await press('Shift+ArrowDown');
    await untilStored('the new place', ({ nodes }) => {
      const { x = 0, y = 0 } = nodes.find(({ kind }) => kind === 'end')?.position ?? {};
      return x === (before?.x ?? 0) + 20 && y === (before?.y ?? 0) + 100;
    });
    const { x, y } = await middleOf(card('end'));
    await dragTo(card('end').locator('.vf-title'), { x: x + 120, y: y - 60 });
    await untilStored('the dropped place', ({ nodes }) => {
      return (nodes.find(({ kind }) => kind === 'end')?.position.x ?? 0) > (before?.x ?? 0) + 60;
    });
  }, 30_000);

  it('copies nodes with the connection between them', async () => {
    await page.locator('.vf-editing').focus();
    await press('Control+a');
    await press('Control+c');
    await press('Control+v');
    await untilStored('twice as many', ({ nodes, edges }) => nodes.length === 6 && edges.length === 4);
    await press('Delete');
    await untilStored('the copies gone', ({ nodes, edges }) => nodes.length === 3 && edges.length === 2);
    await press('Control+a');
    await press('Control+d');
    await untilStored('copies again', ({ nodes }) => nodes.length === 6);
    await press('Control+z');
    await untilStored('as before', ({ nodes }) => nodes.length === 3);
  }, 40_000);

  const chosen = () => page.locator('.vf-node[data-selected]').count();

  it('chooses several by clicks with Shift', async () => {
    await page.locator('.react-flow__pane').click({ position: { x: 300, y: 30 } });
    await until('none chosen', async () => (await chosen()) === 0, { timeoutMs: 5000 });
    await card('reply').click();
    await card('end').click({ modifiers: ['Shift'] });
    await until('two chosen', async () => (await chosen()) === 2, { timeoutMs: 5000 });
    await press('Escape');
    await until('none chosen', async () => (await chosen()) === 0, { timeoutMs: 5000 });
  }, 40_000);

  it('chooses several by a frame with Shift', async () => {
    const canvas = await page.locator('.vf-editing').boundingBox();
    if (!canvas) throw new Error('no canvas');
    await page.keyboard.down('Shift');
    try {
      await page.mouse.move(canvas.x + 60, canvas.y + 80);
      await page.mouse.down();
      await page.mouse.move(canvas.x + canvas.width - 30, canvas.y + canvas.height - 60, { steps: 6 });
      await page.mouse.up();
    } finally {
      await page.keyboard.up('Shift');
    }
    await until('all chosen', async () => (await chosen()) === 3, { timeoutMs: 5000 });
    await press('Escape');
  }, 40_000);

  it('draws trigger, reply and end by keyboard alone', async () => {
    await putDraft({ nodes: [], edges: [] });
    await open();
    await page.locator('.vf-editing').focus();
    for (const [search, kind] of [
      ['Сообщение клиента', 'clientMessageTrigger'],
      ['Отправляет клиенту', 'reply'],
      ['Сценарий пройден', 'end'],
    ] as const) {
      await press('a');
      await page.getByRole('textbox', { name: 'Какой узел добавить?' }).fill(search);
      await press('Enter');
      await card(kind).waitFor();
      await page.locator('.vf-editing').focus();
    }
    await untilStored('the chain', ({ edges }) => edges.length === 2);
    expect(shape(await stored())).toEqual(['clientMessageTrigger:next→reply', 'reply:next→end']);
    await card('clientMessageTrigger').focus();
    await press('Enter');
    await card('clientMessageTrigger').focus();
    await press('c');
    await page.getByRole('textbox', { name: /Куда ведёт/ }).fill('Конец');
    await press('Enter');
    await untilStored('led elsewhere', (graph) => shape(graph).includes('clientMessageTrigger:next→end'));
  }, 40_000);

  it('finds nodes and actions with Ctrl+K', async () => {
    await press('Control+k');
    await page.getByPlaceholder('Страница, диалог, сценарий').fill('Ответ');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Ответ/ })
      .click();
    await page.locator('.v-node-panel').getByText('Отправляет клиенту сообщение.').waitFor();
    await page.locator('.vf-editing').focus();
    await press('?');
    await page.getByRole('dialog', { name: 'Клавиши' }).waitFor();
    await press('Escape');
  }, 30_000);

  it('keeps edits that cannot be sent, and sends them after', async () => {
    await page.route('**/draft', (route) => route.abort());
    const before = (await stored()).nodes.length;
    await paletteKind('addNote').click();
    await page.locator('.v-saving[data-state="offline"]').waitFor();
    expect((await stored()).nodes).toHaveLength(before);
    await page.unroute('**/draft');
    await untilStored('the note', ({ nodes }) => nodes.length === before + 1);
  }, 40_000);

  it('gives an auditor the draft to look at only', async () => {
    const context = await browser.newContext({ locale: 'ru-RU' });
    await logInto(context, stack.url, await givePassword(stack, 'auditor'));
    const audit = await context.newPage();
    await new EditorPage(audit, stack.url).open(address);
    await audit.locator('.vf-node').first().waitFor();
    expect(await audit.locator('.v-palette, .vf-editing').count()).toBe(0);
    const tools = audit.locator('.v-canvas-tools').getByRole('button');
    expect(await tools.evaluateAll((found) => found.map((tool) => tool.getAttribute('aria-label')))).toEqual([
      'Сохранить картинкой',
    ]);
    await context.close();
  }, 30_000);

  it.each(['ru', 'en'] as const)(
    'can be used by everybody, in %s and both themes',
    async (language) => {
      await new EditorPage(page, stack.url).switchLanguage(language);
      await card('reply').click();
      for (const theme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: theme });
        await page.screenshot({
          path: join(screenshots, `flow-editor.${language}.${theme}.png`),
          animations: 'disabled',
        });
        if (language === 'ru')
          expect(await accessibilityFaults(page, theme === 'light' ? 'all' : 'colours')).toEqual([]);
      }
    },
    40_000,
  );

  it('never logged an error', () => {
    expect(watch.troubles).toEqual([]);
  });
});
