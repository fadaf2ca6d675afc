import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { flowFileFormat, flowFileVersion, flowListSchema, flowSchema } from '@voronka/contracts';
import type { FlowDraft } from '@voronka/contracts';
import { priceAndContactFlow } from '@voronka/domain';
import type { FlowGraph, FlowNode } from '@voronka/domain';
import { demoIds } from '@voronka/persistence';
import { startStack, until } from '@voronka/testing';
import type { Login, Stack } from '@voronka/testing';
import { EditorPage, givePassword, launchChromium, logInto, watchPage } from '@voronka/testing/browser';
import type { PageWatch } from '@voronka/testing/browser';

const caseTimeoutMs = 180_000;
const address = `/flows/${demoIds.flow}?version=draft`;
const path = `/api/flows/${demoIds.flow}`;

/** A flow of so many replies, one after another: as many as a file can hold. */
function chainOf(length: number): FlowGraph {
  const nodes = Array.from({ length }, (_, at): FlowNode => {
    const shared = { id: `n${at}`, label: { ru: `Узел ${at}`, en: `Node ${at}` } };
    const position = { x: (at % 50) * 280, y: Math.floor(at / 50) * 160 };
    return at === 0
      ? { ...shared, position, kind: 'clientMessageTrigger', config: { when: null, oncePerEpisode: true, priority: 1 } }
      : { ...shared, position, kind: 'reply', config: { text: { ru: 'Да', en: 'Yes' } } };
  });
  const edges = nodes.slice(1).map(({ id }, at) => ({ id: `e${at}`, source: `n${at}`, port: 'next', target: id }));
  return { nodes, edges };
}

function fileOf(name: string, flow: unknown): string {
  return JSON.stringify({ format: flowFileFormat, version: flowFileVersion, name: { ru: name, en: name }, flow });
}

/** What goes wrong around a flow that is edited: each claim is made in a real browser. */
describe('a flow in trouble', () => {
  let stack: Stack;
  let browser: Browser;
  let login: Login;
  let company: BrowserContext;
  let page: Page;
  const watches: PageWatch[] = [];
  /** Refused requests are reported by the browser; here they are meant. */
  const isMeant = (trouble: string) => /Failed to load resource/.test(trouble);

  const dialog = (name: string): Locator => page.getByRole('dialog', { name });
  const palette = (of: Page, kind: string) => of.locator(`.v-palette [data-kind="${kind}"]`);
  const saved = (of: Page) => of.locator('.v-saving[data-state="saved"]').waitFor();
  const readDraft = async (): Promise<FlowDraft> => flowSchema.parse(await stack.admin.call(path)).draft;
  const kindsOf = ({ graph }: FlowDraft) => graph.nodes.map(({ kind }) => kind);

  async function newPage(context: BrowserContext): Promise<Page> {
    const opened = await context.newPage();
    opened.setDefaultTimeout(45_000);
    watches.push(watchPage(opened, isMeant));
    return opened;
  }
  async function open(of: Page): Promise<void> {
    await new EditorPage(of, stack.url).open(address);
    await of.locator('.vf-editing .react-flow__node').first().waitFor();
  }
  async function give(content: string): Promise<void> {
    await new EditorPage(page, stack.url).open('/flows');
    await page.getByRole('button', { name: 'Загрузить из файла', exact: true }).click();
    const file = { name: 'flow.json', mimeType: 'application/json', buffer: Buffer.from(content) };
    await dialog('Загрузить из файла').locator('input[type="file"]').setInputFiles(file);
    await page.getByRole('button', { name: 'Загрузить', exact: true }).click();
  }
  async function flowNames(): Promise<string[]> {
    return flowListSchema.parse(await stack.admin.call('/api/flows')).flows.map(({ name }) => name.ru);
  }

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchChromium()]);
    login = await givePassword(stack, 'admin');
    company = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1440, height: 900 } });
    await logInto(company, stack.url, login);
    page = await newPage(company);
  }, caseTimeoutMs);

  afterAll(async () => {
    await browser?.close();
    await stack?.destroy();
  }, caseTimeoutMs);

  it.each<[string, () => unknown, RegExp]>([
    [
      'a ring in which nobody waits',
      () => {
        const { nodes, edges } = chainOf(3);
        return { nodes, edges: [...edges, { id: 'back', source: 'n2', port: 'next', target: 'n1' }] };
      },
      /«Узел 1»: .*(круг|цикл|петл)/iu,
    ],
    [
      'an operator that nobody knows',
      () => JSON.parse(JSON.stringify(priceAndContactFlow).replace('"hasAnyWord"', '"smellsLike"')) as unknown,
      /«О чём вопрос\?»: неизвестный оператор «smellsLike»/,
    ],
    ['ten thousand nodes', () => chainOf(10_000), /Узлы: не больше 2000/],
  ])(
    'refuses a file with %s, and says where it is wrong',
    async (name, flow, refusal) => {
      await give(fileOf(name, flow()));
      await dialog('Загрузить из файла').getByText(refusal).first().waitFor({ timeout: 15_000 });
      expect(await flowNames()).not.toContain(name);
    },
    caseTimeoutMs,
  );

  it(
    'takes the largest flow there is, and its canvas stays usable',
    async () => {
      await give(fileOf('Две тысячи', chainOf(2_000)));
      await page.getByRole('heading', { name: 'Две тысячи' }).waitFor();
      const card = page.locator('.react-flow__node[data-id="n1"]');
      await card.waitFor();
      // Only what is in view is in the page.
      expect(await page.locator('.react-flow__node').count()).toBeLessThan(300);
      const box = await card.boundingBox();
      if (!box) throw new Error('the card is not in view');
      await page.mouse.move(box.x + 40, box.y + 12);
      await page.mouse.down();
      await page.mouse.move(box.x + 60, box.y + 172, { steps: 8 });
      await page.mouse.up();
      await until('the new place on the server', async () => {
        const { flows } = flowListSchema.parse(await stack.admin.call('/api/flows'));
        const id = flows.find((flow) => flow.name.ru === 'Две тысячи')?.id;
        const { draft } = flowSchema.parse(await stack.admin.call(`/api/flows/${id}`));
        return (draft.graph.nodes.find((node) => node.id === 'n1')?.position.y ?? 0) > 100;
      });
    },
    caseTimeoutMs,
  );

  it(
    'takes nothing from the clipboard that is no piece of a flow',
    async () => {
      await open(page);
      const before = await readDraft();
      for (const [text, told] of [
        ['{"format":"voronka/flow-nodes","version":1,"nodes":[{"kind":"bomb"}],"edges":[]}', /повреждены/],
        ['\u0000 просто слова {{{', /нет узлов сценария/],
      ] as const) {
        await page.locator('.vf-editing').evaluate((canvas, pasted) => {
          const clipboardData = new DataTransfer();
          clipboardData.setData('text/plain', pasted);
          canvas.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
        }, text);
        await page.getByText(told).first().waitFor();
      }
      expect((await readDraft()).graph).toEqual(before.graph);
    },
    caseTimeoutMs,
  );

  it(
    'loses nothing that was drawn when the login ends: it is there and saved after signing in',
    async () => {
      await open(page);
      const before = kindsOf(await readDraft()).length;
      await company.clearCookies();
      await palette(page, 'addNote').click();
      await page.waitForURL(/\/login/);
      await new EditorPage(page, stack.url).logIn(login);
      await page.waitForURL(new RegExp(`/flows/${demoIds.flow}`));
      await page.locator('.react-flow__node[data-id^="addNote-"]').first().waitFor();
      await until('the note on the server', async () => {
        const kinds = kindsOf(await readDraft());
        return kinds.length === before + 1 && kinds.at(-1) === 'addNote';
      });
      await saved(page);
    },
    caseTimeoutMs,
  );

  describe('two people at once', () => {
    let other: Page;

    /** Both have the same draft open; the other saves first, then this one draws. */
    async function bothDraw(theirs: string, mine: string): Promise<void> {
      await open(page);
      await open(other);
      await palette(other, theirs).click();
      await saved(other);
      await palette(page, mine).click();
      await dialog('Черновик изменил кто-то ещё').waitFor();
    }

    beforeAll(async () => {
      const context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1440, height: 900 } });
      await logInto(context, stack.url, login);
      other = await newPage(context);
    }, caseTimeoutMs);

    it(
      'nothing is overwritten silently: the server keeps what came first until it is decided, and both can stay',
      async () => {
        await bothDraw('addTags', 'reply');
        const before = await readDraft();
        expect(kindsOf(before).at(-1)).toBe('addTags');
        await dialog('Черновик изменил кто-то ещё').getByText('Правки не мешают друг другу').waitFor();
        await dialog('Черновик изменил кто-то ещё').getByRole('button', { name: 'Оставить' }).click();
        await until('both on the server', async () => {
          const added = kindsOf(await readDraft())
            .slice(-2)
            .sort();
          return added.join() === 'addTags,reply';
        });
        await saved(page);
      },
      caseTimeoutMs,
    );

    it(
      'one can give way to the other',
      async () => {
        await bothDraw('qualify', 'wait');
        await dialog('Черновик изменил кто-то ещё').getByRole('radio', { name: 'Только чужое' }).check();
        await dialog('Черновик изменил кто-то ещё').getByRole('button', { name: 'Оставить' }).click();
        await page.locator('.react-flow__node[data-id^="wait-"]').waitFor({ state: 'detached' });
        await saved(page);
        expect(kindsOf(await readDraft())).not.toContain('wait');
        expect(kindsOf(await readDraft()).at(-1)).toBe('qualify');
      },
      caseTimeoutMs,
    );
  });

  it('never raised an error in the browser', () => {
    expect(watches.flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});
