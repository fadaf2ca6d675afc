import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import {
  baseBackup,
  clusterPasswords,
  copyLockedSqlite,
  copySqlite,
  ensurePostgres,
  hasCluster,
  lockHome,
  preparePostgresBinaries,
  reasonOf,
  runningIn,
  say,
  temporalStorePath,
  temporalVersion,
  writeJsonAtomic,
  type Report,
} from '@voronka/local-infra';
import { create } from 'tar';
import { keyFilePath } from '../run/key-file.ts';
import { repositoryRoot } from '../run/programs.ts';
import { seedOf } from '../start/home-seed.ts';
import { backupError } from './backup-error.ts';
import { dumpDatabase } from './dump-tools.ts';
import { listFiles, manifestName, type Manifest } from './manifest.ts';

/** What {@link createBackup} needs. */
export interface BackupOptions {
  readonly home: string;
  /** Where the backup goes; an existing file is not overwritten. */
  readonly file: string;
  readonly env: NodeJS.ProcessEnv;
  readonly report: Report;
}

/** Places in a backup. */
export const backupPaths = {
  key: 'secret.key',
  passwords: 'database/passwords.json',
  cluster: 'database/cluster',
  dump: 'database/voronka.dump',
  temporal: 'temporal/temporal.db',
  sandbox: 'sandbox',
} as const;

/**
 * Backs up database, Temporal store, key file and the sandbox's state into one .tar.gz, while the product runs or not.
 *
 * The Temporal store is copied before the database: a dialogue whose workflow is older than its rows catches up, for
 * the inbox is the queue and a decision once committed is what a later run of it returns.
 *
 * @throws LocalInfraError when there is nothing to back up, or a part cannot be copied
 */
export async function createBackup({ home, file, env, report }: BackupOptions): Promise<Manifest> {
  if (!hasCluster(home) && !env['DATABASE_URL']) throw nothingThere(home);
  if (existsSync(file)) throw fileExists(file);
  mkdirSync(dirname(resolve(file)), { recursive: true });
  // Beside the target, so that the finished file is only renamed; readable by its owner only, for it holds keys.
  const staging = mkdtempSync(join(dirname(resolve(file)), '.voronka-backup-'));
  try {
    const content = join(staging, 'content');
    mkdirSync(content, { mode: 0o700 });
    const hasTemporal = await copyTemporal(home, content, env);
    const database = await copyDatabase(home, content, env, report);
    await copySandbox(home, content);
    const hasKey = copyKey(home, content);
    const manifest: Manifest = {
      format: 1,
      createdAt: new Date().toISOString(),
      version: productVersion(),
      database,
      temporal: hasTemporal ? temporalVersion : null,
      seed: seedOf(home),
      hasKey,
      files: await listFiles(content),
    };
    writeJsonAtomic(join(content, manifestName), manifest, 0o600);
    const packed = join(staging, 'backup.tar.gz');
    await create({ gzip: true, cwd: content, file: packed, portable: true }, ['.']);
    chmodSync(packed, 0o600);
    renameSync(packed, file);
    return manifest;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

async function copyTemporal(home: string, content: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  const store = temporalStorePath(home);
  if (env['TEMPORAL_ADDRESS'] || !existsSync(store)) return false;
  await copySqlite(store, join(content, backupPaths.temporal));
  return true;
}

async function copyDatabase(
  home: string,
  content: string,
  env: NodeJS.ProcessEnv,
  report: Report,
): Promise<Manifest['database']> {
  mkdirSync(join(content, 'database'), { mode: 0o700 });
  const externalUrl = env['DATABASE_OWNER_URL'] || env['DATABASE_URL'];
  if (externalUrl) {
    await dumpDatabase(externalUrl, join(content, backupPaths.dump), env);
    return { kind: 'dump' };
  }
  // Nobody runs: hold the home while PostgreSQL is started for the copy.
  const lock = runningIn(home) ? undefined : lockHome(home);
  try {
    const postgres = await ensurePostgres({ home, env, report: () => undefined });
    try {
      if (!postgres.superuserUrl || !postgres.dataDirectory) throw nothingThere(home);
      await baseBackup(postgres.superuserUrl, postgres.dataDirectory, join(content, backupPaths.cluster));
    } finally {
      if (lock) await postgres.stop();
      else await postgres.release();
    }
  } catch (cause) {
    report(
      say({
        en: `The database could not be copied: ${reasonOf(cause)}`,
        ru: `Базу не удалось скопировать: ${reasonOf(cause)}`,
      }),
    );
    throw cause;
  } finally {
    lock?.release();
  }
  writeJsonAtomic(join(content, backupPaths.passwords), clusterPasswords(home), 0o600);
  return {
    kind: 'cluster',
    postgres: preparePostgresBinaries(undefined, '').version,
    platform: `${process.platform}-${process.arch}`,
  };
}

async function copySandbox(home: string, content: string): Promise<void> {
  const folder = join(home, 'sandbox');
  if (!existsSync(folder)) return;
  const stores = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    /\.sqlite$/.test(entry.name),
  );
  for (const store of stores) {
    const source = join(store.parentPath, store.name);
    await copyLockedSqlite(source, join(content, backupPaths.sandbox, relative(folder, source)));
  }
}

function copyKey(home: string, content: string): boolean {
  const source = keyFilePath(home);
  if (!existsSync(source)) return false;
  copyFileSync(source, join(content, backupPaths.key));
  return true;
}

function productVersion(): string {
  const { version } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as { version: string };
  return version;
}

function nothingThere(home: string) {
  return backupError({
    en: `There is nothing to back up in ${home}: the product has not been started with it (VORONKA_HOME names another folder).`,
    ru: `В ${home} нечего копировать: с этой папкой продукт ещё не запускали (другую можно указать в VORONKA_HOME).`,
  });
}

function fileExists(file: string) {
  return backupError({
    en: `${file} exists already; a backup never overwrites a file. Name another.`,
    ru: `${file} уже существует; копия никогда не пишется поверх файла. Назовите другой.`,
  });
}
