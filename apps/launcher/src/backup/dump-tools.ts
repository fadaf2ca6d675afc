import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findOnPath, reasonOf, withConnection } from '@voronka/local-infra';
import { backupError } from './backup-error.ts';

const run = promisify(execFile);
// A large database takes its time; a tool that hangs must not hang us for ever.
const timeoutMs = 60 * 60_000;

/**
 * Dumps a database of the user's own with their pg_dump.
 *
 * @throws LocalInfraError when the tool is missing, older than the server, or fails
 */
export async function dumpDatabase(url: string, target: string, env: NodeJS.ProcessEnv): Promise<void> {
  const tool = await fittingTool('pg_dump', url, env);
  await call(tool, ['--format=custom', '--no-owner', `--file=${target}`], url, env);
}

/** Restores such a dump over what the database holds, in one transaction. */
export async function restoreDump(url: string, source: string, env: NodeJS.ProcessEnv): Promise<void> {
  const tool = await fittingTool('pg_restore', url, env);
  const flags = ['--clean', '--if-exists', '--no-owner', '--single-transaction', `--dbname=${databaseOf(url)}`];
  await call(tool, [...flags, source], url, env);
}

async function fittingTool(name: 'pg_dump' | 'pg_restore', url: string, env: NodeJS.ProcessEnv): Promise<string> {
  const server = await withConnection(url, async (client) => {
    const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version_num') AS version`);
    return Math.floor(Number(rows[0]?.version) / 10_000);
  });
  const tool = findOnPath(name, env);
  const own = tool ? Number(/(\d+)/.exec((await run(tool, ['--version'])).stdout)?.[1]) : 0;
  if (tool && own >= server) return tool;
  throw backupError({
    en: `Your database (DATABASE_URL) is PostgreSQL ${server}; this needs its ${name}, version ${server} or newer, on PATH (found: ${own || 'none'}). Debian: "apt-get install postgresql-client-${server}".`,
    ru: `Ваша база (DATABASE_URL) — PostgreSQL ${server}; нужна программа ${name} версии ${server} или новее в PATH (найдено: ${own || 'нет'}). Debian: «apt-get install postgresql-client-${server}».`,
  });
}

// The password goes by the environment: a command line can be read by every user of the machine.
async function call(tool: string, args: readonly string[], url: string, env: NodeJS.ProcessEnv): Promise<void> {
  const { hostname, port, username, password } = new URL(url);
  const connection = {
    PGHOST: hostname,
    PGPORT: port || '5432',
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: databaseOf(url),
  };
  try {
    await run(tool, args, { env: { ...env, ...connection }, timeout: timeoutMs });
  } catch (cause) {
    throw backupError({ en: `${tool} failed: ${reasonOf(cause)}`, ru: `${tool}: ошибка: ${reasonOf(cause)}` }, cause);
  }
}

function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}
