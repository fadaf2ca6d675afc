import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  amocrmCallbackPath,
  integrationCheckSchema,
  integrationListSchema,
  integrationSchema,
} from '@voronka/contracts';
import type { IntegrationCheck, IntegrationSetup } from '@voronka/contracts';
import type { Browser } from './browser.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';

const clientSecret = 'application-s3cret';
let account: Server;
let accountUrl: string;
/** Bodies of the token requests that the account got. */
let grants: Record<string, string>[] = [];
let api: TestApi;
let admin: Browser;
let id: string;

/** An amoCRM account that takes the code "good" once and knows one administrator. */
function answer(path: string, body: Record<string, string>, bearer: string | undefined): [number, object] {
  if (path === '/oauth2/access_token') {
    grants.push(body);
    if (body.code !== 'good') return [400, { status: 400, hint: 'Authorization code has been revoked' }];
    return [200, { access_token: 'access-1', refresh_token: 'refresh-1', expires_in: 86_400 }];
  }
  if (bearer !== 'Bearer access-1' && bearer !== 'Bearer long-lived') return [401, { status: 401 }];
  if (path === '/api/v4/account') return [200, { id: 1, name: 'Ромашка', current_user_id: 5 }];
  return [200, { id: 5, name: 'Ольга' }];
}

beforeAll(async () => {
  account = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const body = (text === '' ? {} : JSON.parse(text)) as Record<string, string>;
      const [status, value] = answer(request.url ?? '', body, request.headers.authorization);
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    });
  });
  await new Promise<void>((resolve) => account.listen(0, '127.0.0.1', resolve));
  const { port } = account.address() as AddressInfo;
  accountUrl = `http://127.0.0.1:${port}`;
  api = await startTestApi({ VORONKA_ALLOW_HOSTS: `127.0.0.1:${port}` });
  admin = await api.logIn('admin');
});
afterAll(async () => {
  await api.stop();
  account.closeAllConnections();
  await new Promise((resolve) => account.close(resolve));
});

/** A row as it is before anybody has given its credentials. */
async function join(kind: string): Promise<IntegrationSetup> {
  const made = randomUUID();
  await api.orm.em
    .fork()
    .execute(
      `insert into integrations (id, workspace_id, kind, name, settings) select ?, id, ?, 'amoCRM', '{}' from workspaces`,
      [made, kind],
    );
  const { integrations } = integrationListSchema.parse((await admin.expect(200, 'GET', '/api/integrations')).body);
  const found = integrations.find((one) => one.id === made);
  if (!found) throw new Error('the integration is not listed');
  return found;
}
const change = (body: object) => admin.expect<IntegrationSetup>(200, 'PATCH', `/api/integrations/${id}`, body);
const check = async () => (await admin.expect<IntegrationCheck>(200, 'POST', `/api/integrations/${id}/check`)).body;
const setUp = () => change({ accountUrl, clientId: 'client-1', clientSecret });

/** Starts the way to the CRM. @returns the word that the CRM gives back */
async function start(): Promise<{ state: string; page: URL; redirectUrl: string }> {
  const { body } = await admin.expect<{ url: string; redirectUrl: string }>(
    200,
    'POST',
    `/api/integrations/${id}/authorization`,
  );
  const page = new URL(body.url);
  return { page, state: page.searchParams.get('state') ?? '', redirectUrl: body.redirectUrl };
}

/** Comes back from the CRM. @returns what the page of integrations is told */
async function comeBack(browser: Browser, query: Record<string, string>): Promise<string | null> {
  const { headers } = await browser.expect(
    303,
    'GET',
    `${amocrmCallbackPath}?${new URLSearchParams(query).toString()}`,
  );
  return new URL(headers.get('location') ?? '', api.url).searchParams.get('authorization');
}

describe('amoCRM LITE', () => {
  it('is joined with a long-lived token, which is never shown, and says what is missing until then', async () => {
    const made = await join('amocrmLite');
    expect(integrationSchema.parse(made)).toEqual(made);
    expect(made).toMatchObject({ kind: 'amocrmLite', hasSecret: false, authorization: 'notNeeded' });
    expect(made.unavailable.map(({ capability }) => capability)).toContain('stages');
    ({ id } = made);
    await expect(check()).resolves.toMatchObject({ ok: false, code: 'Crm.NotConfigured', missing: 'secret' });
    await change({ longLivedToken: 'long-lived' });
    await expect(check()).resolves.toMatchObject({ ok: false, missing: 'portalUrl' });
    const { body } = await change({ accountUrl: `${accountUrl}/leads/` });
    expect(body).toMatchObject({ hasSecret: true, portalUrl: accountUrl });
    const outcome = await check();
    expect(integrationCheckSchema.parse(outcome)).toEqual(outcome);
    expect(outcome).toMatchObject({ ok: true, account: 'Ромашка', user: 'Ольга', missing: null });
    const shown = JSON.stringify((await admin.expect(200, 'GET', '/api/integrations')).body);
    expect(shown).not.toContain('long-lived');
  });

  it('refuses what another kind is reached with, naming the field', async () => {
    const { body } = await admin.expectError('Request.Invalid', 'PATCH', `/api/integrations/${id}`, {
      webhookUrl: 'https://a.bitrix24.ru/rest/1/secret/',
    });
    expect(JSON.stringify(body)).toContain('webhookUrl');
    await admin.expectError('Crm.NotSupported', 'POST', `/api/integrations/${id}/authorization`);
  });
});

describe('allowing amoCRM FULL', () => {
  beforeEach(async () => {
    grants = [];
    ({ id } = await join('amocrmFull'));
  });

  it('is for admins alone, and needs the application first', async () => {
    await admin.expectError('Crm.NotConfigured', 'POST', `/api/integrations/${id}/authorization`);
    await setUp();
    for (const role of ['manager', 'auditor'] as const) {
      const other = await api.logIn(role);
      await other.expectError('Auth.Forbidden', 'POST', `/api/integrations/${id}/authorization`);
    }
  });

  it('leads to the page of the CRM and back, and then the integration works', async () => {
    await setUp();
    await expect(check()).resolves.toMatchObject({ ok: false, missing: 'authorization' });
    const { page, state, redirectUrl } = await start();
    expect(`${page.origin}${page.pathname}`).toBe(`${accountUrl}/oauth`);
    expect(page.searchParams.get('client_id')).toBe('client-1');
    expect(redirectUrl).toBe(`${api.url}${amocrmCallbackPath}`);
    const referer = new URL(accountUrl).host;
    await expect(comeBack(admin, { code: 'good', state, referer })).resolves.toBe('given');
    expect(grants).toEqual([
      {
        client_id: 'client-1',
        client_secret: clientSecret,
        grant_type: 'authorization_code',
        code: 'good',
        redirect_uri: redirectUrl,
      },
    ]);
    await expect(check()).resolves.toMatchObject({ ok: true, account: 'Ромашка', user: 'Ольга' });
    const rows = await api.orm.em
      .fork()
      .execute<{ sealed: string }[]>('select sealed from crm_tokens where integration_id = ?', [id]);
    expect(rows[0]?.sealed).toMatch(/^v1\./);
    const shown = JSON.stringify((await admin.expect(200, 'GET', '/api/integrations')).body);
    expect(shown).toContain('"authorization":"given"');
    expect(shown).not.toMatch(/access-1|refresh-1|application-s3cret/);
  });

  it('is no longer good for another account or application', async () => {
    await setUp();
    await comeBack(admin, { code: 'good', state: (await start()).state });
    const { body } = await change({ clientId: 'client-2' });
    expect(body.authorization).toBe('missing');
    await expect(check()).resolves.toMatchObject({ ok: false, missing: 'authorization' });
  });

  it('takes nothing from another browser, another login, another account, or a second time', async () => {
    await setUp();
    const referer = new URL(accountUrl).host;
    const first = await start();
    await expect(comeBack(api.browser(), { code: 'good', state: first.state, referer })).resolves.toBe('expired');
    const second = await start();
    const other = await api.logIn('manager');
    await expect(comeBack(other, { code: 'good', state: second.state, referer })).resolves.toBe('expired');
    // It was used up by the attempt.
    await expect(comeBack(admin, { code: 'good', state: second.state, referer })).resolves.toBe('expired');
    await expect(comeBack(admin, { code: 'good', state: 'guessed', referer })).resolves.toBe('expired');
    const third = await start();
    const elsewhere = { code: 'good', state: third.state, referer: 'evil.amocrm.ru' };
    await expect(comeBack(admin, elsewhere)).resolves.toBe('otherAccount');
    expect(grants).toEqual([]);
    await expect(check()).resolves.toMatchObject({ ok: false, missing: 'authorization' });
  });

  it('says so when the person refuses, or the CRM does not take the code', async () => {
    await setUp();
    await expect(comeBack(admin, { error: 'access_denied', state: (await start()).state })).resolves.toBe('denied');
    await expect(comeBack(admin, { code: 'bad', state: (await start()).state })).resolves.toBe('failed');
    await expect(check()).resolves.toMatchObject({ ok: false, missing: 'authorization' });
  });
});
