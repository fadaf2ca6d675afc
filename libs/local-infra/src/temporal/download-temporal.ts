import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { say } from '../terminal-text.ts';
import type { ObtainOptions } from './temporal-binary.ts';

// About 60 MB; a slow line needs minutes, a dead one must not hold the start for ever.
const downloadTimeoutMs = 10 * 60_000;

/**
 * Downloads the vendor's program with the TypeScript SDK's own downloader, in a process of its own: the downloader
 * also starts a server and cannot be cancelled otherwise. The file is moved to its place only when it is complete.
 *
 * @returns undefined when it worked, else the reason in words
 */
export async function downloadTemporal({ target, env, report }: ObtainOptions): Promise<string | undefined> {
  const folder = dirname(target);
  mkdirSync(folder, { recursive: true });
  const temporary = mkdtempSync(join(folder, 'download-'));
  report(say({ en: 'Temporal server: downloading…', ru: 'Сервер Temporal: скачиваем…' }));
  try {
    const script = join(import.meta.dirname, `download-process${extname(import.meta.filename)}`);
    const failure = await run([script, temporary], env);
    if (failure !== undefined) return `${say({ en: 'download', ru: 'скачивание' })}: ${failure}`;
    const file = readdirSync(temporary).find((name) => name.startsWith('temporal'));
    if (file === undefined) return say({ en: 'download: no file came', ru: 'скачивание: файл не получен' });
    renameSync(join(temporary, file), target);
    return undefined;
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

async function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: downloadTimeoutMs,
    });
    let printed = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (printed = (printed + text).slice(-2_000)));
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => {
      if (code === 0) resolve(undefined);
      else resolve(signal ? say({ en: 'took too long', ru: 'слишком долго' }) : lastLine(printed));
    });
  });
}

function lastLine(printed: string): string {
  return printed.trim().split('\n').at(-1)?.slice(0, 300) || say({ en: 'no reason given', ru: 'причина не названа' });
}
