import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  hasCluster,
  installCluster,
  lockHome,
  preparePostgresBinaries,
  ProcessRegistry,
  readJson,
  reasonOf,
  removeCluster,
  temporalStorePath,
  type ClusterPasswords,
} from '@voronka/local-infra';
import { extract } from 'tar';
import { keyFilePath } from '../run/key-file.ts';
import { rememberSeed } from '../start/home-seed.ts';
import { backupError } from './backup-error.ts';
import { backupPaths } from './create-backup.ts';
import { restoreDump } from './dump-tools.ts';
import { firstDifference, listFiles, readManifest, type Manifest } from './manifest.ts';

/** What {@link restoreBackup} needs. */
export interface RestoreOptions {
  readonly home: string;
  readonly file: string;
  /** Whether data that the home holds may be replaced. */
  readonly force: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Puts a backup into a home: checked in full first, so that a broken one changes nothing.
 *
 * @throws LocalInfraError `Home.Busy` while the product runs there; else the message says what to do
 */
export async function restoreBackup({ home, file, force, env }: RestoreOptions): Promise<Manifest> {
  if (!existsSync(file)) throw backupError({ en: `There is no file ${file}.`, ru: `Файла ${file} нет.` });
  const lock = lockHome(home);
  try {
    return await restoreInto(home, file, force, env);
  } finally {
    lock.release();
  }
}

async function restoreInto(home: string, file: string, force: boolean, env: NodeJS.ProcessEnv): Promise<Manifest> {
  const holdsData = hasCluster(home) || existsSync(temporalStorePath(home)) || Boolean(env['DATABASE_URL']);
  if (holdsData && !force) throw holdsDataError(home);
  const staging = mkdtempSync(join(home, 'restore-'));
  try {
    const manifest = await unpack(file, staging);
    checkFits(manifest, env);
    // Whatever a killed run left alive here would go on writing into what is replaced.
    await new ProcessRegistry(home).killLeftovers();
    await restoreDatabase(manifest, staging, home, env);
    restoreTemporal(staging, home);
    replaceFolder(join(staging, backupPaths.sandbox), join(home, 'sandbox'));
    if (manifest.hasKey) {
      cpSync(join(staging, backupPaths.key), keyFilePath(home));
      chmodSync(keyFilePath(home), 0o600);
    }
    rmSync(join(home, 'home.json'), { force: true });
    if (manifest.seed) rememberSeed(home, manifest.seed);
    return manifest;
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

async function unpack(file: string, staging: string): Promise<Manifest> {
  try {
    await extract({ file, cwd: staging, strict: true, preserveOwner: false });
  } catch (cause) {
    throw broken(file, reasonOf(cause), cause);
  }
  const manifest = readManifest(staging);
  if (!manifest) throw broken(file, 'manifest.json');
  const difference = firstDifference(manifest.files, await listFiles(staging));
  if (difference !== null) throw broken(file, difference);
  return manifest;
}

function checkFits({ database }: Manifest, env: NodeJS.ProcessEnv): void {
  const external = Boolean(env['DATABASE_URL']);
  if (database.kind === 'dump') {
    if (external) return;
    throw backupError({
      en: 'This backup was made from a database of your own (pg_dump). Name the database to restore it into: DATABASE_URL=postgres://… npm run restore -- <file> --force',
      ru: 'Эта копия сделана с вашей собственной базы (pg_dump). Укажите, куда её восстановить: DATABASE_URL=postgres://… npm run restore -- <файл> --force',
    });
  }
  if (external) {
    throw backupError({
      en: 'This backup holds the files of an embedded PostgreSQL and cannot go into a database of your own. Unset DATABASE_URL.',
      ru: 'В этой копии файлы встроенного PostgreSQL, в вашу собственную базу они не войдут. Уберите DATABASE_URL.',
    });
  }
  const platform = `${process.platform}-${process.arch}`;
  const own = preparePostgresBinaries(undefined, '').version;
  if (database.platform === platform && major(database.postgres) === major(own)) return;
  throw backupError({
    en: `This backup holds the files of PostgreSQL ${major(database.postgres)} on ${database.platform}; here is PostgreSQL ${major(own)} on ${platform}. Restore it on a machine and with a version of Voronka that fit.`,
    ru: `В этой копии файлы PostgreSQL ${major(database.postgres)} для ${database.platform}; здесь PostgreSQL ${major(own)} для ${platform}. Восстановите её на подходящей машине и версии Воронки.`,
  });
}

async function restoreDatabase(
  manifest: Manifest,
  staging: string,
  home: string,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  if (manifest.database.kind === 'dump') {
    await restoreDump(env['DATABASE_OWNER_URL'] || env['DATABASE_URL'] || '', join(staging, backupPaths.dump), env);
    return;
  }
  const passwords = readJson(join(staging, backupPaths.passwords)) as ClusterPasswords;
  removeCluster(home);
  installCluster(home, join(staging, backupPaths.cluster), passwords, env);
}

function restoreTemporal(staging: string, home: string): void {
  const source = join(staging, backupPaths.temporal);
  if (!existsSync(source)) return;
  const target = temporalStorePath(home);
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${target}${suffix}`, { force: true });
  cpSync(source, target);
}

function replaceFolder(source: string, target: string): void {
  if (!existsSync(source)) return;
  rmSync(target, { recursive: true, force: true });
  cpSync(source, target, { recursive: true });
}

function major(version: string): string {
  return version.split('.')[0] ?? version;
}

function holdsDataError(home: string) {
  return backupError({
    en: `${home} holds data already. Restore into another folder (VORONKA_HOME=/another/folder), or replace what is there: npm run restore -- <file> --force`,
    ru: `В ${home} уже есть данные. Восстановите в другую папку (VORONKA_HOME=/другая/папка) или замените то, что есть: npm run restore -- <файл> --force`,
  });
}

function broken(file: string, what: string, cause?: unknown) {
  return backupError(
    {
      en: `${file} is damaged or no backup of Voronka (${what}). Nothing was changed.`,
      ru: `${file} повреждён или это не копия Воронки (${what}). Ничего не изменено.`,
    },
    cause,
  );
}
