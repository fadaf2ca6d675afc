import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Root of the repository. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The product's folder in the user's cache. Everything in it can be obtained again. */
export const cache = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'voronka');

/**
 * How to run npm: the very npm that started us, with this Node; else the one on PATH.
 *
 * @returns {{ command: string, args: string[] }}
 */
export function npm() {
  const script = process.env.npm_execpath;
  if (script && /\.c?js$/.test(script) && existsSync(script)) return { command: process.execPath, args: [script] };
  return { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

/** Full path of the first of these programs on PATH, or null. */
export function findOnPath(...programs) {
  const folders = (process.env.PATH || '').split(delimiter).filter(Boolean);
  for (const program of programs) {
    for (const folder of folders) {
      if (existsSync(join(folder, program))) return join(folder, program);
    }
  }
  return null;
}
