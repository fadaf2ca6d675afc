import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { LocalInfraError, reasonOf } from '@voronka/local-infra';
import { runBackup, runRestore } from './backup/backup-commands.ts';
import { runDemo } from './demo/demo-command.ts';
import { showLogs } from './logs/logs-command.ts';
import { replayOpen } from './replay/replay-open-command.ts';
import { resetDemo } from './reset/reset-demo-command.ts';
import { runSandbox } from './sandbox/sandbox-command.ts';
import { start } from './start/start-command.ts';

/** What a command gets: its words and switches, and where it runs. */
interface Call {
  readonly words: readonly string[];
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}

interface Command {
  readonly usage: string;
  readonly options: ParseArgsOptionsConfig;
  /** Fewest and most words. */
  readonly words: readonly [number, number];
  readonly run: (call: Call) => Promise<number>;
}

const flag = { type: 'boolean' } as const;

const commands: Readonly<Record<string, Command>> = {
  start: {
    usage: 'npm start [-- --empty]',
    options: { empty: flag },
    words: [0, 0],
    run: ({ flags, env, cwd }) => start({ empty: flags['empty'] === true, env, cwd }),
  },
  demo: {
    usage: 'npm run demo [-- --json]',
    options: { json: flag },
    words: [0, 0],
    run: ({ flags, env }) => runDemo(flags['json'] === true, env),
  },
  sandbox: { usage: 'npm run sandbox', options: {}, words: [0, 0], run: ({ env, cwd }) => runSandbox(env, cwd) },
  backup: {
    usage: 'npm run backup [-- file.tar.gz]',
    options: {},
    words: [0, 1],
    run: ({ words, env, cwd }) => runBackup(words[0], env, cwd),
  },
  restore: {
    usage: 'npm run restore -- file.tar.gz [--force]',
    options: { force: flag },
    words: [1, 1],
    run: ({ words, flags, env, cwd }) => runRestore(words[0] ?? '', flags['force'] === true, env, cwd),
  },
  'reset-demo': { usage: 'npm run reset:demo', options: {}, words: [0, 0], run: ({ env, cwd }) => resetDemo(env, cwd) },
  'replay-open': {
    usage: 'npm run replay:open',
    options: {},
    words: [0, 0],
    run: ({ env, cwd }) => replayOpen({ env, cwd }),
  },
  logs: {
    usage: 'npm run logs [-- --follow] [--correlation id] [--problems] [--last-run]',
    options: { follow: { ...flag, short: 'f' }, correlation: { type: 'string' }, problems: flag, 'last-run': flag },
    words: [0, 0],
    run: ({ flags, env, cwd }) =>
      showLogs({
        follow: flags['follow'] === true,
        correlationId: typeof flags['correlation'] === 'string' ? flags['correlation'] : null,
        problems: flags['problems'] === true,
        lastRun: flags['last-run'] === true,
        env,
        cwd,
      }),
  },
};

/**
 * Runs one command of the launcher.
 *
 * @returns exit status
 * @throws LocalInfraError with the usage, for words or switches the command does not know
 */
export async function runCommand(args: readonly string[], env: NodeJS.ProcessEnv, cwd: string): Promise<number> {
  const [name = '', ...rest] = args;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command)
    throw usageError(
      Object.values(commands).map(({ usage }) => usage),
      `"${name}"`,
    );
  const { values, positionals } = parse(command, rest);
  const [fewest, most] = command.words;
  if (positionals.length < fewest || positionals.length > most)
    throw usageError([command.usage], positionals.join(' '));
  const flags = values as Call['flags'];
  return command.run({ words: positionals, flags, env, cwd });
}

function parse(command: Command, args: string[]) {
  try {
    return parseArgs({ args: args.filter((word) => word !== '--'), options: command.options, allowPositionals: true });
  } catch (error) {
    throw usageError([command.usage], reasonOf(error));
  }
}

function usageError(usages: readonly string[], what: string): LocalInfraError {
  const list = usages.map((usage) => `\n  ${usage}`).join('');
  return new LocalInfraError('Home.Unusable', {
    en: `That command cannot be understood (${what}). It is:${list}`,
    ru: `Команда непонятна (${what}). Как надо:${list}`,
  });
}
