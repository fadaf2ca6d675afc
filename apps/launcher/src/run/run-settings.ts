import { resolve } from 'node:path';
import { LocalInfraError } from '@voronka/local-infra';
import { repositoryRoot } from './programs.ts';

/** What an empty database is filled with. */
export type Seed = 'demo' | 'empty';

/** What the person who starts the product has set. */
export interface RunSettings {
  readonly home: string;
  /** @default '127.0.0.1' */
  readonly host: string;
  /** Null when PORT is not given: 8080, or the next free one. */
  readonly port: number | null;
  readonly namespace: string;
}

/** Port of the product unless PORT names another. */
export const defaultPort = 8080;

/**
 * Reads VORONKA_HOME (default `.voronka` in the clone; a relative one is meant from the current folder), HOST, PORT and
 * TEMPORAL_NAMESPACE (default `voronka`).
 *
 * @throws LocalInfraError `Home.Unusable` for a PORT that is none
 */
export function readRunSettings(env: NodeJS.ProcessEnv, cwd: string): RunSettings {
  return {
    home: env['VORONKA_HOME'] ? resolve(cwd, env['VORONKA_HOME']) : resolve(repositoryRoot, '.voronka'),
    host: env['HOST'] || '127.0.0.1',
    port: env['PORT'] ? readPort(env['PORT']) : null,
    namespace: env['TEMPORAL_NAMESPACE'] || 'voronka',
  };
}

/** Whether only this machine can reach the address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function readPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port;
  throw new LocalInfraError('Home.Unusable', {
    en: `PORT must be a number from 1 to 65535, not "${text}".`,
    ru: `PORT — число от 1 до 65535, а не «${text}».`,
  });
}
