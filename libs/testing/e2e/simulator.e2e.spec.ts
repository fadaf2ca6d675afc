import type { Browser, BrowserContext } from 'playwright-core';
import { flowSchema } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import { AdminClient, startStack, until } from '@voronka/testing';
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

const question = 'Как вас зовут и номер для связи?';
const reminder = { ru: 'Вы ещё здесь? Оставьте номер, и мы перезвоним.', en: 'Are you still there?' };
const path = `/api/flows/${demoIds.flow}`;

/** One story, told in order: each claim goes on from where the one before it left. */
describe('the simulator of a draft', () => {
  let stack: Stack;
  let browser: Browser;
  let company: BrowserContext;
  let admin: AdminClient;
  let editor: EditorPage;
  let watch: PageWatch;

  const simulator = () => editor.page.getByRole('complementary', { name: 'Симулятор' });
  const messages = () => editor.conversation();
  const say = async (text: string) => {
    await simulator().getByRole('textbox').fill(text);
    await simulator().getByRole('button', { name: 'Отправить' }).click();
  };
  const untilSaid = (text: string | RegExp) =>
    until(`"${text}" in the simulator`, async () =>
      (await messages()).some(
        (message) =>
          message.from === 'assistant' && (typeof text === 'string' ? message.text === text : text.test(message.text)),
      ),
    );

  /** Everything that a dialogue leaves behind somewhere. */
  async function traces() {
    const [rows] = await stack.query<Record<string, string>>(
      `select (select count(*) from dialogues) as dialogues, (select count(*) from inbox) as inbox,
              (select count(*) from outbox) as outbox, (select count(*) from crm_intents) as intents,
              (select count(*) from bundles) as bundles`,
    );
    return { rows, crm: await stack.crm.counts(), listed: (await admin.dialogues()).length };
  }

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchChromium()]);
    const login = await givePassword(stack, 'admin');
    admin = await AdminClient.logIn(stack.url, login);
    const { draft } = flowSchema.parse(await admin.call(path));
    const silence = { remindAfterMinutes: 30, reminders: [reminder], closeAfterMinutes: 1440 };
    const nodes = draft.graph.nodes.map((node) =>
      node.kind === 'ask' ? { ...node, config: { ...node.config, silence } } : node,
    );
    const silent = draft.graph.nodes
      .filter(({ kind }) => kind === 'ask')
      .map(({ id }) => ({ id: `${id}-silent-done`, source: id, port: 'silent', target: 'done' }));
    const graph = { ...draft.graph, nodes, edges: [...draft.graph.edges, ...silent] };
    await admin.call(`${path}/draft`, { method: 'PUT', body: { revision: draft.revision, graph } });
    company = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1440, height: 900 } });
    await logInto(company, stack.url, login);
    const page = await company.newPage();
    page.setDefaultTimeout(15_000);
    watch = watchPage(page, isFirstQuestion);
    editor = new EditorPage(page, stack.url);
  }, 90_000);

  afterAll(async () => {
    await browser?.close();
    await stack?.destroy();
  }, 60_000);

  it('plays the draft from the price to a pretended lead, and leaves nothing behind', async () => {
    const before = await traces();
    await editor.open(`/flows/${demoIds.flow}`);
    await editor.page.getByRole('button', { name: 'Симулятор' }).click();
    await editor.page.waitForURL(/simulator=1/);
    await say('Сколько стоит?');
    await untilSaid(question);
    await say('Анна, 8 (916) 123-45-67');
    await untilSaid(/^Спасибо, Анна! Менеджер свяжется с вами по номеру/);
    expect(await traces()).toEqual(before);
  }, 60_000);

  it('lights the way up on the canvas', async () => {
    expect(
      await editor.page.locator('.vf-node[data-path="passed"], .vf-node[data-path="current"]').count(),
    ).toBeGreaterThan(5);
  }, 30_000);

  it('opens each decision to its rules, their conditions and what was pretended', async () => {
    await simulator().getByText('Решения: 2').click();
    const first = simulator().locator('.v-decision').first();
    expect(await first.locator('.v-rule[data-chosen]', { hasText: 'Спрашивает цену' }).textContent()).toContain(
      'Сколько стоит?',
    );
    const second = await simulator().locator('.v-decision').nth(1).textContent();
    for (const word of ['Анна', '+79161234567', 'Создать лид', 'Назначить ответственного'])
      expect(second).toContain(word);
    expect(await accessibilityFaults(editor.page)).toEqual([]);
  }, 30_000);

  it('reminds the client when its time is skipped to', async () => {
    await simulator().getByRole('button', { name: 'Начать заново' }).click();
    await say('Сколько стоит?');
    await untilSaid(question);
    await simulator().getByText('напоминание клиенту').waitFor();
    await simulator().getByRole('button', { name: 'К этому событию' }).click();
    await untilSaid(reminder.ru);
  }, 30_000);

  it('lets a manager write, who leads until the dialogue is given back', async () => {
    await simulator().getByText('Пишет менеджер').click();
    await say('Здравствуйте, это Ольга');
    await until('the manager', async () => (await messages()).at(-1)?.from === 'manager');
    await simulator().getByRole('button', { name: 'Событие' }).click();
    await editor.page.getByRole('menuitem', { name: 'Вернуть ассистенту' }).click();
    await until('the assistant', async () => (await messages()).at(-1)?.from === 'assistant');
    expect(await accessibilityFaults(editor.page)).toEqual([]);
  }, 30_000);

  it('plays a CRM that refuses: the step fails, an incident waits, and a retry does it', async () => {
    const happens = async (name: string, role: 'menuitem' | 'menuitemradio' = 'menuitem') => {
      await simulator().getByRole('button', { name: 'Событие' }).click();
      await editor.page.getByRole(role, { name }).click();
    };
    await simulator().getByRole('button', { name: 'Начать заново' }).click();
    await happens('CRM отказывает на каждый шаг', 'menuitemradio');
    await simulator().getByText('CRM сейчас отказывает').waitFor();
    await say('Сколько стоит?');
    await untilSaid(question);
    await say('Анна, 8 (916) 123-45-67');
    await simulator().getByText('Решения: 3').click();
    await simulator().locator('.v-step[data-step="findOrCreateContact"][data-status="failed"]').waitFor();
    expect(await accessibilityFaults(editor.page)).toEqual([]);
    await simulator().getByRole('button', { name: 'CRM отвечает' }).click();
    await simulator().getByText('Чат', { exact: true }).click();
    await happens('Повторить шаг');
    await simulator().getByText('Решения: 4').click();
    await simulator().locator('.v-step[data-step="createLead"][data-status="done"]').waitFor();
  }, 60_000);

  it('keeps the steps of a CRM that does not answer, and does them when it does', async () => {
    await simulator().getByRole('button', { name: 'Начать заново' }).click();
    await simulator().getByRole('button', { name: 'Событие' }).click();
    await editor.page.getByRole('menuitemradio', { name: 'CRM не отвечает' }).click();
    await say('Сколько стоит?');
    await untilSaid(question);
    await say('Анна, 8 (916) 123-45-67');
    await untilSaid(/^Спасибо, Анна/);
    await simulator()
      .getByText(/Ждут шагов: [1-9]/)
      .waitFor();
    await simulator().getByText('Решения: 2').click();
    const lead = simulator().locator('.v-step[data-step="createLead"]');
    expect(await lead.getAttribute('data-status')).toBe('delayed');
    await simulator().getByRole('button', { name: 'CRM отвечает' }).click();
    await until('the lead', async () => (await lead.getAttribute('data-status')) === 'done');
  }, 60_000);

  it('joins messages that follow each other quickly, as the channel wants it', async () => {
    await stack.query(`update channels set settings = settings || '{"joinWindowMs": 4000}'`);
    await editor.page.reload();
    await say('Здравствуйте');
    await say('Сколько стоит?');
    await simulator().getByText('Ждём, не допишет ли клиент').waitFor();
    await simulator().getByText('сообщения клиента станут одним ходом').waitFor();
    await untilSaid(question);
    await simulator().getByText('Решения: 1').click();
    expect(await simulator().locator('.v-quote').textContent()).toBe('Здравствуйте\nСколько стоит?');
  }, 60_000);

  it('is there after a reload, in English and in the dark too', async () => {
    await editor.page.emulateMedia({ colorScheme: 'dark' });
    await editor.switchLanguage('en');
    await editor.page.reload();
    const english = editor.page.getByRole('complementary', { name: 'Simulator' });
    await english.getByRole('textbox').fill('How much is it?');
    await english.getByRole('button', { name: 'Send' }).click();
    await until('an answer', async () => (await messages()).at(-1)?.from === 'assistant');
    expect(await accessibilityFaults(editor.page)).toEqual([]);
    await editor.switchLanguage('ru');
  }, 30_000);

  it('says why a draft with errors does not run', async () => {
    const { draft } = flowSchema.parse(await admin.call(path));
    const graph = { ...draft.graph, edges: draft.graph.edges.slice(1) };
    await admin.call(`${path}/draft`, { method: 'PUT', body: { revision: draft.revision, graph } });
    await editor.page.reload();
    await simulator().getByRole('alert').getByText('Черновик нельзя запустить').waitFor();
    expect(await simulator().getByRole('listitem').count()).toBeGreaterThan(0);
    expect(watch.troubles).toEqual([]);
  }, 30_000);
});
