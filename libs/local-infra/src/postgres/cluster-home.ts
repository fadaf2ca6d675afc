import { createHash, randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalInfraError } from '../errors.ts';
import { readJson, writeJsonAtomic } from '../files.ts';
import { identifyProcess } from '../process/process-identity.ts';
import { readPostmasterFile } from './postmaster-file.ts';
import type { SystemUser } from './system-user.ts';

/** Passwords and place of one home's database cluster; `<home>/postgres.json`, readable by its owner only. */
export interface ClusterRecord {
  readonly clusterId: string;
  readonly superuserPassword: string;
  readonly ownerPassword: string;
  readonly appPassword: string;
  /** Folder of the cluster when it is not in the home itself. */
  readonly outsideFolder: string | null;
  readonly initialised: boolean;
}

/** Where one home's cluster lives and with which passwords. */
export interface ClusterHome {
  readonly record: ClusterRecord;
  /** Folder of the cluster; `data` below it is PostgreSQL's data directory. */
  readonly folder: string;
  readonly dataDirectory: string;
  markInitialised(): void;
}

/** Where PostgreSQL's files go when it runs as another user: `VORONKA_PG_ROOT`, else /var/lib/voronka. */
export function postgresRoot(env: NodeJS.ProcessEnv = process.env): string {
  return env['VORONKA_PG_ROOT'] || '/var/lib/voronka';
}

/**
 * Opens, or makes at the first start, the place of a home's cluster.
 *
 * @param home the product's folder; the cluster is inside, except when PostgreSQL runs as another user, who may not
 *   be able to enter it
 * @throws LocalInfraError `Postgres.CredentialsLost`: the cluster this home had is gone, or belongs to the home that
 *   this one was copied from
 */
export function openClusterHome(home: string, runAs: SystemUser | undefined, root: string): ClusterHome {
  const path = recordPath(home);
  const stored = readClusterRecord(home);
  const record = stored ?? newRecord(home, runAs ? root : null);
  if (!stored) writeJsonAtomic(path, record, 0o600);
  const folder = record.outsideFolder ?? join(home, 'postgres');
  const dataDirectory = join(folder, 'data');
  if (record.initialised && !existsSync(dataDirectory)) throw goneError(home, dataDirectory);
  if (record.outsideFolder) claimOutsideFolder(home, record, folder, runAs);
  else mkdirSync(folder, { recursive: true, mode: 0o700 });
  return {
    record,
    folder,
    dataDirectory,
    markInitialised: () => {
      if (!record.initialised) writeJsonAtomic(path, { ...record, initialised: true }, 0o600);
    },
  };
}

/** The stored record of a home, or undefined when the home has no cluster of its own yet. */
export function readClusterRecord(home: string): ClusterRecord | undefined {
  const stored = readJson(recordPath(home));
  if (stored === null || typeof stored !== 'object' || !('clusterId' in stored)) return undefined;
  return stored as ClusterRecord;
}

/** The file that keeps a home's {@link ClusterRecord}. */
export function recordPath(home: string): string {
  return join(home, 'postgres.json');
}

/**
 * Removes clusters in `root` whose home is gone for good: a temporary home that was deleted, or a home that was
 * deleted and made anew. Clusters of other missing homes stay, for their disk may just not be mounted.
 */
export function sweepAbandonedClusters(root: string): void {
  for (const name of listFolder(root)) {
    const folder = join(root, name);
    const owner = readJson(join(folder, 'owner.json'));
    if (owner === null || typeof owner !== 'object' || !('home' in owner) || typeof owner.home !== 'string') continue;
    const current = readClusterRecord(owner.home);
    const abandoned = current ? current.outsideFolder !== folder : !existsSync(owner.home) && isTemporary(owner.home);
    const postmaster = readPostmasterFile(join(folder, 'data'));
    if (abandoned && !(postmaster && identifyProcess(postmaster.pid))) rmSync(folder, { recursive: true, force: true });
  }
}

function newRecord(home: string, root: string | null): ClusterRecord {
  const clusterId = randomBytes(8).toString('hex');
  const homeHash = createHash('sha256').update(realpathSync(home)).digest('hex').slice(0, 12);
  return {
    clusterId,
    superuserPassword: randomPassword(),
    ownerPassword: randomPassword(),
    appPassword: randomPassword(),
    outsideFolder: root === null ? null : join(root, `${homeHash}-${clusterId}`),
    initialised: false,
  };
}

function claimOutsideFolder(home: string, record: ClusterRecord, folder: string, runAs: SystemUser | undefined): void {
  const ownerPath = join(folder, 'owner.json');
  const owner = readJson(ownerPath);
  const here = realpathSync(home);
  if (owner !== null && typeof owner === 'object' && 'home' in owner && typeof owner.home === 'string') {
    const other = owner.home;
    if (other !== here && readClusterRecord(other)?.clusterId === record.clusterId) throw copiedError(home, other);
    if (other === here) return;
  }
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  writeJsonAtomic(ownerPath, { home: here, clusterId: record.clusterId });
  if (runAs) chownSync(folder, runAs.uid, runAs.gid);
}

function randomPassword(): string {
  return randomBytes(24).toString('base64url');
}

function isTemporary(home: string): boolean {
  return home.startsWith(join(realpathSync(tmpdir()), '/'));
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function goneError(home: string, dataDirectory: string): LocalInfraError {
  return new LocalInfraError('Postgres.CredentialsLost', {
    en: `The database of ${home} was in ${dataDirectory}, and that folder is gone. Restore a backup (npm run restore -- <file> --force), or remove ${home} to start anew.`,
    ru: `База данных папки ${home} лежала в ${dataDirectory}, и этой папки больше нет. Восстановите резервную копию (npm run restore -- <файл> --force) или удалите ${home}, чтобы начать заново.`,
  });
}

function copiedError(home: string, other: string): LocalInfraError {
  return new LocalInfraError('Postgres.CredentialsLost', {
    en: `${home} is a copy of ${other}, but its database was not copied with it. Make a copy with "npm run backup" and "npm run restore -- <file>".`,
    ru: `${home} — копия папки ${other}, но база данных вместе с ней не скопирована. Сделайте копию через «npm run backup» и «npm run restore -- <файл>».`,
  });
}
