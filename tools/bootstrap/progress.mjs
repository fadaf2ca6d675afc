import { spawn } from 'node:child_process';
import { setInterval, clearInterval } from 'node:timers';
import { say } from './text.mjs';

/** A failure that is told in plain words, without a stack. */
export class BootstrapError extends Error {}

const firstTellAfterMs = 3_000;
const tellEveryMs = 5_000;
const keptCharacters = 20_000;

/**
 * Runs a quiet step: says its title when it lasts over 3 seconds, then how long it has lasted, and shows the step's own
 * output only when it fails.
 *
 * @param {string} title what is being done, in the terminal's language
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd: string, env?: object, announceAtOnce?: boolean }} options
 * @returns {Promise<void>}
 * @throws {BootstrapError} with the end of the step's output
 */
export async function runStep(title, command, args, { cwd, env = process.env, announceAtOnce = false }) {
  const startedAt = Date.now();
  let announced = false;
  const announce = () => {
    const seconds = Math.round((Date.now() - startedAt) / 1_000);
    if (!announced) process.stderr.write(`${title}\n`);
    else process.stderr.write(say(`  … ${seconds} s\n`, `  … ${seconds} с\n`));
    announced = true;
  };
  if (announceAtOnce) announce();
  let sinceLastTellMs = announceAtOnce ? 0 : tellEveryMs - firstTellAfterMs;
  const ticker = setInterval(() => {
    sinceLastTellMs += 1_000;
    if (sinceLastTellMs < tellEveryMs) return;
    sinceLastTellMs = 0;
    announce();
  }, 1_000);
  try {
    const { failure, output } = await capture(command, args, { cwd, env });
    if (failure !== null) {
      throw new BootstrapError(`${output}\n${title} ${say(`FAILED (${failure}).`, `НЕ УДАЛОСЬ (${failure}).`)}`);
    }
  } finally {
    clearInterval(ticker);
  }
}

function capture(command, args, options) {
  return new Promise((resolve) => {
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk.toString()).slice(-keptCharacters);
    };
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => resolve({ failure: error.message, output }));
    child.once('close', (code, signal) => resolve({ failure: code === 0 ? null : `${signal ?? code}`, output }));
  });
}
