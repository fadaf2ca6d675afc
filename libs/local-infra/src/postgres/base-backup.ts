import { cpSync, lstatSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { isMissing } from '../files.ts';
import { withConnection } from './connection.ts';

/** Contents of these are of the running server only; PostgreSQL makes them anew. */
const emptied = [
  'pg_dynshmem',
  'pg_notify',
  'pg_replslot',
  'pg_serial',
  'pg_snapshots',
  'pg_stat_tmp',
  'pg_subtrans',
  'pg_wal',
];
const leftOut = /^(postmaster\.(pid|opts)|pgsql_tmp.*|pg_internal\.init|backup_label|tablespace_map)$/;

/**
 * Copies the data of a running server, without stopping it, so that a server started on the copy has everything that
 * was committed when this returns: an exclusive use of no program but PostgreSQL's own functions.
 *
 * @param superuserUrl address with the right to take backups
 * @param target folder that does not exist yet
 * @source PostgreSQL manual, "Making a Base Backup Using the Low Level API" and "Backing Up the Data Directory"
 */
export async function baseBackup(superuserUrl: string, dataDirectory: string, target: string): Promise<void> {
  await withConnection(superuserUrl, async (client) => {
    // The slot keeps the write-ahead log from the start of the backup on; being temporary, it ends with the connection.
    await client.query(`SELECT pg_create_physical_replication_slot('voronka_backup', true, true)`);
    const startFile = await firstValue(client, `SELECT pg_walfile_name(pg_backup_start('voronka', true))`);
    copyFolder(dataDirectory, target, true);
    const { rows } = await client.query<{ labelfile: string; spcmapfile: string }>(
      'SELECT labelfile, spcmapfile FROM pg_backup_stop(false)',
    );
    writeFileSync(join(target, 'backup_label'), rows[0]?.labelfile ?? '', { mode: 0o600 });
    copyWal(join(dataDirectory, 'pg_wal'), join(target, 'pg_wal'), startFile);
  });
}

async function firstValue(client: pg.Client, query: string): Promise<string> {
  const { rows } = await client.query<{ value: string }>(`SELECT value FROM (${query}) AS answer(value)`);
  const value = rows[0]?.value;
  if (value === undefined) throw new Error(`no answer to: ${query}`);
  return value;
}

// Files may change while they are copied, and vanish: the write-ahead log repairs the one and knows of the other.
function copyFolder(source: string, target: string, isTop: boolean): void {
  mkdirSync(target, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(source)) {
    if (leftOut.test(name)) continue;
    const [from, to] = [join(source, name), join(target, name)];
    try {
      if (!lstatSync(from).isDirectory()) cpSync(from, to, { mode: 0 });
      else if (isTop && emptied.includes(name)) mkdirSync(to, { mode: 0o700 });
      else copyFolder(from, to, false);
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }
}

/** Segments from the backup's start on; their names sort as the log does. Timeline histories go along. */
function copyWal(source: string, target: string, startFile: string): void {
  mkdirSync(target, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(source)) {
    const wanted = /^[0-9A-F]{24}$/.test(name) ? name >= startFile : name.endsWith('.history');
    if (wanted) cpSync(join(source, name), join(target, name));
  }
  mkdirSync(join(target, 'archive_status'), { recursive: true, mode: 0o700 });
  mkdirSync(join(target, 'summaries'), { recursive: true, mode: 0o700 });
}
