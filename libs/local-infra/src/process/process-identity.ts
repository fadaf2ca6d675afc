import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * A process for certain: operating systems give a pid again to another process, but not with the same start time.
 *
 * `startTime` is opaque text: clock ticks since boot plus the boot's id on Linux, what `ps -o lstart=` prints elsewhere.
 */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startTime: string;
}

/**
 * The identity of a running process.
 *
 * @returns undefined when no process has this pid, or only a zombie that nobody has waited for yet
 */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  if (!Number.isSafeInteger(pid) || pid <= 0) return undefined;
  const startTime = process.platform === 'linux' ? linuxStartTime(pid) : portableStartTime(pid);
  return startTime === undefined ? undefined : { pid, startTime };
}

/** Whether exactly this process, and not a later one with its pid, still runs. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identifyProcess(identity.pid)?.startTime === identity.startTime;
}

/** The command line of a running process, words joined by blanks; undefined when it is gone or hidden. */
export function commandLineOf(pid: number): string | undefined {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8', timeout: 5_000 }).trim();
  } catch {
    return undefined;
  }
}

/**
 * Reads the start time out of a `/proc/<pid>/stat` line.
 *
 * The second field, the program's name in brackets, may itself hold blanks and brackets; fields are therefore counted
 * from the last closing bracket. Field 3 is the state, field 22 the start time.
 *
 * @returns undefined for a zombie (state Z or X): it holds its pid but runs no more
 * @source man 5 proc_pid_stat
 */
export function parseLinuxStat(stat: string): string | undefined {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const state = fields[0];
  return state === 'Z' || state === 'X' ? undefined : fields[22 - 3];
}

function linuxStartTime(pid: number): string | undefined {
  try {
    const ticks = parseLinuxStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
    return ticks === undefined ? undefined : `${ticks}@${bootId()}`;
  } catch {
    return undefined;
  }
}

// Ticks count from the boot: after a restart of the machine the same pair of pid and ticks may come again.
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return '';
  }
}

function portableStartTime(pid: number): string | undefined {
  try {
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' };
    const text = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', timeout: 5_000, env });
    return text.trim() || undefined;
  } catch {
    return undefined;
  }
}
