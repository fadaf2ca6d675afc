import type { Browser, BrowserContext, Page } from 'playwright-core';
import { crmHookAddressSchema, integrationListSchema } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import { newPerson, priceQuestion, startStack, until } from '@voronka/testing';
import type { Stack } from '@voronka/testing';
import { givePassword, isFirstQuestion, launchChromium, logInto, watchPage } from '@voronka/testing/browser';
import type { PageWatch } from '@voronka/testing/browser';

const boardPath = `/funnels/${demoIds.funnel}/board`;
const watched = `/api/integrations/${demoIds.integration}`;
const caseTimeoutMs = 90_000;

/** One story: a manager works with the board, and the CRM's own page is open beside it. */
describe('the funnel’s board in a real browser', () => {
  let stack: Stack;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const watches: PageWatch[] = [];

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchChromium()]);
    const { path } = crmHookAddressSchema.parse(await stack.admin.call(`${watched}/hook`, { method: 'POST' }));
    const { applicationToken } = await stack.crm.control('POST', 'outgoing-webhooks', {
      handler: new URL(path, stack.url).href,
      events: ['ONCRMLEADADD', 'ONCRMLEADUPDATE', 'ONCRMLEADDELETE'],
    });
    await stack.admin.call(`${watched}/hook-token`, { method: 'PUT', body: { token: applicationToken } });
    context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1440, height: 900 } });
    await logInto(context, stack.url, await givePassword(stack, 'manager'));
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    watches.push(watchPage(page, (trouble) => isFirstQuestion(trouble) || isRefusedMove(trouble)));
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.destroy();
  }, 60_000);

  /** A client whose lead is in the CRM, at the stage to which the demo's flow brings it. */
  async function client(): Promise<{ dialogueId: string; leadId: string; name: string }> {
    const { name, introduction } = newPerson();
    const visitor = await stack.visitor();
    await visitor.say(priceQuestion);
    await visitor.send(introduction);
    return until('the card at its stage', async () => {
      const [row] = await stack.query<{ id: string; lead_id: string }>(
        `select id, lead_id from dialogues where client_name = $1 and stage_key = 'firstContact' and lead_id is not null
           and not exists (select 1 from steps s where s.dialogue_id = dialogues.id and s.finished_at is null)
         order by created_at desc limit 1`,
        [name],
      );
      return row ? { dialogueId: row.id, leadId: row.lead_id, name } : undefined;
    });
  }

  const open = (path = boardPath) => page.goto(new URL(path, stack.url).href);
  const column = (stageKey: string, on = page) => on.locator(`.v-board-column[data-stage="${stageKey}"]`);
  const card = (dialogueId: string, stageKey: string, on = page) =>
    column(stageKey, on).locator(`a[data-card="${dialogueId}"]`);
  const statusInCrm = async (id: string) =>
    ((await stack.crm.rest('crm.lead.get', { id })) as { STATUS_ID: string }).STATUS_ID;
  const inCrm = (id: string, status: string) =>
    until(`the card at ${status} in the CRM`, async () => (await statusInCrm(id)) === status);

  /** A card is taken with the mouse and put down in another column. */
  async function drag(dialogueId: string, from: string, to: string): Promise<void> {
    const taken = await card(dialogueId, from).boundingBox();
    const target = await column(to).boundingBox();
    if (!taken || !target) throw new Error('not on the board');
    await page.mouse.move(taken.x + 40, taken.y + 15);
    await page.mouse.down();
    await page.mouse.move(taken.x + 60, taken.y + 30, { steps: 4 });
    await page.mouse.move(target.x + target.width / 2, target.y + 140, { steps: 8 });
    await page.mouse.up();
  }

  /** A person saves the card's form on the portal's own page. */
  async function saveInPortal(leadId: string, choice: { stageId?: string; responsibleId?: string }): Promise<void> {
    const portal = await browser.newPage();
    const { integrations } = integrationListSchema.parse(await stack.admin.call('/api/integrations'));
    await portal.goto(`${integrations[0]?.portalUrl}/crm/lead/details/${leadId}/`);
    for (const [name, value] of Object.entries(choice))
      await portal.locator(`select[name="${name}"]`).selectOption(value);
    await portal.locator('form button').first().click();
    await portal.getByRole('status').waitFor();
    await portal.close();
  }

  it(
    'moves the card in the CRM when it is dragged to another column, and back when that is undone',
    async () => {
      const { dialogueId, leadId, name } = await client();
      await open('/funnels');
      await page.getByRole('link', { name: 'Доска: Продажи' }).click();
      await card(dialogueId, 'firstContact').getByText(name).waitFor();
      await drag(dialogueId, 'firstContact', 'negotiation');
      await card(dialogueId, 'negotiation').waitFor();
      await inCrm(leadId, 'IN_PROCESS');
      await page.getByRole('button', { name: 'Вернуть' }).last().click();
      await card(dialogueId, 'firstContact').waitFor();
      await inCrm(leadId, 'UC_CONTACT');
    },
    caseTimeoutMs,
  );

  it(
    'moves the card here when it is moved in the CRM, and both show another responsible, without a reload',
    async () => {
      const { dialogueId, leadId } = await client();
      await open();
      await card(dialogueId, 'firstContact').waitFor();
      await saveInPortal(leadId, { stageId: 'UC_CONTRACT' });
      await card(dialogueId, 'decision').waitFor();
      await saveInPortal(leadId, { responsibleId: '5' });
      await card(dialogueId, 'decision').getByText('Ольга').waitFor();

      await stack.query(`insert into manager_links (integration_id, workspace_id, user_id, crm_user_id)
        select '${demoIds.integration}', workspace_id, id, '7' from users where email = 'admin@voronka.local'`);
      const { people } = (await stack.admin.call('/api/people')) as { people: { id: string; name: string }[] };
      const other = people.find(({ id }) => id !== demoIds.manager);
      await card(dialogueId, 'decision').hover();
      await page.locator(`a[data-card="${dialogueId}"] + button`).click();
      await page.getByRole('menuitem', { name: 'Назначить ответственного' }).hover();
      await page.getByRole('menuitem', { name: other?.name ?? '' }).click();
      await card(dialogueId, 'decision')
        .getByText(other?.name ?? '')
        .waitFor();
      await until('the other responsible in the CRM', async () => {
        const lead = (await stack.crm.rest('crm.lead.get', { id: leadId })) as { ASSIGNED_BY_ID: string };
        return lead.ASSIGNED_BY_ID === '7';
      });
    },
    caseTimeoutMs,
  );

  it(
    'moves a card by the keyboard alone, says what happens, and asks before it is closed',
    async () => {
      const { dialogueId, leadId } = await client();
      await open();
      await card(dialogueId, 'firstContact').focus();
      await page.keyboard.press('Space');
      await page.getByRole('status').filter({ hasText: 'карточка взята, этап «Первичный контакт»' }).waitFor();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
      await page.getByRole('status').filter({ hasText: 'Этап «Принятие решения»' }).waitFor();
      await page.keyboard.press('Escape');
      expect(await card(dialogueId, 'firstContact').count()).toBe(1);
      for (const key of ['Space', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
      await card(dialogueId, 'negotiation').waitFor();
      await inCrm(leadId, 'IN_PROCESS');
      await until('the focus on the moved card', async () =>
        card(dialogueId, 'negotiation').evaluate((link) => link === document.activeElement),
      );
      for (const key of ['Space', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Space']) await page.keyboard.press(key);
      const dialog = page.getByRole('dialog', { name: 'Закрыть без продажи?' });
      await dialog.waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(await statusInCrm(leadId)).toBe('IN_PROCESS');
      await card(dialogueId, 'negotiation').focus();
      for (const key of ['Space', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'Space']) await page.keyboard.press(key);
      await dialog.getByRole('button', { name: 'Перенести' }).click();
      await card(dialogueId, 'lost').waitFor();
      await inCrm(leadId, 'JUNK');
      await card(dialogueId, 'lost').focus();
      await page.keyboard.press('Enter');
      await page.waitForURL(new RegExp(`/dialogues/${dialogueId}`));
    },
    caseTimeoutMs,
  );

  it(
    'puts a card back that the CRM refuses to move, with the reason',
    async () => {
      const { dialogueId, leadId } = await client();
      await open();
      await card(dialogueId, 'firstContact').waitFor();
      await stack.crm.fail({ kind: 'status401', method: 'crm.lead.*', times: 50 });
      try {
        await drag(dialogueId, 'firstContact', 'negotiation');
        const told = page.getByRole('alert').filter({ hasText: 'осталось на этапе «Первичный контакт»' });
        await told.waitFor();
        await card(dialogueId, 'firstContact').waitFor();
        expect(await told.textContent()).toContain('доступ');
      } finally {
        await stack.crm.heal();
      }
      expect(await statusInCrm(leadId)).toBe('UC_CONTACT');
    },
    caseTimeoutMs,
  );

  it(
    'of two people who move one card, shows the later one where it really stands',
    async () => {
      const { dialogueId, leadId } = await client();
      const other = await context.newPage();
      other.setDefaultTimeout(30_000);
      await Promise.all([open(), other.goto(new URL(boardPath, stack.url).href)]);
      await Promise.all([
        card(dialogueId, 'firstContact').waitFor(),
        card(dialogueId, 'firstContact', other).waitFor(),
      ]);
      // The other page does not hear of it until it has asked for its own move.
      await other.route('**/board?*', (route) => route.abort());
      await other.route('**/board', (route) => route.abort());
      await drag(dialogueId, 'firstContact', 'negotiation');
      await inCrm(leadId, 'IN_PROCESS');
      await card(dialogueId, 'firstContact', other).focus();
      for (const key of ['Space', 'ArrowRight', 'ArrowRight', 'Enter']) await other.keyboard.press(key);
      await other.getByText('Карточку уже передвинули').waitFor();
      await other.unrouteAll({ behavior: 'ignoreErrors' });
      await other.reload();
      await card(dialogueId, 'negotiation', other).waitFor();
      expect(await statusInCrm(leadId)).toBe('IN_PROCESS');
      await other.close();
    },
    caseTimeoutMs,
  );

  it(
    'marks a card that waits for an integration which is switched off, and moves it when it is on again',
    async () => {
      const { dialogueId, leadId } = await client();
      await open();
      await card(dialogueId, 'firstContact').waitFor();
      await stack.admin.call(watched, { method: 'PATCH', body: { enabled: false } });
      await drag(dialogueId, 'firstContact', 'decision');
      await card(dialogueId, 'decision').getByText('ждёт CRM').waitFor();
      await page.reload();
      await card(dialogueId, 'decision').getByText('ждёт CRM').waitFor();
      await page.getByText(/выключена: переносы сохранятся/).waitFor();
      expect(await statusInCrm(leadId)).toBe('UC_CONTACT');
      await stack.admin.call(watched, { method: 'PATCH', body: { enabled: true } });
      await inCrm(leadId, 'UC_CONTRACT');
      await card(dialogueId, 'decision').getByText('ждёт CRM').waitFor({ state: 'detached' });
    },
    caseTimeoutMs,
  );

  it(
    'refuses at once what it knows to be impossible: a stage that is not mapped is amber and takes no card',
    async () => {
      await stack.admin.call(`/api/funnels/${demoIds.funnel}/mapping/${demoIds.integration}`, {
        method: 'PUT',
        body: { card: 'lead', mapping: { decision: null }, openDialogues: 'move' },
      });
      const { dialogueId, leadId } = await client();
      await open();
      await column('decision').getByText('не сопоставлен').waitFor();
      await drag(dialogueId, 'firstContact', 'decision');
      await page.getByRole('alert').filter({ hasText: 'не сопоставлен' }).waitFor();
      await card(dialogueId, 'firstContact').waitFor();
      expect(await statusInCrm(leadId)).toBe('UC_CONTACT');
    },
    caseTimeoutMs,
  );

  it(
    'keeps a column of thousands fluid: it draws what is in sight, and reads more while it is scrolled',
    async () => {
      await stack.query(
        `insert into dialogues (id, workspace_id, channel_id, chat_key, bundle_hash, state, locale, next_position, client_name,
           lead_id, lead_state, stage_key)
         select gen_random_uuid(), d.workspace_id, d.channel_id, 'many-' || n, d.bundle_hash, d.state, d.locale, 2,
           'Клиент ' || n, 'many-' || n, 'open', 'unsorted'
         from (select * from dialogues limit 1) d, generate_series(1, 3000) n`,
      );
      await open(`${boardPath}?q=Клиент`);
      const many = column('unsorted');
      await many.locator('.v-board-count').getByText('3000', { exact: true }).waitFor();
      const drawn = () => many.locator('a[data-card]').count();
      expect(await drawn()).toBeLessThan(60);
      const list = many.locator('.v-board-list');
      const height = () => list.evaluate((element) => element.clientHeight);
      const before = await height();
      await many.locator('.v-board-cards').evaluate((element) => element.scrollTo(0, element.scrollHeight));
      await until('more cards', async () => (await height()) > before);
      expect(await drawn()).toBeLessThan(60);
      await stack.query(`delete from dialogues where chat_key like 'many-%'`);
    },
    caseTimeoutMs,
  );

  it(
    'shows an auditor the board, and lets them move nothing',
    async () => {
      const { dialogueId } = await client();
      const other = await browser.newContext({ locale: 'en-GB', viewport: { width: 1440, height: 900 } });
      await logInto(other, stack.url, await givePassword(stack, 'auditor'));
      const seen = await other.newPage();
      await seen.goto(new URL(boardPath, stack.url).href);
      await card(dialogueId, 'firstContact', seen).focus();
      await seen.keyboard.press('Space');
      expect(await seen.locator('[data-picked]').count()).toBe(0);
      await other.close();
    },
    caseTimeoutMs,
  );

  it('without a trouble in the browser', () => {
    expect(watches.flatMap(({ troubles }) => troubles)).toEqual([]);
  });
});

/** The browser reports moves that the API refuses, as it should. */
function isRefusedMove(trouble: string): boolean {
  return /409/.test(trouble) && trouble.includes('/board/moves');
}
