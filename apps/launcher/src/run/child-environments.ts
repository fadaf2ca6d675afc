import type { LocalPostgres, LocalTemporal } from '@voronka/local-infra';
import type { RunSettings, Seed } from './run-settings.ts';

/** What the product's programs are told, beyond the person's own environment. */
export interface ProductSurroundings {
  readonly settings: RunSettings;
  readonly port: number;
  readonly workerMetricsPort: number;
  readonly seed: Seed;
  readonly keyFile: string | null;
  readonly postgres: Pick<LocalPostgres, 'appUrl' | 'ownerUrl'>;
  readonly temporal: Pick<LocalTemporal, 'address' | 'uiUrl'>;
  /** Webhook address of the sandbox's portal; holds a key. */
  readonly sandboxWebhookUrl: string | null;
}

/** What each of them is told. */
export type CommonSurroundings = Pick<
  ProductSurroundings,
  'settings' | 'keyFile' | 'postgres' | 'temporal' | 'sandboxWebhookUrl'
>;

/** Environment of the API. It alone gets the owner's address: it runs the migrations. */
export function apiEnvironment(base: NodeJS.ProcessEnv, surroundings: ProductSurroundings): NodeJS.ProcessEnv {
  const { postgres, temporal, port, settings, seed, sandboxWebhookUrl } = surroundings;
  return {
    ...shared(base, surroundings),
    DATABASE_OWNER_URL: postgres.ownerUrl,
    PORT: String(port),
    HOST: settings.host,
    VORONKA_SEED: seed,
    ...(sandboxWebhookUrl === null ? {} : { VORONKA_SANDBOX: sandboxWebhookUrl }),
    ...(temporal.uiUrl === null ? {} : { TEMPORAL_UI_URL: temporal.uiUrl }),
  };
}

/** Environment of the worker. */
export function workerEnvironment(base: NodeJS.ProcessEnv, surroundings: ProductSurroundings): NodeJS.ProcessEnv {
  return { ...shared(base, surroundings), WORKER_METRICS_PORT: String(surroundings.workerMetricsPort) };
}

/** Environment of a program that looks at the dialogues and neither serves nor runs them. */
export function toolEnvironment(base: NodeJS.ProcessEnv, surroundings: CommonSurroundings): NodeJS.ProcessEnv {
  return shared(base, surroundings);
}

/** Environment of the sandbox; it listens on loopback only, whatever the product does. */
export function sandboxEnvironment(base: NodeJS.ProcessEnv, port: number, folder: string): NodeJS.ProcessEnv {
  return { ...own(base), SANDBOX_PORT: String(port), SANDBOX_HOME: folder, HOST: '127.0.0.1' };
}

function shared(base: NodeJS.ProcessEnv, surroundings: CommonSurroundings): NodeJS.ProcessEnv {
  const { settings, postgres, temporal, keyFile, sandboxWebhookUrl } = surroundings;
  const sandboxHost = sandboxWebhookUrl === null ? '' : new URL(sandboxWebhookUrl).host;
  const allowed = [base['VORONKA_ALLOW_HOSTS'], sandboxHost].filter(Boolean).join(',');
  return {
    ...own(base),
    DATABASE_URL: postgres.appUrl,
    TEMPORAL_ADDRESS: temporal.address,
    TEMPORAL_NAMESPACE: settings.namespace,
    VORONKA_HOME: settings.home,
    ...(keyFile === null ? {} : { VORONKA_KEY_FILE: keyFile }),
    ...(allowed ? { VORONKA_ALLOW_HOSTS: allowed } : {}),
    LOG_LEVEL: base['LOG_LEVEL'] || 'info',
  };
}

// What is for the launcher alone, or was set for another program by npm.
function own(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const notForChildren = /^(npm_|VORONKA_STOP_WITH_PARENT$|VORONKA_PG_ROOT$|DATABASE_OWNER_URL$|PORT$|HOST$)/;
  return Object.fromEntries(Object.entries(base).filter(([name]) => !notForChildren.test(name)));
}
