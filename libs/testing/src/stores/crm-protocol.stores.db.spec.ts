import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Integration, PostgresClaimStore, PostgresIntentStore, PostgresLimiterStore } from '@voronka/persistence';
import { createDemoWorld } from './demo-world.ts';
import type { DemoWorld } from './demo-world.ts';

describe('the CRM protocol in PostgreSQL', () => {
  let world: DemoWorld;
  let integrationId: string;
  let dialogueId: string;
  beforeAll(async () => {
    world = await createDemoWorld();
    integrationId = (await world.database.em.fork().findOneOrFail(Integration, { kind: 'bitrix24' })).id;
    ({ dialogueId } = await world.write('protocol', 'Сколько стоит?'));
  });
  afterAll(() => world.destroy());

  describe('an intent', () => {
    const acquire = (key: string, leaseMs: number) =>
      new PostgresIntentStore(world.database).acquire({ key, integrationId, dialogueId, leaseMs });

    it('is leased to one attempt at a time', async () => {
      const key = `${dialogueId}:1:one`;
      const leases = await Promise.all([1, 2, 3, 4].map(() => acquire(key, 5_000)));
      expect(leases.filter(Boolean)).toHaveLength(1);
    });

    it('refuses to send for an attempt that outlived its lease', async () => {
      const store = new PostgresIntentStore(world.database);
      const key = `${dialogueId}:1:zombie`;
      const zombie = await acquire(key, 50);
      if (!zombie) throw new Error('not leased');
      await sleep(80);
      await expect(store.markSent(zombie)).rejects.toMatchObject({ code: 'Crm.Busy' });
      const next = await acquire(key, 5_000);
      expect(next).toMatchObject({ fresh: false, intent: { status: 'sent' } });
      await expect(store.markConfirmed(zombie, '7')).rejects.toMatchObject({ code: 'Crm.Busy' });
    });

    it('is stored as sent by whoever takes it first, and says what became of it to those who take it later', async () => {
      const store = new PostgresIntentStore(world.database);
      const key = `${dialogueId}:1:refused`;
      const first = await acquire(key, 5_000);
      if (!first) throw new Error('not leased');
      expect(first).toMatchObject({ fresh: true, intent: { status: 'sent' } });
      await store.markPlanned(first, 'Crm.Rejected');
      await store.release(first);
      const second = await acquire(key, 5_000);
      if (!second) throw new Error('not leased');
      expect(second).toMatchObject({ fresh: false, intent: { status: 'planned', sentAt: null } });
      await store.markUnknown(second, 'Crm.TimedOut');
      await store.release(second);
      expect(await acquire(key, 5_000)).toMatchObject({ fresh: false, intent: { status: 'unknown' } });
    });

    it('remembers what was sent, and the id once it is confirmed', async () => {
      const store = new PostgresIntentStore(world.database);
      const key = `${dialogueId}:1:confirmed`;
      const lease = await acquire(key, 5_000);
      if (!lease) throw new Error('not leased');
      await store.release(lease);
      const second = await acquire(key, 5_000);
      expect(second).toMatchObject({ fresh: false, intent: { status: 'sent', vendorId: null } });
      expect(Date.parse(second?.intent.sentAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
      if (!second) throw new Error('not leased');
      await store.markConfirmed(second, '41');
      await store.release(second);
      expect((await acquire(key, 5_000))?.intent).toMatchObject({ status: 'confirmed', vendorId: '41' });
    });
  });

  describe('a claim', () => {
    const phone = () => ({ kind: 'phone', value: `+7916${Math.floor(Math.random() * 1e7)}` }) as const;

    it('is held by one dialogue; the others wait and then get the stored id', async () => {
      const store = new PostgresClaimStore(world.database);
      const subject = phone();
      const take = (holder: string) => store.take({ integrationId, subject, holder, leaseMs: 5_000 });
      const answers = await Promise.all(['a', 'b', 'c'].map(take));
      const held = answers.find((answer) => answer.state === 'held');
      expect(answers.map((answer) => answer.state).sort()).toEqual(['busy', 'busy', 'held']);
      if (held?.state !== 'held') throw new Error('nobody holds it');
      await store.store({ integrationId, subject, token: held.token, vendorId: '12' });
      expect(await take('d')).toEqual({ state: 'stored', vendorId: '12' });
    });

    it('is taken again at once by its own holder, and by others after its lease', async () => {
      const store = new PostgresClaimStore(world.database);
      const subject = phone();
      const take = (holder: string) => store.take({ integrationId, subject, holder, leaseMs: 60 });
      const first = await take('a');
      expect((await take('a')).state).toBe('held');
      expect((await take('b')).state).toBe('busy');
      await sleep(90);
      expect((await take('b')).state).toBe('held');
      if (first.state !== 'held') throw new Error('not held');
      await expect(store.store({ integrationId, subject, token: first.token, vendorId: '1' })).rejects.toMatchObject({
        code: 'Crm.Busy',
      });
    });
  });

  describe('the limiter', () => {
    const limit = { capacity: 5, drainPerSecond: 2, lane: 'interactive' } as const;

    it('lets through what fits the bucket, however many ask at once, and names the wait', async () => {
      const store = new PostgresLimiterStore(world.database);
      const key = randomUUID();
      const waits = await Promise.all(Array.from({ length: 12 }, () => store.take(key, limit)));
      expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
      for (const wait of waits.filter((each) => each > 0)) expect(wait).toBeLessThanOrEqual(500);
    });

    it('lets through no more than fits when processes take places ahead, and loses no more than those', async () => {
      const stores = [new PostgresLimiterStore(world.database), new PostgresLimiterStore(world.database)];
      const key = randomUUID();
      const wide = { capacity: 50, drainPerSecond: 0.01, lane: 'interactive' } as const;
      let through = 0;
      for (let n = 0; n < 80; n += 1) {
        const wait = await stores[n % 2]?.take(key, wide);
        if (wait === 0) through += 1;
      }
      expect(through).toBeLessThanOrEqual(50);
      expect(through).toBeGreaterThanOrEqual(44);
    });

    it('uses no place that was taken ahead once the vendor said "too many"', async () => {
      const store = new PostgresLimiterStore(world.database);
      const key = randomUUID();
      const wide = { capacity: 50, drainPerSecond: 2, lane: 'interactive' } as const;
      for (let n = 0; n < 3; n += 1) expect(await store.take(key, wide)).toBe(0);
      await store.block(key, 5_000);
      expect(await store.take(key, wide)).toBeGreaterThan(0);
    });

    it('keeps room for people when bulk work comes', async () => {
      const store = new PostgresLimiterStore(world.database);
      const key = randomUUID();
      for (let n = 0; n < 4; n += 1) expect(await store.take(key, { ...limit, lane: 'bulk' })).toBe(0);
      expect(await store.take(key, { ...limit, lane: 'bulk' })).toBeGreaterThan(0);
      expect(await store.take(key, limit)).toBe(0);
    });

    it('stays shut for as long as the vendor said', async () => {
      const store = new PostgresLimiterStore(world.database);
      const key = randomUUID();
      await store.block(key, 400);
      expect(await store.take(key, limit)).toBeGreaterThan(200);
      await sleep(420);
      expect(await store.take(key, limit)).toBe(0);
    });
  });
});
