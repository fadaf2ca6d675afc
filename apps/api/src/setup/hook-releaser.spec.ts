import { setTimeout as sleep } from 'node:timers/promises';
import { VoronkaError } from '@voronka/contracts';
import type { CrmConnectorProvider, CrmHookSubscription, CrmPort } from '@voronka/contracts';
import type { CrmHookStore } from '@voronka/persistence';
import { hashToken } from '@voronka/platform';
import type { Config, Logger } from '@voronka/platform';
import { HookReleaser } from './hook-releaser.ts';

const ours: CrmHookSubscription = {
  destination: 'https://chat.example.com/api/hooks/crm/mine',
  account: '1',
  off: false,
};

/** A CRM that lists our webhook when it is told to go on. */
function leaving() {
  const log: string[] = [];
  const { promise: isListed, resolve: goOn } = Promise.withResolvers<CrmHookSubscription[]>();
  const hooks = {
    list: () => isListed,
    unsubscribe: (destination: string) => Promise.resolve(void log.push(`unsubscribe ${destination}`)),
  };
  const store = {
    keyHashOf: () => Promise.resolve(hashToken('mine')),
    noteUnsubscribed: () => Promise.resolve(void log.push('noted')),
  } as unknown as CrmHookStore;
  const connectors: CrmConnectorProvider = { forIntegration: () => Promise.resolve({ hooks } as unknown as CrmPort) };
  const logger = { warn: ({ code }: { code: string }) => void log.push(`logged ${code}`) } as unknown as Logger;
  const releaser = new HookReleaser(connectors, logger, store, { publicUrl: 'https://chat.example.com' } as Config);
  return { log, connectors, releaser, answer: () => goOn([ours]) };
}

describe('taking our webhook away from a CRM that is left', () => {
  it('waits for the CRM', async () => {
    const { log, releaser, answer } = leaving();
    const released = releaser.release('i');
    answer();
    await expect(released).resolves.toEqual({ webhook: 'removed', code: null, message: null });
    expect(log).toEqual([`unsubscribe ${ours.destination}`, 'noted']);
  });

  it('does not wait for ever: what comes too late takes nothing away any more, for the access may be another’s by then', async () => {
    const { log, releaser, answer } = leaving();
    await expect(releaser.release('i', 20)).resolves.toMatchObject({ webhook: 'left', code: 'Crm.TimedOut' });
    answer();
    await sleep(0);
    expect(log).toEqual(['logged Crm.TimedOut']);
  });

  it('has nothing to do without an access', async () => {
    const { log, connectors, releaser } = leaving();
    connectors.forIntegration = () => Promise.reject(new VoronkaError('Crm.NotConfigured', 'none'));
    await expect(releaser.release('i')).resolves.toMatchObject({ webhook: 'none' });
    expect(log).toEqual([]);
  });
});
