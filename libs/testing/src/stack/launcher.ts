import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { builtProgram, repositoryRoot } from './programs.ts';
import { neutralEnvironment } from './stack-environment.ts';

/**
 * Runs a command of the product's launcher, as `npm run` does, for one home.
 *
 * @param words the command and its arguments, for example `backup /tmp/a.tar.gz`
 * @returns what it printed
 * @throws Error with what it printed, for an exit status other than 0 or after 2 minutes
 */
export async function runLauncher(home: string, ...words: readonly string[]): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--no-warnings', builtProgram('launcher'), ...words],
    { cwd: repositoryRoot, env: { ...neutralEnvironment(process.env), VORONKA_HOME: home }, timeout: 120_000 },
  );
  return stdout + stderr;
}
