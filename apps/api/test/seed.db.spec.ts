import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MikroORM } from '@mikro-orm/postgresql';
import { demoIds, migrateDatabase, openDatabase, seedDatabase } from '@voronka/persistence';
import type { FirstLogins, SeedInput } from '@voronka/persistence';
import { createKeyring, createSecretBox, verifyPassword } from '@voronka/platform';
import { createTestDatabase } from '@voronka/testing';
import type { TestDatabase } from '@voronka/testing';

const secretBox = createSecretBox(createKeyring(randomBytes(32).toString('hex')));
const firstUrl = 'http://127.0.0.1:4001/rest/1/first/';
const secondUrl = 'http://127.0.0.1:4002/rest/1/second/';

let database: TestDatabase;
let orm: MikroORM;
beforeEach(async () => {
  database = await createTestDatabase({ migrate: false });
});
afterEach(async () => {
  await orm.close();
  await database.drop();
});

async function connect(): Promise<void> {
  await migrateDatabase(database.ownerUrl, database.appUrl);
  orm = await openDatabase(database.appUrl);
}

async function seed(changes: Partial<SeedInput> = {}): Promise<FirstLogins[]> {
  const announced: FirstLogins[] = [];
  await seedDatabase(orm, {
    kind: 'demo',
    secretBox,
    sandbox: { webhookUrl: firstUrl },
    demoAccounts: true,
    announce: (logins) => announced.push(logins),
    ...changes,
  });
  return announced;
}

async function everything(): Promise<unknown> {
  const em = orm.em.fork();
  const tables = ['workspaces', 'users', 'funnels', 'integrations', 'stage_mappings', 'flows', 'channels', 'bundles'];
  return Promise.all(tables.map((table) => em.execute(`select * from ${table} order by 1, 2`)));
}

async function integration(): Promise<{ url: string; portalUrl: string }> {
  const [row] = await orm.em
    .fork()
    .execute<{ secret: string; portal_url: string }[]>(
      `select secret, settings->>'portalUrl' as portal_url from integrations`,
    );
  return {
    url: secretBox.open(row?.secret ?? '', `integration:${demoIds.integration}`),
    portalUrl: row?.portal_url ?? '',
  };
}

describe('migrating and seeding', () => {
  it('works from several processes at once and makes one workspace', async () => {
    await Promise.all([1, 2, 3].map(() => migrateDatabase(database.ownerUrl, database.appUrl)));
    await connect();
    const announced = (await Promise.all([seed(), seed(), seed()])).flat();
    expect(announced).toHaveLength(1);
    const [row] = await orm.em.fork().execute<{ n: string }[]>('select count(*) as n from workspaces');
    expect(row?.n).toBe('1');
  });

  it('changes nothing the second time', async () => {
    await connect();
    await seed();
    const before = await everything();
    expect(await seed()).toEqual([]);
    expect(await everything()).toEqual(before);
  });
});

describe('the demo', () => {
  it('tells random passwords once and stores only their hashes', async () => {
    await connect();
    const [logins] = await seed();
    expect(logins?.admin).toMatchObject({ email: 'admin@voronka.local', role: 'admin' });
    expect(logins?.demo.map(({ role }) => role)).toEqual(['manager', 'auditor']);
    const stored = await orm.em
      .fork()
      .execute<{ email: string; password_hash: string; must_change_password: boolean }[]>('select * from users');
    const admin = stored.find(({ email }) => email === 'admin@voronka.local');
    expect(admin?.must_change_password).toBe(true);
    expect(await verifyPassword(logins?.admin.password ?? '', admin?.password_hash ?? '')).toBe(true);
    expect(JSON.stringify(stored)).not.toContain(logins?.admin.password);
  });

  it('makes no accounts that could be used where others reach the machine', async () => {
    await connect();
    const [logins] = await seed({ demoAccounts: false });
    expect(logins?.demo).toEqual([]);
    const open = await orm.em.fork().execute<object[]>('select email from users where not disabled');
    expect(open).toEqual([{ email: 'admin@voronka.local' }]);
  });

  it('follows the sandbox to another address', async () => {
    await connect();
    await seed();
    expect(await integration()).toEqual({ url: firstUrl, portalUrl: 'http://127.0.0.1:4001' });
    await seed({ sandbox: { webhookUrl: secondUrl } });
    expect(await integration()).toEqual({ url: secondUrl, portalUrl: 'http://127.0.0.1:4002' });
  });

  it('keeps its hands off a real portal that an admin has joined', async () => {
    await connect();
    await seed();
    const real = 'https://company.example/rest/1/real/';
    await orm.em
      .fork()
      .execute('update integrations set secret = ?', [secretBox.seal(real, `integration:${demoIds.integration}`)]);
    await seed({ sandbox: { webhookUrl: secondUrl } });
    expect((await integration()).url).toBe(real);
  });

  it('gives every channel an unguessable key and something to run', async () => {
    await connect();
    await seed();
    const channels = await orm.em
      .fork()
      .execute<{ key: string; live_bundle_hash: string | null }[]>('select key, live_bundle_hash from channels');
    expect(channels).toHaveLength(2);
    for (const channel of channels) {
      expect(channel.key).toMatch(/^[0-9a-f-]{36}$/);
      expect(channel.live_bundle_hash).toMatch(/^[0-9a-f]{64}$/);
    }
  });
});

describe('an empty installation', () => {
  it('has a workspace and its first admin, nothing else', async () => {
    await connect();
    const [logins] = await seed({ kind: 'empty' });
    expect(logins?.demo).toEqual([]);
    const em = orm.em.fork();
    for (const table of ['channels', 'flows', 'integrations', 'assistants']) {
      expect(await em.execute(`select * from ${table}`)).toEqual([]);
    }
    expect(await em.execute('select email, role from users')).toEqual([
      { email: 'admin@voronka.local', role: 'admin' },
    ]);
  });

  it('does not become a demo by a later start', async () => {
    await connect();
    await seed({ kind: 'empty' });
    expect(await seed()).toEqual([]);
    expect(await orm.em.fork().execute('select * from channels')).toEqual([]);
  });
});
