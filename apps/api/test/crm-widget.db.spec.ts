import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { demoIds } from '@voronka/persistence';
import { adminCrmUserId, auditorCrmUserId, crmUserId, lead, WidgetAccount } from './crm-widget-account.ts';

let account: WidgetAccount;

beforeAll(async () => {
  account = await WidgetAccount.join();
});
afterAll(() => account.api.stop());
beforeEach(() => account.beginDialogue());

describe('the archive', () => {
  it('is for administrators, and for amoCRM FULL alone', async () => {
    const path = `/api/integrations/${account.integrationId}/widget.zip`;
    const admin = await account.api.logIn('admin');
    for (const role of ['manager', 'auditor'] as const) {
      await (await account.api.logIn(role)).expectError('Auth.Forbidden', 'GET', path);
    }
    await admin.expectError('Crm.NotSupported', 'GET', `/api/integrations/${demoIds.integration}/widget.zip`);
    await admin.expectError('Request.NotFound', 'GET', `/api/integrations/${randomUUID()}/widget.zip`);
  });
});

describe('the card', () => {
  it('shows the conversation and how it stands, and nothing that the card does not need', async () => {
    const shown = await account.show();
    expect(shown).toMatchObject({
      owner: 'assistant',
      isMine: false,
      canTake: true,
      canReturn: false,
      closed: false,
      hasOlder: false,
      stage: { ru: expect.any(String), en: expect.any(String) },
      timelineUrl: `${account.api.url}/dialogues/${account.dialogueId}?tab=timeline`,
      messages: [{ from: 'client', text: 'Сколько стоит?', state: 'sent' }],
    });
    const [channel] = await account.sql('select key from channels where id = ?', [demoIds.siteChannel]);
    expect(JSON.stringify(shown)).not.toContain(String(channel?.['key']));
  });

  it('tells when the dialogue goes on by itself, but not that silence would close it', async () => {
    const wake = (timer: string) =>
      account.sql('update dialogues set next_wake_at = ?, next_wake_timer = ?, next_wake_key = ? where id = ?', [
        '2026-03-05T10:00:00.000Z',
        timer,
        timer,
        account.dialogueId,
      ]);
    await wake('askReminder');
    await expect(account.show()).resolves.toMatchObject({ actsAt: '2026-03-05T10:00:00.000Z' });
    await wake('idleClose');
    await expect(account.show()).resolves.toMatchObject({ actsAt: null });
  });

  it('shows the latest messages of a long conversation', async () => {
    await account.sql(
      `insert into messages (id, workspace_id, dialogue_id, position, sender, body, status)
       select gen_random_uuid(), ?, ?, n + 100, 'assistant', 'Ответ ' || n, 'sent' from generate_series(1, 60) n`,
      [demoIds.workspace, account.dialogueId],
    );
    const shown = await account.show();
    expect(shown?.hasOlder).toBe(true);
    expect(shown?.messages).toHaveLength(50);
    expect(shown?.messages.at(-1)?.text).toBe('Ответ 60');
  });

  it('of a lead that nobody wrote about is empty, and nothing can be done in it', async () => {
    for (const other of ['1', '999999']) {
      const path = `/api/crm-widget/leads/${other}`;
      const { body } = await account.api.browser().expect(200, 'GET', path, undefined, await account.asUser(crmUserId));
      expect(body).toEqual({ dialogue: null });
      await account.api
        .browser()
        .expectError('Dialogue.Unknown', 'POST', `${path}/take`, undefined, await account.asUser(crmUserId));
    }
    for (const odd of ['0', 'abc', '7001%27', `${'9'.repeat(30)}`]) {
      const path = `/api/crm-widget/leads/${odd}`;
      await account.api
        .browser()
        .expectError('Dialogue.Unknown', 'GET', path, undefined, await account.asUser(crmUserId));
    }
  });

  it('of a lead with the same number in another CRM is empty', async () => {
    await account.sql('update channels set integration_id = ? where id = ?', [
      demoIds.integration,
      demoIds.siteChannel,
    ]);
    try {
      await expect(account.show()).resolves.toBeNull();
    } finally {
      await account.sql('update channels set integration_id = ? where id = ?', [
        account.integrationId,
        demoIds.siteChannel,
      ]);
    }
  });
});

describe('taking a dialogue over', () => {
  it('silences the assistant, tells the dialogue, and is recorded under the person’s name', async () => {
    await account.visitor.say('Ещё вопрос');
    const before = await account.owner();
    await account.act('take');
    await expect(account.owner()).resolves.toEqual({
      ...before,
      owner: 'manager',
      manager_id: demoIds.manager,
      epoch: Number(before?.['epoch']) + 1,
    });
    await expect(account.show()).resolves.toMatchObject({
      owner: 'manager',
      isMine: true,
      canTake: false,
      canReturn: true,
    });
    const told = await account.sql('select kind, payload from inbox where dialogue_id = ? order by seq desc limit 1', [
      account.dialogueId,
    ]);
    expect(told).toEqual([{ kind: 'takenOver', payload: { byUserId: demoIds.manager } }]);
    const audited = await account.sql(`select action, actor_id from audit_log where target = ? order by id`, [
      `dialogue:${account.dialogueId}`,
    ]);
    expect(audited.at(-1)).toEqual({ action: 'dialogue.take', actor_id: demoIds.manager });
    const ours = await (await account.api.logIn('manager')).expect(200, 'GET', `/api/dialogues/${account.dialogueId}`);
    expect(ours.body).toMatchObject({ owner: 'manager', manager: { id: demoIds.manager } });
  });

  it('cancels what the assistant has not sent yet', async () => {
    const messageId = randomUUID();
    await account.sql(
      `insert into messages (id, workspace_id, dialogue_id, position, sender, body, status)
       values (?, ?, ?, 50, 'assistant', 'Секунду', 'planned')`,
      [messageId, demoIds.workspace, account.dialogueId],
    );
    await account.sql(
      `insert into outbox (message_id, workspace_id, dialogue_id, channel_id, sender, epoch, status, correlation_id)
       values (?, ?, ?, ?, 'assistant', 0, 'planned', 'c')`,
      [messageId, demoIds.workspace, account.dialogueId, demoIds.siteChannel],
    );
    await account.act('take');
    expect(await account.sql('select status from outbox where message_id = ?', [messageId])).toEqual([
      { status: 'cancelled' },
    ]);
    expect((await account.show())?.messages.at(-1)).toMatchObject({ text: 'Секунду', state: 'cancelled' });
  });

  it('twice does one thing; another person takes it from the first', async () => {
    await account.act('take');
    await account.act('take');
    const taken = () =>
      account.sql(`select seq from inbox where dialogue_id = ? and kind = 'takenOver'`, [account.dialogueId]);
    expect(await taken()).toHaveLength(1);
    await expect(account.show(adminCrmUserId)).resolves.toMatchObject({
      isMine: false,
      canTake: true,
      canReturn: true,
    });
    const { epoch } = (await account.owner()) ?? {};
    await account.act('take', adminCrmUserId);
    expect(await taken()).toHaveLength(2);
    await expect(account.owner()).resolves.toMatchObject({ owner: 'manager', epoch });
    await expect(account.show()).resolves.toMatchObject({ isMine: false });
  });

  it('and giving it back is not for auditors', async () => {
    await expect(account.show(auditorCrmUserId)).resolves.toMatchObject({ canTake: false, canReturn: false });
    for (const verb of ['take', 'return']) {
      const options = await account.asUser(auditorCrmUserId);
      await account.api.browser().expectError('Auth.Forbidden', 'POST', `${lead}/${verb}`, undefined, options);
    }
    await expect(account.owner()).resolves.toMatchObject({ owner: 'assistant' });
  });

  it('ends with giving it back, which is recorded too', async () => {
    await account.act('take');
    await account.act('return');
    await account.act('return');
    await expect(account.owner()).resolves.toMatchObject({ owner: 'assistant' });
    const kinds = await account.sql('select kind from inbox where dialogue_id = ? order by seq', [account.dialogueId]);
    expect(kinds.map(({ kind }) => kind)).toEqual(['clientMessage', 'takenOver', 'returnedToAssistant']);
    await expect(account.show()).resolves.toMatchObject({ owner: 'assistant', canTake: true, canReturn: false });
  });
});
