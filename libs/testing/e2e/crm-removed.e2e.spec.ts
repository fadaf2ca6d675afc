import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { incidentListSchema, stageMappingSchema } from '@voronka/contracts';
import type { Incident } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import {
  assistantLines,
  dialogueOfMessage,
  newPerson,
  priceQuestion,
  repositoryRoot,
  startStack,
  until,
  untilSettled,
} from '@voronka/testing';
import type { ScenarioPerson, Stack } from '@voronka/testing';
import { accessibilityFaults, givePassword, launchChromium, logInto } from '@voronka/testing/browser';

const caseTimeoutMs = 120_000;
/** Pictures to look at; not part of the repository. */
const screenshots = join(repositoryRoot, 'test-results', 'screenshots');

/** What people remove in their Bitrix24 portal while dialogues come. */
describe('removed in the CRM', () => {
  let stack: Stack;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    [stack, browser] = await Promise.all([startStack(), launchChromium()]);
    context = await browser.newContext({ locale: 'ru-RU', reducedMotion: 'reduce' });
    await logInto(context, stack.url, await givePassword(stack, 'admin'));
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
  }, caseTimeoutMs);
  afterAll(async () => {
    await browser?.close();
    await stack?.destroy();
  }, caseTimeoutMs);

  /** @returns the dialogue, once the assistant has said its last words */
  async function talk(person: ScenarioPerson): Promise<string> {
    const visitor = await stack.visitor();
    const { id } = await visitor.send(priceQuestion);
    const { question, thanks } = assistantLines(person);
    await visitor.until('the question', (all) => all.some(({ text }) => text === question));
    await visitor.send(person.introduction);
    await visitor.until('the closing reply', (all) => all.some(({ text }) => text === thanks));
    return dialogueOfMessage(stack, id);
  }
  /** Two clients at once, each with what the CRM has of them in the end. */
  async function twoClients() {
    const people = [newPerson(), newPerson()];
    const dialogues = await Promise.all(people.map(talk));
    await Promise.all(dialogues.map((id) => untilSettled(stack, id)));
    const leads = await Promise.all(people.map(async ({ phone }) => (await stack.crm.person(phone)).leads));
    return { dialogues, leads };
  }
  const openIncidents = async (code: string): Promise<Incident[]> => {
    const { incidents } = incidentListSchema.parse(await stack.admin.call('/api/incidents?state=open'));
    return incidents.filter((incident) => incident.code === code);
  };
  const title = (text: string) => page.locator('.v-item-title').getByText(text);
  /** The page of incidents in a language of the reader. */
  async function showIncidents(locale: 'ru' | 'en', name: string): Promise<void> {
    await page.goto(new URL('/diagnostics', stack.url).href);
    await page.evaluate((language) => localStorage.setItem('voronka.locale', language), locale);
    await page.reload();
    await page.locator('.v-item').first().waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.screenshot({ path: join(screenshots, `removed-${name}.${locale}.png`), animations: 'disabled' });
  }

  it(
    'a manager: both leads are made without them, and one incident names them in both languages (failure 21)',
    async () => {
      await stack.crm.control('POST', 'users', { id: 5, active: false });
      const { dialogues, leads } = await twoClients();
      expect(leads).toMatchObject([[{ responsibleId: '1' }], [{ responsibleId: '1' }]]);
      const [incident, ...others] = await openIncidents('Crm.ResponsibleGone');
      expect(others).toEqual([]);
      expect(dialogues).toContain(incident?.dialogueId);
      await showIncidents('ru', 'manager');
      await title('В CRM больше не работает ответственный: Ольга (пользователь CRM 5).').waitFor();
      await showIncidents('en', 'manager');
      await title('A responsible no longer works in the CRM: Ольга (CRM user 5).').waitFor();
    },
    caseTimeoutMs,
  );

  it(
    'the field for tags, which may not be made anew: dialogues go on without tags, and one incident tells (failure 16)',
    async () => {
      const fields = (await stack.crm.rest('crm.lead.userfield.list')) as { ID: string }[];
      expect(fields).not.toEqual([]);
      for (const { ID } of fields) await stack.crm.rest('crm.lead.userfield.delete', { id: ID });
      await stack.crm.control('POST', 'users', { id: 1, admin: false });
      const { leads } = await twoClients();
      expect(leads).toMatchObject([[{ tags: [] }], [{ tags: [] }]]);
      // What comes behind the tags is written all the same.
      for (const [lead] of leads) expect(lead?.comments).not.toEqual([]);
      expect(await openIncidents('Crm.FieldMissing')).toHaveLength(1);
      await stack.crm.control('POST', 'users', { id: 1, admin: true });
    },
    caseTimeoutMs,
  );

  it(
    'a stage: the lead stays where it is, an incident names the stage, and goes on once it is mapped anew',
    async () => {
      const leads = (await stack.crm.rest('crm.lead.list', { select: ['ID'] })) as { ID: string }[];
      for (const { ID } of leads) await stack.crm.rest('crm.lead.delete', { id: ID });
      const filter = { ENTITY_ID: 'STATUS', STATUS_ID: 'UC_CONTACT' };
      const [stage] = (await stack.crm.rest('crm.status.list', { filter })) as { ID: string }[];
      await stack.crm.rest('crm.status.delete', { id: stage?.ID });
      const person = newPerson();
      const dialogueId = await talk(person);
      const statusIds = async () => (await stack.crm.person(person.phone)).leads.map(({ statusId }) => statusId);
      const incident = await until('the incident', async () =>
        (await openIncidents('Crm.StageGone')).find((one) => one.dialogueId === dialogueId),
      );
      expect(await statusIds()).toEqual(['NEW']);
      await showIncidents('ru', 'stage');
      await title('В CRM больше нет статуса, с которым сопоставлен этап «Первичный контакт».').waitFor();

      const path = `/api/funnels/${demoIds.funnel}/mapping/${demoIds.integration}`;
      const { rows } = stageMappingSchema.parse(await stack.admin.call(`${path}?fresh=true`));
      const before = Object.fromEntries(rows.map(({ stageKey, statusId }) => [stageKey, statusId]));
      const mapping = { ...before, firstContact: 'IN_PROCESS' };
      await stack.admin.call(path, { method: 'PUT', body: { card: 'lead', mapping, openDialogues: 'move' } });
      await stack.admin.retryIncident(incident.id);
      await until('the lead is moved', async () => (await statusIds())[0] === 'IN_PROCESS');
      await untilSettled(stack, dialogueId);
      expect(await openIncidents('Crm.StageGone')).toEqual([]);
      expect(await statusIds()).toEqual(['IN_PROCESS']);
    },
    caseTimeoutMs,
  );
});
