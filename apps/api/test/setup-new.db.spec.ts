import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { assistantSchema, createdChannelSchema, integrationListSchema, integrationSchema } from '@voronka/contracts';
import type { AssistantSetup, CreatedChannel, IntegrationSetup } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import type { Browser } from './browser.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';
import { Visitor } from './visitor.ts';

let api: TestApi;
let admin: Browser;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.logIn('admin');
});
afterAll(() => api.stop());

const key = 'key-of-the-portal';
const portal = () => ({
  requestId: randomUUID(),
  kind: 'bitrix24',
  name: 'Наш портал',
  webhookUrl: `https://company.bitrix24.ru/rest/1/${key}/`,
});
const lite = () => ({
  requestId: randomUUID(),
  kind: 'amocrmLite',
  name: 'amoCRM',
  accountUrl: 'https://company.amocrm.ru/leads/',
  token: 'long-lived-token',
});
const assistant = (change: object = {}) => ({
  requestId: randomUUID(),
  name: 'Ночной',
  mode: 'qualifiesAndCreatesLead',
  ...change,
});
const channel = (change: object = {}) => ({ requestId: randomUUID(), kind: 'widget', name: 'Лендинг', ...change });

/** Somebody who opens the chat of that channel. */
const visitorOf = ({ key: site }: CreatedChannel) => Visitor.agreed({ ...api, keys: { ...api.keys, site } });

const make = async <T>(path: string, body: object) => (await admin.expect<T>(201, 'POST', `/api/${path}`, body)).body;
const rows = <T extends object>(sql: string, params: unknown[]) => api.orm.em.fork().execute<T[]>(sql, params);
const audited = async (target: string) =>
  (await rows<{ action: string }>('select action from audit_log where target = ? order by id', [target])).map(
    ({ action }) => action,
  );

describe('a new integration', () => {
  it('is listed without its credentials, which are sealed', async () => {
    const body = portal();
    const made = await make<IntegrationSetup>('integrations', body);
    expect(integrationSchema.parse(made)).toMatchObject({
      id: body.requestId,
      kind: 'bitrix24',
      portalUrl: 'https://company.bitrix24.ru',
      hasSecret: true,
      unavailable: [],
    });
    expect(JSON.stringify(made)).not.toContain(key);
    const [row] = await rows<{ secret: string }>('select secret from integrations where id = ?', [made.id]);
    expect(row?.secret).not.toContain(key);
    expect(api.secrets.open(row?.secret ?? '', `integration:${made.id}`)).toBe(body.webhookUrl);
    expect(await audited(`integration:${made.id}`)).toEqual(['integration.create']);
  });

  it('of a smaller plan says what it cannot do', async () => {
    const made = await make<IntegrationSetup>('integrations', lite());
    expect(made.portalUrl).toBe('https://company.amocrm.ru');
    expect(made.unavailable.map(({ capability }) => capability)).toContain('stages');
  });

  it('of an application keeps the id in the open and the secret sealed', async () => {
    const { token: _token, ...account } = lite();
    const made = await make<IntegrationSetup>('integrations', {
      ...account,
      kind: 'amocrmFull',
      clientId: 'application-1',
      clientSecret: 'secret-of-application',
    });
    const [row] = await rows<{ secret: string; settings: object }>(
      'select secret, settings from integrations where id = ?',
      [made.id],
    );
    expect(row?.settings).toEqual({ portalUrl: 'https://company.amocrm.ru', clientId: 'application-1' });
    expect(api.secrets.open(row?.secret ?? '', `integration:${made.id}`)).toBe('secret-of-application');
  });

  it('is made once, however often the button is pressed', async () => {
    const body = portal();
    const answers = await Promise.all([1, 2, 3].map(() => admin.request('POST', '/api/integrations', body)));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const { body: list } = await admin.expect(200, 'GET', '/api/integrations');
    const { integrations } = integrationListSchema.parse(list);
    expect(integrations.filter(({ id }) => id === body.requestId)).toHaveLength(1);
    expect(await audited(`integration:${body.requestId}`)).toEqual(['integration.create']);
  });

  it.each([
    ['webhookUrl', { webhookUrl: 'https://company.bitrix24.ru/crm/' }],
    ['webhookUrl', { webhookUrl: 'not an address' }],
    ['name', { name: ' ' }],
    ['kind', { kind: 'otherCrm' }],
  ])('is refused with the field %s named: %j', async (field, change) => {
    const refused = await admin.expectError('Request.Invalid', 'POST', '/api/integrations', { ...portal(), ...change });
    expect(refused.body.fields?.map(({ path }) => path)).toContain(field);
    expect(JSON.stringify(refused.body)).not.toContain(key);
  });
});

describe('a new assistant', () => {
  it('begins with the mode that was chosen and without channels', async () => {
    const made = await make<AssistantSetup>('assistants', assistant({ flowId: demoIds.flow }));
    expect(assistantSchema.parse(made)).toMatchObject({
      kind: 'builtIn',
      mode: 'qualifiesAndCreatesLead',
      enabled: true,
      flowId: demoIds.flow,
      channels: [],
    });
    expect(await audited(`assistant:${made.id}`)).toEqual(['assistant.create']);
  });

  it('does not lead by a flow that is unknown or not published', async () => {
    const unknown = await admin.expectError(
      'Request.Invalid',
      'POST',
      '/api/assistants',
      assistant({ flowId: randomUUID() }),
    );
    expect(unknown.body.fields?.[0]?.path).toBe('flowId');
    const from = { kind: 'empty' };
    const name = { ru: 'Пустой', en: 'Empty' };
    const { id } = await make<{ id: string }>('flows', { name, from });
    await admin.expectError('Flow.NotPublished', 'POST', '/api/assistants', assistant({ flowId: id }));
  });
});

describe('a new channel', () => {
  const joined = {
    assistantId: demoIds.assistant,
    funnelId: demoIds.funnel,
    integrationId: demoIds.integration,
  };

  it('answers clients at once when nothing is missing, by a bundle of its own', async () => {
    const made = await make<CreatedChannel>('channels', channel(joined));
    expect(createdChannelSchema.parse(made)).toMatchObject({ lacks: [], advice: null, secret: null, ...joined });
    expect(made.switches).toMatchObject({ createContact: true, searchExisting: true });
    const [bundle] = await rows<{ channel_id: string }>('select channel_id from bundles where hash = ?', [
      made.bundleHash,
    ]);
    expect(bundle?.channel_id).toBe(made.id);
    const visitor = await visitorOf(made);
    await visitor.say('Сколько стоит?');
    expect(await visitor.dialogueId()).toEqual(expect.any(String));
  });

  it.each([
    [{ funnelId: demoIds.funnel }, ['assistant']],
    [{}, ['assistant', 'funnel']],
  ])('that has %j says what it lacks', async (given, lacks) => {
    const made = await make<CreatedChannel>('channels', channel(given));
    expect(made).toMatchObject({ lacks, bundleHash: null, advice: { ru: expect.any(String), en: expect.any(String) } });
  });

  it('whose assistant has no flow says that a flow is missing', async () => {
    const { id: assistantId } = await make<AssistantSetup>('assistants', assistant());
    const made = await make<CreatedChannel>('channels', channel({ ...joined, assistantId }));
    expect(made).toMatchObject({ lacks: ['flow'], bundleHash: null });
    expect(made.advice?.en).toContain('publish a flow');
  });

  it('of a provider tells its secret once, also to a double click', async () => {
    const body = channel({ ...joined, kind: 'webhook' });
    const [first, second] = [
      await make<CreatedChannel>('channels', body),
      await make<CreatedChannel>('channels', body),
    ];
    expect(first.secret).toEqual(expect.any(String));
    expect(second).toEqual({ ...first, secret: null });
    const [row] = await rows<{ secret: string }>('select secret from channels where id = ?', [first.id]);
    expect(api.secrets.open(row?.secret ?? '', `channel:${first.id}`)).toBe(first.secret);
    expect(await audited(`channel:${first.id}`)).toEqual(['channel.create']);
  });

  it.each(['assistantId', 'funnelId', 'integrationId'])('is refused for an unknown %s', async (field) => {
    const body = channel({ ...joined, [field]: randomUUID() });
    const refused = await admin.expectError('Request.Invalid', 'POST', '/api/channels', body);
    expect(refused.body.fields?.map(({ path }) => path)).toEqual([field]);
    expect(await rows('select id from channels where id = ?', [body.requestId])).toEqual([]);
  });

  it('takes a CRM later, and leaves it only before dialogues are in it', async () => {
    const made = await make<CreatedChannel>('channels', channel({ ...joined, integrationId: null }));
    const change = (integrationId: string | null) =>
      admin.request<{ integrationId: string }>('PATCH', `/api/channels/${made.id}`, { integrationId });
    expect((await change(demoIds.integration)).body.integrationId).toBe(demoIds.integration);
    const visitor = await visitorOf(made);
    await visitor.say('Добрый день');
    expect((await change(null)).status).toBe(200);
    expect((await change(demoIds.integration)).status).toBe(200);
    await rows("update dialogues set lead_id = '7' where channel_id = ?", [made.id]);
    const refused = await admin.expectError('Request.Conflict', 'PATCH', `/api/channels/${made.id}`, {
      integrationId: null,
    });
    expect(refused.body.fields?.map(({ path }) => path)).toEqual(['integrationId']);
  });
});

describe('removing', () => {
  it('takes away what nothing uses, and says so in the audit', async () => {
    const integration = await make<IntegrationSetup>('integrations', portal());
    const helper = await make<AssistantSetup>('assistants', assistant());
    const unused = await make<CreatedChannel>('channels', channel());
    const removed = await admin.expect(200, 'DELETE', `/api/integrations/${integration.id}`);
    expect(removed.body).toEqual({ webhook: 'none', code: null, message: null });
    await admin.expectError('Request.NotFound', 'DELETE', `/api/integrations/${integration.id}`);
    for (const path of [`assistants/${helper.id}`, `channels/${unused.id}`]) {
      await admin.expect(204, 'DELETE', `/api/${path}`);
      await admin.expectError('Request.NotFound', 'DELETE', `/api/${path}`);
    }
    expect(await audited(`integration:${integration.id}`)).toEqual(['integration.create', 'integration.delete']);
    expect(await audited(`channel:${unused.id}`)).toEqual(['channel.create', 'channel.delete']);
  });

  it.each([
    ['integrations', demoIds.integration, 'channel'],
    ['assistants', demoIds.assistant, 'channel'],
    ['channels', demoIds.siteChannel, 'versions'],
  ])('of %s in use is refused and names what uses it', async (table, id, user) => {
    const refused = await admin.expectError('Setup.InUse', 'DELETE', `/api/${table}/${id}`);
    expect(refused.body.fields?.map(({ path }) => path)).toContain(user);
    expect(await rows(`select id from ${table} where id = ?`, [id])).toHaveLength(1);
  });
});

describe('making and removing', () => {
  it.each(['manager', 'auditor'] as const)('is not for a %s', async (role) => {
    const person = await api.logIn(role);
    await person.expectError('Auth.Forbidden', 'POST', '/api/integrations', portal());
    await person.expectError('Auth.Forbidden', 'POST', '/api/assistants', assistant());
    await person.expectError('Auth.Forbidden', 'POST', '/api/channels', channel());
    await person.expectError('Auth.Forbidden', 'DELETE', `/api/channels/${demoIds.siteChannel}`);
  });
});
