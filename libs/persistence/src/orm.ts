import { MikroORM } from '@mikro-orm/postgresql';
import type { EntityManager, Options } from '@mikro-orm/postgresql';
import { Migrator } from '@mikro-orm/migrations';
import { entities } from './entities/index.ts';
import { M0001Spine } from './migrations/m0001-spine.ts';
import { M0002VisitorSessions } from './migrations/m0002-visitor-sessions.ts';
import { M0003People } from './migrations/m0003-people.ts';
import { M0004Engine } from './migrations/m0004-engine.ts';
import { M0005CardKind } from './migrations/m0005-card-kind.ts';
import { M0006FlowArchive } from './migrations/m0006-flow-archive.ts';
import { M0007CrmStages } from './migrations/m0007-crm-stages.ts';
import { M0008FlowTraffic } from './migrations/m0008-flow-traffic.ts';
import { M0009CrmWatch } from './migrations/m0009-crm-watch.ts';
import { M0010CrmTokens } from './migrations/m0010-crm-tokens.ts';
import { M0011CrmWidget } from './migrations/m0011-crm-widget.ts';
import { M0012CrmHook } from './migrations/m0012-crm-hook.ts';
import { M0013CrmCardMirror } from './migrations/m0013-crm-card-mirror.ts';
import { M0014Board } from './migrations/m0014-board.ts';
import { M0015CrmPortal } from './migrations/m0015-crm-portal.ts';
import { M0016IncidentMissing } from './migrations/m0016-incident-missing.ts';

/** Any object that carries an entity manager: the ORM of a process. */
export interface Database {
  em: EntityManager;
}

/** Options of the ORM. @param url PostgreSQL address with user and password */
export function ormOptions(url: string, poolSize = 10): Options {
  return {
    clientUrl: url,
    entities,
    extensions: [Migrator],
    // A dialogue's transaction never takes longer than a few ms; a connection that cannot be had in 10 s is an outage.
    pool: { min: 0, max: poolSize, idleTimeoutMillis: 30_000 },
    driverOptions: { connectionTimeoutMillis: 10_000, statement_timeout: 20_000, keepAlive: true },
    forceUtcTimezone: true,
    debug: false,
    migrations: {
      tableName: 'voronka_migrations',
      transactional: true,
      allOrNothing: true,
      snapshot: false,
      // Standard output belongs to the log's JSON lines.
      silent: true,
      migrationsList: [
        { name: 'm0001-spine', class: M0001Spine },
        { name: 'm0002-visitor-sessions', class: M0002VisitorSessions },
        { name: 'm0003-people', class: M0003People },
        { name: 'm0004-engine', class: M0004Engine },
        { name: 'm0005-card-kind', class: M0005CardKind },
        { name: 'm0006-flow-archive', class: M0006FlowArchive },
        { name: 'm0007-crm-stages', class: M0007CrmStages },
        { name: 'm0008-flow-traffic', class: M0008FlowTraffic },
        { name: 'm0009-crm-watch', class: M0009CrmWatch },
        { name: 'm0010-crm-tokens', class: M0010CrmTokens },
        { name: 'm0011-crm-widget', class: M0011CrmWidget },
        { name: 'm0012-crm-hook', class: M0012CrmHook },
        { name: 'm0013-crm-card-mirror', class: M0013CrmCardMirror },
        { name: 'm0014-board', class: M0014Board },
        { name: 'm0015-crm-portal', class: M0015CrmPortal },
        { name: 'm0016-incident-missing', class: M0016IncidentMissing },
      ],
    },
  };
}

/** Connects. @param poolSize connections of this process at most @default 10 */
export async function openDatabase(url: string, poolSize?: number): Promise<MikroORM> {
  return MikroORM.init(ormOptions(url, poolSize));
}

// Tables whose rows the application may add but never change or remove.
const appendOnly = ['decisions', 'bundles', 'history_archive', 'audit_log', 'flow_versions'];
const migrationLock = 7_340_215;

/**
 * Brings the schema up to date, under a lock, so that any number of processes may start at once.
 *
 * @param ownerUrl role that owns the tables
 * @param appUrl role of the running application; gets no right to change or delete audit rows
 */
export async function migrateDatabase(ownerUrl: string, appUrl: string): Promise<void> {
  const orm = await openDatabase(ownerUrl, 2);
  try {
    // The lock's transaction stays open while the migrator works on its own connection.
    await orm.em.transactional(async (em) => {
      await em.execute('select pg_advisory_xact_lock(?)', [migrationLock]);
      await orm.migrator.up();
      const appRole = decodeURIComponent(new URL(appUrl).username);
      if (appRole && appRole !== decodeURIComponent(new URL(ownerUrl).username)) await grant(orm.em.fork(), appRole);
    });
  } finally {
    await orm.close();
  }
}

async function grant(em: EntityManager, role: string): Promise<void> {
  const quoted = `"${role.replaceAll('"', '""')}"`;
  await em.execute(`grant usage on schema public to ${quoted}`);
  await em.execute(`grant select, insert, update, delete on all tables in schema public to ${quoted}`);
  await em.execute(`grant usage on all sequences in schema public to ${quoted}`);
  await em.execute(`revoke update, delete, truncate on ${appendOnly.join(', ')} from ${quoted}`);
}
