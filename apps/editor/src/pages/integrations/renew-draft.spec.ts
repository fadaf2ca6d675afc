import { badAddressesIn, renewableOf, renewedOf } from './renew-draft.ts';

const lite = { kind: 'amocrmLite', way: null } as const;
const full = { kind: 'amocrmFull', way: null } as const;
const byApplication = { kind: 'bitrix24', way: 'application' } as const;
const byWebhook = { kind: 'bitrix24', way: 'webhook' } as const;

describe('an access that is given anew', () => {
  it('sends only what was typed, under the names of the interface', () => {
    expect(renewedOf(lite, { token: ' new-token ', accountUrl: '' })).toEqual({ longLivedToken: 'new-token' });
    expect(renewedOf(full, { clientSecret: 'key', clientId: '  ' })).toEqual({ clientSecret: 'key' });
    expect(renewedOf(byApplication, { clientSecret: 'key' })).toEqual({ clientSecret: 'key' });
    expect(renewedOf(full, {})).toEqual({});
  });

  it('sends nothing that another kind or way has', () => {
    expect(renewedOf(lite, { clientSecret: 'key' })).toEqual({});
    expect(renewableOf(byWebhook)).toEqual([]);
    expect(renewableOf({ kind: 'webhook', way: null })).toEqual([]);
  });

  it('takes an account without a protocol for no address, and nothing for no change', () => {
    expect(badAddressesIn({ accountUrl: 'company.amocrm.ru', authServerUrl: 'oauth' })).toEqual([
      'accountUrl',
      'authServerUrl',
    ]);
    expect(badAddressesIn({ accountUrl: ' https://company.amocrm.ru ' })).toEqual([]);
    expect(badAddressesIn({})).toEqual([]);
  });
});
