import type { LocalPostgres, LocalTemporal } from '@voronka/local-infra';
import type { SandboxAddress } from './crm-view.ts';

/** Settings that make recovery fast; each is a real setting of the product. */
const quickRecovery = { CRM_TIMEOUT_MS: '1500', CRM_LEASE_MS: '3600', SANDBOX_LIMITS: 'off' } as const;

// A developer's own servers, keys and test settings are not for the stack.
const foreign = /^(npm_|JEST_|NODE_ENV$|NODE_OPTIONS$|VORONKA_|DATABASE_|TEMPORAL_|PUBLIC_URL$|PORT$|HOST$)/;

/** The environment without what belongs to the person or the suite that starts the stack. */
export function neutralEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !foreign.test(name)));
}

/** Where the parts of a stack find each other. */
export interface Surroundings {
  readonly home: string;
  readonly keyFile: string;
  readonly barrierFolder: string;
  readonly port: number;
  readonly workerMetricsPort: number;
  readonly postgres: Pick<LocalPostgres, 'appUrl' | 'ownerUrl'>;
  readonly temporal: Pick<LocalTemporal, 'address' | 'namespace'>;
  readonly sandbox: SandboxAddress;
  readonly extra: Readonly<Record<string, string>>;
}

/** Environment of the sandbox. */
export function sandboxEnvironment(
  home: string,
  port: number,
  extra: Readonly<Record<string, string>>,
): NodeJS.ProcessEnv {
  return {
    ...neutralEnvironment(process.env),
    ...quickRecovery,
    SANDBOX_PORT: String(port),
    SANDBOX_HOME: `${home}/sandbox`,
    HOST: '127.0.0.1',
    ...extra,
  };
}

/** Environment of the API, which alone may migrate. */
export function apiEnvironment(surroundings: Surroundings): NodeJS.ProcessEnv {
  return {
    ...shared(surroundings),
    DATABASE_OWNER_URL: surroundings.postgres.ownerUrl,
    PORT: String(surroundings.port),
    HOST: '127.0.0.1',
    VORONKA_SEED: 'demo',
    VORONKA_SANDBOX: surroundings.sandbox.webhookUrl,
    ...additions(surroundings),
  };
}

/** Environment of the worker. */
export function workerEnvironment(surroundings: Surroundings): NodeJS.ProcessEnv {
  return {
    ...shared(surroundings),
    WORKER_METRICS_PORT: String(surroundings.workerMetricsPort),
    ...additions(surroundings),
  };
}

function shared({ home, keyFile, barrierFolder, postgres, temporal }: Surroundings): NodeJS.ProcessEnv {
  return {
    ...neutralEnvironment(process.env),
    ...quickRecovery,
    DATABASE_URL: postgres.appUrl,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: temporal.namespace,
    VORONKA_HOME: home,
    VORONKA_KEY_FILE: keyFile,
    VORONKA_BARRIER_DIR: barrierFolder,
    LOG_LEVEL: 'info',
  };
}

/** What the suite wishes; its own servers are allowed besides the sandbox, whose port it cannot know. */
function additions({ sandbox, extra }: Surroundings): Readonly<Record<string, string>> {
  const { VORONKA_ALLOW_HOSTS: wished } = extra;
  const { host } = new URL(sandbox.webhookUrl);
  return { ...extra, VORONKA_ALLOW_HOSTS: wished === undefined ? host : `${host},${wished}` };
}
