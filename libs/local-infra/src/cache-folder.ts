import { homedir } from 'node:os';
import { join } from 'node:path';

/** The product's folder in the user's cache: `$XDG_CACHE_HOME/voronka`, else `~/.cache/voronka`. Safe to delete. */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env): string {
  return join(env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'voronka');
}
