import { faultsIn, reasonsOf } from '../contract/checked.ts';
import { startWebhookReceiver } from '../contract/webhook-receiver.ts';
import type { WebhookUnderTest } from '../contract/webhook-receiver.ts';

const context = { correlationId: 'check', lane: 'interactive' } as const;

describe('checking the connection with a system that takes webhooks', () => {
  let under: WebhookUnderTest;
  const clock = { aheadMs: 0 };
  beforeAll(async () => {
    under = await startWebhookReceiver({ clock });
  });
  beforeEach(async () => {
    clock.aheadMs = 0;
    await under.reset();
  });
  afterAll(() => under.stop());

  it('finds nothing wrong with the example receiver, which takes a signed test and refuses a wrong signature', async () => {
    const { items, failure } = await under.crm.check(context);
    expect(failure).toBeNull();
    expect(faultsIn(items)).toEqual([]);
    expect(items.find(({ what }) => what === 'signature')?.reason).toBe('signature.checked');
    expect(Object.values(await under.count())).toEqual([0, 0, 0, 0, 0]);
  });

  it.each([
    ['status501', 'people.untold'],
    ['word', 'people.untold'],
  ] as const)('warns of one that answers anybody, and tells what it does not: %s', async (how, people) => {
    under.road.refuse(['ping', 'stages.list', 'users.list'], how);
    expect(await reasonsOf(under.crm)).toMatchObject({
      signature: 'signature.ignored',
      funnels: 'funnels.unset',
      people,
    });
  });

  it('tells that our signature is refused', async () => {
    under.road.order('unauthorized', 'ping');
    const { failure, items } = await under.crm.check(context);
    expect(failure).toMatchObject({ code: 'Crm.Unauthorized' });
    expect(items[0]).toMatchObject({ what: 'access', state: 'missing' });
  });

  it('tells by how much a clock is off', async () => {
    clock.aheadMs = 100_000;
    expect(await reasonsOf(under.crm)).toMatchObject({ access: 'access.in', clock: 'clock.off' });
  });

  it('tells that it is the clock for which our signature is refused', async () => {
    clock.aheadMs = -400_000;
    const { failure, items } = await under.crm.check(context);
    expect(failure).toMatchObject({ code: 'Crm.Unauthorized' });
    expect(items.map(({ reason }) => reason)).toEqual(['access.Crm.Unauthorized', 'clock.wrong']);
    expect(items[1]?.why.en).toMatch(/differ by (399|400|401) s/);
  });
});
