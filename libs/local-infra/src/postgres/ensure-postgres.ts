import { realpathSync, rmSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LocalInfraError, reasonOf } from '../errors.ts';
import { RememberedPorts } from '../ports.ts';
import { keepRunning } from '../process/keep-running.ts';
import { ProcessRegistry } from '../process/process-registry.ts';
import { reportToStderr, say, type Report } from '../terminal-text.ts';
import { preparePostgresBinaries } from './binaries.ts';
import { openClusterHome, postgresRoot, sweepAbandonedClusters } from './cluster-home.ts';
import { withConnection } from './connection.ts';
import {
  initialiseCluster,
  startOrAdopt,
  stopPostgres,
  type RunningPostgres,
  type ServerPlace,
} from './postgres-server.ts';
import { clusterUrls, ensureDatabase, ensureRoles } from './roles.ts';
import { postgresUser } from './system-user.ts';

/** What {@link ensurePostgres} needs. */
export interface EnsurePostgresOptions {
  /** The product's folder; the caller holds its lock. */
  readonly home: string;
  /** @default 'voronka' */
  readonly databaseName?: string;
  /** Read for DATABASE_URL, DATABASE_OWNER_URL and VORONKA_PG_ROOT. @default process.env */
  readonly env?: NodeJS.ProcessEnv;
  readonly report?: Report;
}

/** A PostgreSQL to work with. */
export interface LocalPostgres {
  /** For the product; the same as `appUrl`. */
  readonly url: string;
  readonly appUrl: string;
  /** For migrations. */
  readonly ownerUrl: string;
  /** Null with a database of the user's own, where we have no such rights. */
  readonly superuserUrl: string | null;
  /** The server's data directory, for base backups; null with a database of the user's own. */
  readonly dataDirectory: string | null;
  /** False with a database of the user's own. */
  readonly embedded: boolean;
  /** Process id of the embedded server now; it changes when the server is started again. */
  pid(): number | null;
  /** Ends the watching and leaves the server running; for helpers beside a run that goes on. */
  release(): Promise<void>;
  /** Stops the embedded server cleanly; leaves a database of the user's own alone. */
  stop(): Promise<void>;
  /** Stops it and deletes all its data; for temporary homes. */
  destroy(): Promise<void>;
}

/**
 * Gives a PostgreSQL: the one of `DATABASE_URL`, else the embedded real one, which keeps its data in (as root: beside)
 * the home, listens on loopback only, is started again when it dies, and has the roles and the database of `roles.ts`.
 *
 * @throws LocalInfraError `Postgres.*`; the message says what to do
 */
export async function ensurePostgres(options: EnsurePostgresOptions): Promise<LocalPostgres> {
  const { env = process.env } = options;
  return env['DATABASE_URL']
    ? externalPostgres(env['DATABASE_URL'], env['DATABASE_OWNER_URL'])
    : embeddedPostgres(options);
}

async function externalPostgres(appUrl: string, ownerUrl: string | undefined): Promise<LocalPostgres> {
  for (const [variable, url] of [
    ['DATABASE_URL', appUrl],
    ['DATABASE_OWNER_URL', ownerUrl],
  ] as const) {
    if (url) await checkReachable(variable, url);
  }
  return {
    url: appUrl,
    appUrl,
    ownerUrl: ownerUrl || appUrl,
    superuserUrl: null,
    dataDirectory: null,
    embedded: false,
    pid: () => null,
    release: async () => undefined,
    stop: async () => undefined,
    destroy: async () => undefined,
  };
}

async function checkReachable(variable: string, url: string): Promise<void> {
  try {
    await withConnection(url, (client) => client.query('SELECT 1'));
  } catch (cause) {
    const text = {
      en: `The database named by ${variable} does not answer (${reasonOf(cause)}). Start it, correct ${variable}, or unset it to use the embedded PostgreSQL.`,
      ru: `База данных из ${variable} не отвечает (${reasonOf(cause)}). Запустите её, исправьте ${variable} или уберите переменную, чтобы работал встроенный PostgreSQL.`,
    };
    throw new LocalInfraError('Postgres.Unreachable', text, { cause });
  }
}

async function embeddedPostgres(options: EnsurePostgresOptions): Promise<LocalPostgres> {
  const { databaseName = 'voronka', env = process.env, report = reportToStderr } = options;
  mkdirSync(options.home, { recursive: true, mode: 0o700 });
  const home = realpathSync(options.home);
  const runAs = postgresUser();
  const root = postgresRoot(env);
  const binaries = preparePostgresBinaries(runAs, root);
  if (runAs) sweepAbandonedClusters(root);
  const cluster = openClusterHome(home, runAs, root);
  const ports = new RememberedPorts(home);
  const registry = new ProcessRegistry(home);
  const place: ServerPlace = {
    binaries,
    dataDirectory: cluster.dataDirectory,
    runAs,
    logFile: join(home, 'logs', 'postgres.log'),
    registry,
    superuserPassword: cluster.record.superuserPassword,
    superuserUrl: (port) => clusterUrls(port, cluster.record).superuserUrl,
  };
  await initialiseCluster(place);
  cluster.markInitialised();
  const running = await startOrAdopt(place, await ports.choose('postgres'), true);
  ports.remember('postgres', running.port);
  if (running.adopted) reportAdopted(report, running);
  const urls = clusterUrls(running.port, cluster.record);
  await ensureRoles(urls.superuserUrl, cluster.record);
  const database = await ensureDatabase(urls, databaseName);
  const kept = keepRunning({
    identity: running.identity,
    restart: async () => (await startOrAdopt(place, running.port, false)).identity,
    onDeath: (error) => reportDeath(report, error),
  });
  const stop = async () => {
    const identity = await kept.release();
    await stopPostgres(identity);
    registry.remove(identity.pid);
  };
  return {
    url: database.appUrl,
    ...database,
    dataDirectory: cluster.dataDirectory,
    embedded: true,
    pid: () => kept.current().pid,
    release: async () => {
      await kept.release();
    },
    stop,
    destroy: async () => {
      await stop();
      rmSync(cluster.folder, { recursive: true, force: true });
    },
  };
}

function reportAdopted(report: Report, { identity }: RunningPostgres): void {
  report(
    say({
      en: `PostgreSQL of an earlier run is still alive (process ${identity.pid}); going on with it.`,
      ru: `PostgreSQL прошлого запуска ещё работает (процесс ${identity.pid}); продолжаем с ним.`,
    }),
  );
}

function reportDeath(report: Report, error: unknown): void {
  report(
    error === undefined
      ? say({
          en: 'PostgreSQL has stopped unexpectedly; starting it again.',
          ru: 'PostgreSQL неожиданно остановился; запускаем снова.',
        })
      : say({
          en: `PostgreSQL could not be started again yet: ${reasonOf(error)}`,
          ru: `PostgreSQL пока не удалось запустить снова: ${reasonOf(error)}`,
        }),
  );
}
