import { writeFileSync } from 'node:fs';
import { VoronkaError } from '@voronka/contracts';
import type { LiveAccount } from './live-account.ts';

/** A variable that the command sets. @throws Error when it is missing: the suite is not run by itself */
export function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is missing: run "npm run verify:live"`);
  return value;
}

/** What both vendors' suites are told. */
export function liveSettings() {
  const rate = process.env.VORONKA_LIVE_REQUESTS_PER_SECOND;
  const hosts = (process.env.VORONKA_ALLOW_HOSTS ?? '').split(',').map((host) => host.trim().toLowerCase());
  return { allowHosts: hosts.filter((host) => host !== ''), perSecond: rate ? Number(rate) : null };
}

/** Writes what was left out, made and left for the command's summary. */
export function writeLiveReport({ leftOut, made, left }: LiveAccount): void {
  writeFileSync(given('VORONKA_LIVE_REPORT'), JSON.stringify({ leftOut, made, left: left() }));
}

/** Says in both languages why an account could not be looked at. @throws Error always */
export function inPlainWords(error: unknown): never {
  if (!(error instanceof VoronkaError)) throw error;
  if (error.code === 'Crm.Unauthorized') {
    throw new Error('The account refused the webhook or the token. / Аккаунт не принял вебхук или токен.', {
      cause: error,
    });
  }
  throw new Error(`The account could not be looked at / Не удалось посмотреть аккаунт: ${error.code}`, {
    cause: error,
  });
}
