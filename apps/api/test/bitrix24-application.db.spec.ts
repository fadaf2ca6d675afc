import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { bitrix24CallbackPath, crmHookAddressSchema, savedIntegrationSchema } from '@voronka/contracts';
import type { IntegrationCheck, IntegrationSetup, SavedIntegration } from '@voronka/contracts';
import { hashToken } from '@voronka/platform';
import type { Browser } from './browser.ts';
import { startPortalStandIn } from './portal-stand-in.ts';
import type { PortalStandIn } from './portal-stand-in.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';

const clientId = 'local.1';
const clientSecret = 'application-s3cret';
const memberId = 'member-of-portal';
let portal: PortalStandIn;
let api: TestApi;
let admin: Browser;
let id: string;

beforeAll(async () => {
  portal = await startPortalStandIn({ clientId, clientSecret, memberId });
  api = await startTestApi({ VORONKA_ALLOW_HOSTS: portal.hostPort });
  admin = await api.logIn('admin');
});
afterAll(async () => {
  await api.stop();
  await portal.stop();
});

const path = () => `/api/integrations/${id}`;
const application = () => ({
  requestId: randomUUID(),
  kind: 'bitrix24',
  way: 'application',
  name: 'Портал',
  accountUrl: `${portal.url}/crm/`,
  clientId,
  clientSecret,
  authServerUrl: portal.url,
});
const join = async (body: object = application()) =>
  (await admin.expect<IntegrationSetup>(201, 'POST', '/api/integrations', body)).body;
const change = async (body: object) => (await admin.expect<SavedIntegration>(200, 'PATCH', path(), body)).body;
const address = async () => crmHookAddressSchema.parse((await admin.expect(200, 'POST', `${path()}/hook`)).body).path;
const check = async () => (await admin.expect<IntegrationCheck>(200, 'POST', `${path()}/check`)).body;
const rows = <T extends object>(sql: string, params: unknown[]) => api.orm.em.fork().execute<T[]>(sql, params);

/** Starts the way to the portal. @returns the word that it gives back, and its page */
async function start(): Promise<{ state: string; page: URL; redirectUrl: string }> {
  const { body } = await admin.expect<{ url: string; redirectUrl: string }>(200, 'POST', `${path()}/authorization`);
  const page = new URL(body.url);
  return { page, state: page.searchParams.get('state') ?? '', redirectUrl: body.redirectUrl };
}

/** Comes back from the portal. @returns what the page of integrations is told */
async function comeBack(query: Record<string, string>, browser: Browser = admin): Promise<string | null> {
  const search = new URLSearchParams(query).toString();
  const { headers } = await browser.expect(303, 'GET', `${bitrix24CallbackPath}?${search}`);
  const target = new URL(headers.get('location') ?? '', api.url);
  expect(target.searchParams.get('crm')).toBe('bitrix24');
  return target.searchParams.get('authorization');
}

const allowed = async (more: object = {}) =>
  comeBack({ code: 'good', state: (await start()).state, domain: portal.hostPort, member_id: memberId, ...more });

/** Every portal is joined by one integration at a time. */
beforeEach(async () => {
  portal.reset();
  await rows('delete from crm_tokens where member_id = ?', [memberId]);
  ({ id } = await join());
});

describe('a portal that is joined by an application', () => {
  it('says which way it is, keeps the secret sealed, and is missing the authorization', async () => {
    const made = await change({ name: 'Портал' });
    expect(savedIntegrationSchema.parse(made)).toMatchObject({
      kind: 'bitrix24',
      way: 'application',
      portalUrl: portal.url,
      clientId,
      authServerUrl: portal.url,
      authorization: 'missing',
      watch: { hook: { setUp: 'byItself' } },
    });
    await expect(check()).resolves.toMatchObject({ ok: false, missing: 'authorization' });
    const [row] = await rows<{ secret: string }>('select secret from integrations where id = ?', [id]);
    expect(api.secrets.open(row?.secret ?? '', `integration:${id}`)).toBe(clientSecret);
  });

  it('asks the vendor’s own server for tokens unless told otherwise', async () => {
    const { authServerUrl: _ours, ...usual } = application();
    await expect(join(usual)).resolves.toMatchObject({ authServerUrl: null });
  });

  it('is allowed on the page of the portal and back, and then works', async () => {
    const { page, state, redirectUrl } = await start();
    expect(`${page.origin}${page.pathname}`).toBe(`${portal.url}/oauth/authorize/`);
    expect(page.searchParams.get('client_id')).toBe(clientId);
    expect(redirectUrl).toBe(`${api.url}${bitrix24CallbackPath}`);
    const back = { code: 'good', state, domain: portal.hostPort, member_id: memberId };
    await expect(comeBack(back)).resolves.toBe('given');
    expect(portal.grants).toEqual([
      { grant_type: 'authorization_code', code: 'good', client_id: clientId, client_secret: clientSecret },
    ]);
    await expect(check()).resolves.toMatchObject({ ok: true, account: portal.hostPort, user: 'Ольга' });
    const shown = JSON.stringify((await admin.expect(200, 'GET', '/api/integrations')).body);
    expect(shown).toContain('"authorization":"given"');
    expect(shown).not.toMatch(/access-1|refresh-1|application-s3cret/);
    const [row] = await rows<{ sealed: string }>('select sealed from crm_tokens where integration_id = ?', [id]);
    expect(row?.sealed).toMatch(/^v1\./);
  });

  it('takes nothing from another browser, another portal, or a second time', async () => {
    const { state } = await start();
    const back = { code: 'good', state, domain: portal.hostPort, member_id: memberId };
    for (const browser of [api.browser(), await api.logIn('manager'), admin]) {
      await expect(comeBack(back, browser)).resolves.toBe('expired');
    }
    await expect(allowed({ domain: 'evil.bitrix24.ru' })).resolves.toBe('otherAccount');
    expect(portal.grants).toEqual([]);
    // The browser says the right portal, the tokens say another.
    await expect(allowed({ member_id: 'another' })).resolves.toBe('otherAccount');
    portal.tells = { memberId: 'another', endpoint: 'https://evil.bitrix24.ru/rest/' };
    await expect(allowed({ member_id: 'another' })).resolves.toBe('otherAccount');
    await expect(check()).resolves.toMatchObject({ ok: false, missing: 'authorization' });
  });

  it('is still itself after it was renamed: its key is the same', async () => {
    await expect(allowed()).resolves.toBe('given');
    portal.tells = { memberId, endpoint: 'https://renamed.bitrix24.ru/rest/' };
    await expect(allowed({ domain: 'renamed.bitrix24.ru' })).resolves.toBe('given');
    await expect(change({ name: 'Портал' })).resolves.toMatchObject({ portalUrl: 'https://renamed.bitrix24.ru' });
  });

  it('is joined by one integration alone', async () => {
    await expect(allowed()).resolves.toBe('given');
    ({ id } = await join());
    await expect(allowed()).resolves.toBe('alreadyJoined');
    await expect(check()).resolves.toMatchObject({ ok: false, missing: 'authorization' });
  });

  it('says so when the person refuses, or the server does not take the code or the application', async () => {
    await expect(allowed({ code: '', error: 'access_denied' })).resolves.toBe('denied');
    await expect(allowed({ code: 'bad' })).resolves.toBe('failed');
    await change({ clientSecret: 'mistyped' });
    await expect(allowed()).resolves.toBe('failed');
  });
});

describe('the way in which a portal is joined', () => {
  const webhookUrl = () => `${portal.url}/rest/1/secret/`;

  it('changes to a webhook and back, and what was allowed before is forgotten', async () => {
    await allowed();
    await expect(change({ webhookUrl: webhookUrl() })).resolves.toMatchObject({
      way: 'webhook',
      clientId: null,
      authServerUrl: null,
      authorization: 'notNeeded',
      watch: { hook: { setUp: 'byHand' } },
    });
    await expect(change({ clientId, clientSecret, authServerUrl: portal.url })).resolves.toMatchObject({
      way: 'application',
      portalUrl: portal.url,
      authorization: 'missing',
    });
  });

  const theirs = 'https://shop.example.com/api/hooks/crm/theirs';
  /** The application lets us in, and its events come to us and to somebody else. @returns our address */
  async function listening(): Promise<string> {
    await allowed();
    const ours = new URL(await address(), 'https://chat.example.com').href;
    portal.handlers.add(ours).add(theirs);
    return ours;
  }

  it('changes after our handlers are taken away from the portal, by the access that is left, and nobody else’s', async () => {
    const ours = await listening();
    const { formerWebhook } = await change({ webhookUrl: webhookUrl() });
    expect(formerWebhook).toEqual({ webhook: 'removed', code: null, message: null });
    expect([...portal.handlers]).toEqual([theirs]);
    const key = ours.split('/').at(-1) ?? '';
    await expect(rows('select 1 from crm_watches where hook_key_hash = ?', [hashToken(key)])).resolves.toEqual([]);
  });

  it('is no other with another application: the handlers of the former one go, too', async () => {
    await listening();
    const { formerWebhook } = await change({ clientId: 'local.2', clientSecret: 'of-another' });
    expect(formerWebhook).toMatchObject({ webhook: 'removed' });
    expect([...portal.handlers]).toEqual([theirs]);
  });

  it('changes although the portal does not let go of our handlers, and says so', async () => {
    const ours = await listening();
    portal.hidesHandlers = true;
    const saved = await change({ webhookUrl: webhookUrl() });
    expect(saved).toMatchObject({ way: 'webhook', formerWebhook: { webhook: 'left', code: 'Crm.Unauthorized' } });
    expect(portal.handlers).toContain(ours);
  });

  it('stays with another name, another secret or the same address again, and so do the handlers', async () => {
    const ours = await listening();
    for (const same of [{ name: 'Иначе' }, { clientSecret: 'renewed' }, { accountUrl: portal.url, clientId }]) {
      await expect(change(same)).resolves.toMatchObject({ formerWebhook: null });
    }
    expect([...portal.handlers]).toEqual([ours, theirs]);
  });

  it.each([
    ['clientSecret', { clientId }],
    ['clientId', { clientSecret }],
    ['clientId', { webhookUrl: 'https://a.bitrix24.ru/rest/1/secret/', clientId }],
  ])('does not change by halves: %s is named', async (field, body) => {
    await change({ webhookUrl: webhookUrl() });
    const refused = await admin.expectError('Request.Invalid', 'PATCH', path(), body);
    expect(refused.body.fields?.map((one) => one.path)).toContain(field);
  });
});

describe('events that the application’s handler is sent', () => {
  const send = async (hook: string, auth: Record<string, string>) => {
    const form = new URLSearchParams([
      ['event', 'ONCRMLEADUPDATE'],
      ['data[FIELDS][ID]', '41'],
      ...Object.entries(auth).map(([name, value]): [string, string] => [`auth[${name}]`, value]),
    ]);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return (await fetch(new URL(hook, api.url), { method: 'POST', headers, body: form })).status;
  };
  const hints = () => rows('select card_id from crm_hints where integration_id = ?', [id]);
  const genuine = { application_token: 't0ken-of-app', member_id: memberId, access_token: 'access-of-event' };

  it('are believed once the portal has vouched for the first, by its token alone from then on', async () => {
    await allowed();
    const hook = await address();
    await expect(send(hook, genuine)).resolves.toBe(200);
    // A robot's change comes without an access token.
    await expect(send(hook, { application_token: 't0ken-of-app', member_id: memberId })).resolves.toBe(200);
    await expect(send(hook, { ...genuine, application_token: 'another-token' })).resolves.toBe(403);
    await expect(hints()).resolves.toHaveLength(1);
    const [row] = await rows<{ hook_token: string }>('select hook_token from crm_watches where integration_id = ?', [
      id,
    ]);
    expect(row?.hook_token).toMatch(/^v1\./);
  });

  it.each([
    ['without an access token', { access_token: '' }],
    ['with one that the portal does not know', { access_token: 'guessed' }],
    ['of another portal', { member_id: 'another' }],
    ['without a token of the application', { application_token: '' }],
  ])('teach nothing %s', async (_, forged) => {
    await allowed();
    const hook = await address();
    await expect(send(hook, { ...genuine, ...forged })).resolves.toBe(403);
    await expect(hints()).resolves.toEqual([]);
    await expect(send(hook, genuine)).resolves.toBe(200);
  });

  it('are learnt anew after the application was allowed again', async () => {
    await allowed();
    const hook = await address();
    await send(hook, genuine);
    await allowed();
    await expect(send(hook, { ...genuine, application_token: 'token-after-reinstall' })).resolves.toBe(200);
  });
});
