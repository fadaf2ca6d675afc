import { join, resolve } from 'node:path';
import type { SandboxOptions } from './sandbox.ts';
import { SandboxStartError } from './sandbox-start-error.ts';

/**
 * Reads the options from the environment: `SANDBOX_PORT` (unset or 0 = a free port), `SANDBOX_HOME`
 * (default `.voronka/sandbox` in the current folder), `HOST` (default 127.0.0.1), `SANDBOX_LIMITS` (`on` or `off`,
 * default `on`), `SANDBOX_TLS_PORT` (unset = no https, 0 = a free port).
 *
 * @throws SandboxStartError `Sandbox.BadOption` with the variable's name
 */
export function optionsFromEnvironment(env: NodeJS.ProcessEnv, cwd: string): Omit<SandboxOptions, 'now'> {
  const limits = env['SANDBOX_LIMITS'] || 'on';
  if (limits !== 'on' && limits !== 'off')
    throw new SandboxStartError('Sandbox.BadOption', `SANDBOX_LIMITS must be on or off, got "${limits}".`);
  return {
    port: portOf('SANDBOX_PORT', env['SANDBOX_PORT']) ?? 0,
    tlsPort: portOf('SANDBOX_TLS_PORT', env['SANDBOX_TLS_PORT']),
    host: env['HOST'] || '127.0.0.1',
    home: env['SANDBOX_HOME'] ? resolve(cwd, env['SANDBOX_HOME']) : join(cwd, '.voronka', 'sandbox'),
    limits: limits === 'on',
  };
}

function portOf(name: string, text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new SandboxStartError('Sandbox.BadOption', `${name} must be 0…65535, got "${text}".`);
  return port;
}
