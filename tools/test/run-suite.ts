import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { passedOutside, readReport, secondChances, withSecondRun } from './suites.ts';
import type { Suite, SuiteResult } from './suites.ts';

const root = join(import.meta.dirname, '..', '..');

/** A developer's own servers, ports and language are not for tests. */
const foreignVariables = [
  'DATABASE_URL',
  'DATABASE_OWNER_URL',
  'TEMPORAL_ADDRESS',
  'VORONKA_HOME',
  'PORT',
  'HOST',
  'NODE_ENV',
];

/**
 * Runs one suite in a jest of its own; its output goes to the terminal as it comes. A few failed files of a suite with a second
 * chance run once more.
 *
 * @param patterns parts of paths to run only; empty for all
 * @param folder where jest's report goes
 * @param extra further environment variables for the tests
 */
export async function runSuite(
  suite: Suite,
  patterns: readonly string[],
  folder: string,
  extra: Readonly<Record<string, string>>,
): Promise<SuiteResult> {
  const startedAt = Date.now();
  const env: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C.UTF-8', VORONKA_SUITE: suite.name, ...extra };
  for (const name of foreignVariables) delete env[name];
  const run = async (name: string, which: readonly string[]) => {
    const reportFile = join(folder, `${name}.json`);
    const exitCode = await runJest([...suite.jestArguments, '--json', `--outputFile=${reportFile}`, ...which], env);
    const report = parse(reportFile);
    return { report, read: readReport(report, exitCode) };
  };
  const { report, read } = await run(suite.name, patterns);
  const again = secondChances(suite, read);
  const outcome =
    again.length === 0
      ? { passed: read.passed, failed: read.failed, failures: read.failures, unstable: [] }
      : withSecondRun(
          read,
          passedOutside(report, again),
          (await run(`${suite.name}-again`, ['--runTestsByPath', ...again])).read,
        );
  return { name: suite.name, ...outcome, durationMs: Date.now() - startedAt };
}

async function runJest(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  return new Promise((resolve, reject) => {
    const node = ['--no-warnings', '--experimental-vm-modules'];
    const child = spawn(process.execPath, [...node, jest, ...args], { cwd: root, env, stdio: 'inherit' });
    const interrupt = (signal: NodeJS.Signals) => {
      child.kill(signal);
      // No further suite, no summary of a run that was broken off.
      process.exitCode = 130;
      child.once('close', () => process.exit(130));
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, interrupt);
    child.once('error', reject);
    child.once('close', (code) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, interrupt);
      resolve(code ?? 1);
    });
  });
}

function parse(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as unknown;
  } catch {
    return undefined;
  }
}
