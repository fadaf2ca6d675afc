import { join } from 'node:path';
import {
  ensurePostgres,
  ensureTemporal,
  hasCluster,
  LocalInfraError,
  lockHome,
  ProcessRegistry,
  reportToStderr,
  runningIn,
  runningTemporal,
  startChild,
  type LocalPostgres,
  type LocalTemporal,
} from '@voronka/local-infra';
import type { ReplayOutcome } from '@voronka/contracts/replay';
import { toolEnvironment } from '../run/child-environments.ts';
import { keyFilePath } from '../run/key-file.ts';
import { replayProgram, repositoryRoot } from '../run/programs.ts';
import { readRunSettings, type RunSettings } from '../run/run-settings.ts';
import { reportReplaying } from '../run/stack-reports.ts';
import { outcomeTable, readOutcome, readReplaying } from './replay-lines.ts';

/** What {@link replayOpen} needs. */
export interface ReplayOpenOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  /** @default the worker's replay program */
  readonly program?: string;
}

/** Servers that hold the dialogues, and how to leave them as they were. */
interface Servers {
  readonly postgres: Pick<LocalPostgres, 'appUrl' | 'ownerUrl'>;
  readonly temporal: Pick<LocalTemporal, 'address' | 'uiUrl'>;
  leave(): Promise<void>;
}

/**
 * `npm run replay:open`: replays the history of every open dialogue on this build, beside a product that runs or while it
 * does not, and prints what came of it. Nothing is changed but the record of what was replayed.
 *
 * @returns 0 when all of them go on with this build, else 1
 * @throws LocalInfraError when there is nothing to ask, or the servers or the replay cannot be started
 */
export async function replayOpen({ env, cwd, program = replayProgram }: ReplayOpenOptions): Promise<number> {
  const settings = readRunSettings(env, cwd);
  const { home } = settings;
  if (!hasCluster(home) && !env['DATABASE_URL']) throw nothingThere(home);
  const servers = runningIn(home) ? await besideRun(settings, env) : await startServers(settings, env);
  try {
    const keyFile = env['VORONKA_SECRET_KEY'] ? null : keyFilePath(home);
    const childEnv = toolEnvironment(env, { settings, keyFile, ...servers, sandboxWebhookUrl: null });
    const outcome = await runReplay(home, program, childEnv);
    process.stdout.write(outcomeTable(outcome));
    return outcome.divergedCount + outcome.unreadCount === 0 ? 0 : 1;
  } finally {
    await servers.leave();
  }
}

async function runReplay(home: string, program: string, env: NodeJS.ProcessEnv): Promise<ReplayOutcome> {
  const child = await startChild({
    name: 'replay',
    command: process.execPath,
    args: ['--enable-source-maps', '--no-warnings', program],
    env,
    cwd: repositoryRoot,
    logFile: join(home, 'logs', 'replay.log'),
    // Not the run's own record of its children: the run beside us writes that.
    registry: new ProcessRegistry(join(home, 'replay')),
    restart: false,
    readyWhen: ({ replayed }) => readOutcome(replayed),
    progressWhen: (message) => readReplaying(message) !== undefined,
    onMessage: (message) => {
      const replaying = readReplaying(message);
      if (replaying) reportReplaying(reportToStderr, replaying);
    },
  });
  await child.stop();
  return child.ready;
}

/** The servers of a run that goes on; they stay as they are. */
async function besideRun({ home, namespace }: RunSettings, env: NodeJS.ProcessEnv): Promise<Servers> {
  const address = env['TEMPORAL_ADDRESS'] ? null : runningTemporal(home);
  if (!env['TEMPORAL_ADDRESS'] && address === null) throw stillStarting(home);
  const temporal = address === null ? await ensureTemporal({ home, namespace, env }) : { address, uiUrl: null };
  const postgres = await ensurePostgres({ home, env, report: () => undefined });
  return { postgres, temporal, leave: () => postgres.release() };
}

/** The servers of a home in which nobody runs; stopped again afterwards. */
async function startServers({ home, namespace }: RunSettings, env: NodeJS.ProcessEnv): Promise<Servers> {
  const lock = lockHome(home);
  const stops: (() => Promise<void>)[] = [];
  const leave = async () => {
    for (const stop of stops.reverse()) await stop();
    lock.release();
  };
  try {
    await new ProcessRegistry(home).killLeftovers(['postgres']);
    const postgres = await ensurePostgres({ home, env });
    stops.push(() => postgres.stop());
    const temporal = await ensureTemporal({ home, namespace, env });
    stops.push(() => temporal.stop());
    return { postgres, temporal, leave };
  } catch (error) {
    await leave();
    throw error;
  }
}

function nothingThere(home: string): LocalInfraError {
  return new LocalInfraError('Home.Unusable', {
    en: `There are no dialogues in ${home}: the product has not been started with it (VORONKA_HOME names another folder).`,
    ru: `В ${home} нет диалогов: с этой папкой продукт ещё не запускали (другую можно указать в VORONKA_HOME).`,
  });
}

function stillStarting(home: string): LocalInfraError {
  return new LocalInfraError('Home.Unusable', {
    en: `Voronka is just starting or stopping in ${home}; try again in a moment.`,
    ru: `Воронка в ${home} как раз запускается или останавливается; повторите чуть позже.`,
  });
}
