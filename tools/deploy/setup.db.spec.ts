import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withConnection } from '@voronka/local-infra';
import { createTestDatabase } from '@voronka/testing';
import type { TestDatabase } from '@voronka/testing';

let database: TestDatabase;
const key = randomBytes(32).toString('hex');

beforeAll(async () => {
  database = await createTestDatabase({ migrate: false });
});

afterAll(() => database.drop());

/** Runs the program of the `setup` image. */
function setUp(more: NodeJS.ProcessEnv) {
  const env = { PATH: process.env['PATH'], DATABASE_URL: database.appUrl, VORONKA_SECRET_KEY: key, ...more };
  const program = join(import.meta.dirname, 'setup.ts');
  return spawnSync(process.execPath, ['--no-warnings', program], { env, encoding: 'utf8', timeout: 60_000 });
}

async function emails(): Promise<{ email: string }[]> {
  return withConnection(
    database.appUrl,
    async (client) => (await client.query<{ email: string }>('select email from users')).rows,
  );
}

describe('setup of a deployment', () => {
  it('migrates an empty database and makes nobody', async () => {
    const { status, stdout } = setUp({ DATABASE_OWNER_URL: database.ownerUrl });
    expect([status, stdout]).toEqual([0, 'The schema is up to date.\n']);
    expect(await emails()).toEqual([]);
  });

  it('tells the first login once, and never makes a second', async () => {
    const seeding = { DATABASE_OWNER_URL: database.ownerUrl, VORONKA_SEED: 'empty' };
    expect(setUp(seeding).stdout).toMatch(/^First login: admin@voronka\.local {3}\S{16} {3}\(shown only now\)$/m);
    expect(setUp(seeding).stdout).toBe('The schema is up to date.\n');
    expect(await emails()).toEqual([{ email: 'admin@voronka.local' }]);
  });

  it('says which variable is missing, and no password', () => {
    const { status, stderr } = setUp({});
    expect([status, stderr]).toEqual([1, expect.stringContaining('DATABASE_OWNER_URL is not set')]);
  });

  it('does not tell the address of a database that refuses it', () => {
    const wrong = new URL(database.ownerUrl);
    wrong.password = 'not-the-password';
    const { status, stdout, stderr } = setUp({ DATABASE_OWNER_URL: wrong.href });
    expect(status).toBe(1);
    expect(stdout + stderr).not.toContain('not-the-password');
  });
});
