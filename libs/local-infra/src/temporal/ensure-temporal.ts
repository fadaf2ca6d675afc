import { mkdirSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { LocalInfraError, reasonOf } from '../errors.ts';
import { RememberedPorts } from '../ports.ts';
import { keepRunning } from '../process/keep-running.ts';
import { isAlive } from '../process/process-identity.ts';
import { ProcessRegistry } from '../process/process-registry.ts';
import { stopProcess } from '../process/stop-process.ts';
import { reportToStderr, say, type Report } from '../terminal-text.ts';
import { ensureNamespace } from './namespace.ts';
import { obtainTemporalBinary } from './temporal-binary.ts';
import { startTemporal, temporalStorePath, type TemporalPlace } from './temporal-server.ts';

/** What {@link ensureTemporal} needs. */
export interface EnsureTemporalOptions {
  /** The product's folder; the caller holds its lock. */
  readonly home: string;
  /** @default 'voronka' */
  readonly namespace?: string;
  /** Read for TEMPORAL_ADDRESS, PATH and XDG_CACHE_HOME. @default process.env */
  readonly env?: NodeJS.ProcessEnv;
  readonly report?: Report;
  /** Dynamic configuration of the dev server, by name, e.g. a limit of histories. @default none besides ours */
  readonly dynamicConfig?: Readonly<Record<string, string>>;
}

/** A Temporal server to work with. */
export interface LocalTemporal {
  /** host:port of the gRPC service. */
  readonly address: string;
  readonly namespace: string;
  /** Address of the server's own pages; null with a server of the user's own. */
  readonly uiUrl: string | null;
  /** Process id of our server now; null with a server of the user's own. */
  pid(): number | null;
  /** Stops our server cleanly; leaves a server of the user's own alone. */
  stop(): Promise<void>;
}

/**
 * Gives a Temporal server: the one of `TEMPORAL_ADDRESS`, else a dev server of the home, whose program is found or
 * obtained by {@link obtainTemporalBinary} and which is started again when it dies. The namespace exists, with 30 days
 * of retention.
 *
 * @throws LocalInfraError `Temporal.*`; the message says what to do
 */
export async function ensureTemporal(options: EnsureTemporalOptions): Promise<LocalTemporal> {
  const { namespace = 'voronka', env = process.env } = options;
  const address = env['TEMPORAL_ADDRESS'];
  return address ? externalTemporal(address, namespace) : localTemporal(options, namespace, env);
}

async function externalTemporal(address: string, namespace: string): Promise<LocalTemporal> {
  try {
    await ensureNamespace(address, namespace);
  } catch (cause) {
    const text = {
      en: `The Temporal server at ${address} (TEMPORAL_ADDRESS) cannot be used: ${reasonOf(cause)}. Start it, correct the address, or unset TEMPORAL_ADDRESS to run one here.`,
      ru: `Сервером Temporal по адресу ${address} (TEMPORAL_ADDRESS) нельзя воспользоваться: ${reasonOf(cause)}. Запустите его, исправьте адрес или уберите TEMPORAL_ADDRESS, чтобы сервер работал здесь.`,
    };
    throw new LocalInfraError('Temporal.Unreachable', text, { cause });
  }
  return { address, namespace, uiUrl: null, pid: () => null, stop: async () => undefined };
}

async function localTemporal(
  { home: wantedHome, report = reportToStderr, dynamicConfig = {} }: EnsureTemporalOptions,
  namespace: string,
  env: NodeJS.ProcessEnv,
): Promise<LocalTemporal> {
  mkdirSync(wantedHome, { recursive: true, mode: 0o700 });
  const home = realpathSync(wantedHome);
  const binary = await obtainTemporalBinary(env, report);
  mkdirSync(dirname(temporalStorePath(home)), { recursive: true, mode: 0o700 });
  const registry = new ProcessRegistry(home);
  await endOrphan(registry);
  const ports = new RememberedPorts(home);
  const place: TemporalPlace = {
    binary,
    home,
    port: await ports.choose('temporal'),
    uiPort: await ports.choose('temporalUi'),
    metricsPort: await ports.choose('temporalMetrics'),
    registry,
    dynamicConfig,
  };
  const address = `127.0.0.1:${place.port}`;
  const identity = await startTemporal(place);
  const kept = keepRunning({
    identity,
    restart: () => startTemporal(place),
    onDeath: (error) => reportDeath(report, error),
  });
  const stop = async () => {
    const last = await kept.release();
    await stopProcess(last, { graceMs: 4_000 });
    registry.remove(last.pid);
  };
  try {
    await ensureNamespace(address, namespace);
  } catch (error) {
    await stop();
    throw error;
  }
  return { address, namespace, uiUrl: `http://127.0.0.1:${place.uiPort}`, pid: () => kept.current().pid, stop };
}

// Two servers on one SQLite file must never be: the one a killed start left is ended, known by pid and start time.
async function endOrphan(registry: ProcessRegistry): Promise<void> {
  for (const entry of registry.list().filter(({ name }) => name === 'temporal')) {
    if (isAlive(entry)) await stopProcess(entry);
    registry.remove(entry.pid);
  }
}

function reportDeath(report: Report, error: unknown): void {
  report(
    error === undefined
      ? say({
          en: 'The Temporal server has stopped unexpectedly; starting it again.',
          ru: 'Сервер Temporal неожиданно остановился; запускаем снова.',
        })
      : say({
          en: `The Temporal server could not be started again yet: ${reasonOf(error)}`,
          ru: `Сервер Temporal пока не удалось запустить снова: ${reasonOf(error)}`,
        }),
  );
}
