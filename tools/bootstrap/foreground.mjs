import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { setInterval, clearInterval } from 'node:timers';

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
    const parent = process.ppid;
    const watch = setInterval(() => {
      if (process.env.npm_lifecycle_event && process.ppid !== parent) child.kill('SIGTERM');
    }, 1_000);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      clearInterval(watch);
      for (const name of signals) process.removeListener(name, passOn);
      resolve(code ?? 128 + constants.signals[signal]);
    });
  });
}
