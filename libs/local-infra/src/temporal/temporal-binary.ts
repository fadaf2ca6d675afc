import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cacheFolder } from '../cache-folder.ts';
import { LocalInfraError } from '../errors.ts';
import type { Report } from '../terminal-text.ts';
import { downloadTemporal } from './download-temporal.ts';
import { goInstallTemporal } from './go-install-temporal.ts';
import { temporalVersion } from './temporal-version.ts';

/** Where a way to get the program stores it, and whom it tells. */
export interface ObtainOptions {
  /** Final path of the program in the user's cache; it appears there only when it is complete. */
  readonly target: string;
  readonly env: NodeJS.ProcessEnv;
  readonly report: Report;
}

/**
 * Finds the `temporal` program, or obtains it: PATH → the product's per-user cache → the vendor's download, as the
 * TypeScript SDK does it → `go install` where Go exists.
 *
 * @returns path of a program that answers `--version`
 * @throws LocalInfraError `Temporal.Missing`: nothing of this worked; the message says why each, and what to do
 */
export async function obtainTemporalBinary(env: NodeJS.ProcessEnv, report: Report): Promise<string> {
  const onPath = findOnPath(executableName, env);
  if (onPath && works(onPath)) return onPath;
  const target = join(cacheFolder(env), 'temporal', temporalVersion, executableName);
  if (works(target)) return target;
  const reasons: string[] = [];
  for (const obtain of [downloadTemporal, goInstallTemporal]) {
    const failure = await obtain({ target, env, report });
    if (failure === undefined && works(target)) return target;
    const reason = failure ?? `${target} does not run`;
    report(`  ${reason}`);
    reasons.push(reason);
  }
  throw missingError(reasons);
}

/** Full path of a program on PATH, or undefined. */
export function findOnPath(program: string, env: NodeJS.ProcessEnv): string | undefined {
  const folders = (env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

const executableName = process.platform === 'win32' ? 'temporal.exe' : 'temporal';

function works(path: string): boolean {
  return existsSync(path) && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0;
}

function missingError(reasons: readonly string[]): LocalInfraError {
  const tried = reasons.map((reason) => `  - ${reason}`).join('\n');
  return new LocalInfraError('Temporal.Missing', {
    en: `The Temporal server is missing and could not be obtained:\n${tried}\nDo one of these, then start again:
  - put the program "temporal" on PATH (https://docs.temporal.io/cli, e.g. "brew install temporal");
  - install Go 1.25 or newer (https://go.dev/dl), and it is built from source in about 3 minutes;
  - name a running server: TEMPORAL_ADDRESS=host:7233 npm start`,
    ru: `Сервера Temporal нет, и получить его не удалось:\n${tried}\nСделайте одно из этого и запустите снова:
  - положите программу temporal в PATH (https://docs.temporal.io/cli, например «brew install temporal»);
  - установите Go 1.25 или новее (https://go.dev/dl), и сервер соберётся из исходников примерно за 3 минуты;
  - назовите работающий сервер: TEMPORAL_ADDRESS=хост:7233 npm start`,
  });
}
