import type { Browser, BrowserContext } from 'playwright-core';
import { flowSchema } from '@voronka/contracts';
import { priceAndContactFlow } from '@voronka/domain';
import { demoIds } from '@voronka/persistence';
import {
  AdminClient,
  dialogueOfMessage,
  newPerson,
  priceQuestion,
  startStack,
  until,
  untilSettled,
} from '@voronka/testing';
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

const asking = 'askForPrice';
const collected = 'askForPrice-collected-qualifyPrice';
const nameOf = (id: string) => priceAndContactFlow.nodes.find((node) => node.id === id)?.label.ru ?? id;

/** One story, told in order: each claim goes on from where the one before it left. */
describe('the dialogues of a flow, seen on its drawing', () => {
  let stack: Stack;
  let browser: Browser;
  let company: BrowserContext;
  let admin: AdminClient;
  let editor: EditorPage;
  let watch: PageWatch;
  /** Who asked for the price and did not answer yet, and who did. */
  const waiting: string[] = [];
  const done: string[] = [];

  async function asks(): Promise<{ dialogueId: string; answers: () => Promise<void> }> {
    const visitor = await stack.visitor();
    const { id } = await visitor.send(priceQuestion);
    await visitor.until('the question', (messages) => messages.at(-1)?.from === 'assistant');
    const dialogueId = await dialogueOfMessage(stack, id);
    return {
      dialogueId,
      answers: async () => {
        await visitor.say(newPerson().introduction);
        await untilSettled(stack, dialogueId, { timeoutMs: 30_000 });
      },
    };
  }

  const numberAt = (nodeId: string, of: string) =>
    editor.page.locator(`.vf-node[data-node-id="${nodeId}"] .vf-number[data-of="${of}"]`);
  const way = () =>
    editor.page.getByRole('link', { name: `Перешли «${nameOf(asking)}» → «${nameOf('qualifyPrice')}»` });
  const untilReads = (of: string, text: string) =>
    until(`${of} ${text}`, async () => (await numberAt(asking, of).textContent()) === text, { timeoutMs: 15_000 });
  const simulator = () => editor.page.getByRole('complementary', { name: 'Симулятор' });
  const verdict = () => simulator().locator('.v-sim-verdict');
  const listed = async () => {
    const links = editor.page.locator('.v-row');
    return (await links.evaluateAll((rows) => rows.map((row) => row.getAttribute('href') ?? ''))).map(
      (href) => /dialogues\/([^?]+)/.exec(href)?.[1] ?? '',
    );
  };
  const untilListed = (ids: readonly string[]) =>
    until('the list', async () => JSON.stringify((await listed()).sort()) === JSON.stringify([...ids].sort()));

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchChromium()]);
    const login = await givePassword(stack, 'admin');
    admin = await AdminClient.logIn(stack.url, login);
    company = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1440, height: 900 } });
    await logInto(company, stack.url, login);
    const page = await company.newPage();
    page.setDefaultTimeout(15_000);
    watch = watchPage(page, isFirstQuestion);
    editor = new EditorPage(page, stack.url);
    waiting.push((await asks()).dialogueId);
    for (const _ of [1, 2]) {
      const { dialogueId, answers } = await asks();
      await answers();
      done.push(dialogueId);
    }
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await stack?.destroy();
  }, 60_000);

  it('stand on it as numbers once they are switched on, and the address keeps them', async () => {
    await editor.open(`/flows/${demoIds.flow}?version=live`);
    await editor.page.locator('.vf-node').first().waitFor();
    expect(await editor.page.locator('.vf-number').count()).toBe(0);
    await editor.page.getByRole('button', { name: 'Диалоги на схеме' }).click();
    await untilReads('standing', '1');
    await untilReads('passed', '3');
    expect(await way().textContent()).toBe('2 · 67\u202f%');
    await editor.page.waitForURL(/traffic=today/);
    await editor.page.reload();
    await untilReads('standing', '1');
  }, 60_000);

  it('are there on the draft that is edited too', async () => {
    await editor.page.getByText('Черновик', { exact: true }).click();
    await editor.page.locator('.vf-editing').waitFor();
    await untilReads('standing', '1');
    expect(await way().textContent()).toBe('2 · 67\u202f%');
    await editor.page.getByText('7 дней').click();
    await editor.page.waitForURL(/traffic=7/);
    await untilReads('passed', '3');
  }, 60_000);

  it('follow what happens', async () => {
    const begun = await asks();
    await untilReads('standing', '2');
    expect(await numberAt('start', 'passed').textContent()).toBe('4');
    await begun.answers();
    await untilReads('standing', '1');
    expect(await way().textContent()).toBe('3 · 75\u202f%');
    done.push(begun.dialogueId);
  }, 60_000);

  it('open, from a number, exactly the dialogues it counts', async () => {
    await numberAt(asking, 'standing').focus();
    await editor.page.keyboard.press('Enter');
    await editor.page.waitForURL(/\/dialogues\?flow=.*at=askForPrice/);
    await untilListed(waiting);
    await editor.open(`/flows/${demoIds.flow}?version=live&traffic=7`);
    await way().click();
    await editor.page.waitForURL(/edge=/);
    await untilListed(done);
    expect(decodeURIComponent(editor.page.url())).toContain(`edge=${collected}`);
  }, 60_000);

  it('are listed with what they were chosen by, and each part can be taken away', async () => {
    const chips = editor.page.getByRole('list', { name: 'Отбор по сценарию' });
    expect(await chips.getByRole('listitem').count()).toBe(3);
    await chips.getByText(`«${nameOf(asking)}» → «${nameOf('qualifyPrice')}»`).waitFor();
    expect(await accessibilityFaults(editor.page)).toEqual([]);
    await chips.getByRole('button', { name: /Снять отбор: «/ }).click();
    await untilListed([...waiting, ...done]);
    expect(await chips.getByRole('listitem').count()).toBe(1);
    await chips.getByRole('button').click();
    await editor.page.waitForURL(/\/dialogues$/);
  }, 60_000);

  it('say who waits with an incident, and lead there', async () => {
    const [dialogueId = ''] = waiting;
    await stack.query(
      `insert into incidents (id, workspace_id, dialogue_id, turn, command_index, node_id, code)
       select gen_random_uuid(), workspace_id, id, 1, 0, $2, 'Crm.Rejected' from dialogues where id = $1`,
      [dialogueId, asking],
    );
    await editor.open(`/flows/${demoIds.flow}?version=live&traffic=30`);
    await numberAt(asking, 'incidents').click();
    await editor.page.waitForURL(/incidentAt=askForPrice/);
    await untilListed([dialogueId]);
  }, 60_000);

  it('open in the simulator from any decision of the timeline, decided again to the byte', async () => {
    const [dialogueId = ''] = done;
    const { decisions } = await admin.timeline(dialogueId);
    await editor.open(`/dialogues/${dialogueId}?tab=timeline`);
    await editor.page.getByRole('link', { name: 'Открыть в симуляторе' }).last().click();
    await editor.page.waitForURL(new RegExp(`simulator=1&dialogue=${dialogueId}&turn=${decisions.length}`));
    await verdict().getByText(`Совпало с записью до байта. Решений: ${decisions.length}`).waitFor();
    const said = (await admin.dialogue(dialogueId)).messages.map(({ from, text }) => [from, text]);
    await simulator().getByText('Чат', { exact: true }).click();
    expect((await editor.conversation()).map(({ from, text }) => [from, text])).toEqual(said);
    expect(await accessibilityFaults(editor.page)).toEqual([]);
  }, 60_000);

  it('go on from there in the page alone', async () => {
    await simulator().getByRole('textbox').fill('А доставка есть?');
    await simulator().getByRole('button', { name: 'Отправить' }).click();
    await until('the words', async () => (await editor.conversation()).some(({ text }) => text === 'А доставка есть?'));
    const [row] = await stack.query<{ n: string }>(
      `select count(*) as n from messages where body = 'А доставка есть?'`,
    );
    expect(row?.n).toBe('0');
  }, 60_000);

  it('come out the same by a draft that decides the same on their channel', async () => {
    const [dialogueId = ''] = done;
    const { decisions } = await admin.timeline(dialogueId);
    await simulator().getByText('Черновик', { exact: true }).click();
    await verdict().getByText(`Черновик решает так же. Решений: ${decisions.length}`).waitFor();
  }, 60_000);

  it('show the first decision that a newer draft makes otherwise', async () => {
    const path = `/api/flows/${demoIds.flow}`;
    const { draft } = flowSchema.parse(await admin.call(path));
    const graph = structuredClone(draft.graph);
    for (const node of graph.nodes) if (node.kind === 'ask') node.config.question.ru = 'Как к вам обращаться?';
    await admin.call(`${path}/draft`, { method: 'PUT', body: { revision: draft.revision, graph } });
    await editor.page.reload();
    await editor.page.waitForURL(/by=draft/);
    await verdict().getByText('Решение 1 выходит иначе: что сделано и сказано').waitFor();
    expect(await verdict().textContent()).toContain('Сейчас«Как к вам обращаться?»');
    expect(await accessibilityFaults(editor.page)).toEqual([]);
  }, 60_000);

  it('are kept in sight where a newer drawing has lost the place they stand at', async () => {
    const path = `/api/flows/${demoIds.flow}`;
    const { draft } = flowSchema.parse(await admin.call(path));
    const graph = {
      ...draft.graph,
      nodes: draft.graph.nodes.filter(({ id }) => id !== asking),
      edges: draft.graph.edges.filter(({ source, target }) => source !== asking && target !== asking),
    };
    await admin.call(`${path}/draft`, { method: 'PUT', body: { revision: draft.revision, graph } });
    await editor.open(`/flows/${demoIds.flow}?version=draft&traffic=7`);
    await editor.page.getByRole('button', { name: /^Нет на этой схеме: \d+$/ }).press('Enter');
    const places = editor.page.getByRole('dialog', { name: /^Нет на этой схеме/ });
    const place = (sentence: string) => places.getByRole('link', { name: sentence, exact: true });
    await place(`Прошли через «${nameOf(asking)}» за это время: ${waiting.length + done.length}`).waitFor();
    expect(await accessibilityFaults(editor.page)).toEqual([]);
    await place(`Сейчас стоят на «${nameOf(asking)}»: ${waiting.length}`).click();
    await editor.page.waitForURL(/at=askForPrice/);
    await untilListed(waiting);
  }, 60_000);

  it('are replayed only by those who see the simulator', async () => {
    const [dialogueId = ''] = done;
    const auditor = await AdminClient.logIn(stack.url, await givePassword(stack, 'auditor'));
    const manager = await AdminClient.logIn(stack.url, await givePassword(stack, 'manager'));
    const path = `/api/dialogues/${dialogueId}/recording?turn=1`;
    expect((await auditor.request(path)).status).toBe(200);
    expect((await manager.request(path)).status).toBe(403);
  }, 60_000);

  it.each(['light', 'dark'] as const)(
    'have no faults for screen readers and eyes, in English and Russian: %s',
    async (colorScheme) => {
      await editor.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const language of ['en', 'ru'] as const) {
        await editor.switchLanguage(language);
        await editor.open(`/flows/${demoIds.flow}?version=live&traffic=2026-01-01_2026-12-31`);
        await numberAt(asking, 'standing').waitFor();
        expect(await accessibilityFaults(editor.page)).toEqual([]);
      }
      expect(watch.troubles).toEqual([]);
    },
    60_000,
  );
});
