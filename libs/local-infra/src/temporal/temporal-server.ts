import { join } from 'node:path';
import { LocalInfraError, reasonOf } from '../errors.ts';
import { isPortFree } from '../ports.ts';
import { startBackgroundServer } from '../process/background-server.ts';
import type { ProcessIdentity } from '../process/process-identity.ts';
import type { ProcessRegistry } from '../process/process-registry.ts';
import { stopProcess } from '../process/stop-process.ts';
import { waitUntilServing } from './namespace.ts';

/** One Temporal dev server: its program, its store, its addresses. */
export interface TemporalPlace {
  readonly binary: string;
  readonly home: string;
  readonly port: number;
  readonly uiPort: number;
  readonly metricsPort: number;
  readonly registry: ProcessRegistry;
  readonly dynamicConfig: Readonly<Record<string, string>>;
}

/** File of the dev server's store. */
export function temporalStorePath(home: string): string {
  return join(home, 'temporal', 'temporal.db');
}

/**
 * Starts the dev server and waits until it answers. It keeps its SQLite file in the home and listens, its pages too,
 * on loopback only.
 *
 * @throws LocalInfraError `Temporal.StartFailed` with the end of its log
 */
export async function startTemporal(place: TemporalPlace): Promise<ProcessIdentity> {
  const { binary, home, port, uiPort, metricsPort, registry, dynamicConfig } = place;
  // Whoever answers on a port that somebody else holds is not the server we start.
  if (!(await isPortFree(port))) throw startError(`port ${port} is taken`);
  const server = await startBackgroundServer({
    name: 'temporal',
    command: binary,
    args: [
      ...['server', 'start-dev', '--ip', '127.0.0.1', '--ui-ip', '127.0.0.1'],
      ...['--port', String(port), '--ui-port', String(uiPort), '--metrics-port', String(metricsPort)],
      ...['--db-filename', temporalStorePath(home)],
      ...['--log-format', 'json', '--log-level', 'warn', '--color', 'never'],
      // With the default of 20 a second, a signal takes 150 ms to become work; with this, 30 ms.
      ...['--dynamic-config-value', 'history.transferProcessorMaxPollRPS=2000'],
      ...Object.entries(dynamicConfig).flatMap(([name, value]) => ['--dynamic-config-value', `${name}=${value}`]),
      // Four times the acknowledged signals a second; kill -9 of the server loses none either way.
      ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
    ],
    env: serverEnv(),
    cwd: home,
    logFile: join(home, 'logs', 'temporal.log'),
    registry,
    stopSignal: 'SIGTERM',
  }).catch((cause: unknown) => {
    throw startError(reasonOf(cause), cause);
  });
  if (await waitUntilServing(`127.0.0.1:${port}`, 60_000, server.hasEnded)) return server.identity;
  const printed = server.printed();
  await stopProcess(server.identity);
  throw startError(printed || 'it does not answer');
}

// TEMPORAL_* of our environment would change what the program does.
function serverEnv(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(TEMPORAL|VORONKA|DATABASE)_/.test(name)),
  );
}

function startError(reason: string, cause?: unknown): LocalInfraError {
  const text = {
    en: `The Temporal server did not start: ${reason}`,
    ru: `Сервер Temporal не запустился: ${reason}`,
  };
  return new LocalInfraError('Temporal.StartFailed', text, { cause });
}
