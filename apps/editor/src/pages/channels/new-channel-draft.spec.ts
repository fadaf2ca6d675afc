import { blankChannel, bodyOf, faultsOf } from './new-channel-draft.ts';

const site = { ...blankChannel, name: ' Лендинг ' };

describe('the form of a new channel', () => {
  it('has the recommended pair of switches on', () => {
    expect(blankChannel.switches).toMatchObject({ createContact: true, searchExisting: true });
  });

  it.each(['https://company.ru/contacts', 'company.ru', 'ftp://company.ru'])('takes %s for no site', (origin) => {
    expect([...faultsOf({ ...site, origins: ['https://company.ru', origin] })]).toEqual(['origins']);
  });

  it('sends sites as browsers name them, each once', () => {
    const draft = { ...site, origins: ['https://Company.ru/', 'https://company.ru', 'http://localhost:8080'] };
    expect(faultsOf(draft).size).toBe(0);
    expect(bodyOf(draft, 'id')).toMatchObject({
      name: 'Лендинг',
      settings: { allowedOrigins: ['https://company.ru', 'http://localhost:8080'] },
    });
  });

  it('of a provider sends its address and no sites', () => {
    const draft = { ...site, kind: 'webhook' as const, origins: ['nonsense'], outgoingUrl: ' https://provider.ru/in ' };
    expect(faultsOf(draft).size).toBe(0);
    expect(bodyOf(draft, 'id').settings).toEqual({ outgoingUrl: 'https://provider.ru/in' });
    expect([...faultsOf({ ...draft, outgoingUrl: 'provider' })]).toEqual(['outgoingUrl']);
  });
});
