import { resultOf, startForTest, vendorClient } from './sandbox-harness.ts';
import type { SandboxUnderTest } from './sandbox-harness.ts';

describe('the vendor client and its tokens', () => {
  let under: SandboxUnderTest;

  beforeEach(async () => {
    under = await startForTest();
  });
  afterEach(() => under.stop());

  const refresh = async (refreshToken: string, method: 'GET' | 'POST' = 'POST'): Promise<Response> => {
    const { clientEndpoint, clientId, clientSecret } = under.ready.bitrix24;
    const form = new URLSearchParams({
      grant_type: 'refresh_token',
      client_id: clientId,
      client_secret: clientSecret,
      refresh_token: refreshToken,
    });
    const url = clientEndpoint.replace('/rest/', '/oauth/token/');
    return method === 'GET' ? fetch(`${url}?${form}`) : fetch(url, { method, body: form });
  };

  it('refreshes an expired access token and goes on', async () => {
    const client = vendorClient(under.ready);
    const refreshed: string[] = [];
    client.setCallbackRefreshAuth(async ({ b24OAuthParams }) => {
      refreshed.push(b24OAuthParams.refreshToken);
    });
    await under.control('POST', 'expire-tokens');
    expect(await resultOf(client, 'crm.settings.mode.get')).toBe(1);
    expect(refreshed).toHaveLength(1);
    expect(refreshed[0]).not.toBe(under.ready.bitrix24.refreshToken);
    expect(await resultOf(client, 'crm.settings.mode.get')).toBe(1);
  });

  it('refuses a refresh token that was used', async () => {
    const first = await refresh(under.ready.bitrix24.refreshToken);
    const pair = (await first.json()) as Record<string, unknown>;
    expect(pair).toMatchObject({
      expires_in: 3600,
      member_id: under.ready.bitrix24.memberId,
      client_endpoint: under.ready.bitrix24.clientEndpoint,
      status: 'L',
      user_id: 1,
    });
    expect(Number(pair['expires'])).toBeGreaterThan(Date.now() / 1000 + 3500);
    const second = await refresh(under.ready.bitrix24.refreshToken);
    expect([second.status, await second.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
    expect((await refresh(String(pair['refresh_token']), 'GET')).status).toBe(200);
  });

  it('tells an expired token from a wrong one', async () => {
    const call = async (auth: string): Promise<unknown> => {
      const response = await fetch(`${under.ready.bitrix24.clientEndpoint}profile?auth=${auth}`);
      return [response.status, ((await response.json()) as { error: string }).error];
    };
    expect(await call('wrong')).toEqual([401, 'NO_AUTH_FOUND']);
    await under.control('POST', 'expire-tokens');
    expect(await call(under.ready.bitrix24.accessToken)).toEqual([401, 'expired_token']);
  });

  it('hands out a code once and changes it for tokens', async () => {
    const { clientId, clientSecret, clientEndpoint } = under.ready.bitrix24;
    const origin = new URL(clientEndpoint).origin;
    const consent = await fetch(
      `${origin}/oauth/authorize/?client_id=${clientId}&state=s1&redirect_uri=${encodeURIComponent('http://127.0.0.1:9/cb')}`,
      { redirect: 'manual' },
    );
    const target = new URL(consent.headers.get('location') ?? '');
    expect(target.searchParams.get('state')).toBe('s1');
    const exchange = async (): Promise<Response> =>
      fetch(
        `${origin}/oauth/token/?grant_type=authorization_code&client_id=${clientId}&client_secret=${clientSecret}&code=${target.searchParams.get('code')}`,
      );
    const tokens = (await (await exchange()).json()) as { access_token: string };
    const profile = await fetch(`${clientEndpoint}profile?auth=${tokens.access_token}`);
    expect(profile.status).toBe(200);
    expect((await exchange()).status).toBe(400);
  });

  it('refuses a foreign client', async () => {
    const response = await fetch(
      `${under.ready.bitrix24.clientEndpoint.replace('/rest/', '/oauth/token/')}?grant_type=refresh_token&client_id=x&client_secret=y`,
    );
    expect(await response.json()).toMatchObject({ error: 'invalid_client' });
  });
});
