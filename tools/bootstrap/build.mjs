import { join } from 'node:path';
import { root } from './paths.mjs';
import { runStep } from './progress.mjs';
import { say } from './text.mjs';

/** nx's program, run by this Node. */
export const nx = join(root, 'node_modules', 'nx', 'dist', 'bin', 'nx.js');

/** Environment of every nx call: no background service, no terminal pictures, nothing sent anywhere. */
export const nxEnvironment = () => ({ ...process.env, NX_DAEMON: 'false', NX_TUI: 'false', NX_NO_CLOUD: 'true' });

/**
 * Builds projects and what they depend on. nx keeps results, so this takes a second when nothing changed.
 *
 * @param {'all' | string[]} projects
 */
export async function build(projects) {
  const chosen = projects === 'all' ? [] : [`--projects=${projects.join(',')}`];
  const title = say('Building…', 'Собираем…');
  await runStep(title, process.execPath, [nx, 'run-many', '-t', 'build', ...chosen, '--outputStyle=static'], {
    cwd: root,
    env: nxEnvironment(),
  });
}
