import pg from 'pg';
import { databaseUrl, withConnection, withDatabase } from './connection.ts';

/** Owns the database and its tables; migrations run as this role. No superuser. */
export const ownerRole = 'voronka_owner';
/** The role the product itself runs as: reads and writes rows, and what a migration takes from it, it cannot do. */
export const appRole = 'voronka_app';
/** The cluster's superuser: makes roles and databases, takes base backups. */
export const superuserRole = 'voronka_admin';

/** Addresses of one database for its three kinds of users. */
export interface DatabaseUrls {
  readonly superuserUrl: string;
  /** For migrations. */
  readonly ownerUrl: string;
  /** For the product. */
  readonly appUrl: string;
}

/** Creates both roles, or sets their passwords to these. */
export async function ensureRoles(
  superuserUrl: string,
  passwords: { readonly ownerPassword: string; readonly appPassword: string },
): Promise<void> {
  await withConnection(superuserUrl, async (client) => {
    for (const [role, password] of [
      [ownerRole, passwords.ownerPassword],
      [appRole, passwords.appPassword],
    ] as const) {
      const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      const verb = rowCount ? 'ALTER' : 'CREATE';
      const rights = 'LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION';
      await client.query(`${verb} ROLE ${role} ${rights} PASSWORD ${pg.escapeLiteral(password)}`);
    }
  });
}

/**
 * Creates a database for the two roles, unless it exists, and grants the application's role what it gets by default:
 * to read and write rows of whatever tables the owner makes, in any schema. Safe to repeat.
 *
 * @param urls addresses of any database of the same server, with the roles' passwords
 * @returns the same addresses for the named database
 */
export async function ensureDatabase(urls: DatabaseUrls, databaseName: string): Promise<DatabaseUrls> {
  const name = pg.escapeIdentifier(databaseName);
  await withConnection(urls.superuserUrl, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
    if (!rowCount) await client.query(`CREATE DATABASE ${name} OWNER ${ownerRole}`);
    await client.query(`REVOKE ALL ON DATABASE ${name} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${name} TO ${appRole}`);
  });
  const result: DatabaseUrls = {
    superuserUrl: withDatabase(urls.superuserUrl, databaseName),
    ownerUrl: withDatabase(urls.ownerUrl, databaseName),
    appUrl: withDatabase(urls.appUrl, databaseName),
  };
  await withConnection(result.superuserUrl, async (client) => {
    await client.query(`
      ALTER SCHEMA public OWNER TO ${ownerRole};
      GRANT USAGE ON SCHEMA public TO ${appRole};
      ALTER DEFAULT PRIVILEGES FOR ROLE ${ownerRole} GRANT USAGE ON SCHEMAS TO ${appRole};
      ALTER DEFAULT PRIVILEGES FOR ROLE ${ownerRole} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${appRole};
      ALTER DEFAULT PRIVILEGES FOR ROLE ${ownerRole} GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO ${appRole};
    `);
  });
  return result;
}

/** Addresses of the server's maintenance database for the three roles. */
export function clusterUrls(
  port: number,
  passwords: { readonly superuserPassword: string; readonly ownerPassword: string; readonly appPassword: string },
): DatabaseUrls {
  const url = (user: string, password: string) => databaseUrl({ user, password, port, database: 'postgres' });
  return {
    superuserUrl: url(superuserRole, passwords.superuserPassword),
    ownerUrl: url(ownerRole, passwords.ownerPassword),
    appUrl: url(appRole, passwords.appPassword),
  };
}
