import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LocalInfraError } from './errors.ts';
import { readJson, writeJsonAtomic } from './files.ts';

/** What the run that holds a home says about itself, for the person who starts a second one. */
export interface RunningInfo {
  readonly pid: number;
  /** Address of the product; missing while it is still starting. */
  readonly address?: string;
  /** ISO 8601 UTC. */
  readonly startedAt: string;
}

/** A held home; see {@link lockHome}. */
export interface HomeLock {
  /** Tells second starts where the product is. */
  announce(address: string): void;
  release(): void;
}

// An open database that nothing refers to is closed by the garbage collector, and its lock would go with it.
const heldDatabases = new Set<DatabaseSync>();

/**
 * Takes a home for this process alone.
 *
 * The lock is a write transaction on `<home>/lock.db`: the operating system drops it with the process, however that
 * ends, so there is no stale lock to clean up after `kill -9`.
 *
 * @throws LocalInfraError `Home.Busy`: another process holds it; the message names its pid and address
 * @throws LocalInfraError `Home.Unusable`: the folder cannot be made or written
 */
export function lockHome(home: string): HomeLock {
  const database = openLockFile(home);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch {
    database.close();
    throw busyError(home);
  }
  heldDatabases.add(database);
  const startedAt = new Date().toISOString();
  const infoPath = join(home, 'running.json');
  writeJsonAtomic(infoPath, { pid: process.pid, startedAt } satisfies RunningInfo);
  let held = true;
  return {
    announce: (address) => writeJsonAtomic(infoPath, { pid: process.pid, startedAt, address } satisfies RunningInfo),
    release: () => {
      if (!held) return;
      held = false;
      rmSync(infoPath, { force: true });
      heldDatabases.delete(database);
      database.close();
    },
  };
}

/** The run that holds the home now, or undefined when nobody does. */
export function runningIn(home: string): RunningInfo | undefined {
  try {
    realpathSync(home);
  } catch {
    return undefined;
  }
  try {
    lockHome(home).release();
    return undefined;
  } catch (error) {
    if (error instanceof LocalInfraError && error.code === 'Home.Busy') return readRunningInfo(home);
    throw error;
  }
}

function openLockFile(home: string): DatabaseSync {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    // No waiting: a second start answers at once.
    return new DatabaseSync(join(home, 'lock.db'), { timeout: 0 });
  } catch (cause) {
    const text = {
      en: `The folder ${home} cannot be used: it cannot be made or written. Set VORONKA_HOME to a folder of yours.`,
      ru: `Папку ${home} нельзя использовать: её не удаётся создать или записать. Укажите свою папку в VORONKA_HOME.`,
    };
    throw new LocalInfraError('Home.Unusable', text, { cause });
  }
}

function readRunningInfo(home: string): RunningInfo {
  const stored = readJson(join(home, 'running.json'));
  const info = (stored !== null && typeof stored === 'object' ? stored : {}) as Partial<
    Record<keyof RunningInfo, unknown>
  >;
  return {
    pid: typeof info.pid === 'number' ? info.pid : 0,
    startedAt: typeof info.startedAt === 'string' ? info.startedAt : '',
    ...(typeof info.address === 'string' ? { address: info.address } : {}),
  };
}

function busyError(home: string): LocalInfraError {
  const { pid, address } = readRunningInfo(home);
  return new LocalInfraError('Home.Busy', {
    en:
      `Voronka already runs with the folder ${home} (process ${pid}${address ? `, ${address}` : ', still starting'}). ` +
      `Stop it with Ctrl-C there, or start a second copy with another folder: VORONKA_HOME=/another/folder npm start`,
    ru:
      `Voronka уже запущена с папкой ${home} (процесс ${pid}${address ? `, ${address}` : ', ещё запускается'}). ` +
      `Остановите её там клавишами Ctrl-C или запустите вторую копию с другой папкой: VORONKA_HOME=/другая/папка npm start`,
  });
}
