import { bodyOf, faultsOf } from './connect-draft.ts';
import type { ConnectDraft } from './connect-draft.ts';

const blank: ConnectDraft = {
  kind: 'bitrix24',
  way: 'webhook',
  name: '',
  webhookUrl: '',
  accountUrl: '',
  token: '',
  clientId: '',
  clientSecret: '',
  authServerUrl: '',
  endpointUrl: '',
};

describe('the form of a CRM to join', () => {
  it.each([
    ['bitrix24', ['name', 'webhookUrl']],
    ['amocrmLite', ['name', 'accountUrl', 'token']],
    ['amocrmFull', ['name', 'accountUrl', 'clientId', 'clientSecret']],
    ['webhook', ['name', 'endpointUrl']],
  ] as const)('of %s asks for what that CRM is reached with', (kind, fields) => {
    expect([...faultsOf({ ...blank, kind }).keys()]).toEqual(fields);
  });

  it('of a portal by an application asks for the application, and for its server only where it is another', () => {
    const draft = { ...blank, way: 'application' } as const;
    expect([...faultsOf(draft).keys()]).toEqual(['name', 'accountUrl', 'clientId', 'clientSecret']);
    expect(faultsOf({ ...draft, authServerUrl: 'oauth' }).get('authServerUrl')).toBe('badAddress');
    const typed = {
      ...draft,
      name: 'CRM',
      accountUrl: ' https://company.bitrix24.ru ',
      clientId: 'local.1',
      clientSecret: 'key ',
    };
    expect(bodyOf({ ...typed, webhookUrl: 'typed before' }, 'id')).toEqual({
      requestId: 'id',
      kind: 'bitrix24',
      way: 'application',
      name: 'CRM',
      accountUrl: 'https://company.bitrix24.ru',
      clientId: 'local.1',
      clientSecret: 'key',
      authServerUrl: null,
    });
  });

  it.each(['company.bitrix24.ru', 'ftp://company.bitrix24.ru/'])('takes %s for no address', (webhookUrl) => {
    expect(faultsOf({ ...blank, name: 'CRM', webhookUrl })).toEqual(new Map([['webhookUrl', 'badAddress']]));
  });

  it('sends nothing that was typed for another CRM', () => {
    const draft = { ...blank, name: ' CRM ', webhookUrl: 'https://portal/rest/1/key/', token: 'typed before' };
    expect(faultsOf(draft).size).toBe(0);
    expect(bodyOf(draft, 'id')).toEqual({
      requestId: 'id',
      kind: 'bitrix24',
      way: 'webhook',
      name: 'CRM',
      webhookUrl: 'https://portal/rest/1/key/',
    });
  });
});
