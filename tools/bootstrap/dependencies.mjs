import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { npm, root } from './paths.mjs';
import { runStep } from './progress.mjs';
import { say } from './text.mjs';

const lockFile = join(root, 'package-lock.json');
/** Holds the hash of the lock file that node_modules was installed from; written last, so half an install has none. */
const stampFile = join(root, 'node_modules', '.voronka-installed');
/** npm's own record of node_modules, written when an install is complete. */
const npmRecord = join(root, 'node_modules', '.package-lock.json');

/** Runs `npm ci` when node_modules is missing or was installed from another package-lock.json. */
export async function ensureDependencies() {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex');
  if (readOr(stampFile, '') === wanted) return;
  // A developer's own `npm install` has written the lock file and then the record: nothing is left to do.
  if (modifiedAt(npmRecord) <= modifiedAt(lockFile)) {
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
  writeFileSync(stampFile, wanted);
}

function readOr(path, fallback) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return fallback;
  }
}

function modifiedAt(path) {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}
