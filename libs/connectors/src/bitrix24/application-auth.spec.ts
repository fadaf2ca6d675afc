import type { CrmCallContext, CrmTokens } from '@voronka/contracts';
import type { OutboundRequest } from '@voronka/platform';
import { MemoryLimiter } from '../contract/memory-limiter.ts';
import { MemoryTokens } from '../contract/memory-tokens.ts';
import { bitrix24ApplicationAuth } from './application-auth.ts';
import { Bitrix24RestClient } from './rest-client.ts';
import { requestBitrix24Tokens } from './token-requests.ts';

const context: CrmCallContext = { correlationId: 'c', lane: 'interactive' };
const startMs = Date.parse('2026-01-01T00:00:00Z');
const hourMs = 3_600_000;
const application = { portalUrl: 'https://demo.bitrix24.ru', clientId: 'local.1', clientSecret: 's3cret' };

const pair = (n: number): CrmTokens => ({
  accessToken: `access-${n}`,
  refreshToken: `refresh-${n}`,
  redirectUri: 'https://us/back',
  expiresAt: new Date(startMs + hourMs).toISOString(),
  portal: { memberId: 'member', endpoint: 'https://demo.bitrix24.ru/rest/' },
});

/** A portal with its authorization server, which takes each refresh token once. */
function world(tokens: CrmTokens | null = pair(0), refusal: { status: number; error: string } | null = null) {
  const store = new MemoryTokens(tokens);
  const requests: OutboundRequest[] = [];
  const log: string[] = [];
  let host = 'demo.bitrix24.ru';
  let current = 0;
  let nowMs = startMs;
  const reply = (status: number, body: object) => {
    const text = JSON.stringify(body);
    return Promise.resolve({ status, headers: {}, body: Buffer.from(text), text: () => text });
  };
  const client = {
    request(request: OutboundRequest) {
      requests.push(request);
      const url = new URL(request.url);
      if (url.pathname === '/oauth/token/') {
        if (refusal) return reply(refusal.status, { error: refusal.error, error_description: 's3cret text' });
        const form = new URLSearchParams(String(request.body));
        log.push(`refresh ${form.get('refresh_token')}`);
        if (form.get('refresh_token') !== `refresh-${current}`) return reply(400, { error: 'invalid_grant' });
        current += 1;
        return reply(200, {
          access_token: `access-${current}`,
          refresh_token: `refresh-${current}`,
          expires_in: 3600,
          client_endpoint: `https://${host}//rest//`,
          member_id: 'member',
        });
      }
      const { auth } = JSON.parse(String(request.body)) as { auth: string };
      log.push(`${url.host}${url.pathname} ${auth}`);
      if (auth === `access-${current}`) return reply(200, { result: 1, time: {} });
      const known = /^access-\d+$/.test(auth);
      return reply(401, { error: known ? 'expired_token' : 'NO_AUTH_FOUND', error_description: auth });
    },
    close: () => Promise.resolve(),
  };
  const limiter = new MemoryLimiter();
  const open = () => {
    const transport = { client, timeoutMs: 1000, now: () => nowMs };
    const auth = bitrix24ApplicationAuth({ application, integrationId: 'i', tokens: store, ...transport });
    return new Bitrix24RestClient({ auth, client, limiter, timeoutMs: 1000 });
  };
  return {
    store,
    log,
    requests,
    limiter,
    open,
    pass: (ms: number) => (nowMs += ms),
    /** The portal ends all tokens before their time. */
    end: () => (current += 1),
    rename: (name: string) => (host = name),
    exchange: (code: string) =>
      requestBitrix24Tokens(application, { grant_type: 'authorization_code', code }, 'https://us/back', {
        client,
        timeoutMs: 1000,
      }),
  };
}

describe('rights of an application in a portal', () => {
  it('go in the body of every call to the address that the portal named', async () => {
    const { open, log } = world();
    await expect(open().write('crm.lead.add', { fields: {} }, context)).resolves.toBe(1);
    expect(log).toEqual(['demo.bitrix24.ru/rest/crm.lead.add access-0']);
  });

  it('are renewed before they end, with grant and secret in the body and never in an address', async () => {
    const { open, log, pass, requests } = world();
    pass(hourMs - 30_000);
    await open().read('profile', {}, context);
    expect(log).toEqual(['refresh refresh-0', 'demo.bitrix24.ru/rest/profile access-1']);
    expect(requests[0]?.url).toBe('https://oauth.bitrix.info/oauth/token/');
    expect(requests.map(({ url }) => url).join(' ')).not.toMatch(/refresh-|access-|s3cret/);
  });

  it('are renewed once for several processes that are refused at the same time, and each goes on (failure 6)', async () => {
    const { open, log, store } = world({ ...pair(0), accessToken: 'access--1' });
    store.stored = { ...pair(0), accessToken: 'access-9' };
    const processes = [open(), open(), open()];
    const calls = processes.flatMap((rest) => Array.from({ length: 5 }, () => rest.read('profile', {}, context)));
    await expect(Promise.all(calls)).resolves.toHaveLength(15);
    expect(log.filter((line) => line.startsWith('refresh'))).toEqual(['refresh refresh-0']);
  });

  it('follow the portal to the address that it has after it was renamed', async () => {
    const { open, log, pass, rename, store } = world();
    const rest = open();
    rename('renamed.bitrix24.ru');
    pass(hourMs);
    await rest.read('profile', {}, context);
    expect(log.at(-1)).toBe('renamed.bitrix24.ru/rest/profile access-1');
    expect(store.stored?.portal).toEqual({ memberId: 'member', endpoint: 'https://renamed.bitrix24.ru/rest/' });
    await expect(rest.host()).resolves.toBe('renamed.bitrix24.ru');
  });

  it('are counted with those of a webhook of the same portal: the vendor counts by portal', async () => {
    const { open, limiter } = world();
    await limiter.block('bitrix24:demo.bitrix24.ru:local', 60_000);
    await expect(open().read('profile', {}, context)).rejects.toMatchObject({ code: 'Crm.RateLimited' });
  });

  it('are lost when the refresh token is not taken, and asked for no second time', async () => {
    const { open, log, store } = world({ ...pair(0), accessToken: 'access-9', refreshToken: 'used' });
    const rest = open();
    await expect(rest.read('profile', {}, context)).rejects.toMatchObject({ code: 'Crm.Unauthorized' });
    expect(store.stored).toBeNull();
    await expect(open().read('profile', {}, context)).rejects.toMatchObject({
      code: 'Crm.NotConfigured',
      details: { missing: 'authorization' },
    });
    expect(log.filter((line) => line.startsWith('refresh'))).toEqual(['refresh used']);
  });

  it('that the portal does not know are not renewed, but looked up where a person has given others meanwhile', async () => {
    const { open, log, store } = world({ ...pair(0), accessToken: 'foreign' });
    const rest = open();
    await expect(rest.read('profile', {}, context)).rejects.toMatchObject({ code: 'Crm.Unauthorized' });
    store.stored = pair(0);
    await expect(rest.read('profile', {}, context)).resolves.toMatchObject({ result: 1 });
    expect(log.some((line) => line.startsWith('refresh'))).toBe(false);
  });
});

describe('asking for tokens', () => {
  it.each([
    [400, 'invalid_grant', 'Crm.Unauthorized', { reason: 'grant' }],
    [400, 'invalid_client', 'Crm.Unauthorized', { reason: 'application' }],
    [400, 'PAYMENT_REQUIRED', 'Crm.Unpaid', {}],
    [403, 'insufficient_scope', 'Crm.Unauthorized', { vendorCode: 'insufficient_scope' }],
    [400, 'invalid_request', 'Crm.Rejected', {}],
    [500, 'INTERNAL_SERVER_ERROR', 'Crm.ServerError', {}],
  ])('is answered %s %s, which is %s, without the server’s words', async (status, error, code, details) => {
    const attempt: unknown = await world(pair(0), { status, error })
      .exchange('code')
      .catch((failure: unknown) => failure);
    expect(attempt).toMatchObject({ code, details });
    expect(JSON.stringify(attempt)).not.toContain('s3cret');
  });

  it('keeps the tokens when the vendor cannot be asked: it is no refusal', async () => {
    const { open, store, pass } = world(pair(0), { status: 500, error: 'INTERNAL_SERVER_ERROR' });
    pass(hourMs);
    await expect(open().write('crm.lead.add', {}, context)).rejects.toMatchObject({ code: 'Crm.ServerError' });
    expect(store.stored).toEqual(pair(0));
  });
});
