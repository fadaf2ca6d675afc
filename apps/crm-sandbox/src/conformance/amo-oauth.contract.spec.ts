import { decodeJwt, jwtVerify } from 'jose';
import { amoCaller } from './amo-harness.ts';
import type { AmoAnswer } from './amo-harness.ts';
import { startForTest } from './sandbox-harness.ts';
import type { SandboxUnderTest } from './sandbox-harness.ts';

describe('the authorization server of amoCRM', () => {
  let under: SandboxUnderTest;
  let now: number;

  beforeEach(async () => {
    now = Date.now();
    under = await startForTest({ now: () => now });
  });
  afterEach(() => under.stop());

  async function token(changes: Record<string, string>): Promise<AmoAnswer> {
    const { baseUrl, clientId, clientSecret, redirectUri } = under.ready.amocrm;
    const response = await fetch(`${baseUrl}/oauth2/access_token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uri: redirectUri,
        ...changes,
      }),
    });
    return { status: response.status, type: response.headers.get('content-type') ?? '', body: await response.json() };
  }

  const refresh = (value: string, changes: Record<string, string> = {}): Promise<AmoAnswer> =>
    token({ grant_type: 'refresh_token', refresh_token: value, ...changes });

  const whoAmI = async (value: string): Promise<number> =>
    (await amoCaller(under.ready, value)('GET', '/api/v4/account')).status;

  it('renews a pair once: the second use of a refresh token is revoked', async () => {
    const { refreshToken } = under.ready.amocrm;
    const renewed = await refresh(refreshToken);
    expect(renewed).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 86_400 } });
    const { access_token: access, refresh_token: next } = renewed.body as Record<string, string>;
    expect(await whoAmI(access ?? '')).toBe(200);
    expect(await refresh(refreshToken)).toMatchObject({
      status: 401,
      body: { hint: 'Token has been revoked', title: 'Некорректный запрос', status: 401 },
    });
    expect((await refresh(next ?? '')).status).toBe(200);
  });

  it.each([
    ['a redirect address that is not the integration’s', { redirect_uri: 'https://other.example/' }, 400],
    ['a wrong secret', { client_secret: 'wrong' }, 401],
    ['a grant it does not know', { grant_type: 'password' }, 400],
    ['a refresh token it never gave', { refresh_token: 'made-up' }, 401],
  ])('refuses %s and leaves the refresh token usable', async (_, changes, status) => {
    const { refreshToken } = under.ready.amocrm;
    expect(await refresh(refreshToken, changes)).toMatchObject({ status, body: { status } });
    expect((await refresh(refreshToken)).status).toBe(200);
  });

  it('ends access after 24 hours and the refresh token after three months', async () => {
    const { accessToken, refreshToken, longLivedToken } = under.ready.amocrm;
    now += 86_400_000 - 1;
    expect(await whoAmI(accessToken)).toBe(200);
    now += 2;
    expect([await whoAmI(accessToken), await whoAmI(longLivedToken)]).toEqual([401, 200]);
    now += 90 * 86_400_000;
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  it('ends tokens on demand', async () => {
    const { accessToken, refreshToken } = under.ready.amocrm;
    await under.control('POST', 'amocrm/expire-tokens', {});
    expect(await whoAmI(accessToken)).toBe(401);
    await under.control('POST', 'amocrm/expire-tokens', { refresh: true });
    expect((await refresh(refreshToken)).status).toBe(401);
  });

  it('asks a person for consent and gives a code that works once, for twenty minutes', async () => {
    const { baseUrl, clientId, redirectUri } = under.ready.amocrm;
    const address = `${baseUrl}/oauth?client_id=${clientId}&state=s1&mode=popup`;
    expect(await (await fetch(address)).text()).toContain('Ольга Менеджер');
    const consent = async (userId: string): Promise<URL> => {
      const form = new URLSearchParams({ client_id: clientId, state: 's1', userId });
      const answer = await fetch(`${baseUrl}/oauth`, { method: 'POST', body: form, redirect: 'manual' });
      expect(answer.status).toBe(303);
      return new URL(answer.headers.get('location') ?? '');
    };
    const target = await consent('9000005');
    expect(target.href.startsWith(`${redirectUri}?`)).toBe(true);
    expect(target.searchParams.get('state')).toBe('s1');
    expect(target.searchParams.get('referer')).toBe(new URL(baseUrl).host);
    const code = target.searchParams.get('code') ?? '';
    const first = await token({ grant_type: 'authorization_code', code });
    expect(first.status).toBe(200);
    const { access_token: access } = first.body as { access_token: string };
    const account = await amoCaller(under.ready, access)('GET', '/api/v4/account');
    expect(account.body).toMatchObject({ current_user_id: 9_000_005 });
    expect((await token({ grant_type: 'authorization_code', code })).status).toBe(400);

    const late = (await consent('9000001')).searchParams.get('code') ?? '';
    now += 20 * 60_000 + 1;
    expect((await token({ grant_type: 'authorization_code', code: late })).status).toBe(400);
  });

  it('shows no consent page to an integration it does not know', async () => {
    expect((await fetch(`${under.ready.amocrm.baseUrl}/oauth?client_id=other`)).status).toBe(400);
  });

  it('tells where the account is', async () => {
    const answer = await amoCaller(under.ready)('GET', '/oauth2/account/subdomain');
    expect(answer).toMatchObject({ status: 200, body: { subdomain: 'demo', id: under.ready.amocrm.accountId } });
  });

  it('takes another redirect address from the integration’s settings', async () => {
    await under.control('POST', 'amocrm/integration', { redirectUri: 'https://crm.example/back' });
    const { refreshToken } = under.ready.amocrm;
    expect((await refresh(refreshToken)).status).toBe(400);
    expect((await refresh(refreshToken, { redirect_uri: 'https://crm.example/back' })).status).toBe(200);
  });

  it('mints the token a widget gets, signed with the integration’s secret', async () => {
    await under.control('POST', 'amocrm/integration', { redirectUri: 'https://crm.example/back' });
    const { token: widget } = (await under.control('POST', 'amocrm/widget-token', { userId: 9_000_005 })) as {
      token: string;
    };
    const { clientId, clientSecret, accountId, baseUrl } = under.ready.amocrm;
    const { payload, protectedHeader } = await jwtVerify(widget, new TextEncoder().encode(clientSecret), {
      issuer: baseUrl,
      audience: 'https://crm.example',
      currentDate: new Date(now),
    });
    expect(protectedHeader.alg).toBe('HS256');
    expect(payload).toMatchObject({ account_id: accountId, user_id: 9_000_005, client_uuid: clientId });
    expect(payload.exp).toBe(Math.floor(now / 1000) + 1800);
    const again = (await under.control('POST', 'amocrm/widget-token', {})) as { token: string };
    expect(decodeJwt(again.token).jti).not.toBe(payload.jti);
  });

  it('keeps secrets out of the call log and the state', async () => {
    await refresh(under.ready.amocrm.refreshToken);
    const seen = JSON.stringify([
      await under.control('GET', 'amocrm/calls'),
      await under.control('GET', 'amocrm/state'),
    ]);
    const { clientSecret, refreshToken, accessToken, longLivedToken } = under.ready.amocrm;
    for (const secret of [clientSecret, refreshToken, accessToken, longLivedToken]) expect(seen).not.toContain(secret);
  });
});
