import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root } from './paths.mjs';
import { runStep } from './progress.mjs';
import { say } from './text.mjs';

/** Runs `npm ci` when node_modules is missing, half installed, or not what package-lock.json says. */
export async function ensureDependencies() {
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  if (isInstalled(wanted.packages, readRecord(), process)) return;
  const { command, args } = npm();
  const title = say(
    'Installing dependencies (once, about a minute)…',
    'Устанавливаем зависимости (один раз, около минуты)…',
  );
  await runStep(title, command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    announceAtOnce: true,
  });
}

/**
 * Compares the lock file with what npm recorded as installed. The workspace's own packages may change freely.
 *
 * @param {Record<string, object>} wanted `packages` of package-lock.json
 * @param {Record<string, object> | null} installed the same of node_modules; null when there is no record
 * @param {{ platform: string, arch: string }} machine
 */
export function isInstalled(wanted, installed, { platform, arch }) {
  if (installed === null) return false;
  return Object.entries(wanted)
    .filter(([path]) => path.startsWith('node_modules/'))
    .every(([path, entry]) => {
      const present = installed[path];
      if (present) return present.version === entry.version && present.link === entry.link;
      // Optional packages are mostly for other platforms. One for a C library (libc) or without a platform may be missing.
      const isForUs = entry.os?.includes(platform) && entry.cpu?.includes(arch) && !entry.libc;
      return entry.optional === true && !isForUs;
    });
}

/** npm's own record of node_modules. npm writes it last, so an install that was broken off has none. */
function readRecord() {
  try {
    return JSON.parse(readFileSync(join(root, 'node_modules', '.package-lock.json'), 'utf8')).packages;
  } catch {
    return null;
  }
}
