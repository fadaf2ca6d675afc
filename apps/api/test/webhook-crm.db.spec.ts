import { randomUUID } from 'node:crypto';
import { integrationSchema } from '@voronka/contracts';
import type { IntegrationSetup } from '@voronka/contracts';
import { demoIds, PostgresCardMirrorStore } from '@voronka/persistence';
import { signStandardWebhook } from '@voronka/platform';
import type { Browser } from './browser.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';

const endpointUrl = 'https://crm.example.com/commands?key=hidden-in-the-address';

describe('a CRM that is joined by webhooks', () => {
  let api: TestApi;
  let admin: Browser;
  let made: IntegrationSetup;
  let secret: string;
  let path: string;
  const place = () => `/api/integrations/${made.id}`;
  const renew = async () => {
    ({ secret } = (await admin.expect<{ secret: string }>(200, 'POST', `${place()}/secret`)).body);
  };

  beforeAll(async () => {
    api = await startTestApi({ PUBLIC_URL: 'https://chat.example.com' });
    admin = await api.logIn('admin');
    const body = { requestId: randomUUID(), kind: 'webhook', name: 'Наша CRM', endpointUrl };
    made = (await admin.expect<IntegrationSetup>(201, 'POST', '/api/integrations', body)).body;
    await renew();
    ({ path } = (await admin.expect<{ path: string }>(200, 'POST', `${place()}/hook`)).body);
  });
  afterAll(() => api.stop());

  const stored = async () => {
    const [row] = await api.orm.em
      .fork()
      .execute<{ secret: string }[]>('select secret from integrations where id = ?', [made.id]);
    return JSON.parse(api.secrets.open(row?.secret ?? '', `integration:${made.id}`)) as object;
  };

  it('is listed without its address and its secret, which are sealed', async () => {
    expect(integrationSchema.parse(made)).toMatchObject({
      kind: 'webhook',
      portalUrl: 'https://crm.example.com',
      webhook: { stages: [], fields: {}, extra: {} },
      unavailable: [{ capability: 'deals' }],
      watch: { hook: { state: 'notSet', setUp: 'signed' } },
    });
    const { body } = await admin.expect(200, 'GET', '/api/integrations');
    expect(JSON.stringify(body)).not.toContain('hidden-in-the-address');
    expect(JSON.stringify(body)).not.toContain(secret);
    expect(await stored()).toEqual({ url: endpointUrl, secret });
  });

  it('keeps its secret when the address changes, and the address when there is a new secret', async () => {
    const moved = 'https://crm.example.com/v2';
    await admin.expect(200, 'PATCH', place(), { endpointUrl: moved });
    expect(await stored()).toEqual({ url: moved, secret });
    await renew();
    expect(await stored()).toEqual({ url: moved, secret });
  });

  it('takes stages, names of fields and what goes with every lead', async () => {
    const webhook = {
      stages: [{ id: 'new', name: 'Новый', meaning: 'open' }],
      fields: { 'contact.phone': 'Телефон' },
      extra: { source: 'chat' },
    };
    const { body } = await admin.expect<IntegrationSetup>(200, 'PATCH', place(), { webhook });
    expect(body.webhook).toEqual(webhook);
  });

  it.each([
    ['one stage twice', { stages: ['a', 'a'].map((id) => ({ id, name: 'А', meaning: 'open' })) }],
    ['one name for two fields', { fields: { 'lead.title': 'text', 'lead.page': 'text' } }],
    ['a name that is another field’s', { fields: { 'contact.name': 'phone' } }],
    ['a field that we have not got', { fields: { 'contact.age': 'age' } }],
  ])('refuses %s', async (_, change) => {
    const webhook = { stages: [], fields: {}, extra: {}, ...change };
    await admin.expectError('Request.Invalid', 'PATCH', place(), { webhook });
  });

  it('has what no other kind has, and nothing of theirs', async () => {
    await admin.expectError('Request.Invalid', 'PATCH', place(), { longLivedToken: 'token' });
    const other = `/api/integrations/${demoIds.integration}`;
    await admin.expectError('Request.Invalid', 'PATCH', other, { endpointUrl });
    await admin.expectError('Request.Invalid', 'PATCH', other, { webhook: { stages: [], fields: {}, extra: {} } });
    await admin.expectError('Request.NotFound', 'POST', `${other}/secret`);
    await (await api.logIn('manager')).expectError('Auth.Forbidden', 'POST', `${place()}/secret`);
  });

  describe('that tells of changes', () => {
    beforeEach(() => api.orm.em.fork().execute('delete from crm_hints'));
    const at = (second: number) => new Date(Date.UTC(2026, 10, 1, 12, 0, second)).toISOString();
    const send = (data: object, signing: { secret?: string; nowMs?: number; type?: string } = {}) => {
      const rawBody = JSON.stringify({ type: signing.type ?? 'lead.changed', data });
      const key = { secret: signing.secret ?? secret, nowMs: signing.nowMs ?? Date.now() };
      return fetch(new URL(path, api.url), {
        method: 'POST',
        body: rawBody,
        headers: { 'content-type': 'application/json', ...signStandardWebhook({ id: 'e-1', rawBody, ...key }) },
      });
    };
    const hints = () => api.orm.em.fork().execute<object[]>('select card_id, generation from crm_hints');
    const known = (id: string) => new PostgresCardMirrorStore(api.orm).read(made.id, { kind: 'lead', id });

    it('is believed, and the lead is looked at', async () => {
      const change = { id: '17', at: at(1), version: 1, stage: 'won', responsible: 5, contact: '9' };
      expect((await send(change)).status).toBe(200);
      expect(await hints()).toEqual([{ card_id: '17', generation: 1 }]);
      const [stage, responsible] = ['won', '5'];
      expect(await known('17')).toMatchObject({ statusId: stage, responsibleId: responsible, contactId: '9' });
      const { body } = await admin.expect<{ integrations: IntegrationSetup[] }>(200, 'GET', '/api/integrations');
      expect(body.integrations.find(({ id }) => id === made.id)?.watch.hook.state).toBe('working');
    });

    it('twice is looked at once', async () => {
      const change = { id: '18', at: at(1), stage: 'won' };
      await send(change);
      await send(change);
      expect(await hints()).toEqual([{ card_id: '18', generation: 1 }]);
    });

    it('late changes nothing that is newer, field by field', async () => {
      await send({ id: '19', at: at(5), stage: 'won' });
      await send({ id: '19', at: at(3), stage: 'new', responsible: '7' });
      await send({ id: '19', at: at(2), responsible: null });
      expect(await known('19')).toMatchObject({ statusId: 'won', responsibleId: '7', updatedAt: at(5) });
    });

    it('is put in order by its number before its time', async () => {
      await send({ id: '20', at: at(1), version: 2, stage: 'won' });
      await send({ id: '20', at: at(9), version: 1, stage: 'new' });
      expect(await known('20')).toMatchObject({ statusId: 'won' });
    });

    it('says that a lead is gone', async () => {
      await send({ id: '21', at: at(1), deleted: true });
      expect(await known('21')).toMatchObject({ gone: true });
    });

    it.each([
      ['a signature of another secret', { secret: 'whsec_AAAA' }, 403],
      ['an old signature', { nowMs: Date.now() - 600_000 }, 403],
      ['a command of ours sent back', { type: 'lead.move' }, 400],
    ])('with %s changes nothing', async (_, signing, status) => {
      expect((await send({ id: '22', at: at(1), stage: 'won' }, signing)).status).toBe(status);
      expect(await known('22')).toBeNull();
      expect(await hints()).toEqual([]);
    });

    it.each([
      ['no time', { id: '23', stage: 'won' }],
      ['no lead', { at: at(1), stage: 'won' }],
      ['a stage that is none', { id: '23', at: at(1), stage: { a: 1 } }],
    ])('with %s is refused', async (_, data) => {
      expect((await send(data)).status).toBe(400);
      expect(await hints()).toEqual([]);
    });
  });
});
