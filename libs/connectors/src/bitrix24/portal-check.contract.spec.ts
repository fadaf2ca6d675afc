import { startBitrix24Sandbox } from '../contract/bitrix24-sandbox.ts';
import type { Bitrix24UnderTest } from '../contract/bitrix24-sandbox.ts';
import { faultsIn, reasonsOf } from '../contract/checked.ts';

const context = { correlationId: 'check', lane: 'interactive' } as const;

describe('checking the connection with a Bitrix24 portal', () => {
  let under: Bitrix24UnderTest;
  beforeAll(async () => {
    under = await startBitrix24Sandbox();
  });
  beforeEach(() => under.reset());
  afterAll(() => under.stop());

  const order = (path: string, body: object) => under.sandbox.control('POST', path, body);

  it('finds nothing wrong with an administrator’s webhook, in one request that leaves no trace', async () => {
    const before = await under.count();
    const { items, failure } = await under.crm.check(context);
    expect(failure).toBeNull();
    expect(faultsIn(items)).toEqual([]);
    expect(await under.count()).toEqual(before);
    const { calls } = await under.sandbox.control('GET', 'calls');
    expect((calls as { via: string; method: string }[]).filter(({ via }) => via === 'rest')).toHaveLength(1);
  });

  it.each([
    [['crm'], 'user'],
    [['user'], 'crm'],
    [[], 'crm, user'],
  ])('names the rights that the webhook %j was not granted: %s', async (scopes, missing) => {
    await order('rights', { scopes });
    const { items } = await under.crm.check(context);
    const item = items.find(({ what }) => what === 'scopes');
    expect(item).toMatchObject({ state: 'missing', reason: 'scopes.missing' });
    expect(item?.why.en).toContain(`: ${missing}.`);
    expect(item?.todo?.ru).toMatch(/отметьте эти права/);
    const people = items.find(({ what }) => what === 'people');
    expect(people?.state).toBe(missing.includes('user') ? 'missing' : 'ok');
  });

  it('takes the narrow right to list users for enough', async () => {
    await order('rights', { scopes: ['crm', 'user_brief'] });
    expect(await reasonsOf(under.crm)).toMatchObject({ scopes: 'scopes.granted' });
  });

  it('names cards that the user of the webhook may not read', async () => {
    await order('rights', { closed: ['lead', 'contact'] });
    const { items } = await under.crm.check(context);
    expect(items.find(({ what }) => what === 'read')).toMatchObject({
      state: 'missing',
      why: { en: 'The CRM does not let us read: leads, contacts.' },
    });
  });

  it('of somebody who is no administrator, tells what only writes prove, and the field that cannot be made', async () => {
    await order('users', { id: 1, admin: false });
    expect(await reasonsOf(under.crm)).toMatchObject({
      access: 'access.in',
      role: 'role.employee',
      read: 'read.granted',
      write: 'write.untold',
      tagsField: 'tagsField.missing',
    });
  });

  it('knows the field for tags when it is there', async () => {
    for (const kind of ['lead', 'deal'] as const) {
      const statusId = under.known.statuses[kind].first;
      const source = { page: null, referrer: null, utm: {} };
      const made = {
        kind,
        externalKey: `d:1:${kind}`,
        title: 'Чат',
        statusId,
        contactId: null,
        responsibleId: null,
        source,
      };
      const id = await under.crm.createCard(made, context);
      await under.crm.addTags({ kind, id }, ['чат'], context);
    }
    await order('users', { id: 1, admin: false });
    expect(await reasonsOf(under.crm)).toMatchObject({ tagsField: 'tagsField.there' });
  });

  it.each([
    [0, 'clock.right'],
    [25_000, 'clock.right'],
    [90_000, 'clock.off'],
    [-3_600_000, 'clock.off'],
  ])('by a clock that is %i ms ahead of ours tells %s', async (shiftMs, reason) => {
    await order('clock', { shiftMs });
    expect(await reasonsOf(under.crm)).toMatchObject({ clock: reason });
  });

  it('of somebody who was dismissed fails as a whole', async () => {
    await order('users', { id: 1, active: false });
    await expect(under.crm.check(context)).rejects.toMatchObject({ code: 'Crm.Unauthorized' });
  });
});
