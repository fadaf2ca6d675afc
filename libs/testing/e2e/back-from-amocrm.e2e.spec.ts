import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { freePort } from '@voronka/local-infra';
import { integrationListSchema, integrationSchema } from '@voronka/contracts';
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
import type { JoinedAmocrm } from '@voronka/testing/browser';

const caseTimeoutMs = 120_000;
const ourManager = '9000005';
const theirManager = '9000007';

/** One story: what people do in amoCRM FULL is seen here, once, and nothing is lost. */
describe('what happens in amoCRM', () => {
  let stack: Stack;
  let browser: Browser;
  let context: BrowserContext;
  let joined: JoinedAmocrm;

  beforeAll(async () => {
    const port = await freePort();
    // The account subscribes our address, so it has to be known before the product runs.
    const env = { PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}` };
    [stack, browser] = await Promise.all([startStack({ env }), launchChromium()]);
    context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1440, height: 900 } });
    await logInto(context, stack.url, await givePassword(stack, 'admin'));
    joined = await joinAmocrmFull(stack, context, ourManager);
  }, caseTimeoutMs);
  afterAll(async () => {
    await browser?.close();
    await stack?.destroy();
  }, caseTimeoutMs);

  const leadFlow = flowOf(
    [
      [
        onFirstMessage('start', 5),
        nodeOf('ask', 'ask', { slots: ['name', 'phone'], attempts: 3, question: same('Имя и номер?'), again: [] }),
        nodeOf('contact', 'findOrCreateContact', {}),
        nodeOf('lead', 'createLead', { title: same('{{name}}'), stageKey: 'unsorted' }),
        nodeOf('mail', 'ask', { slots: ['email'], attempts: 3, question: same('Спасибо!'), again: [] }),
        nodeOf('end', 'end', {}),
      ],
    ],
    { 'ask:gaveUp': 'end', 'mail:gaveUp': 'end' },
  );

  async function withLead(): Promise<Played & { leadId: string }> {
    const played = await beginFlow(stack, leadFlow, 'Здравствуйте');
    await hears(played.visitor, 'Имя и номер?');
    await played.visitor.send(newPerson().introduction);
    await hears(played.visitor, 'Спасибо!');
    await untilSettled(stack, played.dialogueId);
    const { lead_id: leadId } = await rowOf(played.dialogueId);
    await quiet();
    return { ...played, leadId: leadId ?? '' };
  }

  const rowOf = async (dialogueId: string) => {
    const [row] = await stack.query<{
      lead_id: string | null;
      stage_key: string;
      lead_state: string;
      manager_id: string | null;
      owner: string;
      decided: number;
    }>(
      `select lead_id, stage_key, lead_state, manager_id, owner,
              (select count(*)::int from decisions where dialogue_id = d.id) as decided from dialogues d where id = $1`,
      [dialogueId],
    );
    if (!row) throw new Error('no dialogue has this id');
    return row;
  };
  const standsAt = (dialogueId: string, stage: string) =>
    until(`the dialogue at ${stage}`, async () => (await rowOf(dialogueId)).stage_key === stage, { timeoutMs: 30_000 });
  /** No hint waits. Webhooks that are on their way have come by then: the account sends them within 30 ms. */
  async function quiet(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await until('no card that waits to be looked at', async () => {
      const waiting = await stack.query('select card_id from crm_hints');
      return waiting.length === 0;
    });
  }

  const hooks = (settings: Record<string, number>) => stack.crm.control('POST', 'amocrm/webhooks', settings);
  const watch = async () => {
    const { integrations } = integrationListSchema.parse(await stack.admin.call('/api/integrations'));
    const found = integrations.find(({ id }) => id === joined.integrationId)?.watch;
    if (!found) throw new Error('the integration is not listed');
    return found;
  };
  const reconcile = () => stack.admin.call(`/api/integrations/${joined.integrationId}/reconcile`, { method: 'POST' });
  const inAccount = async (method: string, path: string, body?: object) => {
    const { baseUrl, longLivedToken } = stack.crm.amocrm;
    const answer = await fetch(`${baseUrl}/api/v4/${path}`, {
      method,
      headers: { authorization: `Bearer ${longLivedToken}`, 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(5_000),
    });
    if (!answer.ok) throw new Error(`amoCRM ${method} ${path}: ${answer.status}`);
    return answer.status === 204 ? null : ((await answer.json()) as Record<string, unknown>);
  };
  const moveInAccount = (leadId: string, stage: string) => {
    const [pipeline, status] = (joined.statuses[stage] ?? '').split(':').map(Number);
    return inAccount('PATCH', `leads/${leadId}`, { pipeline_id: pipeline, status_id: status });
  };
  const statusInAccount = async (leadId: string) => {
    const lead = await inAccount('GET', `leads/${leadId}`);
    return `${String(lead?.['pipeline_id'])}:${String(lead?.['status_id'])}`;
  };
  const ourHooks = async () => {
    const answer = await inAccount('GET', 'webhooks');
    const { webhooks } = (answer?.['_embedded'] ?? { webhooks: [] }) as { webhooks: { destination: string }[] };
    return webhooks.map(({ destination }) => destination);
  };
  const inAccountPage = async (path: string, work: (page: Page) => Promise<void>) => {
    const page = await browser.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`${stack.crm.amocrm.baseUrl}${path}`);
    await work(page);
    await page.close();
  };

  it(
    'is told by a webhook that the product subscribes itself, once access is given',
    async () => {
      await until('the subscription', async () => (await watch()).hook.state === 'waiting', { timeoutMs: 30_000 });
      const [destination, ...more] = await ourHooks();
      expect(more).toEqual([]);
      expect(destination).toMatch(new RegExp(`^${stack.url.replace(/\/$/, '')}/api/hooks/crm/[\\w-]{43}$`));
    },
    caseTimeoutMs,
  );

  it(
    'a card that is dragged on the board there moves in the open dialogue, live, with who it was',
    async () => {
      const { dialogueId, leadId } = await withLead();
      const dialogue = await context.newPage();
      dialogue.setDefaultTimeout(30_000);
      await dialogue.goto(new URL(`/dialogues/${dialogueId}`, stack.url).href);
      await dialogue.getByText('Неразобранное').first().waitFor();
      const [, status] = (joined.statuses['negotiation'] ?? '').split(':');
      await inAccountPage('/amocrm/leads', async (board) => {
        const card = board.locator(`.card[data-move="/amocrm/leads/${leadId}/move"]`);
        const moved = board.waitForResponse((response) => response.url().endsWith(`/leads/${leadId}/move`));
        await card.dragTo(board.locator(`.column[data-status="${status}"]`));
        await moved;
      });
      await dialogue.locator('.v-client').getByText('Переговоры').waitFor();
      await dialogue.getByRole('tab').nth(1).click();
      const line = dialogue.locator('[data-in-crm="moved"]');
      await line.waitFor();
      expect(await line.textContent()).toMatch(/В CRM перенесли на этап «Переговоры».*кто: \S+/);
      await dialogue.close();
      expect((await watch()).hook.state).toBe('working');
    },
    caseTimeoutMs,
  );

  it(
    'another responsible shows: ours as the dialogue’s manager, another one by the CRM’s name',
    async () => {
      const { dialogueId, leadId } = await withLead();
      const choose = (responsible: string) =>
        inAccountPage(`/amocrm/leads/${leadId}`, async (page) => {
          await page.locator('select[name="responsibleId"]').selectOption(responsible);
          await page.locator('form button').first().click();
          await page.waitForURL(/saved/);
        });
      await choose(theirManager);
      await until('the CRM’s responsible', async () => {
        const { crm } = await stack.admin.dialogue(dialogueId);
        return crm?.responsible === 'Павел Продажи';
      });
      await choose(ourManager);
      await until('our manager', async () => {
        const { manager_id: managerId, owner } = await rowOf(dialogueId);
        return managerId === demoIds.manager && owner === 'assistant';
      });
    },
    caseTimeoutMs,
  );

  it(
    'what we write ourselves is an echo: it is not decided again',
    async () => {
      const { dialogueId, leadId } = await withLead();
      await stack.manager.call(`/api/dialogues/${dialogueId}/stage`, {
        body: { id: randomUUID(), stageKey: 'negotiation' },
      });
      await until(
        'the lead moved in the account',
        async () => (await statusInAccount(leadId)) === joined.statuses['negotiation'],
      );
      await untilSettled(stack, dialogueId);
      const { decided } = await rowOf(dialogueId);
      const { deliveries } = await stack.crm.control('GET', 'amocrm/webhooks');
      const told = (deliveries as { entityIds: number[]; status: number }[]).filter(({ entityIds }) =>
        entityIds.includes(Number(leadId)),
      );
      expect(told.map(({ status }) => status)).toContain(200);
      await quiet();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(await rowOf(dialogueId)).toMatchObject({ decided, stage_key: 'negotiation' });
    },
    caseTimeoutMs,
  );

  it(
    'ends in the right state when webhooks come late, twice and in any order (failure 14)',
    async () => {
      const { dialogueId, leadId } = await withLead();
      await hooks({ delayMs: 100, shuffleMs: 2_000, duplicate: 1 });
      try {
        for (const stage of ['negotiation', 'unsorted', 'negotiation', 'decision']) await moveInAccount(leadId, stage);
        await standsAt(dialogueId, 'decision');
        await new Promise((resolve) => setTimeout(resolve, 2_500));
      } finally {
        await hooks({ delayMs: 30, shuffleMs: 0, duplicate: 0 });
      }
      await quiet();
      expect((await rowOf(dialogueId)).stage_key).toBe('decision');
      const told = await stack.query<{ stage: string }>(
        `select payload->>'stageKey' as stage from inbox where dialogue_id = $1 and kind = 'cardMoved' order by seq`,
        [dialogueId],
      );
      expect(told.filter(({ stage }, at) => stage === told[at - 1]?.stage)).toEqual([]);
    },
    caseTimeoutMs,
  );

  it(
    'is found by asking when the webhooks were lost, deleted leads too (failure 12)',
    async () => {
      const [moved, deleted] = [await withLead(), await withLead()];
      await hooks({ loss: 1 });
      try {
        await moveInAccount(moved.leadId, 'won');
        await stack.crm.control('POST', 'amocrm/delete', { entity: 'leads', id: Number(deleted.leadId) });
        await new Promise((resolve) => setTimeout(resolve, 2_000));
        expect((await rowOf(moved.dialogueId)).stage_key).toBe('unsorted');
        await reconcile();
        await standsAt(moved.dialogueId, 'won');
      } finally {
        await hooks({ loss: 0 });
      }
      await until('the lead known to be gone', async () => (await rowOf(deleted.dialogueId)).lead_state === 'lost');
      await until('the outcome of the run', async () => ((await watch()).lastRun?.changes ?? 0) >= 2);
      expect(await watch()).toMatchObject({ waiting: 0, lastRun: { code: null } });
    },
    caseTimeoutMs,
  );

  it(
    'a webhook that somebody removed there is subscribed again, at one address',
    async () => {
      const [former] = await ourHooks();
      await inAccount('DELETE', 'webhooks', { destination: former });
      await reconcile();
      await until('the new subscription', async () => (await watch()).hook.resubscribedAt !== null);
      const now = await ourHooks();
      expect(now).toHaveLength(1);
      expect(now).not.toEqual([former]);
      const { dialogueId, leadId } = await withLead();
      await moveInAccount(leadId, 'negotiation');
      await standsAt(dialogueId, 'negotiation');
    },
    caseTimeoutMs,
  );

  it(
    'the page tells how it stands, and reconciles at the press of a button',
    async () => {
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      await page.goto(new URL(`/integrations/${joined.integrationId}`, stack.url).href);
      await page.locator('[data-hooks="working"]').waitFor();
      await page.getByText('Подписан заново').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      const before = (await watch()).lastRun?.startedAt;
      await page.getByRole('button', { name: 'Сверить сейчас' }).click();
      await until('another run', async () => (await watch()).lastRun?.startedAt !== before);
      await page.getByText(/прочитано \d+, отличалось \d+/).waitFor();
      await page.getByLabel('Адрес аккаунта').fill('company.amocrm.ru');
      await page.getByRole('button', { name: 'Сохранить доступ' }).click();
      await page.getByText('Нужен адрес вида').waitFor();
      await page.getByLabel('Адрес аккаунта').fill(stack.crm.amocrm.baseUrl);
      await page.getByRole('button', { name: 'Сохранить доступ' }).click();
      await page.getByText('Доступ сохранён').waitFor();
      await page.getByRole('button', { name: 'Проверить подключение' }).click();
      await page.locator('[data-what="access"][data-state="ok"]').waitFor();
      await page.locator('[data-what="hookAddress"][data-state="ok"]').waitFor();
      await page.close();
    },
    caseTimeoutMs,
  );

  it(
    'the page of Bitrix24 tells the address once, takes the token back, and LITE says that nothing comes back',
    async () => {
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      await page.goto(new URL(`/integrations/${demoIds.integration}`, stack.url).href);
      await page.locator('[data-hooks="notSet"]').waitFor();
      await page.getByRole('button', { name: 'Создать адрес вебхука' }).click();
      const address = page.getByRole('dialog').getByRole('textbox');
      expect(await address.inputValue()).toMatch(
        new RegExp(`^${stack.url.replace(/\/$/, '')}/api/hooks/crm/[\\w-]{43}$`),
      );
      await page.getByRole('dialog').getByText('Исходящий вебхук').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.getByRole('dialog').getByRole('button', { name: 'Готово' }).click();
      await page.getByLabel('Токен приложения').fill('application-token-1');
      await page.getByRole('button', { name: 'Сохранить токен' }).click();
      await page.locator('[data-hooks="waiting"]').waitFor();

      const { baseUrl: accountUrl, longLivedToken: token } = stack.crm.amocrm;
      const { id } = integrationSchema.parse(
        await stack.admin.call('/api/integrations', {
          body: { requestId: randomUUID(), kind: 'amocrmLite', name: 'LITE', accountUrl, token },
        }),
      );
      await page.goto(new URL(`/integrations/${id}`, stack.url).href);
      await page.locator('[data-hooks="none"]').getByText('только принимает записи').waitFor();
      expect(await page.getByRole('button', { name: 'Сверить сейчас' }).count()).toBe(0);
      await page.close();
    },
    caseTimeoutMs,
  );

  it(
    'is told no more while the integration is off, and again when it is on',
    async () => {
      await reconcile();
      await until('our webhook in the account', async () => (await ourHooks()).length === 1, { timeoutMs: 30_000 });
      const turn = (enabled: boolean) =>
        stack.admin.call(`/api/integrations/${joined.integrationId}`, { method: 'PATCH', body: { enabled } });
      await turn(false);
      await until('no webhook of ours', async () => (await ourHooks()).length === 0, { timeoutMs: 30_000 });
      await until('it is known', async () => (await watch()).hook.subscribedAt === null);
      await turn(true);
      await reconcile();
      await until('our webhook again', async () => (await ourHooks()).length === 1, { timeoutMs: 30_000 });
    },
    caseTimeoutMs,
  );
});
