import { randomBytes } from 'node:crypto';
import { startSandboxProcess } from '@voronka/connectors/contract';
import type { SandboxProcess } from '@voronka/connectors/contract';
import { demoIds, PostgresCrmTokenStore, secretPlace } from '@voronka/persistence';
import { createKeyring, createSecretBox } from '@voronka/platform';
import { createDemoWorld } from '../stores/demo-world.ts';
import type { DemoWorld } from '../stores/demo-world.ts';
import { startTokenCaller } from './token-caller-process.ts';
import type { TokenCaller } from './token-caller-process.ts';

const callsEach = 6;
const integrationId = demoIds.integration;

describe('tokens of an application of Bitrix24, in processes of their own', () => {
  let world: DemoWorld;
  let sandbox: SandboxProcess;
  let store: PostgresCrmTokenStore;
  const secretKey = randomBytes(32).toString('hex');
  const secrets = createSecretBox(createKeyring(secretKey));
  let refreshToken: string;
  const running: TokenCaller[] = [];

  beforeAll(async () => {
    [world, sandbox] = await Promise.all([createDemoWorld(), startSandboxProcess()]);
    store = new PostgresCrmTokenStore(world.database, secrets);
    const { clientEndpoint, clientId, clientSecret } = sandbox.bitrix24;
    ({ refreshToken } = sandbox.bitrix24);
    const { origin } = new URL(clientEndpoint);
    await world.rows('update integrations set secret = ?, settings = ? where id = ?', [
      secrets.seal(clientSecret, secretPlace.integration(integrationId)),
      JSON.stringify({ portalUrl: origin, clientId, authServerUrl: origin }),
      integrationId,
    ]);
  });
  afterEach(async () => {
    const ended = running.splice(0).map((caller) => caller.stop());
    await Promise.all(ended);
  });
  afterAll(async () => {
    await sandbox.stop();
    await world.destroy();
  });

  /** A person has just allowed the application; the access token has ended since. */
  const allow = async (given = refreshToken) => {
    const { memberId, clientEndpoint: endpoint, accessToken } = sandbox.bitrix24;
    await sandbox.control('POST', 'expire-tokens');
    await store.keep(integrationId, {
      accessToken,
      refreshToken: given,
      redirectUri: 'http://127.0.0.1/back',
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
      portal: { memberId, endpoint },
    });
  };
  /** The pair that is stored now; its refresh token is the next that works. */
  const remember = async () => {
    const stored = await store.read(integrationId);
    refreshToken = stored?.refreshToken ?? refreshToken;
    return stored;
  };
  const start = async (more: { diesAfterRefresh?: boolean } = {}): Promise<TokenCaller> => {
    const base = { databaseUrl: world.appUrl, secretKey, hostPort: sandbox.hostPort, integrationId };
    const caller = await startTokenCaller({ ...base, ...more });
    running.push(caller);
    return caller;
  };
  const refreshes = async () => {
    const { calls } = await sandbox.control('GET', 'calls');
    return (calls as { method: string }[]).filter(({ method }) => method === 'oauth.token').length;
  };

  it('are refreshed once by two processes with the same ended pair, both go on, and no token is logged', async () => {
    await allow();
    const before = await refreshes();
    const callers = await Promise.all([start(), start()]);
    const outcomes = (await Promise.all(callers.map((caller) => caller.call(callsEach)))).flat();
    expect(outcomes).toEqual(Array.from({ length: 2 * callsEach }, () => 'ok'));
    expect((await refreshes()) - before).toBe(1);
    const stored = await remember();
    const log = callers.map((caller) => caller.log()).join('');
    expect(log).toContain('"vendorMethod":"crm.status.list"');
    const { accessToken, clientSecret } = sandbox.bitrix24;
    const secret = [accessToken, clientSecret, refreshToken, stored?.accessToken ?? ''];
    expect(secret.filter((text) => log.includes(text))).toEqual([]);
  });

  it('are lost when a process dies between the vendor’s answer and the commit, and work after they are allowed again', async () => {
    await allow();
    const dying = await start({ diesAfterRefresh: true });
    await expect(dying.call(1)).resolves.toBeNull();
    // Nothing was committed: the next one finds the token that is used up, and is told so.
    await expect(store.read(integrationId)).resolves.toMatchObject({ refreshToken });
    const next = await start();
    await expect(next.call(1)).resolves.toEqual(['Crm.Unauthorized']);
    await expect(store.read(integrationId)).resolves.toBeNull();
    const before = await refreshes();
    await expect(next.call(2)).resolves.toEqual(['Crm.NotConfigured', 'Crm.NotConfigured']);
    expect((await refreshes()) - before).toBe(0);

    await allow(await freshRefreshToken());
    await expect(next.call(1)).resolves.toEqual(['ok']);
    await remember();
  });

  /** A person allows the application once more. */
  async function freshRefreshToken(): Promise<string> {
    const { clientEndpoint, clientId, clientSecret } = sandbox.bitrix24;
    const { origin } = new URL(clientEndpoint);
    const back = encodeURIComponent('http://127.0.0.1:9/back');
    const page = await fetch(`${origin}/oauth/authorize/?client_id=${clientId}&state=s&redirect_uri=${back}`, {
      redirect: 'manual',
    });
    const code = new URL(page.headers.get('location') ?? '').searchParams.get('code') ?? '';
    const form = { grant_type: 'authorization_code', client_id: clientId, client_secret: clientSecret, code };
    const reply = await fetch(`${origin}/oauth/token/`, { method: 'POST', body: new URLSearchParams(form) });
    return ((await reply.json()) as { refresh_token: string }).refresh_token;
  }
});
