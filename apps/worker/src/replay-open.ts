/**
 * Replays every open dialogue on this build and says what came of it, without running a worker. Its last line is
 * `{ "replayed": … }`; exit status 0 only if all of them replayed.
 */
import { Client, Connection } from '@temporalio/client';
import { openDatabase } from '@voronka/persistence';
import { ConfigError, createDataConverter, createLogger, readConfig, readKeyring } from '@voronka/platform';
import { checkOpenDialogues } from './replay/check-open-dialogues.ts';
import { logOutcome, outcomeOf } from './replay/replay-outcome.ts';
import { readWorkerBuild } from './replay/worker-build.ts';
import { installRuntime } from './temporal-runtime.ts';

const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
let logger = createLogger({ service: 'replay', level: 'info' });

try {
  const config = readConfig(process.env);
  logger = createLogger({ service: 'replay', level: config.logLevel });
  const dataConverter = createDataConverter(readKeyring(process.env));
  installRuntime(logger);
  const connection = await Connection.connect({ address: config.temporalAddress });
  const database = await openDatabase(config.databaseUrl, 1);
  const build = await readWorkerBuild();
  const report = await checkOpenDialogues({
    client: new Client({ connection, namespace: config.temporalNamespace, dataConverter }),
    dataConverter,
    build,
    home: config.home,
    logger,
    onProgress: (replaying) => tell({ replaying }),
    // Who asks wants to know, not to be told that it was so before.
    again: true,
  });
  const outcome = await outcomeOf(report, build.id, database);
  logOutcome(logger, outcome);
  tell({ replayed: outcome });
  process.exit(outcome.divergedCount + outcome.unreadCount === 0 ? 0 : 1);
} catch (error) {
  logger.error({ err: error }, error instanceof ConfigError ? error.message : 'The replay could not be done');
  process.exit(1);
}
