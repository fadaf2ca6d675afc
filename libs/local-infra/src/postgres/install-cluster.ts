import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf } from '../errors.ts';
import { openClusterHome, postgresRoot, readClusterRecord, recordPath, type ClusterRecord } from './cluster-home.ts';
import { postgresUser, type SystemUser } from './system-user.ts';
import { writeJsonAtomic } from '../files.ts';

/** Passwords of a cluster's three roles; a restored cluster keeps those it had. */
export type ClusterPasswords = Pick<ClusterRecord, 'superuserPassword' | 'ownerPassword' | 'appPassword'>;

/** Passwords of a home's cluster, for a backup; undefined when it has none of its own. */
export function clusterPasswords(home: string): ClusterPasswords | undefined {
  const record = readClusterRecord(home);
  if (!record) return undefined;
  const { superuserPassword, ownerPassword, appPassword } = record;
  return { superuserPassword, ownerPassword, appPassword };
}

/** Whether a home has a database cluster with data. */
export function hasCluster(home: string): boolean {
  return readClusterRecord(home)?.initialised === true;
}

/** Deletes a home's cluster, data and record. No server may be running on it. */
export function removeCluster(home: string): void {
  const record = readClusterRecord(home);
  if (record) rmSync(record.outsideFolder ?? join(home, 'postgres'), { recursive: true, force: true });
  rmSync(recordPath(home), { force: true });
}

/**
 * Makes a data directory, such as {@link baseBackup} wrote, the cluster of a home that has none. The directory is moved.
 *
 * @param env read for VORONKA_PG_ROOT
 */
export function installCluster(
  home: string,
  dataDirectory: string,
  passwords: ClusterPasswords,
  env: NodeJS.ProcessEnv,
): void {
  const runAs = postgresUser();
  const fresh = openClusterHome(realpathSync(home), runAs, postgresRoot(env));
  writeJsonAtomic(recordPath(home), { ...fresh.record, ...passwords, initialised: false }, 0o600);
  move(dataDirectory, fresh.dataDirectory);
  giveTo(runAs, fresh.dataDirectory);
  writeJsonAtomic(recordPath(home), { ...fresh.record, ...passwords, initialised: true }, 0o600);
}

function move(source: string, target: string): void {
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
  if (existsSync(target)) throw new Error(`${target} exists`);
  try {
    renameSync(source, target);
  } catch (error) {
    if (codeOf(error) !== 'EXDEV') throw error;
    cpSync(source, target, { recursive: true });
    rmSync(source, { recursive: true });
  }
}

// PostgreSQL refuses a data directory that others can read or that is not its own.
function giveTo(runAs: SystemUser | undefined, path: string): void {
  const isFolder = lstatSync(path).isDirectory();
  chmodSync(path, isFolder ? 0o700 : 0o600);
  if (runAs) chownSync(path, runAs.uid, runAs.gid);
  if (isFolder) for (const name of readdirSync(path)) giveTo(runAs, join(path, name));
}
