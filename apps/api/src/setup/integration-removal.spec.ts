import { VoronkaError } from '@voronka/contracts';
import type { CrmConnectorProvider, CrmHookSubscriptions, CrmPort } from '@voronka/contracts';
import type { CrmHookStore, SetupRemovalStore } from '@voronka/persistence';
import { hashToken } from '@voronka/platform';
import type { Config, Logger } from '@voronka/platform';
import type { Person } from '../auth/principal.ts';
import { HookReleaser } from './hook-releaser.ts';
import { IntegrationRemovalService } from './integration-removal.service.ts';

const ours = 'https://chat.example.com/api/hooks/crm/mine';
const theirs = 'https://chat.example.com/api/hooks/crm/theirs';
const person = { workspace: { id: 'w' }, user: { id: 'u' } } as unknown as Person;

/** A CRM that sends to us and to others. @param failures what it answers first instead */
function removing({
  failures = [],
  keyHash = hashToken('mine'),
}: {
  failures?: VoronkaError[];
  keyHash?: string | null;
}) {
  const log: string[] = [];
  const hooks: Pick<CrmHookSubscriptions, 'list' | 'unsubscribe'> = {
    list: () => {
      const failure = failures.shift();
      if (failure) return Promise.reject(failure);
      return Promise.resolve([ours, theirs].map((destination) => ({ destination, account: '1', off: false })));
    },
    unsubscribe: (destination) => Promise.resolve(void log.push(`unsubscribe ${destination}`)),
  };
  const store = {
    keyHashOf: () => Promise.resolve(keyHash),
    noteUnsubscribed: () => Promise.resolve(void log.push('unsubscribed')),
  } as unknown as CrmHookStore;
  const removal = {
    requireUnused: () => Promise.resolve(),
    removeIntegration: () => Promise.resolve(void log.push('removed')),
  } as unknown as SetupRemovalStore;
  const connectors: CrmConnectorProvider = { forIntegration: () => Promise.resolve({ hooks } as unknown as CrmPort) };
  const logger = { warn: () => undefined } as unknown as Logger;
  const config = { publicUrl: 'https://chat.example.com' } as Config;
  const service = new IntegrationRemovalService(removal, new HookReleaser(connectors, logger, store, config));
  return { log, remove: () => service.remove(person, 'i') };
}

const unreachable = () => new VoronkaError('Crm.Unreachable', 'nobody answers');

describe('removing an integration', () => {
  it('takes our webhook away from the CRM first, and no other', async () => {
    const { log, remove } = removing({});
    await expect(remove()).resolves.toEqual({ webhook: 'removed', code: null, message: null });
    expect(log).toEqual([`unsubscribe ${ours}`, 'unsubscribed', 'removed']);
  });

  it('asks a CRM that failed once more', async () => {
    const { log, remove } = removing({ failures: [unreachable()] });
    await expect(remove()).resolves.toMatchObject({ webhook: 'removed' });
    expect(log).toContain(`unsubscribe ${ours}`);
  });

  it('is not blocked by a CRM that does not answer, and tells that the webhook is left there', async () => {
    const { log, remove } = removing({ failures: [unreachable(), unreachable()] });
    await expect(remove()).resolves.toMatchObject({ webhook: 'left', code: 'Crm.Unreachable' });
    expect(log).toEqual(['removed']);
  });

  it('asks a CRM nothing that was given no address', async () => {
    const { log, remove } = removing({ keyHash: null, failures: [unreachable()] });
    await expect(remove()).resolves.toMatchObject({ webhook: 'none' });
    expect(log).toEqual(['removed']);
  });
});
