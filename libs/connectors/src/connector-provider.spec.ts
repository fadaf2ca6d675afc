import { VoronkaError } from '@voronka/contracts';
import type { ConnectorProviderOptions } from './connector-provider.ts';
import { buildConnectorProvider } from './connector-provider.ts';

function provider(options: Partial<ConnectorProviderOptions> = {}) {
  const access = { kind: 'bitrix24' as const, webhookUrl: 'https://a.bitrix24.ru/rest/1/secret/', settings: {} };
  const unplanned = () => Promise.reject(new Error('An unplanned call'));
  const built = buildConnectorProvider({
    access: { accessOf: () => Promise.resolve({ ...access }) },
    client: { request: unplanned, close: unplanned },
    limiter: { take: unplanned, block: unplanned },
    tokens: { read: unplanned, keep: unplanned, renew: unplanned },
    mirror: { read: unplanned, findByKey: unplanned, ofContact: unplanned, take: unplanned },
    ...options,
  });
  return { built, access };
}

describe('connector provider', () => {
  it('keeps a connector while its access stays the same, and makes another when it changes', async () => {
    const { built, access } = provider();
    const first = await built.forIntegration('i');
    expect(await built.forIntegration('i')).toBe(first);
    access.webhookUrl = 'https://a.bitrix24.ru/rest/1/another/';
    expect(await built.forIntegration('i')).not.toBe(first);
  });

  it('covers the longest request and the index in its window, unless the integration says otherwise', async () => {
    expect((await provider().built.forIntegration('i')).indexLagMs).toBe(75_000);
    expect((await provider({ indexLagMs: 5000 }).built.forIntegration('i')).indexLagMs).toBe(5000);
    const { built, access } = provider({ indexLagMs: 5000 });
    Object.assign(access.settings, { indexLagMs: 3000 });
    expect((await built.forIntegration('i')).indexLagMs).toBe(3000);
  });

  it('passes on that an integration has no access', async () => {
    const missing = new VoronkaError('Crm.NotConfigured', 'none');
    const { built } = provider({ access: { accessOf: () => Promise.reject(missing) } });
    await expect(built.forIntegration('i')).rejects.toBe(missing);
  });
});
