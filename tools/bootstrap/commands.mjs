import { join } from 'node:path';
import { build, nx, nxEnvironment } from './build.mjs';
import { runForeground } from './foreground.mjs';
import { root } from './paths.mjs';
import { say } from './text.mjs';

const prettier = join(root, 'node_modules', 'prettier', 'bin', 'prettier.cjs');
const stryker = join(root, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
const launcherEntry = join(root, 'apps', 'launcher', 'dist', 'main.js');

/** Runs a program in the folder the person is in, so that file arguments mean what they say. */
const inFolderOfPerson =
  (script, ...first) =>
  (args) =>
    runForeground(process.execPath, [script, ...first, ...args], {
      cwd: process.env.INIT_CWD || process.cwd(),
      env: { ...process.env, VORONKA_STOP_WITH_PARENT: 'true' },
    });

/** Runs a command of apps/launcher. */
const launcher = (...command) => inFolderOfPerson(launcherEntry, ...command);

const tool =
  (script, ...first) =>
  (args) =>
    runForeground(process.execPath, [script, ...first, ...args], { cwd: root, env: nxEnvironment() });

/** Every command: what has to be built before, and how it runs. */
export const commands = {
  start: { builds: 'all', run: launcher('start') },
  demo: { builds: 'all', run: launcher('demo') },
  sandbox: { builds: ['launcher', 'crm-sandbox'], run: launcher('sandbox') },
  backup: { builds: ['launcher'], run: launcher('backup') },
  restore: { builds: ['launcher'], run: launcher('restore') },
  logs: { builds: ['launcher'], run: launcher('logs') },
  'reset-demo': { builds: 'all', run: launcher('reset-demo') },
  'replay-open': { builds: ['launcher', 'worker'], run: launcher('replay-open') },
  // Plays every released behaviour of the dialogue workflow on a real server and keeps its history for the replay spec.
  'record-history': {
    builds: 'all',
    run: (args) => {
      process.env.VORONKA_RECORD_HISTORIES = '1';
      return tool(join(root, 'tools', 'test.ts'))(['integration', 'dialogue.workflow', ...args]);
    },
  },
  test: { builds: 'all', run: tool(join(root, 'tools', 'test.ts')) },
  bench: { builds: 'all', run: inFolderOfPerson(join(root, 'tools', 'bench', 'main.ts')) },
  'verify-live': { builds: ['launcher'], run: tool(join(root, 'tools', 'live', 'main.ts')) },
  // Changes the pure core in a copy, one comparison or guard at a time: the unit specs have to notice.
  mutation: { builds: null, run: tool(stryker, 'run') },
  lint: { builds: null, run: tool(nx, 'run-many', '-t', 'lint', 'typecheck') },
  // `--check` tells what is not formatted and changes nothing.
  format: {
    builds: null,
    run: (args) => tool(prettier, ...(args.includes('--check') ? ['.'] : ['--write', '.']))(args),
  },
  build: {
    builds: null,
    run: async () => {
      await build('all');
      process.stderr.write(say('Built.\n', 'Собрано.\n'));
      return 0;
    },
  },
};
