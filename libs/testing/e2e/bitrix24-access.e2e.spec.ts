import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { integrationListSchema } from '@voronka/contracts';
import type { IntegrationSetup } from '@voronka/contracts';
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
import { accessibilityFaults, givePassword, launchChromium, logInto, showTheme } from '@voronka/testing/browser';

const caseTimeoutMs = 120_000;
/** Pictures to look at; not part of the repository. */
const screenshots = join(repositoryRoot, 'test-results', 'screenshots');

/** One story, told in order: each claim goes on from where the one before it left. */
describe('a Bitrix24 portal joined by an application', () => {
  let stack: Stack;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    [stack, browser] = await Promise.all([startStack(), launchChromium()]);
    context = await browser.newContext({
      locale: 'ru-RU',
      reducedMotion: 'reduce',
      viewport: { width: 1440, height: 900 },
    });
    await logInto(context, stack.url, await givePassword(stack, 'admin'));
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
  }, caseTimeoutMs);
  afterAll(async () => {
    await browser?.close();
    await stack?.destroy();
  }, caseTimeoutMs);

  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  const integration = async (): Promise<IntegrationSetup> => {
    const { integrations } = integrationListSchema.parse(await stack.admin.call('/api/integrations'));
    const found = integrations.find(({ name }) => name === 'Портал');
    if (!found) throw new Error('the portal is not joined');
    return found;
  };
  const openIntegration = async () => page.goto(new URL(`/integrations/${(await integration()).id}`, stack.url).href);
  const picture = (name: string) =>
    page.screenshot({ path: join(screenshots, `bitrix24-${name}.ru.png`), animations: 'disabled' });
  /** Both themes of what is on the page now. */
  const faults = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const theme of ['dark', 'light'] as const) {
      await showTheme(page, theme);
      found.push(...(await accessibilityFaults(page)));
    }
    return found;
  };
  /** Goes to the portal, which lets the application in, and comes back. */
  const allow = async () => {
    await button('Разрешить доступ').click();
    await page.waitForURL((url) => url.pathname === '/integrations');
    await page.getByText('Доступ в Битрикс24 разрешён').waitFor();
  };
  const talk = async (person: ScenarioPerson): Promise<string> => {
    const visitor = await stack.visitor();
    const { id } = await visitor.send(priceQuestion);
    const { question, thanks } = assistantLines(person);
    await visitor.until('the question', (all) => all.at(-1)?.text === question);
    await visitor.send(person.introduction);
    await visitor.until('the closing reply', (all) => all.at(-1)?.text === thanks);
    return dialogueOfMessage(stack, id);
  };

  it(
    'takes address, id and key in the browser, and says what is missing',
    async () => {
      const { portalUrl, clientId, clientSecret } = stack.crm.application;
      await page.goto(new URL('/integrations', stack.url).href);
      await button('Подключить CRM').click();
      const form = page.getByRole('dialog', { name: 'Подключить CRM' });
      await form.getByText('Приложение (OAuth)', { exact: true }).click();
      await form.getByRole('button', { name: 'Подключить CRM' }).click();
      await form.getByText('Обязательное поле').first().waitFor();
      expect(await faults()).toEqual([]);
      await picture('application');
      await form.getByRole('textbox', { name: 'Название' }).fill('Портал');
      await form.getByLabel('Адрес портала').fill(portalUrl);
      await form.getByLabel('Код приложения (client_id)').fill(clientId);
      await form.getByLabel('Ключ приложения (client_secret)').fill(clientSecret);
      await form.getByLabel('Сервер авторизации').fill(portalUrl);
      await form.getByRole('button', { name: 'Подключить CRM' }).click();
      await page.getByText('Доступ в Битрикс24 ещё не разрешён').waitFor();
      expect(await faults()).toEqual([]);
    },
    caseTimeoutMs,
  );

  it(
    'is let in on the page of the portal, and checked',
    async () => {
      await allow();
      await openIntegration();
      await button('Проверить подключение').click();
      await page.locator('[data-what="access"][data-state="ok"]').waitFor();
      await page.locator('[data-what="scopes"][data-state="ok"]').waitFor();
      expect(await faults()).toEqual([]);
      expect(await integration()).toMatchObject({ way: 'application', authorization: 'given', hasSecret: true });
      expect(await page.content()).not.toContain(stack.crm.application.clientSecret);
    },
    caseTimeoutMs,
  );

  it(
    'gets the lead of a client who writes',
    async () => {
      const { id } = await integration();
      const { mappings } = integrationListSchema
        .parse(await stack.admin.call('/api/integrations'))
        .integrations.find((one) => one.id === demoIds.integration) ?? { mappings: [] };
      const mapping = Object.fromEntries(mappings.map(({ stageKey, crmStatusId }) => [stageKey, crmStatusId]));
      await stack.admin.call(`/api/funnels/${demoIds.funnel}/mapping/${id}`, {
        method: 'PUT',
        body: { card: 'lead', mapping, openDialogues: 'stay' },
      });
      await stack.admin.call(`/api/channels/${demoIds.siteChannel}`, {
        method: 'PATCH',
        body: { integrationId: id, openDialogues: 'stay' },
      });
      const person = newPerson();
      await untilSettled(stack, await talk(person));
      expect((await stack.crm.person(person.phone)).leads).toHaveLength(1);
    },
    caseTimeoutMs,
  );

  it(
    'that takes the access back loses nothing: it is said, given anew by one button, and the step goes on',
    async () => {
      await stack.crm.control('POST', 'expire-tokens', { refresh: true });
      const person = newPerson();
      const dialogueId = await talk(person);
      await until('an incident', async () => (await stack.admin.incidentsOf(dialogueId)).length > 0);
      await page.goto(new URL('/diagnostics', stack.url).href);
      await page
        .getByText(/Доступа к CRM нет|CRM не приняла доступ/)
        .first()
        .waitFor();
      await openIntegration();
      await page.getByText('Доступ в Битрикс24 отозван').waitFor();
      expect(await faults()).toEqual([]);
      await picture('access-lost');
      await allow();
      await page.goto(new URL('/diagnostics', stack.url).href);
      await button('Повторить шаг').first().click();
      await until('the lead', async () => (await stack.crm.person(person.phone)).leads.length > 0);
      await untilSettled(stack, dialogueId);
      expect((await stack.crm.person(person.phone)).leads).toHaveLength(1);
      expect(await stack.admin.incidentsOf(dialogueId)).toEqual([]);
    },
    caseTimeoutMs,
  );

  it(
    'can be joined by a webhook instead, and by the application again',
    async () => {
      const { id } = await integration();
      const change = (body: object) => stack.admin.call(`/api/integrations/${id}`, { method: 'PATCH', body });
      await change({ webhookUrl: stack.crm.webhookUrl });
      await openIntegration();
      await button('Проверить подключение').click();
      await page.locator('[data-what="access"][data-state="ok"]').waitFor();
      expect(await integration()).toMatchObject({ way: 'webhook', authorization: 'notNeeded' });
      const { portalUrl, clientId, clientSecret } = stack.crm.application;
      await change({ accountUrl: portalUrl, clientId, clientSecret, authServerUrl: portalUrl });
      await openIntegration();
      await page.getByText('Доступ в Битрикс24 ещё не разрешён').waitFor();
      await allow();
      const person = newPerson();
      await untilSettled(stack, await talk(person));
      expect((await stack.crm.person(person.phone)).leads).toHaveLength(1);
    },
    caseTimeoutMs,
  );

  it('leaves no key of the application in the logs', () => {
    const text = stack
      .logs()
      .map((file) => file.text)
      .join('\n');
    expect(text).not.toContain(stack.crm.application.clientSecret);
    expect(text).toContain('"vendor":"bitrix24"');
  });
});
