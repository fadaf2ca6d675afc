import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

// No calls home, and no sandbox: the suite may run as root.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Path of the browser: `CHROMIUM_PATH`, else where systems install one. @throws Error when there is none */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string {
  const { CHROMIUM_PATH: wished } = env;
  const path = wished ?? usualPlaces.find((place) => existsSync(place));
  if (path !== undefined && existsSync(path)) return path;
  throw new Error(
    `The browser tests need Chromium${wished ? `, and ${wished} does not exist` : ''}: install the package "chromium" or set CHROMIUM_PATH`,
  );
}

/** Starts a headless Chromium. Close it when done: it is a process. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: flags, timeout: 30_000 });
}
