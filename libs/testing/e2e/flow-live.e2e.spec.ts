import type { Browser, BrowserContext } from 'playwright-core';
import { priceAndContactFlow } from '@voronka/domain';
import { demoIds } from '@voronka/persistence';
import { dialogueOfMessage, newPerson, priceQuestion, startStack, until, untilSettled } from '@voronka/testing';
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
    await numberAt(asking, 'standing').click();
    await editor.page.waitForURL(/\/dialogues\?flow=.*at=askForPrice/);
    await untilListed(waiting);
    await editor.page.goBack();
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

  it.each(['light', 'dark'] as const)(
    'have no faults for screen readers and eyes, in English and Russian: %s',
    async (colorScheme) => {
      await editor.page.emulateMedia({ colorScheme });
      for (const language of ['en', 'ru'] as const) {
        await editor.open(`/flows/${demoIds.flow}?version=live&traffic=2026-01-01_2026-12-31`);
        await editor.switchLanguage(language);
        await numberAt(asking, 'standing').waitFor();
        expect(await accessibilityFaults(editor.page)).toEqual([]);
      }
      expect(watch.troubles).toEqual([]);
    },
    60_000,
  );
});
