import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { setInterval, clearInterval } from 'node:timers';

/** Looking costs a program start where there is no /proc. */
const lookEveryMs = process.platform === 'linux' ? 1_000 : 5_000;
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program in the foreground and ends as it ends. Signals are passed on; a program sees Ctrl-C twice then, for the
 * terminal sends it to all of us. When npm, which started us, is killed, the program is asked to end too: nothing would else.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: object }} [options]
 * @returns {Promise<number>} exit status; 128 + signal number when a signal ended it
 */
export function runForeground(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: 'inherit' });
    const passOn = (signal) => child.kill(signal);
    for (const signal of signals) process.on(signal, passOn);
    const ancestors = ancestry();
    const watch = setInterval(() => {
      if (!process.env.npm_lifecycle_event || ancestry() === ancestors) return;
      clearInterval(watch);
      child.kill('SIGTERM');
    }, lookEveryMs);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearInterval(watch);
      for (const name of signals) process.removeListener(name, passOn);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}

/**
 * The processes from us up to npm: our parent, and, where npm started us through `sh -c`, that shell's parent. The text
 * changes when one of them is gone.
 */
function ancestry() {
  const parent = process.ppid;
  const { parentPid, command } = describe(parent);
  return command.includes('bootstrap.mjs') && !/^\S*node/.test(command) ? `${parent} ${parentPid}` : `${parent}`;
}

function describe(pid) {
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').join(' ');
      return { parentPid: stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1], command };
    }
    const line = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    const [, parentPid, command] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    return { parentPid, command: command ?? '' };
  } catch {
    return { parentPid: '', command: '' };
  }
}
