import { setTimeout as sleep } from 'node:timers/promises';
import { LocalInfraError, runningIn } from '@voronka/local-infra';
import { readRunSettings } from '../run/run-settings.ts';
import { untilStopped } from '../run/until-stopped.ts';
import type { LogLine } from './log-line.ts';
import { LogFiles } from './log-files.ts';
import { showLine } from './show-line.ts';

/** What to show of the logs. */
export interface LogsOptions {
  readonly follow: boolean;
  /** Only lines of this correlation id, or a beginning of one. */
  readonly correlationId: string | null;
  /** Only warnings and errors. */
  readonly problems: boolean;
  /** Lines of the last run only. */
  readonly lastRun: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}

const lookEveryMs = 300;

/** `npm run logs`: the logs of all programs of a run together, by time. */
export async function showLogs(options: LogsOptions): Promise<number> {
  const { home } = readRunSettings(options.env, options.cwd);
  const files = new LogFiles(home);
  const print = (lines: readonly LogLine[]) => {
    const wanted = lines.filter((line) => isWanted(line, options));
    if (wanted.length > 0)
      process.stdout.write(`${wanted.map((line) => showLine(line, process.stdout.isTTY)).join('\n')}\n`);
  };
  const all = files.next();
  if (all.length === 0 && !options.follow) throw noLogs(home);
  const since = options.lastRun ? startOf(runningIn(home)?.startedAt) : 0;
  print(all.filter(({ atMs }) => atMs >= since));
  if (!options.follow) return 0;
  let over = false;
  void untilStopped(options.env, () => undefined).then(() => (over = true));
  while (!over) {
    await sleep(lookEveryMs);
    print(files.next());
  }
  return 0;
}

/** Whether a line is one of those asked for. */
export function isWanted(
  line: LogLine,
  { correlationId, problems }: Pick<LogsOptions, 'correlationId' | 'problems'>,
): boolean {
  if (correlationId !== null && !line.correlationId?.startsWith(correlationId)) return false;
  return !problems || line.level === 'warn' || line.level === 'error';
}

function startOf(startedAt: string | undefined): number {
  const parsed = Date.parse(startedAt ?? '');
  return Number.isFinite(parsed) ? parsed : 0;
}

function noLogs(home: string): LocalInfraError {
  return new LocalInfraError('Home.Unusable', {
    en: `There are no logs in ${home}: nothing has been started with it yet (VORONKA_HOME names another folder).`,
    ru: `В ${home} нет журналов: с этой папкой ещё ничего не запускали (другую можно указать в VORONKA_HOME).`,
  });
}
