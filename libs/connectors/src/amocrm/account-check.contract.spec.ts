import { startAmocrmSandbox } from '../contract/amocrm-sandbox.ts';
import type { AmocrmUnderTest } from '../contract/amocrm-sandbox.ts';
import { newCard } from '../contract/crm-port-cards.contract.ts';
import { faultsIn, reasonsOf } from '../contract/checked.ts';

const context = { correlationId: 'check', lane: 'interactive' } as const;
const manager = 9_000_005;

describe.each(['amocrmLite', 'amocrmFull'] as const)('checking the connection with an account of %s', (kind) => {
  let under: AmocrmUnderTest;
  beforeAll(async () => {
    under = await startAmocrmSandbox(kind);
  });
  beforeEach(() => under.reset());
  afterAll(() => under.stop());

  const order = (path: string, body: object) => under.sandbox.control('POST', path, body);
  const withToken = async (of: { userId?: number; days?: number; scopes?: string[] }) => {
    const { longLivedToken } = await order('amocrm/long-lived-token', of);
    return under.crmWith(String(longLivedToken));
  };

  it('finds nothing wrong with an administrator’s token, and writes nothing', async () => {
    const { items, failure } = await under.crm.check(context);
    expect(failure).toBeNull();
    expect(faultsIn(items)).toEqual([]);
    expect((await under.calls()).filter((call) => !call.startsWith('GET '))).toEqual([]);
  });

  it('names a token of somebody who is no administrator, and what does not work without one', async () => {
    const found = await reasonsOf(await withToken({ userId: manager }));
    expect(found).toMatchObject({
      access: 'access.in',
      role: 'role.notAdmin',
      write: 'write.untold',
      funnels: 'funnels.readable',
      people: kind === 'amocrmFull' ? 'people.refused' : 'people.unused',
      keyField: 'keyField.missing',
    });
  });

  it('needs no administrator for the field once it is there', async () => {
    await under.crm.createContact(
      { externalKey: 'd:1:contact', name: 'А', phone: null, email: null, responsibleId: null },
      context,
    );
    await under.crm.createCard(newCard(under, 'lead'), context);
    const found = await reasonsOf(await withToken({ userId: manager }));
    expect(found).toMatchObject({
      keyField: 'keyField.there',
      role: kind === 'amocrmFull' ? 'role.notAdmin' : 'role.enough',
    });
  });

  it('names a right that the integration was not given', async () => {
    const crm = await withToken({ scopes: ['notifications'] });
    expect(await reasonsOf(crm)).toMatchObject({ scopes: 'scopes.missing' });
  });

  it.each([
    [365, 'token.lasts'],
    [31, 'token.lasts'],
    [29, 'token.ends'],
    [1, 'token.ends'],
  ])('of a token that ends in %i days tells %s', async (days, reason) => {
    expect(await reasonsOf(await withToken({ days }))).toMatchObject({ token: reason });
  });

  it('of a token that has ended tells that, and when', async () => {
    const { failure, items } = await (await withToken({ days: 0 })).check(context);
    expect(failure).toMatchObject({ code: 'Crm.Unauthorized' });
    expect(items.map(({ reason }) => reason)).toEqual(['access.Crm.Unauthorized', 'scopes.granted', 'token.ended']);
    expect(items[2]?.why.en).toContain(new Date().toISOString().slice(0, 7));
  });

  it('of a token that is no JWT tells nothing about its end', async () => {
    const { failure, items } = await under.crmWith('opaque').check(context);
    expect(failure).toMatchObject({ code: 'Crm.Unauthorized' });
    expect(items.map(({ reason }) => reason)).toContain('token.untold');
  });

  it('by a clock that is a minute behind ours tells how far they differ', async () => {
    await order('clock', { shiftMs: -61_000 });
    const { items } = await under.crm.check(context);
    const clock = items.find(({ what }) => what === 'clock');
    expect(clock).toMatchObject({ state: 'warning', reason: 'clock.off' });
    expect(clock?.why.en).toMatch(/differ by (59|60|61) s/);
  });
});
