/**
 * Runs the connectors' contract on a real account, which has to agree by name. Node runs this file as it is.
 *
 * Usage: npm run verify:live -- bitrix24|amocrm
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { say } from '@voronka/local-infra';
import { readReport } from '../test/suites.ts';
import { LiveRefusal, readLiveSettings } from './settings.ts';
import type { LiveSettings } from './settings.ts';
import { summaryOf } from './summary.ts';
import type { LiveReport } from './summary.ts';

const root = join(import.meta.dirname, '..', '..');

try {
  process.exitCode = await verify(readLiveSettings(process.argv.slice(2), process.env));
} catch (error) {
  if (!(error instanceof LiveRefusal)) throw error;
  process.stderr.write(`${error.texts.map((text) => say(text)).join('\n')}\n`);
  process.exitCode = 1;
}

async function verify({ vendor, host, plan }: LiveSettings): Promise<number> {
  process.stderr.write(`${host}: ${say(plan)}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'voronka-live-'));
  try {
    const [jestFile, liveFile] = [join(folder, 'jest.json'), join(folder, 'live.json')];
    const exitCode = await runJest(vendor, jestFile, liveFile);
    const { passed, failed, failures } = readReport(parsed(jestFile), exitCode);
    const report = parsed(liveFile) as LiveReport | undefined;
    const lines = [...failures, ...(report ? summaryOf(report).map((text) => say(text)) : [])];
    process.stdout.write(`${[...lines, `${passed} passed, ${failed} failed`].join('\n')}\n`);
    return passed > 0 && failed === 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runJest(vendor: string, jestFile: string, liveFile: string): Promise<number> {
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const config = join(import.meta.dirname, 'jest.config.js');
  const options = ['--config', config, '--runInBand', '--verbose', '--forceExit', '--json', `--outputFile=${jestFile}`];
  const node = ['--no-warnings', '--experimental-vm-modules'];
  const child = spawn(process.execPath, [...node, jest, ...options, `${vendor}\\.live\\.ts$`], {
    cwd: root,
    env: { ...process.env, VORONKA_LIVE_REPORT: liveFile },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 1;
}

function parsed(file: string): unknown {
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : undefined;
}
