import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startReceiver } from '@voronka/connectors/contract';
import type { ReceiverProcess } from '@voronka/connectors/contract';
import { channelListSchema, integrationListSchema } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import { newPerson, priceQuestion, startStack, until } from '@voronka/testing';
import type { Stack } from '@voronka/testing';
import { accessibilityFaults, givePassword, launchChromium, logInto, WidgetPage } from '@voronka/testing/browser';

const caseTimeoutMs = 180_000;

/** One story: an admin joins a CRM that nobody knows, a client becomes a lead there, and what people do there is seen here. */
describe('another CRM, by webhooks', () => {
  let stack: Stack;
  let browser: Browser;
  let receiver: ReceiverProcess;
  let context: BrowserContext;
  let page: Page;
  let secret: string;
  let hook: string;
  const person = newPerson();

  beforeAll(async () => {
    receiver = await startReceiver();
    const env = { VORONKA_ALLOW_HOSTS: new URL(receiver.page).host };
    [stack, browser] = await Promise.all([startStack({ env }), launchChromium()]);
    context = await browser.newContext({
      locale: 'ru-RU',
      reducedMotion: 'reduce',
      viewport: { width: 1440, height: 1000 },
    });
    await logInto(context, stack.url, await givePassword(stack, 'admin'));
    page = await context.newPage();
    page.setDefaultTimeout(60_000);
  }, 400_000);
  afterAll(async () => {
    await browser?.close();
    await stack?.destroy();
    await receiver?.stop();
  }, caseTimeoutMs);

  const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
  const dialog = (name: string): Locator => page.getByRole('dialog', { name });
  /** Presses a button that shows something this once. @returns what it showed */
  const shownBy = async (name: string, label: string): Promise<string> => {
    await button(name).click();
    const shown = dialog(label);
    const value = await shown.getByRole('textbox', { name: label }).inputValue();
    await shown.getByRole('button', { name: 'Готово' }).click();
    await shown.waitFor({ state: 'detached' });
    return value;
  };
  const integration = async () => {
    const { integrations } = integrationListSchema.parse(await stack.admin.call('/api/integrations'));
    const found = integrations.find(({ kind }) => kind === 'webhook');
    if (!found) throw new Error('the CRM is not joined');
    return found;
  };
  const leads = async () => Object.values((await receiver.state()).leads);

  it(
    'is joined in the browser, with a secret and an address that are shown once',
    async () => {
      await page.goto(new URL('/integrations', stack.url).href);
      await button('Подключить CRM').click();
      const form = dialog('Подключить CRM');
      await form.getByRole('radio', { name: 'Другая CRM' }).click();
      await form.getByRole('textbox', { name: 'Название' }).fill('Наша CRM');
      await form.getByLabel('Адрес, куда отправлять команды').fill(receiver.commands);
      await form.getByRole('button', { name: 'Подключить CRM' }).click();
      await page.locator('[data-what="access"][data-state="missing"]').waitFor();
      await button('Открыть интеграцию').click();
      await page.getByRole('heading', { name: 'Наша CRM', level: 1 }).waitFor();
      await page.getByText('Адрес для изменений ещё не создан').waitFor();
      secret = await shownBy('Новый секрет', 'Секрет подписи');
      hook = await shownBy('Новый адрес', 'Адрес для изменений');
      expect(secret).toMatch(/^whsec_/);
      await receiver.setUp({ secret, hook });
      await button('Проверить подключение').click();
      await page.locator('[data-what="signature"][data-state="ok"]').waitFor();
      await page.getByText('Example CRM').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await page.reload();
      await page.getByRole('heading', { name: 'Наша CRM', level: 1 }).waitFor();
      expect(await page.content()).not.toContain(secret);
    },
    caseTimeoutMs,
  );

  it(
    'says what is wrong when the secrets differ',
    async () => {
      await receiver.setUp({ secret: 'whsec_AAAA' });
      await button('Проверить подключение').click();
      await page.getByText('Подключиться не удалось').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await receiver.setUp({ secret });
      await button('Проверить подключение').click();
      await page.locator('[data-what="access"][data-state="ok"]').waitFor();
    },
    caseTimeoutMs,
  );

  it(
    'gets what the admin adds to every lead, and is told what cannot be saved',
    async () => {
      await button('Добавить поле').click();
      const form = page.getByRole('form', { name: 'Поля и этапы' });
      await form.getByRole('textbox', { name: 'Контакт: имя' }).fill('phone');
      await form.getByText('Два поля названы одинаково.').waitFor();
      await form.getByRole('textbox', { name: 'Контакт: имя' }).fill('');
      await form.getByRole('textbox', { name: 'Поле', exact: true }).fill('source');
      await form.getByRole('textbox', { name: 'Значение' }).fill('chat');
      await form.getByRole('button', { name: 'Сохранить' }).click();
      await page.getByText('Сохранено').first().waitFor();
      expect((await integration()).webhook).toEqual({ stages: [], fields: {}, extra: { source: 'chat' } });
    },
    caseTimeoutMs,
  );

  it(
    'holds one lead of a client who wrote in the chat, with the conversation',
    async () => {
      const { id } = await integration();
      const { channels } = channelListSchema.parse(await stack.admin.call('/api/channels'));
      const channel = channels.find(({ kind }) => kind === 'widget');
      const mapping = { unsorted: 'new', firstContact: 'contacted', negotiation: 'progress', decision: 'contract' };
      await stack.admin.call(`/api/channels/${channel?.id}`, {
        method: 'PATCH',
        body: { integrationId: id, policies: { history: true }, openDialogues: 'stay' },
      });
      await stack.admin.call(`/api/funnels/${demoIds.funnel}/mapping/${id}`, {
        method: 'PUT',
        body: { card: 'lead', mapping: { ...mapping, won: 'won', lost: 'lost' } },
      });
      const chat = await WidgetPage.open(await browser.newContext({ locale: 'ru-RU' }), stack.url);
      await chat.openPanel();
      await chat.agree();
      await chat.say(priceQuestion);
      await chat.untilSaid('assistant', /./);
      await chat.say(person.introduction);
      const [lead] = await until(
        'the lead with its conversation',
        async () => {
          const { notes } = await receiver.state();
          const isWritten = Object.values(notes).some(({ text }) => text.includes(priceQuestion));
          return isWritten ? await leads() : undefined;
        },
        { timeoutMs: 90_000, everyMs: 500 },
      );
      const { contacts } = await receiver.state();
      expect(await leads()).toHaveLength(1);
      expect(Object.values(contacts)).toMatchObject([{ fields: { phone: person.phone } }]);
      expect(lead?.fields).toMatchObject({ source: 'chat', contact: Object.keys(contacts)[0] });
    },
    caseTimeoutMs,
  );

  it(
    'moves the dialogue when a person moves the lead there, and names who is responsible',
    async () => {
      const [lead] = await leads();
      await receiver.change(lead?.id ?? '', { stage: 'contract', responsible: '7' });
      const { dialogueId } = await until('the dialogue at the stage', async () => {
        const [row] = await stack.query<{ id: string; stage_key: string }>(
          'select id, stage_key from dialogues where lead_id = $1',
          [lead?.id],
        );
        return row?.stage_key === 'decision' ? { dialogueId: row.id } : undefined;
      });
      await page.goto(new URL(`/dialogues/${dialogueId}`, stack.url).href);
      await page.getByText('Принятие решения').first().waitFor();
      await page.getByText('Олег Титов').first().waitFor();
      expect((await integration()).watch).toMatchObject({ waiting: 0, hook: { state: 'working' } });
    },
    caseTimeoutMs,
  );

  it(
    'finds by reconciling what the CRM could not tell',
    async () => {
      const [lead] = await leads();
      await receiver.setUp({ hook: 'http://127.0.0.1:9/nowhere' });
      await receiver.change(lead?.id ?? '', { stage: 'progress', responsible: '7' });
      await page.goto(new URL(`/integrations/${(await integration()).id}`, stack.url).href);
      await button('Сверить сейчас').click();
      await until('the dialogue at the stage', async () => {
        const [row] = await stack.query<{ stage_key: string }>('select stage_key from dialogues where lead_id = $1', [
          lead?.id,
        ]);
        return row?.stage_key === 'negotiation';
      });
      await page.getByText('прочитано 1, отличалось 1').waitFor();
      expect(await accessibilityFaults(page)).toEqual([]);
      await receiver.setUp({ hook });
    },
    caseTimeoutMs,
  );

  it(
    'moves it, too, where the CRM answers nothing and only tells',
    async () => {
      await receiver.restart({ reads: 'off' });
      const [lead] = await leads();
      await receiver.change(lead?.id ?? '', { stage: 'won', responsible: '7' });
      await until('the lead won', async () => {
        const [row] = await stack.query<{ stage_key: string; lead_state: string }>(
          'select stage_key, lead_state from dialogues where lead_id = $1',
          [lead?.id],
        );
        return row?.stage_key === 'won' && row.lead_state === 'won';
      });
    },
    caseTimeoutMs,
  );

  it(
    'leaves no secret in the logs',
    async () => {
      const text = stack
        .logs()
        .map((file) => file.text)
        .join('\n');
      expect(text).not.toContain(secret.slice('whsec_'.length));
      expect(text).toContain('"vendor":"webhook"');
    },
    caseTimeoutMs,
  );
});
