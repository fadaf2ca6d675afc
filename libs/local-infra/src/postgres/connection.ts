import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { codeOf, reasonOf } from '../errors.ts';

/** Parts of a PostgreSQL address that this library fills in. */
export interface DatabaseAddress {
  readonly user: string;
  readonly password: string;
  readonly port: number;
  readonly database: string;
}

/** A `postgres://` address on this machine's loopback. */
export function databaseUrl({ user, password, port, database }: DatabaseAddress): string {
  return `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}

/** The same server and user, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}

/**
 * Runs work on one connection and closes it.
 *
 * @param url address with user and password
 * @throws what the work or the connection throws; connecting is given up after 5 s, a statement after 30 s
 */
export async function withConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 30_000 });
  // The server may go away between two statements; the pending or next statement reports it.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * Waits until the server takes connections.
 *
 * @param isOver asked between attempts; true ends the waiting, for the server has ended
 * @returns false when it ended or the time ran out
 * @throws the server's answer when that will not change by waiting, a wrong password for one
 */
export async function waitUntilConnectable(url: string, timeoutMs: number, isOver: () => boolean): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (!isOver()) {
    try {
      await withConnection(url, (client) => client.query('SELECT 1'));
      return true;
    } catch (error) {
      if (!isTransient(error)) throw error;
      if (Date.now() >= deadline) return false;
    }
    await sleep(50);
  }
  return false;
}

// Nobody listens yet, the connection broke off, or "the database system is starting up" (57P03) / shutting down (57P01).
function isTransient(error: unknown): boolean {
  const code = codeOf(error);
  if (code && ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P03', '57P01', '57P02'].includes(code)) return true;
  return /terminated|timeout/i.test(reasonOf(error));
}
