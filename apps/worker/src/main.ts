import { createLogger, readConfig, readKeyring } from '@voronka/platform';
import { startWorker } from './start-worker.ts';

const config = readConfig(process.env);
const logger = createLogger({ service: 'worker', level: config.logLevel });

try {
  const worker = await startWorker({ config, keyring: readKeyring(process.env), logger, env: process.env });
  process.stdout.write(`${JSON.stringify({ ready: true, metricsUrl: worker.metricsUrl })}\n`);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => worker.shutdown());
  await worker.done;
  process.exit(0);
} catch (error) {
  logger.error({ err: error }, 'The worker stopped');
  process.exit(1);
}
