import { randomUUID } from 'node:crypto';
import { demoIds } from '@voronka/persistence';
import { hashToken } from '@voronka/platform';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';

const watched = `/api/integrations/${demoIds.integration}`;
const token = 'application-token-1';

describe('webhooks of a CRM', () => {
  let api: TestApi;
  let path: string;

  beforeAll(async () => {
    api = await startTestApi({ PUBLIC_URL: 'https://chat.example.com' });
    const admin = await api.logIn('admin');
    const { body } = await admin.expect<{ path: string; url: string }>(200, 'POST', `${watched}/hook`);
    path = body.path;
    expect(body.url).toBe(`https://chat.example.com${path}`);
    await admin.expect(204, 'PUT', `${watched}/hook-token`, { token });
  });
  afterAll(() => api.stop());
  beforeEach(() => api.orm.em.fork().execute('delete from crm_hints'));

  const send = (form: string, to = path) =>
    fetch(new URL(to, api.url), {
      method: 'POST',
      body: form,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  const hook = (changes: Record<string, string> = {}) =>
    new URLSearchParams({
      event: 'ONCRMLEADUPDATE',
      'data[FIELDS][ID]': '41',
      'data[FIELDS][NAME]': 'Анна +79161234567',
      'auth[application_token]': token,
      ...changes,
    }).toString();
  const hints = () =>
    api.orm.em.fork().execute<Record<string, unknown>[]>('select * from crm_hints order by card_kind, card_id');
  const watch = async (role: 'admin' | 'manager' = 'admin') => {
    const { body } = await (
      await api.logIn(role)
    ).expect<{ integrations: { id: string; watch: unknown }[] }>(200, 'GET', '/api/integrations');
    return body.integrations.find(({ id }) => id === demoIds.integration)?.watch;
  };

  it('become a hint at the card and nothing else, one however often they come', async () => {
    expect((await send(hook())).status).toBe(200);
    expect((await send(hook({ event: 'ONCRMLEADDELETE' }))).status).toBe(200);
    expect((await send(hook({ event: 'ONCRMDEALADD', 'data[FIELDS][ID]': '7' }))).status).toBe(200);
    const put = await hints();
    expect(put).toMatchObject([
      { card_kind: 'deal', card_id: '7', generation: 1 },
      { card_kind: 'lead', card_id: '41', generation: 2, source: 'hook' },
    ]);
    expect(JSON.stringify(put)).not.toMatch(/Анна|7916|token-1/);
    expect(await watch()).toMatchObject({ waiting: 2, hook: { state: 'working' } });
  });

  it.each([
    ['without a token', { 'auth[application_token]': '' }, 403],
    ['with a wrong token', { 'auth[application_token]': 'application-token-2' }, 403],
    ['of another entity', { event: 'ONCRMCONTACTUPDATE' }, 200],
    ['with an id that is none', { 'data[FIELDS][ID]': `1' or 1=1` }, 200],
  ])('%s put down nothing', async (_, changes, status) => {
    expect((await send(hook(changes))).status).toBe(status);
    expect(await hints()).toEqual([]);
  });

  it('are taken at no other address', async () => {
    expect((await send(hook(), '/api/hooks/crm/guessed')).status).toBe(404);
    expect((await send(hook(), `/api/hooks/crm/${demoIds.integration}`)).status).toBe(404);
  });

  it.each([
    ['an empty body', ''],
    ['a form of any depth', `a${'[b]'.repeat(500)}=1&__proto__[x]=2`],
    ['what is no form', '{"event": "ONCRMLEADUPDATE"}'],
    ['thousands of values', 'a[]=1&'.repeat(20_000)],
  ])('as %s do no harm', async (_, body) => {
    expect((await send(body)).status).toBe(403);
    expect(await hints()).toEqual([]);
  });

  it('are refused when they are too large', async () => {
    expect((await send(`a=${'x'.repeat(300 * 1024)}`)).status).toBe(413);
  });

  it('end at the former address when there is a new one, which is told once', async () => {
    const admin = await api.logIn('admin');
    const former = path;
    path = (await admin.expect<{ path: string }>(200, 'POST', `${watched}/hook`)).body.path;
    expect((await send(hook(), former)).status).toBe(404);
    expect((await send(hook())).status).toBe(200);
    expect(JSON.stringify(await watch())).not.toContain(path.split('/').at(-1));
  });

  it('are set up by admins, with the deed on record', async () => {
    const manager = await api.logIn('manager');
    await manager.expectError('Auth.Forbidden', 'POST', `${watched}/hook`);
    await manager.expectError('Auth.Forbidden', 'PUT', `${watched}/hook-token`, { token });
    await manager.expectError('Auth.Forbidden', 'POST', `${watched}/reconcile`);
    const admin = await api.logIn('admin');
    await admin.expect(202, 'POST', `${watched}/reconcile`);
    await admin.expectError('Request.NotFound', 'POST', `/api/integrations/${demoIds.funnel}/reconcile`);
    await admin.expectError('Request.Invalid', 'PUT', `${watched}/hook-token`, { token: 'short' });
    await admin.expect(200, 'PATCH', watched, { reconcileEveryMinutes: 15 });
    expect(await watch('manager')).toMatchObject({ everyMinutes: 15, running: true, lastRun: null });
    const audited = await api.orm.em
      .fork()
      .execute<{ action: string }[]>(
        `select distinct action from audit_log where action like 'integration.%' order by 1`,
      );
    expect(audited.map(({ action }) => action)).toEqual([
      'integration.hook',
      'integration.hookToken',
      'integration.reconcile',
      'integration.reconcileEvery',
      'integration.update',
    ]);
  });
});

describe('webhooks of amoCRM', () => {
  let api: TestApi;
  const full = randomUUID();
  const lite = randomUUID();
  const key = 'an-unguessable-key';

  beforeAll(async () => {
    api = await startTestApi({ PUBLIC_URL: 'https://chat.example.com' });
    const em = api.orm.em.fork();
    for (const [id, kind] of [
      [full, 'amocrmFull'],
      [lite, 'amocrmLite'],
    ]) {
      await em.execute(
        `insert into integrations (id, workspace_id, kind, name, settings) select ?, id, ?, ?, '{}' from workspaces`,
        [id, kind, kind],
      );
    }
    await em.execute(
      `insert into crm_watches (integration_id, workspace_id, hook_key_hash, hook_account, subscribed_at)
       select ?, id, ?, '31000001', now() from workspaces`,
      [full, hashToken(key)],
    );
  });
  afterAll(() => api.stop());
  beforeEach(() => api.orm.em.fork().execute('delete from crm_hints'));

  const send = (form: string) =>
    fetch(new URL(`/api/hooks/crm/${key}`, api.url), {
      method: 'POST',
      body: new URLSearchParams(form).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  const hints = () =>
    api.orm.em
      .fork()
      .execute<Record<string, unknown>[]>('select card_kind, card_id, integration_id from crm_hints order by card_id');
  const hookOf = async (id: string) => {
    const admin = await api.logIn('admin');
    const { body } = await admin.expect<{ integrations: { id: string; watch: { hook: unknown } }[] }>(
      200,
      'GET',
      '/api/integrations',
    );
    return body.integrations.find((one) => one.id === id)?.watch.hook;
  };

  it('become hints at the leads by the address alone, several at once', async () => {
    expect(await hookOf(full)).toMatchObject({ state: 'waiting', setUp: 'byItself', resubscribedAt: null });
    const form =
      'leads[status][0][id]=41&leads[status][1][id]=42&leads[status][0][name]=Anna&account[id]=31000001&account[subdomain]=demo';
    expect((await send(form)).status).toBe(200);
    expect(await hints()).toEqual([
      { card_kind: 'lead', card_id: '41', integration_id: full },
      { card_kind: 'lead', card_id: '42', integration_id: full },
    ]);
    expect(await hookOf(full)).toMatchObject({ state: 'working' });
  });

  it('of another account put down nothing', async () => {
    expect((await send('leads[status][0][id]=41&account[id]=31000002')).status).toBe(403);
    expect(await hints()).toEqual([]);
  });

  it('are not subscribed where the CRM refused, and the page says so', async () => {
    await api.orm.em.fork().execute(`update crm_watches set subscription_code = 'Crm.Unauthorized'`);
    expect(await hookOf(full)).toMatchObject({ state: 'refused' });
    await api.orm.em.fork().execute('update crm_watches set subscription_code = null, subscribed_at = null');
    expect(await hookOf(full)).toMatchObject({ state: 'notSet' });
  });

  it('are none of LITE, which gets no address either', async () => {
    expect(await hookOf(lite)).toMatchObject({ state: 'none', setUp: 'never' });
    const admin = await api.logIn('admin');
    await admin.expectError('Crm.NotSupported', 'POST', `/api/integrations/${lite}/hook`);
    const rows = await api.orm.em
      .fork()
      .execute('select hook_key_hash from crm_watches where integration_id = ?', [lite]);
    expect(rows).toEqual([]);
  });
});

describe('an installation that nobody outside can reach', () => {
  let api: TestApi;
  beforeAll(async () => {
    api = await startTestApi();
  });
  afterAll(() => api.stop());

  it('says that no webhook can arrive, and that the CRM is asked instead', async () => {
    const admin = await api.logIn('admin');
    const { body } = await admin.expect<{ integrations: { watch: unknown }[] }>(200, 'GET', '/api/integrations');
    expect(body.integrations[0]?.watch).toMatchObject({
      hook: { state: 'unreachable', lastAt: null },
      everyMinutes: 5,
    });
    expect((await admin.expect(200, 'POST', `${watched}/hook`)).body).toMatchObject({ url: null });
  });
});
