import { ConfigError, createLogger, readConfig, readKeyring } from '@voronka/platform';
import { startWorker } from './start-worker.ts';

let logger = createLogger({ service: 'worker', level: 'info' });

try {
  const config = readConfig(process.env);
  logger = createLogger({ service: 'worker', level: config.logLevel });
  const worker = await startWorker({ config, keyring: readKeyring(process.env), logger, env: process.env });
  process.stdout.write(`${JSON.stringify({ ready: true, metricsUrl: worker.metricsUrl })}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => worker.shutdown());
  await worker.done;
  process.exit(0);
} catch (error) {
  // Only this error's message is for people: it names variables and shows no value.
  const reason = error instanceof ConfigError ? error.message : 'The worker stopped';
  logger.error({ err: error }, reason);
  process.exit(1);
}
