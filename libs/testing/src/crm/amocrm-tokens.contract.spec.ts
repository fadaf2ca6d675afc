import { randomBytes } from 'node:crypto';
import { buildConnectorProvider } from '@voronka/connectors';
import { startSandboxProcess } from '@voronka/connectors/contract';
import type { SandboxProcess } from '@voronka/connectors/contract';
import {
  demoIds,
  IntegrationAccessStore,
  openDatabase,
  PostgresCardMirrorStore,
  PostgresCrmTokenStore,
  PostgresLimiterStore,
  secretPlace,
} from '@voronka/persistence';
import { createKeyring, createOutboundClient, createSecretBox } from '@voronka/platform';
import { createDemoWorld } from '../stores/demo-world.ts';
import type { DemoWorld } from '../stores/demo-world.ts';

const context = { correlationId: 'c', lane: 'interactive' as const };
const processes = 2;
const callsEach = 8;

describe('tokens of amoCRM FULL, against PostgreSQL and the sandbox', () => {
  let world: DemoWorld;
  let sandbox: SandboxProcess;
  const secrets = createSecretBox(createKeyring(randomBytes(32).toString('hex')));
  const integrationId = demoIds.integration;

  beforeAll(async () => {
    [world, sandbox] = await Promise.all([createDemoWorld(), startSandboxProcess()]);
    const { baseUrl, clientId, clientSecret } = sandbox.amocrm;
    await world.database.em
      .fork()
      .execute(`update integrations set kind = 'amocrmFull', secret = ?, settings = ? where id = ?`, [
        secrets.seal(clientSecret, secretPlace.integration(integrationId)),
        JSON.stringify({ portalUrl: baseUrl, clientId }),
        integrationId,
      ]);
  });
  afterAll(async () => {
    await sandbox.stop();
    await world.destroy();
  });

  /** The tokens that the sandbox issued for its integration, as if a person had just allowed it. */
  const allow = async (refreshToken?: string) => {
    const pair = await sandbox.control('POST', 'amocrm/tokens', {});
    await new PostgresCrmTokenStore(world.database, secrets).keep(integrationId, {
      accessToken: String(pair.accessToken),
      refreshToken: refreshToken ?? String(pair.refreshToken),
      redirectUri: sandbox.amocrm.redirectUri,
      expiresAt: new Date(Date.now() + 24 * 3_600_000).toISOString(),
    });
  };
  const refreshes = async () => {
    const { calls } = await sandbox.control('GET', 'amocrm/calls');
    return (calls as { method: string }[]).filter(({ method }) => method === 'POST /oauth2/access_token').length;
  };

  /** What a process of its own has: connections, caches, a connector. */
  const open = async () => {
    const database = await openDatabase(world.appUrl, 4);
    const client = createOutboundClient({ allowHosts: [sandbox.hostPort] });
    const provider = buildConnectorProvider({
      access: new IntegrationAccessStore(database, secrets),
      tokens: new PostgresCrmTokenStore(database, secrets),
      mirror: new PostgresCardMirrorStore(database),
      client,
      limiter: new PostgresLimiterStore(database),
    });
    return {
      check: async () => (await provider.forIntegration(integrationId)).listStages('lead', context),
      close: async () => {
        await client.close();
        await database.close();
      },
    };
  };
  /** Calls from all processes at once. */
  const callFromAll = async () => {
    const opened = await Promise.all(Array.from({ length: processes }, open));
    try {
      // Each has its connector and its access token before they end.
      await Promise.all(opened.map(({ check }) => check()));
      await sandbox.control('POST', 'amocrm/expire-tokens', {});
      const calls = opened.flatMap(({ check }) => Array.from({ length: callsEach }, check));
      return await Promise.allSettled(calls);
    } finally {
      await Promise.all(opened.map(({ close }) => close()));
    }
  };

  it('are refreshed once when two processes are refused many times at the same moment', async () => {
    await allow();
    const before = await refreshes();
    const outcomes = await callFromAll();
    // A call that waits too long for its place in the limiter is retried by Temporal and no matter of tokens.
    const refused = outcomes.filter(
      (one) => one.status === 'rejected' && (one.reason as { code?: string }).code !== 'Crm.RateLimited',
    );
    expect(refused).toEqual([]);
    expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect((await refreshes()) - before).toBe(1);
  });

  it('are lost for good, and asked for no second time, when the CRM does not take the refresh token', async () => {
    await allow('never-issued');
    const before = await refreshes();
    const outcomes = await callFromAll();
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect((await refreshes()) - before).toBe(1);
    await expect(new PostgresCrmTokenStore(world.database, secrets).read(integrationId)).resolves.toBeNull();
  });

  it('are found when nobody has used them for long', async () => {
    await allow();
    const store = new PostgresCrmTokenStore(world.database, secrets);
    await expect(store.unusedSince(new Date(Date.now() - 60_000))).resolves.toEqual([]);
    await expect(store.unusedSince(new Date(Date.now() + 60_000))).resolves.toEqual([integrationId]);
  });
});
