import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { LocalInfraError, reasonOf } from '../errors.ts';
import { freePort } from '../ports.ts';
import { startBackgroundServer } from '../process/background-server.ts';
import { identifyProcess, type ProcessIdentity } from '../process/process-identity.ts';
import type { ProcessRegistry } from '../process/process-registry.ts';
import { stopProcess } from '../process/stop-process.ts';
import type { PostgresBinaries } from './binaries.ts';
import { waitUntilConnectable } from './connection.ts';
import { livingPostmaster, readPostmasterFile } from './postmaster-file.ts';
import { superuserRole } from './roles.ts';
import type { SystemUser } from './system-user.ts';

/** One data directory and how to run a server on it. */
export interface ServerPlace {
  readonly binaries: PostgresBinaries;
  readonly dataDirectory: string;
  readonly runAs: SystemUser | undefined;
  readonly logFile: string;
  readonly registry: ProcessRegistry;
  readonly superuserPassword: string;
  /** Address of the maintenance database for the superuser, given the port. */
  readonly superuserUrl: (port: number) => string;
}

/** A server that takes connections. */
export interface RunningPostgres {
  readonly identity: ProcessIdentity;
  readonly port: number;
  /** It was running already, left by a start that was killed. */
  readonly adopted: boolean;
}

// Recovery after a crash replays the log since the last checkpoint (at most 5 minutes of writing).
const startTimeoutMs = 120_000;

const settings = [
  'listen_addresses=127.0.0.1',
  'unix_socket_directories=',
  'fsync=on',
  'max_connections=200',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_line_prefix=%m [%p] ',
  // A failed statement's text and values can hold a client's name or phone; the product logs its own errors.
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_error_verbosity=terse',
];

/**
 * Makes the data directory: scram-sha-256 for every connection, the superuser's password from the start, UTF-8 with
 * PostgreSQL's own collation, so that an upgrade of the system's C library never reorders an index. It counts only under its final name.
 */
export async function initialiseCluster(place: ServerPlace): Promise<void> {
  if (existsSync(place.dataDirectory)) return;
  const parent = dirname(place.dataDirectory);
  const suffix = randomBytes(4).toString('hex');
  const temporary = join(parent, `data-${suffix}.tmp`);
  const passwordFile = join(parent, `password-${suffix}.tmp`);
  try {
    mkdirSync(temporary, { mode: 0o700 });
    writeFileSync(passwordFile, `${place.superuserPassword}\n`, { mode: 0o600, flag: 'wx' });
    if (place.runAs) {
      for (const path of [temporary, passwordFile]) chownSync(path, place.runAs.uid, place.runAs.gid);
    }
    await promisify(execFile)(
      place.binaries.initdb,
      [
        `--pgdata=${temporary}`,
        `--username=${superuserRole}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
      ],
      { cwd: parent, env: serverEnv(), timeout: 120_000, ...ids(place.runAs) },
    );
    renameSync(temporary, place.dataDirectory);
  } catch (cause) {
    throw startError(reasonOf(cause), cause);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * Starts the server, or adopts the living one that a killed start left on this data directory.
 *
 * @param port the port to listen on
 * @param mayMove whether another port is taken when somebody else holds this one; false when clients know it already
 * @throws LocalInfraError `Postgres.StartFailed` with the end of the server's log
 */
export async function startOrAdopt(place: ServerPlace, port: number, mayMove: boolean): Promise<RunningPostgres> {
  const deadline = Date.now() + startTimeoutMs;
  let wantedPort = port;
  for (;;) {
    const adopted = await adopt(place);
    if (adopted) return adopted;
    removeForeignPidFile(place.dataDirectory);
    const server = await start(place, wantedPort);
    if (await becomesReady(place, wantedPort, deadline, server.hasEnded)) {
      return { identity: server.identity, port: wantedPort, adopted: false };
    }
    const printed = server.printed();
    if (!server.hasEnded()) await stopProcess(server.identity, { signal: 'SIGINT' });
    if (Date.now() >= deadline) throw startError(printed);
    if (mayMove && /could not bind|address already in use|could not create any TCP\/IP sockets/i.test(printed)) {
      wantedPort = await freePort();
    } else if (/pre-existing shared memory block|is still in use|lock file .* already exists/i.test(printed)) {
      // The postmaster was killed: its children notice within about a second and end, and its own pid is taken until
      // its parent has waited for it.
      await sleep(300);
    } else if (!readPostmasterFile(place.dataDirectory) || server.hasEnded()) {
      throw startError(printed);
    }
  }
}

/** Ends a server: no new clients, open transactions rolled back, everything flushed. At most about 10 s. */
export async function stopPostgres(identity: ProcessIdentity): Promise<void> {
  await stopProcess(identity, { signal: 'SIGINT', graceMs: 5_000 });
}

async function adopt(place: ServerPlace): Promise<RunningPostgres | undefined> {
  const living = livingPostmaster(place.dataDirectory);
  if (!living) return undefined;
  const { identity } = living;
  const isOver = () => livingPostmaster(place.dataDirectory) === undefined;
  const port = await portOnceKnown(place.dataDirectory);
  if (port > 0 && (await becomesReady(place, port, Date.now() + 30_000, isOver))) {
    place.registry.add('postgres', identity.pid, 'SIGINT');
    return { identity, port, adopted: true };
  }
  await stopPostgres(identity);
  return undefined;
}

// A server that was started this very moment has not written its port yet.
async function portOnceKnown(dataDirectory: string): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = livingPostmaster(dataDirectory)?.port;
    if (port === undefined) return 0;
    if (port > 0) return port;
    await sleep(100);
  }
  return 0;
}

async function becomesReady(
  place: ServerPlace,
  port: number,
  deadline: number,
  isOver: () => boolean,
): Promise<boolean> {
  try {
    return await waitUntilConnectable(place.superuserUrl(port), Math.max(deadline - Date.now(), 1_000), isOver);
  } catch (cause) {
    // Somebody else's server answers at this port, while ours could not take it: not a reason to give up.
    if (isOver()) return false;
    throw startError(reasonOf(cause), cause);
  }
}

// PostgreSQL refuses to start while the pid in its file belongs to any process of the same user: after a restart of
// the machine that can be another PostgreSQL. livingPostmaster() has just said that it is not ours.
function removeForeignPidFile(dataDirectory: string): void {
  const file = readPostmasterFile(dataDirectory);
  if (file && identifyProcess(file.pid)) rmSync(join(dataDirectory, 'postmaster.pid'), { force: true });
}

async function start(place: ServerPlace, port: number) {
  try {
    return await startBackgroundServer({
      name: 'postgres',
      command: place.binaries.postgres,
      args: ['-D', place.dataDirectory, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      env: serverEnv(),
      cwd: place.dataDirectory,
      logFile: place.logFile,
      registry: place.registry,
      stopSignal: 'SIGINT',
      runAs: ids(place.runAs),
    });
  } catch (cause) {
    throw startError(reasonOf(cause), cause);
  }
}

function ids(user: SystemUser | undefined): { uid: number; gid: number } | undefined {
  return user && { uid: user.uid, gid: user.gid };
}

// Nothing of our own environment: PGPORT and the like would change what the server does, and secrets do not belong there.
function serverEnv(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  return { PATH, LC_ALL: 'C', ...(SystemRoot ? { SystemRoot } : {}) };
}

function startError(reason: string, cause?: unknown): LocalInfraError {
  const text = {
    en: `PostgreSQL did not start: ${reason}`,
    ru: `PostgreSQL не запустился: ${reason}`,
  };
  return new LocalInfraError('Postgres.StartFailed', text, { cause });
}
