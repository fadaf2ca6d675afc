import { ConfigError } from '@voronka/platform';

/** Settings of the worker alone. The order request < lease < start-to-close is what keeps two attempts apart. */
export interface WorkerSettings {
  /** `WORKER_METRICS_PORT`: port of `/metrics` on the loopback; null: none. */
  metricsPort: number | null;
  /** `WORKER_DATABASE_POOL`. @default 20 */
  databasePoolSize: number;
  /**
   * `WORKER_CACHE_SIZE`: dialogues kept at hand between two messages; one that is put away holds no memory and is
   * replayed when it goes on. null: as many as the SDK derives from the heap.
   */
  cachedDialogues: number | null;
  /** `CRM_TIMEOUT_MS`: one request to a CRM. @default 10000 */
  crmTimeoutMs: number;
  /** `CRM_LEASE_MS`: how long an attempt holds a write; longer than a request and its wait in the limiter. @default 15000 */
  leaseMs: number;
  /** `CRM_DELAYED_AFTER_MS`: age at which a step that its CRM holds up shows as "delayed". @default 120000 */
  delayedAfterMs: number;
  /** `SWEEP_STUCK_AFTER_MS`: age of a step that nobody finished at which its dialogue is woken. @default 600000 */
  stuckAfterMs: number;
  /**
   * `WORKER_VERSIONING`. `deployment`: this worker is a version of the Temporal Worker Deployment `voronka` and gets
   * dialogues only while its version is current or ramping. @default off
   */
  versioning: 'off' | 'deployment';
  /** `WORKER_BUILD_ID`: id of that version; null: that of the workflow bundle. */
  buildId: string | null;
}

const maxLimiterWaitMs = 2_000; // a longer wait gives the attempt back
const maxLeaseMs = 110_000; // under the step's start-to-close timeout of two minutes

const buildIdPattern = /^[\w.-]{1,100}$/;

/** @throws ConfigError naming the variables */
export function readWorkerSettings(env: NodeJS.ProcessEnv): WorkerSettings {
  const problems: string[] = [];
  const whole = (name: string, fallback: number): number => {
    const text = env[name];
    if (text === undefined || text === '') return fallback;
    const value = Number(text);
    if (Number.isInteger(value) && value > 0) return value;
    problems.push(`${name} must be a whole number above 0`);
    return fallback;
  };
  const settings: WorkerSettings = {
    metricsPort: env.WORKER_METRICS_PORT ? whole('WORKER_METRICS_PORT', 0) : null,
    databasePoolSize: whole('WORKER_DATABASE_POOL', 20),
    cachedDialogues: env.WORKER_CACHE_SIZE ? whole('WORKER_CACHE_SIZE', 0) : null,
    crmTimeoutMs: whole('CRM_TIMEOUT_MS', 10_000),
    leaseMs: whole('CRM_LEASE_MS', 15_000),
    delayedAfterMs: whole('CRM_DELAYED_AFTER_MS', 120_000),
    stuckAfterMs: whole('SWEEP_STUCK_AFTER_MS', 600_000),
    versioning: env.WORKER_VERSIONING === 'deployment' ? 'deployment' : 'off',
    buildId: env.WORKER_BUILD_ID || null,
  };
  if (!['', 'off', 'deployment'].includes(env.WORKER_VERSIONING ?? '')) {
    problems.push('WORKER_VERSIONING must be one of: off, deployment');
  }
  if (settings.buildId !== null && !buildIdPattern.test(settings.buildId)) {
    problems.push('WORKER_BUILD_ID must be 1 to 100 of letters, digits, ".", "_" and "-"');
  }
  if (settings.leaseMs <= settings.crmTimeoutMs + maxLimiterWaitMs) {
    problems.push(`CRM_LEASE_MS must be longer than CRM_TIMEOUT_MS and ${maxLimiterWaitMs} ms`);
  }
  if (settings.leaseMs > maxLeaseMs) problems.push(`CRM_LEASE_MS must be at most ${maxLeaseMs}`);
  if (problems.length > 0) throw new ConfigError(problems);
  return settings;
}
