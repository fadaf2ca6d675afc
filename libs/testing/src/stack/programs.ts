import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Root of the repository, seen from `libs/testing/{src,dist}/stack`. */
export const repositoryRoot = dirname(dirname(dirname(dirname(import.meta.dirname))));

/**
 * Entry file of a built program.
 *
 * @param app folder below `apps`
 * @throws Error when it is not built
 */
export function builtProgram(app: 'api' | 'worker' | 'crm-sandbox' | 'launcher'): string {
  const path = join(repositoryRoot, 'apps', app, 'dist', 'main.js');
  if (!existsSync(path)) throw new Error(`apps/${app} is not built: run "npx nx run-many -t build"`);
  return path;
}
