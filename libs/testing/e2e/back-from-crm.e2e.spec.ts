import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import {
  assistantListSchema,
  crmHookAddressSchema,
  incidentListSchema,
  integrationListSchema,
} from '@voronka/contracts';
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
import { givePassword, launchChromium, logInto } from '@voronka/testing/browser';

const caseTimeoutMs = 120_000;
const watched = `/api/integrations/${demoIds.integration}`;

/** One story: what people and robots do in the CRM is seen here, once, and nothing is lost. */
describe('what happens in the CRM', () => {
  let stack: Stack;
  let browser: Browser;
  let context: BrowserContext;
  let board: Page;

  beforeAll(async () => {
    [stack, browser] = await Promise.all([startStack(), launchChromium()]);
    const { assistants } = assistantListSchema.parse(await stack.admin.call('/api/assistants'));
    await stack.admin.call(`/api/assistants/${assistants[0]?.id}`, { method: 'PATCH', body: { mode: 'movesStages' } });
    const { path } = crmHookAddressSchema.parse(await stack.admin.call(`${watched}/hook`, { method: 'POST' }));
    const { applicationToken } = await stack.crm.control('POST', 'outgoing-webhooks', {
      handler: new URL(path, stack.url).href,
      events: ['ONCRMLEADADD', 'ONCRMLEADUPDATE', 'ONCRMLEADDELETE'],
    });
    await stack.admin.call(`${watched}/hook-token`, { method: 'PUT', body: { token: applicationToken } });
    context = await browser.newContext({ locale: 'ru-RU', viewport: { width: 1440, height: 900 } });
    await logInto(context, stack.url, await givePassword(stack, 'admin'));
    board = await context.newPage();
    board.setDefaultTimeout(30_000);
  }, caseTimeoutMs);
  afterAll(async () => {
    await browser?.close();
    await stack?.destroy();
  }, caseTimeoutMs);

  const leadFlow = (...beside: Parameters<typeof flowOf>[0]) =>
    flowOf(
      [
        [
          onFirstMessage('start', 5),
          nodeOf('ask', 'ask', { slots: ['name', 'phone'], attempts: 3, question: same('Имя и номер?'), again: [] }),
          nodeOf('contact', 'findOrCreateContact', {}),
          nodeOf('lead', 'createLead', { title: same('{{name}}'), stageKey: 'unsorted' }),
          nodeOf('thanks', 'reply', { text: same('Спасибо!') }),
          nodeOf('end', 'end', {}),
        ],
        ...beside,
      ],
      { 'ask:gaveUp': 'end' },
    );

  /** As that, but the dialogue stays open behind it: the board counts no others. */
  const openLeadFlow = () =>
    flowOf(
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

  async function withLead(graph = leadFlow()): Promise<Played & { leadId: string }> {
    const played = await beginFlow(stack, graph, 'Здравствуйте');
    await hears(played.visitor, 'Имя и номер?');
    await played.visitor.send(newPerson().introduction);
    await hears(played.visitor, 'Спасибо!');
    await untilSettled(stack, played.dialogueId);
    const [row] = await stack.query<{ lead_id: string }>('select lead_id from dialogues where id = $1', [
      played.dialogueId,
    ]);
    await quiet();
    return { ...played, leadId: row?.lead_id ?? '' };
  }

  /** No hint waits. Webhooks that are on their way have come by then: the portal sends them within 30 ms. */
  async function quiet(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await until('no card that waits to be looked at', async () => {
      const waiting = await stack.query('select card_id from crm_hints');
      return waiting.length === 0;
    });
  }
  const standsAt = (dialogueId: string, stageKey: string) =>
    until(`the dialogue at ${stageKey}`, async () => (await stageOf(dialogueId)) === stageKey, { timeoutMs: 30_000 });
  const stageOf = async (dialogueId: string) => {
    const [row] = await stack.query<{ stage_key: string }>('select stage_key from dialogues where id = $1', [
      dialogueId,
    ]);
    return row?.stage_key;
  };
  const decisionsOf = async (dialogueId: string) => {
    const [row] = await stack.query<{ n: number }>('select count(*)::int as n from decisions where dialogue_id = $1', [
      dialogueId,
    ]);
    return row?.n ?? 0;
  };
  const moveInCrm = (id: string, STATUS_ID: string) => stack.crm.rest('crm.lead.update', { id, fields: { STATUS_ID } });
  const statusInCrm = async (id: string) =>
    ((await stack.crm.rest('crm.lead.get', { id })) as { STATUS_ID: string }).STATUS_ID;
  const watch = async () => {
    const { integrations } = integrationListSchema.parse(await stack.admin.call('/api/integrations'));
    return integrations.find(({ id }) => id === demoIds.integration)?.watch;
  };
  const events = (settings: Record<string, number>) => stack.crm.control('POST', 'events', settings);

  /** A person saves the card's form on the portal's own page. */
  async function saveInPortal(leadId: string, choice: { stageId?: string; responsibleId?: string }): Promise<void> {
    const portal = await browser.newPage();
    const { portalUrl = '' } =
      integrationListSchema.parse(await stack.admin.call('/api/integrations')).integrations[0] ?? {};
    await portal.goto(`${portalUrl}/crm/lead/details/${leadId}/`);
    for (const [name, value] of Object.entries(choice))
      await portal.locator(`select[name="${name}"]`).selectOption(value);
    await portal.locator('form button').first().click();
    await portal.getByRole('status').waitFor();
    await portal.close();
  }

  it(
    'moves the card on the board and in the open dialogue, live, and the timeline says who it was',
    async () => {
      const { dialogueId, leadId } = await withLead(openLeadFlow());
      const dialogue = await context.newPage();
      await dialogue.goto(new URL(`/dialogues/${dialogueId}`, stack.url).href);
      await dialogue.getByText('Неразобранное').first().waitFor();
      await board.goto(new URL(`/funnels/${demoIds.funnel}`, stack.url).href);
      const count = board.locator('tr[data-stage="negotiation"]').getByRole('link');
      await board.locator('tr[data-stage="negotiation"]').waitFor();
      const before = (await count.count()) > 0 ? Number(await count.textContent()) : 0;
      await saveInPortal(leadId, { stageId: 'IN_PROCESS' });
      await until('the card in its new column', async () => {
        const now = (await count.count()) > 0 ? Number(await count.textContent()) : 0;
        return now === before + 1;
      });
      await dialogue.locator('.v-client').getByText('Переговоры').waitFor();
      await dialogue.getByRole('tab').nth(1).click();
      const line = dialogue.locator('[data-in-crm="moved"]');
      await line.waitFor();
      expect(await line.textContent()).toMatch(/В CRM перенесли на этап «Переговоры».*кто: \S+/);
      await dialogue.close();
    },
    caseTimeoutMs,
  );

  it(
    'shows another responsible: ours as the dialogue’s manager, another one by the CRM’s name',
    async () => {
      const { dialogueId, leadId } = await withLead();
      await saveInPortal(leadId, { responsibleId: '7' });
      await until('the CRM’s responsible', async () => {
        const { crm } = await stack.admin.dialogue(dialogueId);
        return crm?.responsible !== null && crm?.responsible !== undefined && !crm.responsible.includes('Ольга');
      });
      const { crm } = await stack.admin.dialogue(dialogueId);
      expect(crm?.responsible).toMatch(/^\p{L}+ \p{L}+$/u);
      await saveInPortal(leadId, { responsibleId: '5' });
      await until('our manager', async () => {
        const [row] = await stack.query<{ manager_id: string | null; owner: string }>(
          'select manager_id, owner from dialogues where id = $1',
          [dialogueId],
        );
        return row?.manager_id === demoIds.manager && row.owner === 'assistant';
      });
    },
    caseTimeoutMs,
  );

  it(
    'is an echo when we moved the card: it is not decided again (failure 10)',
    async () => {
      const { dialogueId, leadId } = await withLead();
      await stack.manager.call(`/api/dialogues/${dialogueId}/stage`, {
        body: { id: randomUUID(), stageKey: 'negotiation' },
      });
      await until('the card moved in the CRM', async () => (await statusInCrm(leadId)) === 'IN_PROCESS');
      await untilSettled(stack, dialogueId);
      const decided = await decisionsOf(dialogueId);
      const { lastAt } = (await watch())?.hook ?? {};
      expect(lastAt).not.toBeNull();
      await quiet();
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      expect(await decisionsOf(dialogueId)).toBe(decided);
      expect(await stageOf(dialogueId)).toBe('negotiation');
    },
    caseTimeoutMs,
  );

  it(
    'ends in the right state when webhooks come late, twice and in any order',
    async () => {
      const { dialogueId, leadId } = await withLead();
      await events({ delayMs: 100, shuffleMs: 2_000, duplicate: 1 });
      try {
        for (const status of ['UC_CONTACT', 'IN_PROCESS', 'UC_CONTACT', 'UC_CONTRACT']) await moveInCrm(leadId, status);
        await standsAt(dialogueId, 'decision');
        await new Promise((resolve) => setTimeout(resolve, 2_500));
      } finally {
        await events({ delayMs: 30, shuffleMs: 0, duplicate: 0 });
      }
      await quiet();
      expect(await stageOf(dialogueId)).toBe('decision');
      const told = await stack.query<{ stage: string }>(
        `select payload->>'stageKey' as stage from inbox where dialogue_id = $1 and kind = 'cardMoved' order by seq`,
        [dialogueId],
      );
      const repeated = told.filter(({ stage }, at) => stage === told[at - 1]?.stage);
      expect(repeated).toEqual([]);
    },
    caseTimeoutMs,
  );

  it(
    'is found by asking when the webhook was lost, deleted cards too (failure 13)',
    async () => {
      const [moved, deleted] = [await withLead(), await withLead()];
      await events({ loss: 1 });
      try {
        await moveInCrm(moved.leadId, 'CONVERTED');
        await stack.crm.rest('crm.lead.delete', { id: deleted.leadId });
        await new Promise((resolve) => setTimeout(resolve, 2_000));
        expect(await stageOf(moved.dialogueId)).toBe('unsorted');
        await stack.admin.call(`${watched}/reconcile`, { method: 'POST' });
        await standsAt(moved.dialogueId, 'won');
      } finally {
        await events({ loss: 0 });
      }
      await until('the lead known to be gone', async () => {
        const [row] = await stack.query<{ lead_state: string }>('select lead_state from dialogues where id = $1', [
          deleted.dialogueId,
        ]);
        return row?.lead_state === 'lost';
      });
      await until('the outcome of the run', async () => ((await watch())?.lastRun?.changes ?? 0) >= 2);
      expect(await watch()).toMatchObject({ waiting: 0, lastRun: { code: null } });
      // The lead is won: what the client says next is another enquiry.
      await moved.visitor.send('Здравствуйте, хочу ещё');
      await until('an episode of its own', async () => {
        const [row] = await stack.query<{ episode: number }>('select episode from dialogues where id = $1', [
          moved.dialogueId,
        ]);
        return row?.episode === 2;
      });
    },
    caseTimeoutMs,
  );

  it(
    'stops us when a robot moves the card back each time, and a person is told',
    async () => {
      const back = nodeOf('onBack', 'stageMovedTrigger', { stageKeys: ['firstContact'], by: ['crm'], when: null });
      const forth = nodeOf('forth', 'moveStage', { stageKey: 'negotiation' });
      const { dialogueId, leadId } = await withLead(leadFlow([back, forth, nodeOf('backEnd', 'end', {})]));
      await moveInCrm(leadId, 'UC_CONTACT');
      const incident = await until(
        'the incident',
        async () => {
          if ((await statusInCrm(leadId)) === 'IN_PROCESS') await moveInCrm(leadId, 'UC_CONTACT');
          const { incidents } = incidentListSchema.parse(await stack.admin.call('/api/incidents?state=open'));
          return incidents.find((one) => one.dialogueId === dialogueId && one.code === 'Crm.BackAndForth');
        },
        { timeoutMs: 80_000, everyMs: 300 },
      );
      expect(incident.message.ru).toMatch(/туда и обратно/);
      const writes = await stack.query<{ n: number }>(
        `select count(*)::int as n from steps where dialogue_id = $1 and kind = 'moveStage' and status = 'done'`,
        [dialogueId],
      );
      expect(writes[0]?.n).toBeLessThanOrEqual(5);
      expect(await statusInCrm(leadId)).toBe('UC_CONTACT');
      await stack.admin.call(`/api/incidents/${incident.id}/retry`, { method: 'POST' });
      await until('what the person wanted', async () => (await statusInCrm(leadId)) === 'IN_PROCESS');
    },
    caseTimeoutMs,
  );
});
