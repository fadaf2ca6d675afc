import { randomBytes } from 'node:crypto';
import { ensureDatabase, withConnection } from '@voronka/local-infra';
import type { DatabaseUrls } from '@voronka/local-infra';
import { migrateDatabase } from '@voronka/persistence';

/** A database of one spec file, with the product's schema. */
export interface TestDatabase extends DatabaseUrls {
  /** Removes it, cutting what is still connected. */
  drop(): Promise<void>;
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run this through the integration suite (VORONKA_SUITE=integration)`);
  return value;
}

/** Makes a database with a random name on the integration suite's server. @param options.migrate @default true */
export async function createTestDatabase(options: { migrate?: boolean } = {}): Promise<TestDatabase> {
  const server: DatabaseUrls = {
    superuserUrl: fromEnvironment('TEST_DATABASE_SUPERUSER_URL'),
    ownerUrl: fromEnvironment('TEST_DATABASE_OWNER_URL'),
    appUrl: fromEnvironment('TEST_DATABASE_APP_URL'),
  };
  const name = `test_${randomBytes(6).toString('hex')}`;
  const urls = await ensureDatabase(server, name);
  if (options.migrate ?? true) await migrateDatabase(urls.ownerUrl, urls.appUrl);
  return {
    ...urls,
    drop: () =>
      withConnection(server.superuserUrl, async (client) => {
        await client.query(`drop database ${name} with (force)`);
      }),
  };
}
