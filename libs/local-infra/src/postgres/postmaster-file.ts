import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { isMissing } from '../files.ts';
import { commandLineOf, identifyProcess, type ProcessIdentity } from '../process/process-identity.ts';

/** What a PostgreSQL server wrote about itself into `postmaster.pid`. */
export interface PostmasterFile {
  readonly pid: number;
  readonly port: number;
}

/**
 * Reads `postmaster.pid`: line 1 is the pid, line 4 the port.
 *
 * @returns undefined when there is none; `port` is 0 while the server has not got that far
 * @source PostgreSQL, src/include/utils/pidfile.h
 */
export function readPostmasterFile(dataDirectory: string): PostmasterFile | undefined {
  try {
    return parsePostmasterFile(readFileSync(join(dataDirectory, 'postmaster.pid'), 'utf8'));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** See {@link readPostmasterFile}. A file without a pid is no claim of anybody: undefined. */
export function parsePostmasterFile(content: string): PostmasterFile | undefined {
  const lines = content.split('\n');
  const pid = Number(lines[0]?.trim());
  const port = Number(lines[3]?.trim());
  return Number.isSafeInteger(pid) && pid > 0 ? { pid, port: Number.isSafeInteger(port) ? port : 0 } : undefined;
}

/**
 * The living server of exactly this data directory. Its pid alone proves nothing, it may have been given to another
 * process, even to another PostgreSQL: the process must work in the directory (Linux) or name it on its command line.
 */
export function livingPostmaster(dataDirectory: string): { identity: ProcessIdentity; port: number } | undefined {
  const file = readPostmasterFile(dataDirectory);
  const identity = file && identifyProcess(file.pid);
  if (!file || !identity || !worksIn(file.pid, dataDirectory)) return undefined;
  return { identity, port: file.port };
}

function worksIn(pid: number, dataDirectory: string): boolean {
  const directory = realpathSync(dataDirectory);
  if (process.platform === 'linux') {
    try {
      return readlinkSync(`/proc/${pid}/cwd`) === directory;
    } catch {
      // Hidden from us; its command line is not.
    }
  }
  const command = commandLineOf(pid);
  return command !== undefined && (command.includes(directory) || command.includes(dataDirectory));
}
