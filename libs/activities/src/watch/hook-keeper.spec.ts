import type { CrmCallContext, CrmHookSubscription, CrmPort, HookSubscriptionStore } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { HookKeeper } from './hook-keeper.ts';

const context: CrmCallContext = { correlationId: 'c', lane: 'bulk' };
const publicUrl = 'https://chat.example.com';
const addressOf = (key: string) => `${publicUrl}/api/hooks/crm/${key}`;

/** A CRM with these webhooks, and what an installation knows of its own address. */
function world(given: {
  listed?: CrmHookSubscription[];
  key?: string;
  others?: string[];
  publicUrl?: string | null;
  switchedOff?: boolean;
}) {
  const log: string[] = [];
  let listed = given.listed ?? [];
  let keyHash = given.key === undefined ? null : `#${given.key}`;
  const others = (given.others ?? []).map((key) => `#${key}`);
  let failure: Error | null = null;
  const answer = <T>(value: T) => (failure ? Promise.reject(failure) : Promise.resolve(value));
  const crm = {
    hooks: {
      list: () => answer(listed),
      subscribe: (destination: string) => {
        log.push(`subscribe ${destination}`);
        listed = [
          ...listed.filter((one) => one.destination !== destination),
          { destination, account: '31', off: false },
        ];
        return answer(undefined);
      },
      unsubscribe: (destination: string) => {
        log.push(`unsubscribe ${destination}`);
        listed = listed.filter((one) => one.destination !== destination);
        return answer(undefined);
      },
    },
  } as unknown as CrmPort;
  const store: HookSubscriptionStore = {
    keyHashOf: () => Promise.resolve(keyHash),
    isKey: (hash) => Promise.resolve(hash === keyHash || others.includes(hash)),
    replaceKeyOf: async (_, hash) => {
      log.push(`key ${hash}`);
      keyHash = hash;
      await Promise.resolve();
    },
    noteSubscribed: async (_, { account, again }) => {
      log.push(`subscribed ${account}${again ? ' again' : ''}`);
      await Promise.resolve();
    },
    noteUnsubscribed: async () => {
      log.push('unsubscribed');
      keyHash = null;
      await Promise.resolve();
    },
    claimRelease: () => Promise.resolve(given.switchedOff ? 'integration' : null),
    noteRefusal: async (_, code) => {
      log.push(`refused ${code}`);
      await Promise.resolve();
    },
  };
  const { publicUrl: base = publicUrl } = given;
  const keeper = new HookKeeper({ store, publicUrl: base, newKey: () => 'new', hashKey: (key) => `#${key}` });
  return {
    log,
    crm,
    fail: (error: Error | null) => (failure = error),
    releaseDue: () =>
      keeper.releaseDue({ forIntegration: () => Promise.resolve(crm) }, ({ code }) => void log.push(`noted ${code}`)),
    keep: (port: CrmPort = crm) => keeper.keep('integration', port, context),
  };
}

const at = (key: string, off = false): CrmHookSubscription => ({ destination: addressOf(key), account: '31', off });

describe('keeping our webhook subscribed', () => {
  it('subscribes an address of our own where there is none, let in before the CRM knows it', async () => {
    const { keep, log } = world({});
    await keep();
    expect(log).toEqual(['key #new', `subscribe ${addressOf('new')}`, 'subscribed null']);
  });

  it('changes nothing while it is there and on', async () => {
    const { keep, log } = world({ listed: [at('mine')], key: 'mine' });
    await keep();
    expect(log).toEqual(['subscribed 31']);
  });

  it('switches it on again at the same address when the vendor switched it off', async () => {
    const { keep, log } = world({ listed: [at('mine', true)], key: 'mine' });
    await keep();
    expect(log).toEqual([`subscribe ${addressOf('mine')}`, 'subscribed 31 again']);
  });

  it('subscribes a new address when people removed it', async () => {
    const { keep, log } = world({ key: 'mine' });
    await keep();
    expect(log).toEqual(['key #new', `subscribe ${addressOf('new')}`, 'subscribed null again']);
  });

  it('takes its own former address away, and leaves those of other integrations and programs alone', async () => {
    const program: CrmHookSubscription = { destination: 'https://other.example.com/hook', account: '31', off: true };
    const { keep, log } = world({
      listed: [at('former'), at('mine'), at('theirs'), program],
      key: 'mine',
      others: ['theirs'],
    });
    await keep();
    expect(log).toEqual(['subscribed 31', `unsubscribe ${addressOf('former')}`]);
  });

  it('takes its address at a former PUBLIC_URL away after it has subscribed one at the new', async () => {
    const former: CrmHookSubscription = {
      destination: 'https://former.example.com/api/hooks/crm/mine',
      account: '31',
      off: false,
    };
    const theirs = { ...former, destination: 'https://former.example.com/api/hooks/crm/theirs' };
    const { keep, log } = world({ listed: [former, theirs], key: 'mine', others: ['theirs'] });
    await keep();
    expect(log).toEqual([
      'key #new',
      `subscribe ${addressOf('new')}`,
      'subscribed 31',
      `unsubscribe ${former.destination}`,
    ]);
  });

  it('goes on from where an answer was lost: no second address', async () => {
    const { keep, log, fail } = world({});
    await keep();
    fail(new VoronkaError('Crm.Ambiguous', 'the answer was lost'));
    await keep();
    fail(null);
    await keep();
    expect(log.filter((line) => line.startsWith('subscribe '))).toEqual([`subscribe ${addressOf('new')}`]);
    expect(log.slice(-2)).toEqual(['refused Crm.Ambiguous', 'subscribed 31']);
  });

  it('notes why the CRM refuses, and does not fail for it', async () => {
    const { keep, log, fail } = world({});
    fail(new VoronkaError('Crm.Unauthorized', 'administrators only'));
    await keep();
    expect(log).toEqual(['refused Crm.Unauthorized']);
  });

  it.each([
    ['where nobody can reach us', null, undefined],
    ['of a CRM that people tell the address', publicUrl, {} as CrmPort],
  ])('asks nothing %s', async (_, base, port) => {
    const { keep, log, crm } = world({ publicUrl: base });
    await keep(port ?? crm);
    expect(log).toEqual([]);
  });
});

describe('taking our webhook away', () => {
  const program: CrmHookSubscription = { destination: 'https://other.example.com/hook', account: '31', off: false };
  const former = { ...at('mine'), destination: 'https://former.example.com/api/hooks/crm/mine' };
  const listed = [at('mine'), former, at('theirs'), program];

  it('from an integration that was switched off: ours at every address, and nobody else’s', async () => {
    const { releaseDue, log } = world({ listed, key: 'mine', others: ['theirs'], switchedOff: true });
    expect(await releaseDue()).toBe(true);
    expect(log).toEqual([`unsubscribe ${addressOf('mine')}`, `unsubscribe ${former.destination}`, 'unsubscribed']);
  });

  it('fails with what the CRM said, which is noted and tried again', async () => {
    const { releaseDue, log, fail } = world({ listed, key: 'mine', switchedOff: true });
    fail(new VoronkaError('Crm.Unreachable', 'nobody answers'));
    expect(await releaseDue()).toBe(true);
    expect(log).toEqual(['noted Crm.Unreachable', 'refused Crm.Unreachable']);
  });

  it('asks no CRM while none is switched off', async () => {
    const { releaseDue, log } = world({ listed, key: 'mine' });
    expect(await releaseDue()).toBe(false);
    expect(log).toEqual([]);
  });

  it('where nobody can reach us any more', async () => {
    const { keep, log } = world({ listed: [former], key: 'mine', publicUrl: null });
    await keep();
    expect(log).toEqual([`unsubscribe ${former.destination}`, 'unsubscribed']);
  });
});
