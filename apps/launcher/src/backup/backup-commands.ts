import { resolve } from 'node:path';
import { statSync } from 'node:fs';
import { reportToStderr, say } from '@voronka/local-infra';
import { readRunSettings } from '../run/run-settings.ts';
import { createBackup } from './create-backup.ts';
import { restoreBackup } from './restore-backup.ts';

/** `npm run backup [-- file]`; without a name the file is `voronka-<time>.tar.gz` in the current folder. */
export async function runBackup(file: string | undefined, env: NodeJS.ProcessEnv, cwd: string): Promise<number> {
  const { home } = readRunSettings(env, cwd);
  const stamp = new Date().toISOString().slice(0, 19).replaceAll(':', '-');
  const target = resolve(cwd, file ?? `voronka-${stamp}.tar.gz`);
  reportToStderr(say({ en: `Backing up ${home}…`, ru: `Копируем ${home}…` }));
  const manifest = await createBackup({ home, file: target, env, report: reportToStderr });
  const megabytes = (statSync(target).size / 1e6).toFixed(1);
  reportToStderr(
    say({
      en: `${target}: ${manifest.files.length} files, ${megabytes} MB. It holds the key and passwords: keep it as you keep those.`,
      ru: `${target}: файлов ${manifest.files.length}, ${megabytes} МБ. Внутри ключ и пароли: храните копию так же бережно.`,
    }),
  );
  if (manifest.temporal === null && env['TEMPORAL_ADDRESS']) {
    reportToStderr(
      say({
        en: 'The Temporal server is yours (TEMPORAL_ADDRESS) and is not in the backup; back it up by its own means.',
        ru: 'Сервер Temporal ваш (TEMPORAL_ADDRESS), в копии его нет; копируйте его собственными средствами.',
      }),
    );
  }
  if (!manifest.hasKey) {
    reportToStderr(
      say({
        en: 'The key is in VORONKA_SECRET_KEY and not in the backup; without it the backup is of no use.',
        ru: 'Ключ задан в VORONKA_SECRET_KEY, в копии его нет; без него копия бесполезна.',
      }),
    );
  }
  return 0;
}

/** `npm run restore -- <file> [--force]`. */
export async function runRestore(file: string, force: boolean, env: NodeJS.ProcessEnv, cwd: string): Promise<number> {
  const { home } = readRunSettings(env, cwd);
  const manifest = await restoreBackup({ home, file: resolve(cwd, file), force, env });
  reportToStderr(
    say({
      en: `Restored the state of ${manifest.createdAt} into ${home}. Start it: npm start`,
      ru: `Состояние на ${manifest.createdAt} восстановлено в ${home}. Запуск: npm start`,
    }),
  );
  return 0;
}
