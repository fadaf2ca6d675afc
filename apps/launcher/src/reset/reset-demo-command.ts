import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  LocalInfraError,
  lockHome,
  ProcessRegistry,
  removeCluster,
  reportToStderr,
  say,
  temporalStorePath,
} from '@voronka/local-infra';
import { readRunSettings } from '../run/run-settings.ts';
import { seedOf } from '../start/home-seed.ts';

/**
 * `npm run reset:demo`: the demo workspace as on the first day. Removes database, Temporal store and the sandbox's
 * state of a home that holds the demo; the next start makes them anew. The key stays.
 *
 * @throws LocalInfraError `Home.Busy` while the product runs, `Home.Unusable` for a home that is not the demo's
 */
export async function resetDemo(env: NodeJS.ProcessEnv, cwd: string): Promise<number> {
  const { home } = readRunSettings(env, cwd);
  if (env['DATABASE_URL'] || env['TEMPORAL_ADDRESS']) throw ownServers();
  const lock = lockHome(home);
  try {
    if (seedOf(home) !== 'demo') throw notDemo(home);
    await new ProcessRegistry(home).killLeftovers();
    removeCluster(home);
    for (const path of [dirname(temporalStorePath(home)), join(home, 'sandbox'), join(home, 'home.json')]) {
      rmSync(path, { recursive: true, force: true });
    }
    reportToStderr(
      say({
        en: `The demo workspace in ${home} is gone; "npm start" makes a fresh one.`,
        ru: `Демонстрационное пространство в ${home} удалено; «npm start» создаст новое.`,
      }),
    );
    return 0;
  } finally {
    lock.release();
  }
}

function ownServers(): LocalInfraError {
  return new LocalInfraError('Home.Unusable', {
    en: 'With DATABASE_URL or TEMPORAL_ADDRESS the data are in servers of your own; this command leaves those alone.',
    ru: 'С DATABASE_URL или TEMPORAL_ADDRESS данные лежат на ваших серверах; эта команда их не трогает.',
  });
}

function notDemo(home: string): LocalInfraError {
  return new LocalInfraError('Home.Unusable', {
    en: `${home} does not hold the demo workspace; nothing was removed.`,
    ru: `В ${home} нет демонстрационного пространства; ничего не удалено.`,
  });
}
