import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'chrome.exe'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * Path of a Chromium or Chrome for the browser tests: CHROMIUM_PATH, else one that is installed; as root on Debian it
 * is installed from the system's packages.
 *
 * @throws Error that says what to install
 */
export async function ensureChromium(): Promise<string> {
  const found = find();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version') && existsSync('/usr/bin/apt-get')) {
    process.stderr.write('The browser tests need Chromium; installing it with apt-get (once, about a minute)…\n');
    await aptGet('update');
    await aptGet('install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
    const installed = find();
    if (installed) return installed;
  }
  throw new Error(
    'The browser tests need Chromium or Chrome. Install it (Debian, Ubuntu: "sudo apt-get install chromium"; macOS: "brew install --cask chromium"), or name it: CHROMIUM_PATH=/path/to/chromium npm test',
  );
}

function find(): string | undefined {
  const named = process.env['CHROMIUM_PATH'];
  if (named) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  const candidates = [...folders.flatMap((folder) => programs.map((program) => join(folder, program))), ...elsewhere];
  return candidates.find((path) => existsSync(path));
}

async function aptGet(...args: string[]): Promise<void> {
  const startedAt = Date.now();
  const ticker = setInterval(
    () => process.stderr.write(`  … ${Math.round((Date.now() - startedAt) / 1_000)} s\n`),
    5_000,
  );
  try {
    await new Promise<void>((resolve, reject) => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
      const child = spawn('apt-get', ['-qq', ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
      child.once('error', reject);
      child.once('close', (code) =>
        code === 0 ? resolve() : reject(new Error(`apt-get ${args.join(' ')}: exit status ${code}`)),
      );
    });
  } finally {
    clearInterval(ticker);
  }
}
