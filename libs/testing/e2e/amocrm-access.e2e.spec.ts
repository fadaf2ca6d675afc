import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { amocrmCallbackPath, integrationCheckSchema, integrationSchema } from '@voronka/contracts';
import type { IntegrationCheck } from '@voronka/contracts';
import { startStack } from '@voronka/testing';
import type { Stack } from '@voronka/testing';
import { accessibilityFaults, givePassword, launchChromium, logInto } from '@voronka/testing/browser';

const caseTimeoutMs = 120_000;

describe('access to amoCRM', () => {
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

  const join = async (body: Record<string, string>) =>
    integrationSchema.parse(
      await stack.admin.call('/api/integrations', { method: 'POST', body: { requestId: randomUUID(), ...body } }),
    );
  const check = async (id: string): Promise<IntegrationCheck> =>
    integrationCheckSchema.parse(await stack.admin.call(`/api/integrations/${id}/check`, { method: 'POST' }));

  it(
    'is a long-lived token for LITE',
    async () => {
      const { baseUrl, longLivedToken: token } = stack.crm.amocrm;
      const { id } = await join({ kind: 'amocrmLite', name: 'amoCRM LITE', accountUrl: baseUrl, token });
      await expect(check(id)).resolves.toMatchObject({ ok: true, missing: null });
    },
    caseTimeoutMs,
  );

  it(
    'is allowed on the page of the CRM for FULL, by a person who comes back to where they were',
    async () => {
      const { baseUrl, clientId, clientSecret } = stack.crm.amocrm;
      const redirectUri = new URL(amocrmCallbackPath, stack.url).href;
      await stack.crm.control('POST', 'amocrm/integration', { redirectUri });
      const application = { clientId, clientSecret, accountUrl: baseUrl };
      const { id, authorization } = await join({ kind: 'amocrmFull', name: 'amoCRM FULL', ...application });
      expect(authorization).toBe('missing');
      await expect(check(id)).resolves.toMatchObject({ ok: false, missing: 'authorization' });

      await page.goto(new URL(`/integrations/${id}`, stack.url).href);
      await page.getByText('Доступ в amoCRM ещё не разрешён').waitFor();
      await page.getByText(redirectUri).waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'Разрешить доступ' }).click();
      await page.waitForURL((url) => url.origin === new URL(baseUrl).origin);
      await page.locator('form button').first().click();
      await page.waitForURL((url) => url.pathname === '/integrations');
      await page.getByText('Доступ в amoCRM разрешён').waitFor();

      await expect(check(id)).resolves.toMatchObject({ ok: true, missing: null });
      await page.goto(new URL(`/integrations/${id}`, stack.url).href);
      await page.getByRole('button', { name: 'Проверить подключение' }).waitFor();
      expect(await page.getByText('Доступ в amoCRM ещё не разрешён').count()).toBe(0);
      await page.locator('[data-hooks="unreachable"]').getByText('Изменения находит опрос CRM').waitFor();
    },
    caseTimeoutMs,
  );
});
