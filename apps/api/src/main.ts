import { ConfigError } from '@voronka/platform';
import { startApi } from './start-api.ts';

const stopTimeoutMs = 10_000;

/**
 * Runs the API until SIGTERM or SIGINT. Tells on standard output, as JSON lines: `firstLogin` once, when the first admin
 * was made, then `ready` with the address. Log lines go there too and never hold either.
 */
async function main(): Promise<void> {
  const api = await startApi(process.env, (line) => process.stdout.write(`${JSON.stringify(line)}\n`));
  const stop = (): void => {
    setTimeout(() => process.exit(1), stopTimeoutMs).unref();
    api.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdout.write(`${JSON.stringify({ ready: true, url: api.url })}\n`);
}

main().catch((error: unknown) => {
  const text = error instanceof ConfigError ? error.message : describe(error);
  process.stderr.write(`api: ${text}\n`);
  process.exit(1);
});

/** Class, code and place only: the message of a foreign error can hold an address with a password. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'could not start';
  const code = (error as { code?: unknown }).code;
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? [];
  return [`could not start (${error.name}${typeof code === 'string' ? ` ${code}` : ''})`, ...frames].join('\n');
}
