import { optionsFromEnvironment } from './options.ts';
import { startSandbox } from './index.ts';

/**
 * Runs the sandbox until SIGTERM or SIGINT. Prints one JSON line on stdout when ready; a failed start is one line of
 * text on stderr and exit status 1.
 */
async function main(): Promise<void> {
  const sandbox = await startSandbox(optionsFromEnvironment(process.env, process.cwd()));
  const stop = (): void => {
    sandbox.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdout.write(`${JSON.stringify(sandbox.ready)}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`crm-sandbox: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
