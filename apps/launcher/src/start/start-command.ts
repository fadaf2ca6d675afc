import { setTimeout as sleep } from 'node:timers/promises';
import {
  isAlive,
  isPortFree,
  LocalInfraError,
  lockHome,
  nextFreePort,
  ProcessRegistry,
  reportToStderr,
  say,
  type Report,
} from '@voronka/local-infra';
import { productPrograms, type Programs } from '../run/programs.ts';
import { defaultPort, isLoopback, readRunSettings, type RunSettings, type Seed } from '../run/run-settings.ts';
import { reportLeftovers } from '../run/stack-reports.ts';
import { startStack, type Stack } from '../run/stack.ts';
import { untilStopped } from '../run/until-stopped.ts';
import { rememberSeed, seedOf } from './home-seed.ts';
import { summary } from './summary.ts';

/** What {@link start} needs beyond the environment. */
export interface StartOptions {
  /** `--empty`: no demo workspace. */
  readonly empty: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly programs?: Programs;
  readonly report?: Report;
}

const stopTimeoutMs = 15_000;

/**
 * `npm start`: runs the product until it is asked to end.
 *
 * @returns exit status
 * @throws LocalInfraError the message says what to do
 */
export async function start(options: StartOptions): Promise<number> {
  const { env, programs = productPrograms, report = reportToStderr } = options;
  const settings = readRunSettings(env, options.cwd);
  const lock = lockHome(settings.home);
  try {
    report(say({ en: `Starting Voronka (${settings.home})`, ru: `Запускаем Воронку (${settings.home})` }));
    const registry = new ProcessRegistry(settings.home);
    // First of all: the API of a killed run may hold the very port. PostgreSQL is not ended but adopted.
    reportLeftovers(report, await registry.killLeftovers(['postgres']));
    const stopped = untilStopped(env, () => void killAll(registry));
    const seed = chooseSeed(options.empty, settings, report);
    const starting = startStack({ settings, port: await choosePort(settings, report), seed, programs, env, report });
    const stack = await Promise.race([starting, stopped.then(() => null)]);
    if (stack) {
      rememberSeed(settings.home, seed);
      lock.announce(stack.url);
      process.stdout.write(summary(stack, settings));
      await stopped;
    }
    report(say({ en: '\nStopping…', ru: '\nОстанавливаем…' }));
    await stopWithin(starting, registry);
    report(say({ en: 'Stopped.', ru: 'Остановлено.' }));
    return 0;
  } finally {
    lock.release();
  }
}

/**
 * What the workspace holds. A home keeps what it was first filled with. The demo's accounts must not exist where other
 * machines can reach them.
 */
function chooseSeed(empty: boolean, { host, home }: RunSettings, report: Report): Seed {
  const reachable = !isLoopback(host);
  const before = seedOf(home);
  if (before === 'demo' && reachable) throw demoReachable(host, home);
  if (before === 'demo' && empty) {
    report(
      say({
        en: '  This folder already holds the demo workspace; --empty is for a new one (VORONKA_HOME=/another/folder).',
        ru: '  В этой папке уже есть демонстрационное пространство; --empty — для новой (VORONKA_HOME=/другая/папка).',
      }),
    );
  }
  if (before) return before;
  if (empty || !reachable) return empty ? 'empty' : 'demo';
  report(
    say({
      en: `  HOST is ${host}: other machines can reach this one, so there is no demo workspace.`,
      ru: `  HOST — ${host}: сюда могут зайти с других машин, поэтому демонстрационного пространства не будет.`,
    }),
  );
  return 'empty';
}

function demoReachable(host: string, home: string): LocalInfraError {
  return new LocalInfraError('Home.Unusable', {
    en: `${home} holds the demo workspace, whose accounts are known to everybody, and HOST=${host} would open it to other machines. Use another folder: VORONKA_HOME=/another/folder`,
    ru: `В ${home} демонстрационное пространство с общеизвестными учётными записями, а HOST=${host} открыл бы его другим машинам. Возьмите другую папку: VORONKA_HOME=/другая/папка`,
  });
}

async function choosePort({ port, host }: RunSettings, report: Report): Promise<number> {
  if (port !== null) {
    if (await isPortFree(port, host)) return port;
    throw new LocalInfraError('Home.Unusable', {
      en: `Port ${port} (PORT) is taken by another program. Choose another: PORT=${port + 1} npm start`,
      ru: `Порт ${port} (PORT) занят другой программой. Выберите другой: PORT=${port + 1} npm start`,
    });
  }
  const chosen = await nextFreePort(defaultPort, host);
  if (chosen !== defaultPort) {
    report(
      say({
        en: `Port ${defaultPort} is taken by another program; using ${chosen} instead (PORT names one).`,
        ru: `Порт ${defaultPort} занят другой программой; взят ${chosen} (свой можно указать в PORT).`,
      }),
    );
  }
  return chosen;
}

/** Stops what runs, or what is still starting as soon as it is up; what has not ended after 15 s is killed. */
async function stopWithin(starting: Promise<Stack>, registry: ProcessRegistry): Promise<void> {
  const timeout = new AbortController();
  const late = sleep(stopTimeoutMs, 'late' as const, { signal: timeout.signal }).catch(() => 'in time' as const);
  const ended = starting
    .then((stack) => stack.stop())
    // A start that fails while it is being stopped has stopped its parts itself.
    .catch(() => undefined);
  if ((await Promise.race([ended, late])) === 'late') await killAll(registry);
  timeout.abort();
}

async function killAll(registry: ProcessRegistry): Promise<never> {
  for (const { pid } of registry.list().filter(isAlive).reverse()) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Gone by itself.
    }
  }
  process.exit(1);
}
