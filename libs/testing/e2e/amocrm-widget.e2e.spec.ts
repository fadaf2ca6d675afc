import type { Browser, BrowserContext, Page } from 'playwright-core';
import { crmWidgetPath, dialogueDetailSchema, peopleListSchema } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import {
  beginFlow,
  flowOf,
  hears,
  newPerson,
  nodeOf,
  onFirstMessage,
  same,
  startStack,
  until,
  untilSettled,
} from '@voronka/testing';
import type { Played, Stack } from '@voronka/testing';
import { accessibilityFaults, givePassword, joinAmocrmFull, launchChromium, logInto } from '@voronka/testing/browser';

const caseTimeoutMs = 120_000;
/** Ольга of the sandbox's account, who is linked to the demo's manager, and Павел, who is linked to nobody. */
const managerCrmUser = 9_000_005;
const strangerCrmUser = 9_000_007;

/** One story: the built archive, uploaded to the account, works in a lead's card on another origin than the product. */
describe('the widget in amoCRM’s card', () => {
  let stack: Stack;
  let browser: Browser;
  let context: BrowserContext;
  let integrationId: string;
  let played: Played & { leadId: string };

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchChromium()]);
    context = await browser.newContext({ locale: 'ru-RU', reducedMotion: 'reduce' });
    context.setDefaultTimeout(30_000);
    await logInto(context, stack.url, await givePassword(stack, 'admin'));
    ({ integrationId } = await joinAmocrmFull(stack, context, String(managerCrmUser)));
    played = await withLead();
  }, caseTimeoutMs);
  afterAll(async () => {
    await browser?.close();
    await stack?.destroy();
  }, caseTimeoutMs);

  /** A client whose lead stands in the account, and whom the assistant has asked for an e-mail. */
  async function withLead(): Promise<Played & { leadId: string }> {
    const flow = flowOf(
      [
        [
          onFirstMessage('start', 5),
          nodeOf('ask', 'ask', { slots: ['name', 'phone'], attempts: 3, question: same('Имя и номер?'), again: [] }),
          nodeOf('contact', 'findOrCreateContact', {}),
          nodeOf('lead', 'createLead', { title: same('{{name}}'), stageKey: 'unsorted' }),
          nodeOf('mail', 'ask', { slots: ['email'], attempts: 9, question: same('Ваша почта?'), again: [] }),
          nodeOf('end', 'end', {}),
        ],
      ],
      { 'ask:gaveUp': 'end', 'mail:gaveUp': 'end' },
    );
    const begun = await beginFlow(stack, flow, 'Сколько стоит?');
    await hears(begun.visitor, 'Имя и номер?');
    await begun.visitor.send(newPerson().introduction);
    await hears(begun.visitor, 'Ваша почта?');
    await untilSettled(stack, begun.dialogueId);
    const [row] = await stack.query<{ lead_id: string }>('select lead_id from dialogues where id = $1', [
      begun.dialogueId,
    ]);
    return { ...begun, leadId: row?.lead_id ?? '' };
  }

  /** Opens the lead's card as the vendor's page does. */
  async function openCard(options: { user?: number; lang?: 'ru' | 'en'; host?: string } = {}): Promise<Page> {
    const { user = managerCrmUser, lang = 'ru', host } = options;
    const address = new URL(`/leads/detail/${played.leadId}?user=${user}&lang=${lang}`, stack.crm.amocrm.baseUrl);
    if (host) address.hostname = host;
    const page = await context.newPage();
    await page.goto(address.href);
    await page.locator('.voronka-card').waitFor();
    return page;
  }
  const detail = async () => dialogueDetailSchema.parse(await stack.admin.call(`/api/dialogues/${played.dialogueId}`));
  const saidByAssistant = async () =>
    (await played.visitor.messages()).filter(({ from }) => from === 'assistant').map(({ text }) => text);

  it(
    'is downloaded on the page of integrations, and the account takes it as it is',
    async () => {
      const page = await context.newPage();
      await page.goto(new URL(`/integrations/${integrationId}`, stack.url).href);
      await page.getByText(`впишите в его настройках адрес ${new URL(stack.url).origin}`).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      const link = page.getByRole('link', { name: 'Скачать архив виджета' });
      const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
      expect(download.suggestedFilename()).toBe('voronka-widget.zip');
      await page.close();

      const path = `/api/integrations/${integrationId}/widget.zip`;
      const refused = await stack.manager.request(path);
      expect(refused.status).toBe(403);
      const other = await stack.admin.request(`/api/integrations/${demoIds.integration}/widget.zip`);
      expect(other.json).toMatchObject({ code: 'Crm.NotSupported' });
      const archive = await (await context.request.get(new URL(path, stack.url).href)).body();
      const settings = { server_url: stack.url };
      const body = { archive: archive.toString('base64'), settings };
      const { files } = (await stack.crm.control('POST', 'amocrm/widget', body)) as { files: string[] };
      expect(files).toContain('script.js');
    },
    caseTimeoutMs,
  );

  it(
    'shows the conversation, takes it over and gives it back, each request with a token of its own',
    async () => {
      const card = await openCard();
      const tokens: string[] = [];
      const faults: string[] = [];
      card.on('pageerror', (error) => faults.push(error.message));
      card.on('request', (request) => {
        const token = request.headers()['x-auth-token'];
        if (token !== undefined && request.method() !== 'OPTIONS') tokens.push(token);
        if (request.url().includes(crmWidgetPath)) expect(request.headers()['cookie']).toBeUndefined();
      });
      await card.locator('.voronka-text', { hasText: 'Сколько стоит?' }).waitFor();
      await card.locator('.voronka-text', { hasText: 'Ваша почта?' }).waitFor();
      await card.getByText('Ведёт ассистент', { exact: true }).waitFor();
      await card.getByText('Ждёт ответа клиента').waitFor();
      expect(await card.getByRole('button', { name: 'Вернуть ассистенту' }).count()).toBe(0);
      expect(await card.getByText('Показаны последние сообщения').isVisible()).toBe(false);
      const ofCard = (fault: string) => fault.includes('voronka');
      expect((await accessibilityFaults(card)).filter(ofCard)).toEqual([]);

      await card.getByRole('button', { name: 'Взять диалог' }).click();
      await card.getByText('Диалог ваш, ассистент молчит.').waitFor();
      await card.getByText('Ведёте вы').waitFor();
      expect(await detail()).toMatchObject({ owner: 'manager', manager: { id: demoIds.manager } });
      const ours = await context.newPage();
      await ours.goto(new URL(`/dialogues/${played.dialogueId}`, stack.url).href);
      await ours.getByText('Ольга').first().waitFor();

      const before = await saidByAssistant();
      await played.visitor.send('Вы здесь?');
      await card.locator('.voronka-text', { hasText: 'Вы здесь?' }).waitFor();
      await card.getByText('Клиент ждёт ответа менеджера').waitFor();
      await untilSettled(stack, played.dialogueId);
      expect(await saidByAssistant()).toEqual(before);

      await card.getByRole('button', { name: 'Вернуть ассистенту' }).click();
      await card.getByText('Диалог снова ведёт ассистент.').waitFor();
      await until('the assistant asks again', async () => (await saidByAssistant()).length > before.length);
      expect(await detail()).toMatchObject({ owner: 'assistant' });
      await card.getByText('Ведёт ассистент', { exact: true }).waitFor();

      expect(tokens.length).toBeGreaterThan(2);
      expect(new Set(tokens).size).toBe(tokens.length);
      expect(faults).toEqual([]);
      await Promise.all([card.close(), ours.close()]);
    },
    caseTimeoutMs,
  );

  it(
    'leads to the timeline in the product, which names the takeover',
    async () => {
      const card = await openCard();
      const link = card.getByRole('link', { name: 'Открыть хронологию' });
      await link.waitFor();
      const [timeline] = await Promise.all([context.waitForEvent('page'), link.click()]);
      await timeline.getByRole('heading', { name: 'Менеджер взял диалог' }).waitFor();
      expect(new URL(timeline.url()).origin).toBe(new URL(stack.url).origin);
      await Promise.all([card.close(), timeline.close()]);
    },
    caseTimeoutMs,
  );

  it(
    'speaks English in an English page',
    async () => {
      const card = await openCard({ lang: 'en' });
      await card.getByText('Led by the assistant').waitFor();
      await card.getByRole('button', { name: 'Take over' }).waitFor();
      await card.getByText('Stage: ').waitFor();
      const words = await card.locator('.voronka-card').innerText();
      expect(words).not.toMatch(/Ведёт|Этап|Клиент/);
      await card.close();
    },
    caseTimeoutMs,
  );

  it(
    'tells a person whom nobody is linked to what is missing, in both languages',
    async () => {
      for (const [lang, words] of [
        ['ru', 'не связан с менеджером Voronka'],
        ['en', 'is not linked to a manager of Voronka'],
      ] as const) {
        const card = await openCard({ user: strangerCrmUser, lang });
        await card.getByRole('alert').getByText(words).waitFor();
        expect(await card.locator('.voronka-text').count()).toBe(0);
        await card.close();
      }
    },
    caseTimeoutMs,
  );

  it(
    'lets a person in who was linked on the page of integrations, and nobody who was unlinked there',
    async () => {
      const { people } = peopleListSchema.parse(await stack.admin.call('/api/people'));
      const admin = people.find(({ role }) => role === 'admin')?.name ?? '';
      const page = await context.newPage();
      await page.goto(new URL(`/integrations/${integrationId}`, stack.url).href);
      await page.getByLabel(admin, { exact: true }).first().click();
      await page.getByRole('option', { name: 'Павел Продажи' }).click();
      await page.getByText('Сохранено').first().waitFor();
      const card = await openCard({ user: strangerCrmUser });
      await card.locator('.voronka-text', { hasText: 'Сколько стоит?' }).waitFor();
      await card.getByRole('button', { name: 'Взять диалог' }).waitFor();
      await page.getByLabel(admin, { exact: true }).first().click();
      await page.getByRole('option', { name: 'не связан' }).click();
      await until('nobody is linked', async () => {
        const rows = await stack.query('select 1 as n from manager_links where crm_user_id = $1', [
          String(strangerCrmUser),
        ]);
        return rows.length === 0;
      });
      await card.getByRole('button', { name: 'Взять диалог' }).click();
      await card.getByRole('alert').getByText('не связан с менеджером Voronka').waitFor();
      await Promise.all([card.close(), page.close()]);
    },
    caseTimeoutMs,
  );

  it(
    'shows nothing in another account, whose page the product does not answer',
    async () => {
      const card = await openCard({ host: 'localhost' });
      await card.getByRole('alert').getByText('Voronka не отвечает').waitFor();
      expect(await card.locator('.voronka-text').count()).toBe(0);
      await card.close();
      const { token } = (await stack.crm.control('POST', 'amocrm/widget-token', { userId: managerCrmUser })) as {
        token: string;
      };
      const path = new URL(`${crmWidgetPath}/leads/${played.leadId}`, stack.url);
      const foreign = await fetch(path, { headers: { 'x-auth-token': token, origin: 'https://other.amocrm.ru' } });
      expect(foreign.status).toBe(403);
      expect(foreign.headers.get('access-control-allow-origin')).toBeNull();
      const ends = async () => (await fetch(path, { headers: { 'x-auth-token': token } })).status;
      expect([await ends(), await ends()]).toEqual([200, 401]);
    },
    caseTimeoutMs,
  );
});
