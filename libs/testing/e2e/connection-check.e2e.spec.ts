import type { Browser, BrowserContext, Page } from 'playwright-core';
import { demoIds } from '@voronka/persistence';
import { startStack } from '@voronka/testing';
import type { Stack } from '@voronka/testing';
import { accessibilityFaults, givePassword, launchChromium, logInto } from '@voronka/testing/browser';

const caseTimeoutMs = 180_000;

describe('checking a connection on its page', () => {
  let stack: Stack;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
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

  const row = (what: string) => page.locator(`.v-check [data-what="${what}"]`);
  const open = async () => {
    await page.goto(new URL(`/integrations/${demoIds.integration}`, stack.url).href);
    await page.getByRole('button', { name: 'Проверить подключение' }).click();
    await row('access').waitFor();
  };

  it(
    'tells row by row what is in order, what is missing without PUBLIC_URL, and what to do',
    async () => {
      await open();
      await row('access').getByText('в порядке').waitFor();
      await row('scopes').getByText('Выданы нужные права: crm, user.').waitFor();
      await row('clock').getByText('Часы сходятся').waitFor();
      await row('publicUrl').getByText('не хватает').waitFor();
      await row('publicUrl').getByText('Изменения находит опрос CRM').waitFor();
      await row('publicUrl').getByText('Что сделать: Задайте PUBLIC_URL').waitFor();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await open();
        expect(await accessibilityFaults(page)).toEqual([]);
      }
    },
    caseTimeoutMs,
  );

  it(
    'names a right that the webhook lacks, a user who is no administrator, and a clock that is off',
    async () => {
      await stack.crm.control('POST', 'rights', { scopes: ['crm'] });
      await stack.crm.control('POST', 'users', { id: 1, admin: false });
      await stack.crm.control('POST', 'clock', { shiftMs: 120_000 });
      await open();
      await page.getByText('CRM пускает, но не всё на месте').waitFor();
      await row('scopes').getByText('Доступу не выданы права: user.').waitFor();
      await row('role').getByText('внимание').waitFor();
      await row('people').getByText('не хватает').waitFor();
      await row('clock')
        .getByText(/расходятся на 1[12]\d с/)
        .waitFor();
      await row('write').getByText('неизвестно').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
    },
    caseTimeoutMs,
  );

  it(
    'is shown as soon as a CRM is joined, and names a token that ends soon and is not an administrator’s',
    async () => {
      const { baseUrl } = stack.crm.amocrm;
      const { longLivedToken } = await stack.crm.control('POST', 'amocrm/long-lived-token', {
        userId: 9_000_005,
        days: 5,
      });
      await page.goto(new URL('/integrations', stack.url).href);
      await page.getByRole('button', { name: 'Подключить CRM' }).click();
      const form = page.getByRole('dialog', { name: 'Подключить CRM' });
      await form.getByText('amoCRM LITE', { exact: true }).click();
      await form.getByRole('textbox', { name: 'Название' }).fill('Наш amoCRM');
      await form.getByLabel('Адрес аккаунта').fill(baseUrl);
      await form.getByLabel('Долгосрочный токен').fill(String(longLivedToken));
      await form.getByRole('button', { name: 'Подключить CRM' }).click();
      await page.getByRole('dialog', { name: 'Наш amoCRM' }).waitFor();
      await row('token').getByText('внимание').waitFor();
      await row('role').getByText('Доступ выдан не администратором').waitFor();
      await row('keyField').getByText('не хватает').waitFor();
      await row('hookAddress').getByText('не требуется').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      expect(await page.content()).not.toContain(String(longLivedToken));
      await page.getByRole('button', { name: 'Открыть интеграцию' }).click();
      await page.getByRole('heading', { name: 'Наш amoCRM', level: 1 }).waitFor();
    },
    caseTimeoutMs,
  );
});
