import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import type { FlowGraph, FlowNode, NodeGroup, StickyNote } from '@voronka/domain';
import { demoIds } from '@voronka/persistence';
import { repositoryRoot, startStack, until } from '@voronka/testing';
import type { Stack } from '@voronka/testing';
import {
  accessibilityFaults,
  DraftPage,
  EditorPage,
  givePassword,
  isFirstQuestion,
  launchChromium,
  logInto,
  watchPage,
} from '@voronka/testing/browser';
import type { PageWatch } from '@voronka/testing/browser';

import { arrangingClaims } from './flow-canvas/arranging.claims.ts';
import { imageClaims } from './flow-canvas/image.claims.ts';
import { keyboardClaims } from './flow-canvas/keyboard.claims.ts';

/** Pictures to look at; not part of the repository. */
const screenshots = join(repositoryRoot, 'test-results', 'screenshots');

/** Refused requests are reported by the browser; here they are meant. */
const isMeant = (trouble: string) => isFirstQuestion(trouble) || /Failed to load resource/.test(trouble);

const text = (ru: string) => ({ ru, en: ru });
const reply = (id: string, y: number): FlowNode => ({
  id,
  kind: 'reply',
  label: text('Ответ'),
  position: { x: 0, y },
  config: { text: text('Здравствуйте!') },
});
const edge = (source: string, target: string) => ({ id: `${source}-${target}`, source, port: 'next', target });
/** Trigger, two replies and an end, one below the other. */
const drawing: FlowGraph = {
  nodes: [
    {
      id: 'start',
      kind: 'clientMessageTrigger',
      label: text('Сообщение клиента'),
      position: { x: 0, y: 0 },
      config: { when: null, oncePerEpisode: true, priority: 100 },
    },
    reply('hi', 160),
    reply('bye', 320),
    { id: 'end', kind: 'end', label: text('Конец'), position: { x: 0, y: 480 }, config: {} },
  ],
  edges: [edge('start', 'hi'), edge('hi', 'bye'), edge('bye', 'end')],
};

/** One story, told in order: each claim goes on from where the one before it left. */
describe('notes and groups on the canvas, in a real browser', () => {
  let stack: Stack;
  let browser: Browser;
  let page: Page;
  let canvas: DraftPage;
  let watch: PageWatch;

  const press = (keys: string) => page.keyboard.press(keys);
  const notes = () => page.locator('.react-flow__node-note');
  const frames = () => page.locator('.react-flow__node-frame');
  const note = (text: string): Locator => notes().filter({ hasText: text });
  const frame = (title: string): Locator => frames().filter({ hasText: title });
  const tool = (name: string) => page.locator('.v-canvas-tools').getByRole('button', { name });
  const stored = async (): Promise<FlowGraph> => (await canvas.read()).draft.graph;
  const storedNote = async (text: string): Promise<StickyNote> => {
    const found = (await stored()).notes?.find((one) => one.text === text);
    if (!found) throw new Error(`no note «${text}»`);
    return found;
  };
  const storedGroup = async (): Promise<NodeGroup> => {
    const [group] = (await stored()).groups ?? [];
    if (!group) throw new Error('no group');
    return group;
  };
  const placeOf = async (nodeId: string) => (await stored()).nodes.find(({ id }) => id === nodeId)?.position;

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    [stack, browser] = await Promise.all([startStack(), launchChromium()]);
    const context = await browser.newContext({
      locale: 'ru-RU',
      reducedMotion: 'reduce',
      viewport: { width: 1440, height: 900 },
    });
    await logInto(context, stack.url, await givePassword(stack, 'admin'));
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    watch = watchPage(page, isMeant);
    canvas = new DraftPage(page, stack, demoIds.flow);
    await canvas.put(drawing);
    await canvas.open();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await stack?.destroy();
  }, 60_000);

  describe('arranging', () => arrangingClaims(() => ({ stack, context: page.context() })));
  describe('a large drawing as an image', () => imageClaims(() => ({ stack, context: page.context() })));
  describe('without a mouse', () => keyboardClaims(() => ({ stack, context: page.context() })));

  it('takes a note by a key, and words right after it', async () => {
    await canvas.focusCanvas();
    await press('n');
    await page.keyboard.type('Спросить юриста\nпро согласие');
    await press('Escape');
    await canvas.untilStored('the note', ({ notes: kept }) => kept?.[0]?.text === 'Спросить юриста\nпро согласие');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('data-id'))).toMatch(/^note:/);
    await press('Enter');
    await page.keyboard.type('!');
    await press('Escape');
    await canvas.untilStored('another word', ({ notes: kept }) => kept?.[0]?.text.endsWith('!') === true);
  }, 40_000);

  it('moves and resizes a note by keys and by mouse', async () => {
    const before = await storedNote('Спросить юриста\nпро согласие!');
    await press('ArrowLeft');
    await press('Control+ArrowRight');
    await canvas.untilStored('a wider note', ({ notes: kept }) => kept?.[0]?.size.width === before.size.width + 20);
    await canvas.dragBy(note('юриста').locator('.vf-note-text'), { x: 20, y: -100 });
    await canvas.untilStored('the new place', ({ notes: kept }) => {
      return (kept?.[0]?.position.y ?? 0) < before.position.y - 60;
    });
    const { width, height } = (await storedNote('Спросить юриста\nпро согласие!')).size;
    await canvas.dragBy(note('юриста').locator('.react-flow__resize-control.handle.bottom.right'), { x: 60, y: 40 });
    await canvas.untilStored('the new size', ({ notes: kept }) => {
      const size = kept?.[0]?.size;
      return (size?.width ?? 0) >= width + 40 && (size?.height ?? 0) >= height + 20;
    });
  }, 40_000);

  it('gives a note another colour, a copy, and takes every step back', async () => {
    await note('юриста').getByRole('button', { name: 'Синий' }).click();
    await canvas.untilStored('a blue note', ({ notes: kept }) => kept?.[0]?.color === 'blue');
    await canvas.focusCanvas();
    await press('Control+c');
    await press('Control+v');
    await canvas.untilStored('two notes', ({ notes: kept }) => kept?.length === 2);
    await press('Delete');
    await canvas.untilStored('one note', ({ notes: kept }) => kept?.length === 1);
    await press('Control+z');
    await canvas.untilStored('two again', ({ notes: kept }) => kept?.length === 2);
    await press('Control+z');
    await press('Control+z');
    await canvas.untilStored(
      'yellow and alone',
      ({ notes: kept }) => kept?.length === 1 && kept[0]?.color === 'yellow',
    );
    await press('Control+Shift+z');
    await canvas.untilStored('blue', ({ notes: kept }) => kept?.[0]?.color === 'blue');
  }, 40_000);

  it('takes notes from the palette and from Ctrl+K too', async () => {
    await page.locator('.v-palette [data-kind="note"]').dragTo(page.locator('.vf-editing'), {
      targetPosition: { x: 470, y: 420 },
    });
    await page.keyboard.type('из палитры');
    await press('Escape');
    await press('Control+k');
    await page.getByPlaceholder('Страница, диалог, сценарий').fill('стикер');
    await page.getByRole('dialog').getByRole('button', { name: 'Наклеить стикер' }).click();
    await page.getByRole('textbox', { name: 'Текст стикера' }).fill('из поиска');
    await press('Escape');
    await canvas.untilStored('three notes', ({ notes: kept }) => kept?.length === 3);
    await press('Delete');
    await note('из палитры').click();
    await note('из палитры').getByRole('button', { name: 'Убрать стикер' }).click();
    await canvas.untilStored('one note', ({ notes: kept }) => kept?.length === 1);
  }, 40_000);

  it('draws a frame around chosen nodes, which then move with it', async () => {
    await canvas.item('hi').click();
    await canvas.item('bye').click({ modifiers: ['Shift'] });
    await tool('Обвести выбранные узлы рамкой').click();
    await page.getByRole('textbox', { name: 'Название группы' }).fill('Разговор');
    await press('Enter');
    await canvas.untilStored('the group', ({ groups }) => groups?.[0]?.title === 'Разговор');
    expect((await storedGroup()).nodeIds).toEqual(['hi', 'bye']);
    const before = await placeOf('bye');
    await canvas.dragBy(frame('Разговор').locator('.vf-group-title'), { x: 240, y: 20 });
    await canvas.untilStored('nodes elsewhere', ({ nodes }) => {
      return (nodes.find(({ id }) => id === 'bye')?.position.x ?? 0) > (before?.x ?? 0) + 100;
    });
    expect(await placeOf('end')).toEqual({ x: 0, y: 480 });
    await press('Control+z');
    await canvas.untilStored('back', ({ nodes }) => nodes.every(({ position }) => position.x === 0));
    expect((await storedGroup()).nodeIds).toEqual(['hi', 'bye']);
  }, 40_000);

  it('lets a node leave its frame by dragging it out, and come back', async () => {
    await canvas.dragBy(canvas.item('bye').locator('.vf-title'), { x: 360, y: 0 });
    await canvas.untilStored('one node in the group', ({ groups }) => groups?.[0]?.nodeIds.join() === 'hi');
    await press('Control+z');
    await canvas.untilStored('both again', ({ groups }) => groups?.[0]?.nodeIds.length === 2);
    await canvas.dragBy(frame('Разговор').locator('.vf-group-title'), { x: 0, y: 0 });
    const { size } = await storedGroup();
    await press('Control+Shift+ArrowRight');
    await canvas.untilStored('a wider frame', ({ groups }) => groups?.[0]?.size.width === size.width + 100);
  }, 40_000);

  it('collapses a group to one box whose connections stay, and changes nothing of the flow', async () => {
    const { nodes, edges } = await stored();
    await frame('Разговор').getByRole('button', { name: 'Свернуть группу' }).click();
    await canvas.untilStored('collapsed', ({ groups }) => groups?.[0]?.collapsed === true);
    await until('two cards', async () => (await page.locator('.vf-node').count()) === 2, { timeoutMs: 5000 });
    await frame('Разговор').getByText('2 узла').waitFor();
    expect(await page.locator('.react-flow__edge').count()).toBe(2);
    expect(await stored()).toMatchObject({ nodes, edges });
    await page.screenshot({ path: join(screenshots, 'flow-notes-collapsed.ru.png') });
    await canvas.dragBy(frame('Разговор').locator('.vf-group-title'), { x: 200, y: 0 });
    await canvas.untilStored('nodes moved with the box', (graph) => {
      return (graph.nodes.find(({ id }) => id === 'hi')?.position.x ?? 0) > 80;
    });
    await press('Control+z');
    await canvas.untilStored('where they were', (graph) => graph.groups?.[0]?.nodeIds.length === 2);
    const loose = nodes.find(({ id }) => !['hi', 'bye'].includes(id))?.id ?? '';
    const title = canvas.item(loose).locator('.vf-title');
    const [from, to] = [await title.boundingBox(), await frame('Разговор').boundingBox()];
    if (!from || !to) throw new Error('nothing to drag');
    const by = {
      x: to.x + to.width / 2 - from.x - from.width / 2,
      y: to.y + to.height / 2 - from.y - from.height / 2,
    };
    await canvas.dragBy(title, by);
    await canvas.untilStored('one more in the box', (graph) => graph.groups?.[0]?.nodeIds.includes(loose) === true);
    // A folded group is drawn open while one of its cards is chosen, as the dropped one is.
    await press('Escape');
    await frame('Разговор').getByText('3 узла').waitFor();
    await press('Control+z');
    await canvas.untilStored('out of it again', (graph) => graph.groups?.[0]?.nodeIds.length === 2);
    await press('Control+k');
    await page.getByPlaceholder('Страница, диалог, сценарий').fill('Ответ');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^Ответ/ })
      .first()
      .click();
    // What is looked for inside is shown.
    await canvas.item('hi').waitFor();
    await canvas.focusCanvas();
    await press('Escape');
    await canvas.item('hi').waitFor({ state: 'detached' });
    await frame('Разговор').locator('.vf-group-title').click();
    await press('s');
    await canvas.untilStored('open again', ({ groups }) => groups?.[0]?.collapsed === false);
  }, 60_000);

  it('copies a group with its nodes, and takes frames away without them', async () => {
    await frame('Разговор').locator('.vf-group-title').click();
    await press('Control+d');
    await canvas.untilStored('two groups', ({ groups, nodes }) => groups?.length === 2 && nodes.length === 6);
    const { groups = [], edges } = await stored();
    const copied = groups[1]?.nodeIds ?? [];
    expect(edges.filter(({ source, target }) => copied.includes(source) && copied.includes(target))).toHaveLength(1);
    await press('Control+z');
    await canvas.untilStored('one group', (graph) => graph.groups?.length === 1 && graph.nodes.length === 4);
    await frame('Разговор').locator('.vf-group-title').click();
    await press('Shift+G');
    await canvas.untilStored('no frame', (graph) => graph.groups?.length === 0 && graph.nodes.length === 4);
    await press('Control+z');
    await canvas.untilStored('the frame again', (graph) => graph.groups?.length === 1);
  }, 40_000);

  /** What a browser makes of an image file: its size, and how many colours lie on a line through its middle. */
  const look = async (mime: string, file: Buffer) =>
    page.evaluate(
      async (address) => {
        const image = new Image();
        image.src = address;
        await image.decode();
        const paper = document.createElement('canvas');
        [paper.width, paper.height] = [image.naturalWidth, image.naturalHeight];
        const pen = paper.getContext('2d');
        if (!pen) throw new Error('nothing to draw with');
        pen.drawImage(image, 0, 0);
        const { data } = pen.getImageData(Math.floor(paper.width / 2), 0, 1, paper.height);
        const colours = new Set(Array.from({ length: paper.height }, (_, at) => data.slice(at * 4, at * 4 + 3).join()));
        return { width: paper.width, height: paper.height, ground: data.slice(0, 3).join(), colours: colours.size };
      },
      `data:${mime};base64,${file.toString('base64')}`,
    );

  it.each(['light', 'dark'] as const)(
    'saves all of the drawing as an image, in view or not, in the %s theme',
    async (colorScheme) => {
      await page.emulateMedia({ colorScheme });
      await canvas.focusCanvas();
      for (let step = 0; step < 2; step += 1) await page.getByRole('button', { name: 'Крупнее' }).click();
      const download = async (start: () => Promise<void>) => {
        const [file] = await Promise.all([page.waitForEvent('download'), start()]);
        return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
      };
      const png = await download(async () => {
        await tool('Сохранить картинкой').click();
        await page.getByRole('menuitem', { name: 'Сохранить схему как PNG' }).click();
      });
      const svg = await download(async () => {
        await press('Control+k');
        await page.getByPlaceholder('Страница, диалог, сценарий').fill('как SVG');
        await page.getByRole('dialog').getByRole('button', { name: 'Сохранить схему как SVG' }).click();
      });
      expect([png.name, svg.name]).toEqual(['Цена-и-контакт.png', 'Цена-и-контакт.svg']);
      expect(svg.content.toString('utf8')).toContain('Спросить юриста');
      const painted = await look('image/png', png.content);
      const drawn = await look('image/svg+xml', svg.content);
      // Two pixels of the picture for one of the canvas: four cards below each other and a note.
      expect(drawn.height).toBeGreaterThan(600);
      expect([painted.width, painted.height]).toEqual([drawn.width * 2, drawn.height * 2]);
      expect(painted.colours).toBeGreaterThan(5);
      expect(drawn.ground).toBe(painted.ground);
      expect(Number(painted.ground.split(',')[0]) > 128).toBe(colorScheme === 'light');
      await page.locator('.vf-editing').getByRole('button', { name: 'Показать целиком' }).click();
    },
    40_000,
  );

  it('joins what two people changed, also after a reload, and asks about each place where they disagree', async () => {
    await page.route('**/draft', (route) => route.abort());
    await note('юриста').click();
    await press('Enter');
    await page.keyboard.type(' Моё');
    await press('Escape');
    await frame('Разговор').locator('.vf-group-title').dblclick();
    await page.getByRole('textbox', { name: 'Название группы' }).fill('Беседа');
    await press('Enter');
    await page.locator('.v-saving[data-state="offline"]').waitFor();
    const graph = await stored();
    await canvas.put({ ...graph, notes: graph.notes?.map((one) => ({ ...one, text: 'Чужое' })) });
    await page.unroute('**/draft');
    await page.reload();
    const asking = page.getByRole('dialog', { name: 'Черновик изменил кто-то ещё' });
    await asking.getByRole('radio', { name: /^у вас: .*Моё/s }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.screenshot({ path: join(screenshots, 'flow-conflict.ru.png'), animations: 'disabled' });
    await asking.getByRole('radio', { name: 'у другого: Чужое' }).click();
    await asking.getByRole('button', { name: 'Оставить' }).click();
    await canvas.untilStored('both', ({ notes: kept, groups }) => {
      return kept?.[0]?.text === 'Чужое' && groups?.[0]?.title === 'Беседа';
    });
  }, 60_000);

  it('compares any two versions on a page of its own, whose address holds both', async () => {
    await page.getByRole('button', { name: 'Версии' }).click();
    await page.getByRole('link', { name: 'Сравнить версию 1' }).click();
    await page.locator('.vf-node[data-node-id="hi"][data-change="added"]').waitFor();
    expect(await page.locator('.vf-node[data-change="removed"]').count()).toBeGreaterThan(5);
    expect(await page.locator('.vf-edge-removed').count()).toBeGreaterThan(5);
    expect(await page.locator('.vf-edge-added').count()).toBe(3);
    await page.getByText('Чужое').first().waitFor();
    expect(new URL(page.url()).search).toBe('?before=1&after=draft');
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.screenshot({ path: join(screenshots, 'flow-compare.ru.png'), animations: 'disabled' });
    await page.getByRole('button', { name: 'Поменять местами' }).click();
    await page.locator('.vf-node[data-node-id="hi"][data-change="removed"]').waitFor();
    expect(new URL(page.url()).search).toBe('?before=draft&after=1');
    await page.reload();
    await page.locator('.vf-node[data-node-id="hi"][data-change="removed"]').waitFor();
    await page.getByRole('link', { name: 'К сценарию' }).click();
    await frame('Беседа').waitFor();
  }, 60_000);

  it.each(['ru', 'en'] as const)(
    'can be used by everybody, in %s and both themes',
    async (language) => {
      await new EditorPage(page, stack.url).switchLanguage(language);
      await page.reload();
      await frames().first().waitFor();
      await note('Чужое').click();
      for (const theme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme: theme });
        await page.screenshot({
          path: join(screenshots, `flow-notes.${language}.${theme}.png`),
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
