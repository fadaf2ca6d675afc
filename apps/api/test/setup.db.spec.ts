import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  assistantListSchema,
  assistantSchema,
  channelListSchema,
  channelSchema,
  funnelListSchema,
  funnelSchema,
  integrationCheckSchema,
  integrationListSchema,
} from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import type { Browser } from './browser.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';
import { Visitor } from './visitor.ts';

let crm: Server;
let crmAnswer: (respond: (status: number, body: string) => void) => void = (respond) => respond(404, '');
let crmUrl: string;
let api: TestApi;
let admin: Browser;

beforeAll(async () => {
  crm = createServer((_request, response) =>
    crmAnswer((status, body) => response.writeHead(status, { 'content-type': 'application/json' }).end(body)),
  );
  await new Promise<void>((resolve) => crm.listen(0, '127.0.0.1', resolve));
  const { port } = crm.address() as AddressInfo;
  crmUrl = `http://127.0.0.1:${port}`;
  api = await startTestApi({ VORONKA_ALLOW_HOSTS: `127.0.0.1:${port}` });
  admin = await api.logIn('admin');
});
afterAll(async () => {
  await api.stop();
  crm.closeAllConnections();
  await new Promise((resolve) => crm.close(resolve));
});

async function bundleOf(channelId: string): Promise<{ hash: string; content: Record<string, unknown> }> {
  const [row] = await api.orm.em
    .fork()
    .execute<{ hash: string; canonical: string }[]>(
      'select b.hash, b.canonical from channels c join bundles b on b.hash = c.live_bundle_hash where c.id = ?',
      [channelId],
    );
  return { hash: row?.hash ?? '', content: JSON.parse(row?.canonical ?? '{}') as Record<string, unknown> };
}

describe('the settings', () => {
  it('are read as the contract says and never show a secret', async () => {
    const answers = await Promise.all(
      ['channels', 'assistants', 'integrations', 'funnels'].map((what) => admin.expect(200, 'GET', `/api/${what}`)),
    );
    const [channels, assistants, integrations, funnels] = answers.map(({ body }) => body);
    expect(channelListSchema.parse(channels)).toEqual(channels);
    expect(assistantListSchema.parse(assistants)).toEqual(assistants);
    expect(integrationListSchema.parse(integrations)).toEqual(integrations);
    expect(funnelListSchema.parse(funnels)).toEqual(funnels);
    const all = JSON.stringify([channels, assistants, integrations, funnels]);
    expect(all).not.toContain('sandbox-secret');
    expect(all).not.toContain(api.webhookSecret);
    expect(all).not.toContain('v1.');
  });

  it('bind the demo’s stages as the requirements say', async () => {
    const { integrations } = integrationListSchema.parse((await admin.expect(200, 'GET', '/api/integrations')).body);
    const mapping = Object.fromEntries(integrations[0]?.mappings.map((one) => [one.stageKey, one.crmStatusId]) ?? []);
    expect(mapping).toEqual({
      unsorted: 'NEW',
      firstContact: 'UC_CONTACT',
      negotiation: 'IN_PROCESS',
      decision: 'UC_CONTRACT',
      won: 'CONVERTED',
      lost: 'JUNK',
    });
    expect(integrations[0]?.managers).toEqual([{ userId: demoIds.manager, name: 'Ольга', crmUserId: '5' }]);
  });
});

describe('saving a channel', () => {
  const path = `/api/channels/${demoIds.siteChannel}`;

  it('changes what is given and makes a new bundle', async () => {
    const before = await bundleOf(demoIds.siteChannel);
    const change = { switches: { createLead: false }, policies: { automaticTags: ['с сайта'] } };
    const saved = channelSchema.parse((await admin.expect(200, 'PATCH', path, change)).body);
    expect(saved.switches).toMatchObject({ createLead: false, createContact: true });
    const after = await bundleOf(demoIds.siteChannel);
    expect(after.hash).not.toBe(before.hash);
    expect(after.hash).toBe(saved.bundleHash);
    expect(after.content['policies']).toMatchObject({ automaticTags: ['с сайта'], notes: true });
  });

  it('comes back to the earlier bundle when the change is taken back', async () => {
    const before = await bundleOf(demoIds.siteChannel);
    await admin.expect(200, 'PATCH', path, { switches: { searchExisting: false } });
    await admin.expect(200, 'PATCH', path, { switches: { searchExisting: true } });
    expect((await bundleOf(demoIds.siteChannel)).hash).toBe(before.hash);
  });

  it('keeps what lives outside the bundle out of it', async () => {
    const before = await bundleOf(demoIds.siteChannel);
    await admin.expect(200, 'PATCH', path, { defaultManagerId: null });
    expect((await bundleOf(demoIds.siteChannel)).hash).toBe(before.hash);
    await admin.expect(200, 'PATCH', path, { defaultManagerId: demoIds.manager });
  });

  it('refuses a default manager who is none', async () => {
    const auditor = { defaultManagerId: demoIds.auditor };
    const answer = await admin.expectError('Request.Invalid', 'PATCH', path, auditor);
    expect(answer.body.fields?.[0]?.path).toBe('defaultManagerId');
  });

  it('forgets its own last words again', async () => {
    const stopText = { ru: 'Больше не пишем.', en: 'We are silent now.' };
    await admin.expect(200, 'PATCH', path, { policies: { stopText } });
    expect((await bundleOf(demoIds.siteChannel)).content['policies']).toMatchObject({ stopText });
    await admin.expect(200, 'PATCH', path, { policies: { stopText: null } });
    const { content } = await bundleOf(demoIds.siteChannel);
    expect(content['policies']).not.toHaveProperty('stopText');
    expect(content['policies']).toMatchObject({ notes: true });
  });

  it('goes to another funnel, for new dialogues, if that has the stages which the flow needs', async () => {
    const made = await admin.expect(201, 'POST', '/api/funnels', { name: { ru: 'Сервис', en: 'Service' } });
    const { id, name, stages } = funnelSchema.parse(made.body);
    const saved = channelSchema.parse((await admin.expect(200, 'PATCH', path, { funnelId: id })).body);
    expect(saved.funnelId).toBe(id);
    expect((await bundleOf(demoIds.siteChannel)).content['funnel']).toMatchObject({ id });
    await admin.expect(200, 'PATCH', path, { funnelId: demoIds.funnel });
    const rest = stages.filter(({ key }) => key !== 'firstContact');
    await admin.expect(200, 'PUT', `/api/funnels/${id}`, {
      name,
      stages: rest.map(({ key, name: title, semantics }) => ({ key, name: title, semantics })),
      basedOn: stages.map(({ key }) => key),
    });
    const refused = await admin.expectError('Request.Invalid', 'PATCH', path, { funnelId: id });
    expect(refused.body.fields).toMatchObject([
      { path: 'funnelId', message: { en: expect.stringContaining('firstContact') } },
    ]);
    expect((await bundleOf(demoIds.siteChannel)).content['funnel']).toMatchObject({ id: demoIds.funnel });
  });

  it('refuses a funnel or an assistant that is not there', async () => {
    for (const field of ['funnelId', 'assistantId']) {
      const answer = await admin.expectError('Request.Invalid', 'PATCH', path, { [field]: randomUUID() });
      expect(answer.body.fields?.[0]?.path).toBe(field);
    }
  });

  it('refuses origins that are no origins', async () => {
    const settings = { allowedOrigins: ['https://site.example/path'] };
    await admin.expectError('Request.Invalid', 'PATCH', path, { settings });
  });

  it('switched off, the channel is unknown to the outside, and its visitors keep their conversation', async () => {
    const visitor = await Visitor.agreed(api);
    await visitor.say('Вернусь');
    await admin.expect(200, 'PATCH', path, { enabled: false });
    await visitor.browser.expectError('Channel.Unknown', 'GET', '/api/widget/messages', undefined, visitor.bearer());
    await api.browser().expectError('Channel.Unknown', 'POST', `/api/widget/${api.keys.site}/session`, {});
    await admin.expect(200, 'PATCH', path, { enabled: true });
    expect(await visitor.messages()).toHaveLength(1);
  });
});

describe('an assistant', () => {
  const path = `/api/assistants/${demoIds.assistant}`;

  it('gets another mode by a new bundle, and is switched off without one', async () => {
    const before = await bundleOf(demoIds.siteChannel);
    const saved = assistantSchema.parse((await admin.expect(200, 'PATCH', path, { enabled: false })).body);
    expect(saved).toMatchObject({ enabled: false, channels: [{ name: expect.any(String) }, {}] });
    expect((await bundleOf(demoIds.siteChannel)).hash).toBe(before.hash);
    await admin.expect(200, 'PATCH', path, { enabled: true, mode: 'withoutCrm' });
    expect((await bundleOf(demoIds.siteChannel)).content['assistant']).toMatchObject({ mode: 'withoutCrm' });
    await admin.expect(200, 'PATCH', path, { mode: 'qualifiesAndCreatesLead' });
  });

  it('that does not exist is not found', async () => {
    await admin.expectError('Request.NotFound', 'PATCH', `/api/assistants/${randomUUID()}`, { enabled: false });
  });
});

describe('the integration', () => {
  const path = `/api/integrations/${demoIds.integration}`;
  const check = async () => integrationCheckSchema.parse((await admin.expect(200, 'POST', `${path}/check`)).body);

  it('takes an address and never gives it back', async () => {
    const webhookUrl = `${crmUrl}/rest/1/very-secret-token/`;
    const saved = await admin.expect(200, 'PATCH', path, { webhookUrl });
    expect(saved.body).toMatchObject({ hasSecret: true, portalUrl: crmUrl });
    expect(JSON.stringify(saved.body)).not.toContain('very-secret-token');
    const [row] = await api.orm.em
      .fork()
      .execute<object[]>('select i.secret, (select json_agg(a.detail) from audit_log a) as audit from integrations i');
    expect(JSON.stringify(row)).not.toContain('very-secret-token');
  });

  it.each([
    [1, true],
    [2, false],
  ])('tells who lets us in, and in mode %i whether there are leads: %s', async (mode, leads) => {
    const result = { result: { profile: { ID: '1', NAME: 'Ольга' }, mode }, result_error: [] };
    crmAnswer = (respond) => respond(200, JSON.stringify({ result, time: {} }));
    expect(await check()).toMatchObject({ ok: true, user: 'Ольга', leads, code: null });
  });

  it.each([
    [401, '{"error":"expired_token"}', 'Crm.Unauthorized'],
    [500, '{"error":"INTERNAL_SERVER_ERROR"}', 'Crm.ServerError'],
    [200, '<html>welcome</html>', 'Crm.UnreadableAnswer'],
  ])('tells in words that the CRM answered %i %s', async (status, body, code) => {
    crmAnswer = (respond) => respond(status, body);
    const outcome = await check();
    expect(outcome).toMatchObject({ ok: false, code, message: { ru: expect.any(String), en: expect.any(String) } });
  });

  it('tells that nothing answers', async () => {
    await admin.expect(200, 'PATCH', path, { webhookUrl: 'https://127.0.0.1:9/rest/1/x/' });
    const outcome = await check();
    expect(outcome.ok).toBe(false);
    expect(['Crm.Unreachable', 'Crm.AddressForbidden']).toContain(outcome.code);
  });

  it('refuses an address that is none', async () => {
    await admin.expectError('Request.Invalid', 'PATCH', path, { webhookUrl: 'file:///etc/passwd' });
  });
});
