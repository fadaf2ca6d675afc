import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { say } from '../terminal-text.ts';
import { findOnPath, type ObtainOptions } from './temporal-binary.ts';
import { temporalVersion } from './temporal-version.ts';

const buildTimeoutMs = 30 * 60_000;
const tellEveryMs = 10_000;

/**
 * Builds the program from source with Go, into a temporary folder; it is moved to its place when it is complete.
 *
 * @returns undefined when it worked, else the reason in words
 */
export async function goInstallTemporal({ target, env, report }: ObtainOptions): Promise<string | undefined> {
  const go = findOnPath(process.platform === 'win32' ? 'go.exe' : 'go', env);
  if (!go) return say({ en: 'build from source: there is no Go on PATH', ru: 'сборка из исходников: в PATH нет Go' });
  const folder = dirname(target);
  mkdirSync(folder, { recursive: true });
  const temporary = mkdtempSync(join(folder, 'build-'));
  report(
    say({
      en: `Temporal server: building ${temporalVersion} from source with Go; once, about 3 minutes.`,
      ru: `Сервер Temporal: собираем ${temporalVersion} из исходников с помощью Go; один раз, около 3 минут.`,
    }),
  );
  try {
    const module = `github.com/temporalio/cli/cmd/temporal@${temporalVersion}`;
    const failure = await runGo(go, ['install', module], { ...env, GOBIN: temporary }, report);
    if (failure !== undefined) return `go install ${module}: ${failure}`;
    const file = readdirSync(temporary).find((name) => name.startsWith('temporal'));
    if (file === undefined) return `go install ${module}: no program came out`;
    renameSync(join(temporary, file), target);
    report(say({ en: 'Temporal server: built.', ru: 'Сервер Temporal собран.' }));
    return undefined;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

// Go prints what it downloads and compiles nothing while compiling: the elapsed time shows that it is still at work.
async function runGo(
  go: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  report: ObtainOptions['report'],
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const startedAt = Date.now();
    const child = spawn(go, args, { env, stdio: ['ignore', 'ignore', 'pipe'], timeout: buildTimeoutMs });
    let lastPrinted = '';
    let modules = 0;
    createInterface({ input: child.stderr }).on('line', (line) => {
      lastPrinted = line;
      if (line.startsWith('go: downloading')) modules += 1;
      else report(`  ${line}`);
    });
    const ticker = setInterval(() => {
      const seconds = Math.round((Date.now() - startedAt) / 1_000);
      report(
        say({
          en: `  building, ${seconds} s (${modules} modules downloaded)`,
          ru: `  идёт сборка, ${seconds} с (скачано модулей: ${modules})`,
        }),
      );
    }, tellEveryMs);
    child.once('error', (error) => finish(error.message));
    child.once('close', (code, signal) =>
      finish(code === 0 ? undefined : lastPrinted || `exit ${code ?? signal ?? 'unknown'}`),
    );
    function finish(failure: string | undefined): void {
      clearInterval(ticker);
      resolve(failure);
    }
  });
}
