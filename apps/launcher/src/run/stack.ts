import { join } from 'node:path';
import {
  ensurePostgres,
  ensureTemporal,
  RememberedPorts,
  ProcessRegistry,
  startChild,
  type ChildEvent,
  type ChildMessage,
  type Report,
  type StartChildOptions,
} from '@voronka/local-infra';
import {
  apiEnvironment,
  sandboxEnvironment,
  workerEnvironment,
  type ProductSurroundings,
} from './child-environments.ts';
import { buildRefused, readOutcome, readReplaying } from '../replay/replay-lines.ts';
import { ensureKeyFile } from './key-file.ts';
import { repositoryRoot, type Programs } from './programs.ts';
import type { RunSettings, Seed } from './run-settings.ts';
import { reportChildEvent, reportReplaying, reportStep } from './stack-reports.ts';

/** What {@link startStack} starts. */
export interface StackOptions {
  /** The caller holds the lock of its home and has ended what an earlier run left in it. */
  readonly settings: RunSettings;
  /** Port of the product; free a moment ago. */
  readonly port: number;
  readonly seed: Seed;
  readonly programs: Programs;
  readonly env: NodeJS.ProcessEnv;
  readonly report: Report;
}

/** The first admin's login, made when the database was empty. */
export interface FirstLogin {
  readonly email: string;
  readonly password: string;
}

/** The sandbox as it described itself. */
export interface SandboxReady {
  readonly pageUrl: string;
  readonly webhookUrl: string;
}

/** Everything that runs on one machine. */
export interface Stack {
  readonly url: string;
  readonly temporalUiUrl: string | null;
  readonly sandbox: SandboxReady | null;
  /** Null unless this start made the first admin. Never written to a file. */
  readonly firstLogin: FirstLogin | null;
  /** Stops all of it, the youngest first; takes at most about 15 s. */
  stop(): Promise<void>;
  /** Stops all of it and deletes the database where it lies outside the home; for temporary homes. */
  destroy(): Promise<void>;
}

/**
 * Starts PostgreSQL and Temporal, the sandbox (with the demo only), the API and the worker, in this order, and keeps
 * each running. When one cannot be started, those before it are stopped again.
 *
 * @throws LocalInfraError the message says what to do
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const stops: { stop: () => Promise<void>; destroy?: () => Promise<void> }[] = [];
  const end = async (kind: 'stop' | 'destroy') => {
    for (const part of stops.splice(0).reverse()) await (part[kind] ?? part.stop)();
  };
  try {
    return {
      ...(await startParts(options, (part) => stops.push(part))),
      stop: () => end('stop'),
      destroy: () => end('destroy'),
    };
  } catch (error) {
    await end('stop');
    throw error;
  }
}

type OnStarted = (part: { stop: () => Promise<void>; destroy?: () => Promise<void> }) => void;

async function startParts(options: StackOptions, onStarted: OnStarted): Promise<Omit<Stack, 'stop' | 'destroy'>> {
  const { settings, port, seed, programs, env, report } = options;
  const { home } = settings;
  const registry = new ProcessRegistry(home);
  const keyFile = env['VORONKA_SECRET_KEY'] ? null : ensureKeyFile(home);
  const ports = new RememberedPorts(home);
  const child = <Ready>(name: string, script: string, childEnv: NodeJS.ProcessEnv, more: ChildSpecifics<Ready>) =>
    startChild({
      name,
      command: process.execPath,
      args: ['--enable-source-maps', '--no-warnings', script],
      env: childEnv,
      cwd: repositoryRoot,
      logFile: join(home, 'logs', `${name}.log`),
      registry,
      onEvent: (event: ChildEvent) => reportChildEvent(report, name, event),
      ...more,
    });

  const [postgres, temporal] = await both(
    ensurePostgres({ home, env, report }).then((started) => (onStarted(started), started)),
    ensureTemporal({ home, namespace: settings.namespace, env, report }).then(
      (started) => (onStarted(started), started),
    ),
  );
  reportStep(report, 'database', postgres.embedded ? null : 'DATABASE_URL');
  reportStep(report, 'temporal', temporal.uiUrl ? null : temporal.address);

  const sandbox = seed === 'demo' ? await startSandbox() : null;
  const surroundings: ProductSurroundings = {
    settings,
    port,
    workerMetricsPort: await ports.choose('workerMetrics'),
    seed,
    keyFile,
    postgres,
    temporal,
    sandboxWebhookUrl: sandbox?.webhookUrl ?? null,
  };
  let firstLogin: FirstLogin | null = null;
  const api = await child('api', programs.api, apiEnvironment(env, surroundings), {
    readyWhen: readyUrl,
    isSecret: (message) => 'firstLogin' in message,
    onMessage: (message) => {
      firstLogin ??= readFirstLogin(message);
    },
  });
  onStarted({ stop: () => api.stop(3_000) });
  reportStep(report, 'api', null);
  const worker = await child('worker', programs.worker, workerEnvironment(env, surroundings), {
    readyWhen: (message) => message['ready'] === true || undefined,
    refusedWhen: ({ refused }) => {
      const outcome = readOutcome(refused);
      return outcome ? buildRefused(outcome) : undefined;
    },
    progressWhen: (message) => readReplaying(message) !== undefined,
    onMessage: (message) => {
      const replaying = readReplaying(message);
      if (replaying) reportReplaying(report, replaying);
    },
  });
  onStarted({ stop: () => worker.stop(4_000) });
  reportStep(report, 'worker', null);
  return { url: api.ready, temporalUiUrl: temporal.uiUrl, sandbox, firstLogin };

  async function startSandbox() {
    const started = await child(
      'sandbox',
      programs.sandbox,
      sandboxEnvironment(env, await ports.choose('sandbox'), join(home, 'sandbox')),
      {
        readyWhen: readSandbox,
        // The ready line holds the portal's keys.
        isSecret: (message) => 'bitrix24' in message,
      },
    );
    onStarted({ stop: () => started.stop(2_000) });
    reportStep(report, 'sandbox', null);
    return started.ready;
  }
}

type ChildSpecifics<Ready> = Pick<
  StartChildOptions<Ready>,
  'readyWhen' | 'refusedWhen' | 'progressWhen' | 'isSecret' | 'onMessage'
>;

/** Waits for both even when one fails, so that what has started can be stopped. */
async function both<A, B>(first: Promise<A>, second: Promise<B>): Promise<[A, B]> {
  await Promise.allSettled([first, second]);
  return [await first, await second];
}

function readyUrl({ ready, url }: ChildMessage): string | undefined {
  return ready === true && typeof url === 'string' ? url : undefined;
}

function readFirstLogin({ firstLogin }: ChildMessage): FirstLogin | null {
  if (firstLogin === null || typeof firstLogin !== 'object') return null;
  const { email, password } = firstLogin as Partial<Record<keyof FirstLogin, unknown>>;
  return typeof email === 'string' && typeof password === 'string' ? { email, password } : null;
}

function readSandbox({ pageUrl, bitrix24 }: ChildMessage): SandboxReady | undefined {
  if (bitrix24 === null || typeof bitrix24 !== 'object' || !('webhookUrl' in bitrix24)) return undefined;
  const { webhookUrl } = bitrix24;
  if (typeof webhookUrl !== 'string') return undefined;
  return { webhookUrl, pageUrl: typeof pageUrl === 'string' ? pageUrl : new URL('/', webhookUrl).href };
}
