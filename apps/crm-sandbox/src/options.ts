import { join, resolve } from 'node:path';
import type { SandboxOptions } from './sandbox.ts';
import { SandboxStartError } from './sandbox-start-error.ts';

/**
 * Reads the options from the environment: `SANDBOX_PORT` (unset or 0 = a free port), `SANDBOX_HOME`
 * (default `.voronka/sandbox` in the current folder), `HOST` (default 127.0.0.1), `SANDBOX_LIMITS` (`on` or `off`,
 * default `on`).
 *
 * @throws SandboxStartError `Sandbox.BadOption` with the variable's name
 */
export function optionsFromEnvironment(env: NodeJS.ProcessEnv, cwd: string): Required<Omit<SandboxOptions, 'now'>> {
  const port = Number(env['SANDBOX_PORT'] || '0');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new SandboxStartError('Sandbox.BadOption', `SANDBOX_PORT must be 0…65535, got "${env['SANDBOX_PORT']}".`);
  const limits = env['SANDBOX_LIMITS'] || 'on';
  if (limits !== 'on' && limits !== 'off')
    throw new SandboxStartError('Sandbox.BadOption', `SANDBOX_LIMITS must be on or off, got "${limits}".`);
  return {
    port,
    host: env['HOST'] || '127.0.0.1',
    home: env['SANDBOX_HOME'] ? resolve(cwd, env['SANDBOX_HOME']) : join(cwd, '.voronka', 'sandbox'),
    limits: limits === 'on',
  };
}
