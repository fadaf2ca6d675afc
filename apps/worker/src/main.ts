import { ConfigError, createLogger, readConfig, readKeyring } from '@voronka/platform';
import { BuildRefusedError } from './replay/replay-gate.ts';
import { startWorker } from './start-worker.ts';

const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
let logger = createLogger({ service: 'worker', level: 'info' });

try {
  const config = readConfig(process.env);
  logger = createLogger({ service: 'worker', level: config.logLevel });
  const worker = await startWorker({
    config,
    keyring: readKeyring(process.env),
    logger,
    env: process.env,
    onReplay: (replaying) => tell({ replaying }),
  });
  tell({ ready: true, metricsUrl: worker.metricsUrl });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => worker.shutdown());
  await worker.done;
  process.exit(0);
} catch (error) {
  // Only these errors' messages are for people: they show no value and nothing of a client.
  const isForPeople = error instanceof ConfigError || error instanceof BuildRefusedError;
  logger.error({ err: error }, isForPeople ? error.message : 'The worker stopped');
  if (error instanceof BuildRefusedError) tell({ refused: error.outcome });
  process.exit(1);
}
