import { copyFileSync, existsSync, mkdirSync, openSync, readSync, closeSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/** Copies a SQLite database that other processes may be reading and writing. */
export async function copySqlite(source: string, target: string): Promise<void> {
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(source, { readOnly: true, timeout: 10_000 });
  try {
    await backup(database, target, { rate: 1_000 });
  } finally {
    database.close();
  }
}

const tries = 20;

/**
 * Copies a SQLite database in WAL mode that its process holds under an exclusive lock, so that nobody else can open it:
 * the files themselves, again until no checkpoint came between. Frames of the log that are not whole are dropped by
 * their checksums when the copy is opened; everything committed before the call is in it.
 *
 * @throws Error when the database is checkpointed without a pause
 */
export async function copyLockedSqlite(source: string, target: string): Promise<void> {
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const before = checkpointMark(source);
    copyFileSync(source, target);
    if (existsSync(`${source}-wal`)) copyFileSync(`${source}-wal`, `${target}-wal`);
    else rmSync(`${target}-wal`, { force: true });
    if (checkpointMark(source) === before && isSound(target)) return;
    await sleep(100);
  }
  throw new Error(`${source} could not be copied: it is written all the time`);
}

/** Changes with every checkpoint: the main file is written then, and the log begins anew with another salt. */
function checkpointMark(path: string): string {
  const { size, mtimeMs } = statSync(path);
  const wal = `${path}-wal`;
  if (!existsSync(wal)) return `${size} ${mtimeMs}`;
  const header = Buffer.alloc(32);
  const file = openSync(wal, 'r');
  try {
    readSync(file, header, 0, header.length, 0);
  } finally {
    closeSync(file);
  }
  return `${size} ${mtimeMs} ${header.toString('hex')}`;
}

// Opening also takes the log into the main file and removes it, so that the copy is one file.
function isSound(path: string): boolean {
  const database = new DatabaseSync(path);
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE;');
    const { integrity_check: verdict } = database.prepare('PRAGMA integrity_check').get() ?? {};
    return verdict === 'ok';
  } catch {
    return false;
  } finally {
    database.close();
    for (const suffix of ['-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
  }
}
