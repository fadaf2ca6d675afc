import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createTemporaryHome,
  ensurePostgres,
  ensureTemporal,
  freePort,
  lockHome,
  ProcessRegistry,
  RememberedPorts,
} from '@voronka/local-infra';
import type { ChildMessage } from '@voronka/local-infra';
import { channelListSchema } from '@voronka/contracts';
import type { Login } from './admin-client.ts';
import { AdminClient } from './admin-client.ts';
import { BarrierControl } from './barrier-control.ts';
import type { SandboxAddress } from './crm-view.ts';
import { CrmView } from './crm-view.ts';
import type { Part, PartName } from './part.ts';
import { sigkill } from './part.ts';
import type { ProgramOptions } from './program-part.ts';
import { startProgram } from './program-part.ts';
import { builtProgram, repositoryRoot } from './programs.ts';
import { startServer } from './server-part.ts';
import { StackDatabase } from './stack-database.ts';
import {
  apiEnvironment,
  neutralEnvironment,
  sandboxEnvironment,
  workerEnvironment,
  type Surroundings,
} from './stack-environment.ts';
import { readSecrets } from './stack-secrets.ts';
import type { LogFile, Stack, StackLogins, StackOptions } from './stack.ts';
import { until } from './until.ts';
import { WidgetClient } from './widget-client.ts';

const namespace = 'voronka';
const defaultIndexLagMs = 700;

/** Ends a part; `remove` also deletes its data. */
interface Ending {
  stop(): Promise<void>;
  remove?: () => Promise<void>;
}

/**
 * Starts PostgreSQL, Temporal, the CRM sandbox, the API and the worker from their builds, with the demo workspace.
 *
 * @throws Error when something is not built or does not start; nothing is left running then
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const home = options.home === undefined ? await temporaryHome() : existingHome(options.home);
  const endings: Ending[] = [];
  const end = async (kind: 'stop' | 'remove') => {
    for (const ending of endings.splice(0).reverse()) await (ending[kind] ?? ending.stop)();
  };
  try {
    const parts = await startParts(home.path, options, (ending) => endings.push(ending));
    home.announce(parts.url);
    return {
      ...parts,
      async stop() {
        await end('stop');
        home.release();
      },
      async destroy() {
        await end('remove');
        await home.remove();
      },
    };
  } catch (error) {
    await end('remove');
    await home.remove();
    throw error;
  }
}

async function startParts(
  home: string,
  options: StackOptions,
  onStarted: (ending: Ending) => void,
): Promise<Omit<Stack, 'stop' | 'destroy'>> {
  const env = neutralEnvironment(process.env);
  const { env: extra = {} } = options;
  const registry = new ProcessRegistry(home);
  const ports = new RememberedPorts(home);
  const report = () => undefined;
  const postgres = await startServer(() => ensurePostgres({ home, env, report }));
  onStarted({ stop: () => postgres.stop(), remove: () => postgres.server().destroy() });
  const temporal = await startServer(() =>
    ensureTemporal({ home, namespace, env, report, dynamicConfig: options.temporalConfig ?? {} }),
  );
  onStarted(temporal);

  const program = async <Ready>(
    name: string,
    app: Parameters<typeof builtProgram>[0],
    specifics: Pick<ProgramOptions<Ready>, 'env' | 'readyWhen' | 'isSecret' | 'onMessage'>,
  ) => {
    const logFile = join(home, 'logs', `${name}.log`);
    const part = await startProgram({
      name,
      script: builtProgram(app),
      cwd: repositoryRoot,
      logFile,
      registry,
      ...specifics,
    });
    onStarted(part);
    return part;
  };

  const sandbox = await program('sandbox', 'crm-sandbox', {
    env: sandboxEnvironment(home, await ports.choose('sandbox'), extra),
    readyWhen: readSandbox,
    isSecret: (message) => 'bitrix24' in message,
  });
  const surroundings: Surroundings = {
    home,
    keyFile: ensureKeyFile(home),
    barrierFolder: join(home, 'barriers'),
    port: await freePort(),
    workerMetricsPort: await ports.choose('workerMetrics'),
    postgres: postgres.server(),
    temporal: temporal.server(),
    sandbox: sandbox.ready(),
    extra,
  };
  const barriers = new BarrierControl(surroundings.barrierFolder);
  let logins = options.logins ?? null;
  const api = await program('api', 'api', {
    env: apiEnvironment(surroundings),
    readyWhen: readApi,
    isSecret: (message) => 'firstLogin' in message,
    onMessage: ({ firstLogin }) => {
      logins ??= readLogins(firstLogin);
    },
  });
  const { superuserUrl } = postgres.server();
  if (superuserUrl === null) throw new Error('the stack has a database of its own');
  const database = new StackDatabase(superuserUrl);
  onStarted({ stop: () => database.close() });
  await database.setIndexLag(options.indexLagMs ?? defaultIndexLagMs);
  if (extra['SANDBOX_LIMITS'] !== 'on') await database.liftCrmLimits();
  const worker = await program('worker', 'worker', {
    env: workerEnvironment(surroundings),
    readyWhen: ({ ready }) => ready === true || undefined,
  });
  if (!logins) throw new Error('this home was used before: its logins are needed');
  const url = api.ready();
  const firstLogins = logins;
  const admin = await AdminClient.logIn(url, logins.admin);
  await liftFloodLimit(admin);
  const parts: Record<PartName, Part> = { postgres, temporal, sandbox, api, worker };

  const untilRestarted = async (name: PartName, livesBefore: number): Promise<void> => {
    const part = parts[name];
    await until(`${name} runs again`, () => part.lives() > livesBefore && part.pid() !== null, { everyMs: 20 });
  };
  return {
    url,
    home,
    temporalAddress: temporal.server().address,
    databaseUrl: superuserUrl,
    crmUrl: surroundings.sandbox.webhookUrl,
    barriers,
    crm: new CrmView(() => sandbox.ready()),
    admin,
    manager: logins.manager ? await AdminClient.logIn(url, logins.manager) : admin,
    workerEnvironment: workerEnvironment(surroundings),
    query: (sql, params) => database.query(sql, params),
    visitor: (visitor) => WidgetClient.arrive(url, visitor),
    async kill(name) {
      const lives = parts[name].lives();
      if (!sigkill(parts[name].pid())) throw new Error(`${name} does not run`);
      await untilRestarted(name, lives);
    },
    killForGood: (name) => parts[name].killForGood(),
    start: (name) => parts[name].start(),
    pid: (name) => parts[name].pid(),
    lives: (name) => parts[name].lives(),
    untilRestarted,
    async startSecond(app) {
      const port = await freePort();
      const own = { ...surroundings, port, workerMetricsPort: port };
      const second =
        app === 'api'
          ? await program('second-api', app, { env: apiEnvironment(own), readyWhen: readApi })
          : await program('second-worker', app, { env: workerEnvironment(own), readyWhen: readWorker });
      return second.ready();
    },
    logs: () => readLogs(join(home, 'logs')),
    secrets: () =>
      readSecrets({
        home,
        keyFile: surroundings.keyFile,
        sandbox: sandbox.ready(),
        firstLogins,
        adminPassword: admin.login.password,
        database,
      }),
  };
}

/** A locked home. */
interface Home {
  readonly path: string;
  announce(address: string): void;
  /** Lets another process use it; a temporary one stays until it is removed. */
  release(): void;
  remove(): Promise<void>;
}

async function temporaryHome(): Promise<Home> {
  return { ...(await createTemporaryHome('e2e')), release: () => undefined };
}

/** A home that outlives the stack. */
function existingHome(path: string): Home {
  const lock = lockHome(path);
  return {
    path,
    announce: (address: string) => lock.announce(address),
    release: () => lock.release(),
    remove: async () => {
      await new ProcessRegistry(path).killLeftovers();
      lock.release();
    },
  };
}

function ensureKeyFile(home: string): string {
  const path = join(home, 'secret.key');
  if (!existsSync(path)) writeFileSync(path, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  return path;
}

function readLogs(folder: string): LogFile[] {
  return readdirSync(folder).map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
}

// All visitors of a suite come from one machine, which is one source to the flood limit.
async function liftFloodLimit(admin: AdminClient): Promise<void> {
  const { channels } = channelListSchema.parse(await admin.call('/api/channels'));
  for (const { id } of channels) {
    const settings = { dialoguesPerMinute: 10_000, messagesPerMinute: 1_000 };
    await admin.call(`/api/channels/${id}`, { method: 'PATCH', body: { settings } });
  }
}

/** What the API tells once, when it has filled the empty database. */
function readLogins(firstLogin: unknown): StackLogins | null {
  if (firstLogin === null || typeof firstLogin !== 'object') return null;
  const { email, password, demo = [] } = firstLogin as Login & { demo?: (Login & { role: string })[] };
  const manager = demo.find(({ role }) => role === 'manager');
  return { admin: { email, password }, manager: manager ?? null };
}

function readApi({ ready, url }: ChildMessage): string | undefined {
  return ready === true && typeof url === 'string' ? url : undefined;
}

function readWorker({ ready, metricsUrl }: ChildMessage): string | undefined {
  return ready === true && typeof metricsUrl === 'string' ? metricsUrl : undefined;
}

function readSandbox({ pageUrl, controlToken, bitrix24, amocrm }: ChildMessage): SandboxAddress | undefined {
  const { webhookUrl, clientId, clientSecret } = (bitrix24 ?? {}) as Partial<Record<string, string>>;
  if (typeof webhookUrl !== 'string' || typeof pageUrl !== 'string' || typeof controlToken !== 'string')
    return undefined;
  const application = {
    portalUrl: new URL(webhookUrl).origin,
    clientId: clientId ?? '',
    clientSecret: clientSecret ?? '',
  };
  return { webhookUrl, pageUrl, controlToken, bitrix24: application, amocrm: amocrm as SandboxAddress['amocrm'] };
}
