import { hasBadAddress, renewableOf, renewedOf } from './renew-draft.ts';

describe('an access that is given anew', () => {
  it('sends only what was typed, under the names of the interface', () => {
    expect(renewedOf('amocrmLite', { token: ' new-token ', accountUrl: '' })).toEqual({ longLivedToken: 'new-token' });
    expect(renewedOf('amocrmFull', { clientSecret: 'key', clientId: '  ' })).toEqual({ clientSecret: 'key' });
    expect(renewedOf('amocrmFull', {})).toEqual({});
  });

  it('sends nothing that another kind has', () => {
    expect(renewedOf('amocrmLite', { clientSecret: 'key' })).toEqual({});
    expect(renewableOf('bitrix24')).toEqual([]);
  });

  it('takes an account without a protocol for no address, and nothing for no change', () => {
    expect(hasBadAddress({ accountUrl: 'company.amocrm.ru' })).toBe(true);
    expect(hasBadAddress({ accountUrl: ' https://company.amocrm.ru ' })).toBe(false);
    expect(hasBadAddress({})).toBe(false);
  });
});
