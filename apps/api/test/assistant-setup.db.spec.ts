import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AssistantCheck, AssistantSetup, OutgoingWebhookSetup } from '@voronka/contracts';
import { assistantCheckSchema, assistantSchema, outgoingWebhookListSchema } from '@voronka/contracts';
import { completionOf, startStubServer } from '@voronka/outside/testing';
import type { StubServer } from '@voronka/outside/testing';
import { demoIds, OutgoingWebhookStore } from '@voronka/persistence';
import type { Browser } from './browser.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';

let model: StubServer;
let api: TestApi;
let admin: Browser;
beforeAll(async () => {
  model = await startStubServer();
  api = await startTestApi({ VORONKA_ALLOW_HOSTS: model.hostPort });
  admin = await api.logIn('admin');
});
afterAll(async () => {
  await api.stop();
  await model.stop();
});

const path = `/api/assistants/${demoIds.assistant}`;
const languageModel = () => ({
  deadlineSeconds: 15,
  baseUrl: `${model.url}/v1`,
  model: 'small',
  instructions: 'Кратко.',
});

async function change(body: object): Promise<AssistantSetup> {
  return assistantSchema.parse((await admin.expect(200, 'PATCH', path, body)).body);
}

async function liveAssistant(): Promise<object> {
  const [row] = await api.orm.em
    .fork()
    .execute<{ canonical: string }[]>(
      'select b.canonical from channels c join bundles b on b.hash = c.live_bundle_hash where c.id = ?',
      [demoIds.siteChannel],
    );
  return (JSON.parse(row?.canonical ?? '{}') as { assistant: object }).assistant;
}

async function auditedActions(): Promise<string[]> {
  const found = await api.orm.em.fork().execute<{ action: string }[]>('select action from audit_log order by id');
  return found.map(({ action }) => action);
}

describe('the settings of an assistant', () => {
  it('say who answers first; new dialogues run the change', async () => {
    expect((await change({})).kind).toBe('builtIn');
    const changed = await change({ kind: 'outside', settings: { deadlineSeconds: 40, mayMoveBack: true } });
    expect(changed).toMatchObject({ kind: 'outside', settings: { deadlineSeconds: 40, mayMoveBack: true } });
    expect(await liveAssistant()).toMatchObject({ kind: 'outside', deadlineSeconds: 40, mayMoveBack: true });
  });

  it('keep a language model’s key out of sight, and out of what dialogues run', async () => {
    const changed = await change({ kind: 'languageModel', settings: languageModel(), apiKey: 'key-of-the-model' });
    expect(changed).toMatchObject({ hasSecret: true, settings: { model: 'small' } });
    const [row] = await api.orm.em
      .fork()
      .execute<{ secret: string }[]>('select secret from assistants where id = ?', [demoIds.assistant]);
    expect(row?.secret).toMatch(/^v1\./);
    const bundle = JSON.stringify(await liveAssistant());
    expect(bundle).not.toMatch(/key-of-the-model|v1\.|small|Кратко/);
    const log = await api.orm.em.fork().execute<object[]>('select detail from audit_log');
    expect(JSON.stringify(log)).not.toContain('key-of-the-model');
    expect((await change({ apiKey: null })).hasSecret).toBe(false);
  });

  it.each([
    [
      'a language model without an address',
      { kind: 'languageModel', settings: { model: 'small' } },
      'settings.baseUrl',
    ],
    ['an address that is none', { settings: { baseUrl: 'ftp://model' } }, 'settings.baseUrl'],
    ['no time to answer', { settings: { deadlineSeconds: 0 } }, 'settings.deadlineSeconds'],
    ['an unknown kind', { kind: 'oracle' }, 'kind'],
  ])('refuse %s', async (_what, body, field) => {
    const answer = await admin.expectError('Request.Invalid', 'PATCH', path, body);
    expect(answer.body.fields?.map((problem) => problem.path)).toContain(field);
  });
});

describe('the check of a language model', () => {
  const check = async () =>
    assistantCheckSchema.parse((await admin.expect<AssistantCheck>(200, 'POST', `${path}/check`)).body);

  it('greets it and shows what it says', async () => {
    await change({ kind: 'languageModel', settings: languageModel(), apiKey: 'key-of-the-model' });
    model.answer(completionOf({ reply: 'Здравствуйте! Помогу с ценами.' }));
    expect(await check()).toMatchObject({ ok: true, reply: 'Здравствуйте! Помогу с ценами.', code: null });
    expect(model.requests.at(-1)?.headers.authorization).toBe('Bearer key-of-the-model');
    expect(await auditedActions()).toContain('assistant.check');
  });

  it('says in words why it failed', async () => {
    model.answer({ status: 401, body: 'key-of-the-model' });
    const failed = await check();
    expect(failed).toMatchObject({ ok: false, reply: null, code: 'Assistant.Rejected' });
    expect(failed.message?.ru).toMatch(/ключ/);
    expect(JSON.stringify(failed)).not.toContain('key-of-the-model');
  });
});

describe('outgoing webhooks', () => {
  const hooks = '/api/outgoing-webhooks';
  const list = async (browser = admin): Promise<OutgoingWebhookSetup[]> =>
    outgoingWebhookListSchema.parse((await browser.expect(200, 'GET', hooks)).body).webhooks;
  const stored = () => new OutgoingWebhookStore(api.orm, api.secrets);

  it('are made with a secret that is shown once, and an address of which the beginning is shown', async () => {
    const made = await admin.expect<{ id: string; secret: string }>(201, 'POST', hooks, {
      name: 'Склад',
      url: 'https://stock.example.com/hooks/secret-path',
    });
    const { id, secret } = made.body;
    expect(secret.length).toBeGreaterThanOrEqual(40);
    const shown = await list(await api.logIn('manager'));
    expect(shown).toEqual([
      {
        id,
        name: 'Склад',
        address: 'https://stock.example.com/***',
        enabled: true,
        createdAt: expect.any(String),
      },
    ]);
    expect(await stored().accessOf(demoIds.workspace, id)).toEqual({
      url: 'https://stock.example.com/hooks/secret-path',
      secret,
    });
    const [row] = await api.orm.em.fork().execute<object[]>('select * from outgoing_webhooks where id = ?', [id]);
    expect(JSON.stringify(row)).not.toMatch(new RegExp(`secret-path|${secret}`));
  });

  it('are changed, switched off and removed; all of it is written down', async () => {
    const { id, secret } = (
      await admin.expect<{ id: string; secret: string }>(201, 'POST', hooks, { name: 'CRM', url: 'https://a.example/' })
    ).body;
    const renewed = (await admin.expect<{ secret: string }>(200, 'POST', `${hooks}/${id}/secret`)).body.secret;
    expect(renewed).not.toBe(secret);
    expect(await stored().accessOf(demoIds.workspace, id)).toEqual({ url: 'https://a.example/', secret: renewed });
    const off = await admin.expect(200, 'PATCH', `${hooks}/${id}`, { enabled: false, url: 'https://b.example/x' });
    expect(off.body).toMatchObject({ name: 'CRM', enabled: false, address: 'https://b.example/***' });
    expect(await stored().accessOf(demoIds.workspace, id)).toBeNull();
    await admin.expect(204, 'DELETE', `${hooks}/${id}`);
    await admin.expectError('Request.NotFound', 'DELETE', `${hooks}/${id}`);
    await admin.expectError('Request.NotFound', 'PATCH', `${hooks}/${id}`, { name: 'x' });
    expect((await auditedActions()).filter((action) => action.startsWith('webhook.')).slice(-4)).toEqual([
      'webhook.create',
      'webhook.update',
      'webhook.update',
      'webhook.delete',
    ]);
  });

  it('stay while a published flow calls them, and the refusal names the flow and the assistants that run it', async () => {
    const { id } = (
      await admin.expect<{ id: string }>(201, 'POST', hooks, { name: 'Склад', url: 'https://a.example/' })
    ).body;
    const [innerId, outerId] = [randomUUID(), randomUUID()];
    const node = (kind: string, config: object) => ({ id: kind, kind, label: { ru: '', en: '' }, config });
    const publish = (flowId: string, name: string, nodes: object[]) =>
      api.orm.em
        .fork()
        .execute('insert into flows (id, workspace_id, name, draft, live) values (?, ?, ?, ?, ?)', [
          flowId,
          demoIds.workspace,
          JSON.stringify({ ru: name, en: name }),
          ...[0, 1].map(() => JSON.stringify({ nodes, edges: [] })),
        ]);
    await publish(innerId, 'Остатки', [node('callWebhook', { webhookId: id, waitForAnswer: false, answer: {} })]);
    await publish(outerId, 'Заказ', [node('subFlow', { flowId: innerId })]);
    await api.orm.em
      .fork()
      .execute('insert into assistants (id, workspace_id, name, mode, flow_id) values (?, ?, ?, ?, ?)', [
        randomUUID(),
        demoIds.workspace,
        'Кладовщик',
        'withoutCrm',
        outerId,
      ]);
    const refused = await admin.expectError('Webhook.InUse', 'DELETE', `${hooks}/${id}`);
    expect(refused.status).toBe(409);
    expect(refused.body.fields?.map(({ message }) => message)).toEqual([
      { ru: 'Его вызывает сценарий «Остатки».', en: 'The flow "Остатки" calls it.' },
      { ru: 'С ним работает ассистент «Кладовщик».', en: 'The assistant "Кладовщик" works with it.' },
    ]);
    expect((await list()).map((webhook) => webhook.id)).toContain(id);
    await api.orm.em.fork().execute('update flows set live = null where id = ?', [innerId]);
    await admin.expect(204, 'DELETE', `${hooks}/${id}`);
  });

  it('of another workspace do not exist', async () => {
    const { id } = (
      await admin.expect<{ id: string }>(201, 'POST', hooks, { name: 'Чужой', url: 'https://a.example/' })
    ).body;
    expect(await stored().accessOf(crypto.randomUUID(), id)).toBeNull();
  });

  it('need an address with http or https', async () => {
    await admin.expectError('Request.Invalid', 'POST', hooks, { name: 'x', url: 'file:///etc/passwd' });
    await admin.expectError('Request.Invalid', 'POST', hooks, { name: '', url: 'https://a.example/' });
  });
});
