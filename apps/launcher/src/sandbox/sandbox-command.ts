import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { join, resolve } from 'node:path';
import { LocalInfraError } from '@voronka/local-infra';
import { productPrograms } from '../run/programs.ts';
import { readRunSettings } from '../run/run-settings.ts';
import { untilStopped } from '../run/until-stopped.ts';

/**
 * `npm run sandbox`: the CRM sandbox alone, on SANDBOX_PORT (a free one unless set), with its own state folder
 * (SANDBOX_HOME, else `sandbox-alone` in the product's folder: the demo's sandbox may be running). What it prints, the
 * one JSON line when it is ready, is the command's output.
 */
export async function runSandbox(env: NodeJS.ProcessEnv, cwd: string): Promise<number> {
  if (!existsSync(productPrograms.sandbox)) {
    throw new LocalInfraError('Child.StartFailed', {
      en: 'The sandbox is not built: npm run build',
      ru: 'Песочница не собрана: npm run build',
    });
  }
  const { SANDBOX_HOME } = env;
  const home = SANDBOX_HOME ? resolve(cwd, SANDBOX_HOME) : join(readRunSettings(env, cwd).home, 'sandbox-alone');
  const child = spawn(process.execPath, ['--no-warnings', productPrograms.sandbox], {
    env: { ...env, SANDBOX_HOME: home },
    stdio: 'inherit',
  });
  void untilStopped(env, () => child.kill('SIGKILL')).then(() => child.kill('SIGTERM'));
  return new Promise((resolveExit, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolveExit(code ?? (signal ? 128 + constants.signals[signal] : 1)));
  });
}
