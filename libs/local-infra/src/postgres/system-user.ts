import { execFileSync } from 'node:child_process';
import { LocalInfraError } from '../errors.ts';

/** The account PostgreSQL runs as, when that is not our own. */
export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root; then it runs as `postgres` or, where there is none, as `nobody`.
 *
 * @returns undefined when this process is no root and PostgreSQL simply runs as the same user
 * @throws LocalInfraError `Postgres.Unsupported`: root, and neither account exists
 */
export function postgresUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name);
    const gid = idOf('-g', name);
    if (uid !== undefined && gid !== undefined && uid > 0) return { name, uid, gid };
  }
  throw new LocalInfraError('Postgres.Unsupported', {
    en: 'PostgreSQL does not run as root, and this system has neither a user "postgres" nor "nobody". Create one (useradd --system postgres) or start as an ordinary user.',
    ru: 'PostgreSQL не запускается от root, а в системе нет ни пользователя postgres, ни nobody. Создайте его (useradd --system postgres) или запустите от обычного пользователя.',
  });
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  try {
    return Number(
      execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 5_000 }),
    );
  } catch {
    return undefined;
  }
}
