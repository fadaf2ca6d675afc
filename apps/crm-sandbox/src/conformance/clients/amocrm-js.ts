import { globalAgent } from 'node:https';
import type { Agent } from 'node:https';
import amocrm from 'amocrm-js';
import type { SandboxReadyLine } from '../../index.ts';

// Run by `runClientProgram`: walks the vendor's community client through the account and reports what it saw.

const ready = JSON.parse(process.env['SANDBOX_READY'] ?? '') as SandboxReadyLine;
const { clientId, clientSecret, redirectUri, longLivedToken, accessToken, refreshToken } = ready.amocrm;
// The client has an option for neither scheme nor port; the port is all it needs to be told.
(globalAgent as Agent & { defaultPort: number }).defaultPort = ready.tlsPort ?? 443;
// It prints every error answer on its own.
console.error = () => undefined;

const auth = { client_id: clientId, client_secret: clientSecret, redirect_uri: redirectUri };
const byToken = new amocrm.Client({ domain: '127.0.0.1', auth: { ...auth, bearer: longLivedToken } });

async function control(path: string, body: object): Promise<void> {
  const headers = { 'x-sandbox-token': ready.controlToken, 'content-type': 'application/json' };
  await fetch(`${ready.pageUrl}__sandbox/amocrm/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** What a call threw: the message and the problem document with it. */
async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => 'no failure',
    (error: Error & { data?: object }) => ({ message: error.message, data: error.data ?? null }),
  );
}

/** A client with tokens of its own, the access token's end as given. */
function withTokens(
  tokens: { access: string; refresh: string },
  expiresAt: number,
): InstanceType<typeof amocrm.Client> {
  const client = new amocrm.Client({ domain: '127.0.0.1', auth });
  client.token.setValue({
    token_type: 'Bearer',
    expires_in: 86_400,
    access_token: tokens.access,
    refresh_token: tokens.refresh,
    expires_at: expiresAt,
  });
  return client;
}

interface Page {
  readonly _embedded: { readonly leads: { readonly name: string }[] };
}

const created = await byToken.leads.create([{ name: 'Первая' }, { name: 'Вторая' }, { name: 'Третья' }]);
const first = created[0];
const found = await byToken.leads.getById(Number(first?.id));
await byToken.leads.update([{ id: Number(first?.id), name: 'Изменённая' }]);
const read = await byToken.request.get<{ name: string }>(`/api/v4/leads/${Number(first?.id)}`);
const complex = await byToken.request.post<object[]>('/api/v4/leads/complex', [{ name: 'Составная' }]);
const pages = await byToken.leads.get({ limit: 3 });
const sizes = [pages?.getData().length];
if (await pages?.next()) sizes.push(pages?.getData().length);
const nothing = await byToken.request.get<object>('/api/v4/companies');
const wrong = await failureOf(byToken.request.post('/api/v4/leads', [{ status_id: 1 }]));

await control('limits', { enabled: true, integrationPerSecond: 1, refusal: 'html' });
await byToken.request.get('/api/v4/account');
const refusedPage = await failureOf(byToken.request.get('/api/v4/account'));
await control('limits', { enabled: true, integrationPerSecond: 1, refusal: 'json' });
await byToken.request.get('/api/v4/account');
const refusedJson = await failureOf(byToken.request.get('/api/v4/account'));
await control('limits', { enabled: false });

await control('faults', { kind: 'splitUtf8', method: 'GET /api/v4/leads' });
const split = await byToken.request.get<Page>('/api/v4/leads', { limit: 1 });

const past = Date.now() - 60_000;
const refreshing = withTokens({ access: accessToken, refresh: refreshToken }, past);
const account = await refreshing.request.get<{ subdomain: string }>('/api/v4/account');
const renewed = refreshing.token.getValue();
const usedTwice = await failureOf(withTokens({ access: accessToken, refresh: refreshToken }, past).token.refresh());
const racing = withTokens({ access: renewed?.access_token ?? '', refresh: renewed?.refresh_token ?? '' }, past);
const race = await Promise.allSettled([1, 2, 3, 4, 5].map(() => racing.token.refresh()));

process.stdout.write(
  JSON.stringify({
    ids: created.map((lead) => typeof lead.id),
    found: found?.getAttributes(),
    name: read.data.name,
    complex: complex.data,
    sizes,
    nothing: nothing.data,
    wrong,
    refusedPage,
    refusedJson,
    split: split.data._embedded.leads[0]?.name,
    subdomain: account.data.subdomain,
    isRenewed: renewed?.access_token !== accessToken && renewed?.refresh_token !== refreshToken,
    usedTwice,
    race: race.map((outcome) => outcome.status).sort(),
  }),
);
