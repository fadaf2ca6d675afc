import { setTimeout as sleep } from 'node:timers/promises';
import type { CrmTokens } from '@voronka/contracts';
import type { OutboundRequest } from '@voronka/platform';
import { MemoryTokens } from '../contract/memory-tokens.ts';
import { applicationAuth } from './application-auth.ts';

const startMs = Date.parse('2026-01-01T00:00:00Z');
const hourMs = 3_600_000;

/** An authorization server that takes each refresh token once. */
function world(tokens: CrmTokens | null = pair(0)) {
  const store = new MemoryTokens(tokens);
  const used: string[] = [];
  let nowMs = startMs;
  let valid = 'refresh-0';
  const client = {
    async request(request: OutboundRequest) {
      const { refresh_token: given } = JSON.parse(String(request.body)) as { refresh_token: string };
      used.push(given);
      await sleep(5);
      const taken = given === valid;
      valid = `refresh-${used.length}`;
      const body = taken
        ? { access_token: `access-${used.length}`, refresh_token: valid, expires_in: 86_400 }
        : { hint: 'Token has been revoked', status: 401 };
      const text = JSON.stringify(body);
      return { status: taken ? 200 : 401, headers: {}, body: Buffer.from(text), text: () => text };
    },
    close: () => Promise.resolve(),
  };
  const open = () =>
    applicationAuth({
      application: { accountUrl: 'https://demo.amocrm.ru', clientId: 'client', clientSecret: 'secret' },
      integrationId: 'i',
      tokens: store,
      client,
      timeoutMs: 1000,
      now: () => nowMs,
    });
  return {
    store,
    used,
    open,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

function pair(n: number): CrmTokens {
  const expiresAt = new Date(startMs + 24 * hourMs).toISOString();
  return { accessToken: `access-${n}`, refreshToken: `refresh-${n}`, redirectUri: 'https://us/back', expiresAt };
}

describe('rights of an installed application', () => {
  it('are used as long as they last', async () => {
    const { open, used, pass } = world();
    const auth = open();
    pass(23 * hourMs);
    await expect(auth.accessToken()).resolves.toBe('access-0');
    expect(used).toEqual([]);
  });

  it('are renewed once for many callers in several processes', async () => {
    const { open, used, pass } = world();
    const processes = [open(), open(), open()];
    pass(25 * hourMs);
    const calls = processes.flatMap((auth) => Array.from({ length: 10 }, () => auth.accessToken()));
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['access-1']));
    expect(used).toEqual(['refresh-0']);
  });

  it('are renewed once when many are refused at the same time, the latecomers included', async () => {
    const { open, used } = world();
    const processes = [open(), open()];
    const [refused = ''] = await Promise.all(processes.map((auth) => auth.accessToken()));
    const renewed = processes.flatMap((auth) => Array.from({ length: 10 }, () => auth.renew(refused)));
    expect(new Set(await Promise.all(renewed))).toEqual(new Set(['access-1']));
    await expect(open().renew('access-0')).resolves.toBe('access-1');
    expect(used).toEqual(['refresh-0']);
  });

  it('are lost, and not asked for again, when the refresh token is not taken', async () => {
    const { open, used, store } = world({ ...pair(0), refreshToken: 'stolen' });
    const auth = open();
    await expect(auth.renew('access-0')).resolves.toBeNull();
    expect(store.stored).toBeNull();
    await expect(auth.accessToken()).rejects.toMatchObject({
      code: 'Crm.NotConfigured',
      details: { missing: 'authorization' },
    });
    expect(used).toEqual(['stolen']);
  });

  it('are missing until a person allows it', async () => {
    await expect(world(null).open().accessToken()).rejects.toMatchObject({ code: 'Crm.NotConfigured' });
  });
});
