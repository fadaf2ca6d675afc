import { createOutboundClient } from '@voronka/platform';
import { timeouts } from '../contract/crm-under-test.ts';
import { MemoryLimiter } from '../contract/memory-limiter.ts';
import { MemoryTokens } from '../contract/memory-tokens.ts';
import { startSandboxProcess } from '../contract/sandbox-process.ts';
import type { SandboxProcess } from '../contract/sandbox-process.ts';
import { buildAmocrmConnector } from './amocrm.connector.ts';
import { applicationAuth } from './application-auth.ts';
import { AmocrmRestClient } from './rest-client.ts';

const dayMs = 24 * 3_600_000;

/** The access of an installed application, as it ages by the account's clock and ours. */
describe('the access of an application', () => {
  let sandbox: SandboxProcess;
  let client: ReturnType<typeof createOutboundClient>;
  beforeEach(async () => {
    sandbox = await startSandboxProcess();
    client = createOutboundClient({ allowHosts: [sandbox.hostPort] });
  });
  afterEach(async () => {
    await client.close();
    await sandbox.stop();
  });

  function installed() {
    const { baseUrl: accountUrl, clientId, clientSecret, accessToken, refreshToken, redirectUri } = sandbox.amocrm;
    let shiftMs = 0;
    const expiresAt = new Date(Date.now() + dayMs).toISOString();
    const tokens = new MemoryTokens({ accessToken, refreshToken, redirectUri, expiresAt });
    const auth = applicationAuth({
      application: { accountUrl, clientId, clientSecret },
      integrationId: 'i',
      tokens,
      client,
      timeoutMs: timeouts.patient,
      now: () => Date.now() + shiftMs,
    });
    const rest = new AmocrmRestClient({ auth, client, limiter: new MemoryLimiter(), timeoutMs: timeouts.patient });
    const crm = buildAmocrmConnector(rest, 'amocrmFull', 0);
    return {
      tokens,
      async daysPass(days: number) {
        shiftMs += days * dayMs;
        await sandbox.control('POST', 'clock', { shiftMs });
      },
      /** What each reconciliation asks, whether there are dialogues or not. */
      reconciles: () => {
        const since = new Date(Date.now() + shiftMs).toISOString();
        return crm.changes?.changedCards('lead', { since, next: null }, { correlationId: 'life', lane: 'bulk' });
      },
    };
  }

  it('lives on for as long as it is used now and then (failure 7)', async () => {
    const life = installed();
    for (let month = 0; month < 8; month += 1) {
      await life.daysPass(30);
      await expect(life.reconciles()).resolves.toMatchObject({ cards: [] });
    }
  }, 30_000);

  it('ends when nobody uses it for longer than three months, and is asked for once (failure 7)', async () => {
    const life = installed();
    await life.daysPass(91);
    await expect(life.reconciles()).rejects.toMatchObject({
      code: 'Crm.NotConfigured',
      details: { missing: 'authorization' },
    });
    expect(life.tokens.stored).toBeNull();
  });
});
