import type { AddressInfo } from 'node:net';
import { migrateDatabase, openDatabase, seedDatabase } from '@voronka/persistence';
import type { FirstLogins } from '@voronka/persistence';
import { createBarrier, createLogger, createSecretBox, readConfig, readKeyring } from '@voronka/platform';
import type { Config } from '@voronka/platform';
import { createApi } from './create-api.ts';

/** A running API. */
export interface RunningApi {
  /** Where it answers. */
  url: string;
  stop(): Promise<void>;
}

/** Lines for the one who started the process; they do not go through the log, which may be kept. */
export type Tell = (line: object) => void;

/**
 * Migrates, seeds, listens. Any number of processes may start at once.
 *
 * @throws ConfigError when the environment does not make sense
 */
export async function startApi(env: NodeJS.ProcessEnv, tell: Tell): Promise<RunningApi> {
  const config = readConfig(env);
  const keyring = readKeyring(env);
  const logger = createLogger({ service: 'api', level: config.logLevel });
  if (config.databaseOwnerUrl !== null) await migrateDatabase(config.databaseOwnerUrl, config.databaseUrl);
  const orm = await openDatabase(config.databaseUrl);
  try {
    if (config.seed !== 'none') {
      await seedDatabase(orm, {
        kind: config.seed,
        secretBox: createSecretBox(keyring),
        sandbox: config.sandboxUrl === null ? null : { webhookUrl: config.sandboxUrl },
        demoAccounts: isLoopbackHost(config.host),
        announce: (logins) => tell({ firstLogin: toLine(logins) }),
      });
    }
    const temporalUiUrl = readUiUrl(env['TEMPORAL_UI_URL']);
    const app = await createApi({ config, keyring, logger, barrier: createBarrier(env), orm, temporalUiUrl });
    await app.listen(config.port, config.host);
    const { port } = app.getHttpServer().address() as AddressInfo;
    return { url: config.publicUrl ?? localUrl(config, port), stop: () => app.close() };
  } catch (error) {
    await orm.close();
    throw error;
  }
}

/** Whether only this machine can reach what listens on a host. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** `TEMPORAL_UI_URL`: only for links, so that a wrong one is left out instead of stopping the start. */
function readUiUrl(value: string | undefined): string | null {
  const parsed = value ? URL.parse(value) : null;
  return parsed && /^https?:$/.test(parsed.protocol) ? parsed.href.replace(/\/+$/, '') : null;
}

function localUrl(config: Config, port: number): string {
  const host = ['0.0.0.0', '::', ''].includes(config.host) ? '127.0.0.1' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function toLine({ admin, demo }: FirstLogins): object {
  return { email: admin.email, password: admin.password, ...(demo.length > 0 ? { demo } : {}) };
}
