import { describe, expect, it } from '@jest/globals';
import { withConnection } from './connection.ts';
import { ensureDatabase, type DatabaseUrls } from './roles.ts';

/** Addresses of the suite's server; tools/jest/integration.setup.mjs sets them. */
const suiteUrls: DatabaseUrls = {
  superuserUrl: process.env['TEST_DATABASE_SUPERUSER_URL'] ?? '',
  ownerUrl: process.env['TEST_DATABASE_OWNER_URL'] ?? '',
  appUrl: process.env['TEST_DATABASE_APP_URL'] ?? '',
};

describe('database roles', () => {
  it('lets the application read and write rows of the tables the owner makes, and nothing more', async () => {
    const urls = await ensureDatabase(suiteUrls, `roles_${process.pid}`);
    await withConnection(urls.ownerUrl, (client) =>
      client.query('CREATE TABLE note (id serial PRIMARY KEY, body text)'),
    );
    await withConnection(urls.ownerUrl, (client) =>
      client.query('CREATE TABLE audit (id serial PRIMARY KEY); REVOKE UPDATE, DELETE ON audit FROM voronka_app'),
    );
    await withConnection(urls.appUrl, async (client) => {
      await client.query(`INSERT INTO note (body) VALUES ('a')`);
      await client.query('INSERT INTO audit DEFAULT VALUES');
      const { rows } = await client.query<{ body: string }>('SELECT body FROM note');
      expect(rows).toEqual([{ body: 'a' }]);
      await expect(client.query('DELETE FROM audit')).rejects.toThrow('permission denied');
      await expect(client.query('DROP TABLE note')).rejects.toThrow('must be owner');
      await expect(client.query('CREATE TABLE other (id int)')).rejects.toThrow('permission denied');
      await expect(client.query('CREATE DATABASE another')).rejects.toThrow('permission denied');
    });
  });

  it('may be ensured again without harm', async () => {
    const name = `again_${process.pid}`;
    const first = await ensureDatabase(suiteUrls, name);
    expect(await ensureDatabase(suiteUrls, name)).toEqual(first);
  });

  it('folds the case of Cyrillic text in searches', async () => {
    await withConnection(suiteUrls.appUrl, async (client) => {
      const { rows } = await client.query<{ found: boolean }>(`SELECT 'АННА' ILIKE 'анна' AS found`);
      expect(rows).toEqual([{ found: true }]);
    });
  });

  it('refuses a connection without the password', async () => {
    const url = new URL(suiteUrls.appUrl);
    url.password = 'wrong';
    await expect(withConnection(url.href, (client) => client.query('SELECT 1'))).rejects.toThrow(
      'password authentication failed',
    );
  });
});
