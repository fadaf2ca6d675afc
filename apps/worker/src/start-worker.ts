import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { buildActivities, buildOutboxSender } from '@voronka/activities';
import { buildChannelDelivery } from '@voronka/channels';
import { buildConnectorProvider } from '@voronka/connectors';
import { dialogueTaskQueue } from '@voronka/contracts';
import {
  IntegrationAccessStore,
  migrateDatabase,
  openDatabase,
  PostgresClaimStore,
  PostgresHistoryArchive,
  PostgresIntentStore,
  PostgresLimiterStore,
  PostgresOutboxStore,
  PostgresStepStore,
  PostgresTurnStore,
  WebhookChannelStore,
} from '@voronka/persistence';
import {
  createBarrier,
  createDataConverter,
  createMetricsRegistry,
  createOutboundClient,
  createSecretBox,
} from '@voronka/platform';
import type { Config, Keyring, Logger } from '@voronka/platform';
import { createEvaluator, createPhoneParser } from '@voronka/rules-engine';
import { startArchiveLoop } from './archive-loop.ts';
import { measuredLimiter } from './measured-limiter.ts';
import { startMetricsServer } from './metrics-server.ts';
import { startSweeper } from './sweep/sweeper.ts';
import { readWorkerSettings } from './worker-settings.ts';

/** A running worker. */
export interface RunningWorker {
  /** Stops taking tasks, lets running ones end, and closes connections. */
  shutdown(): void;
  /** Resolves when the worker has stopped; rejects when it failed. */
  done: Promise<void>;
  metricsUrl: string | null;
}

/**
 * Composition root of the worker: joins stores, connectors, channels and activities, and runs them. Any number of workers
 * may run side by side.
 */
export async function startWorker(input: {
  config: Config;
  keyring: Keyring;
  logger: Logger;
  env: NodeJS.ProcessEnv;
}): Promise<RunningWorker> {
  const { config, keyring, logger, env } = input;
  const settings = readWorkerSettings(env);
  const barrier = createBarrier(env);
  if (config.databaseOwnerUrl !== null) await migrateDatabase(config.databaseOwnerUrl, config.databaseUrl);
  const database = await openDatabase(config.databaseUrl, settings.databasePoolSize);
  const secrets = createSecretBox(keyring);
  const registry = createMetricsRegistry('worker');
  const http = createOutboundClient({ allowHosts: config.allowHosts, timeoutMs: settings.crmTimeoutMs });

  const steps = new PostgresStepStore(database, barrier);
  const outbox = new PostgresOutboxStore(database, settings.leaseMs);
  const sender = buildOutboxSender({
    outbox,
    delivery: buildChannelDelivery({ client: http, webhooks: new WebhookChannelStore(database, secrets) }),
    barrier,
  });
  const activities = buildActivities({
    turns: new PostgresTurnStore(database, barrier),
    steps,
    sender,
    evaluate: createEvaluator(),
    parsePhone: createPhoneParser(),
    connectors: buildConnectorProvider({
      access: new IntegrationAccessStore(database, secrets),
      client: http,
      limiter: measuredLimiter(new PostgresLimiterStore(database), registry),
      timeoutMs: settings.crmTimeoutMs,
      logger,
    }),
    intents: new PostgresIntentStore(database),
    claims: new PostgresClaimStore(database),
    barrier,
    leaseMs: settings.leaseMs,
    crmTimeoutMs: settings.crmTimeoutMs,
    delayedAfterMs: settings.delayedAfterMs,
    now: () => new Date(),
    note: (note) => logger.info({ ...note }, 'step'),
  });

  Runtime.install({
    // Temporal's own core would print plain text; forwarded, its lines are JSON like ours.
    telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }) } },
    logger: new DefaultLogger('WARN', ({ message, meta }) => logger.warn({ err: meta?.error }, `Temporal: ${message}`)),
  });
  const dataConverter = createDataConverter(keyring);
  const native = await NativeConnection.connect({ address: config.temporalAddress });
  const worker = await Worker.create({
    connection: native,
    namespace: config.temporalNamespace,
    taskQueue: dialogueTaskQueue,
    workflowBundle: { codePath: fileURLToPath(new URL('./workflow-bundle.js', import.meta.url)) },
    activities,
    dataConverter,
    shutdownGraceTime: '10 seconds',
    // After a killed worker its cached dialogues must not wait ten seconds for it.
    stickyQueueScheduleToStartTimeout: '2 seconds',
  });
  const connection = await Connection.connect({ address: config.temporalAddress });
  const client = new Client({ connection, namespace: config.temporalNamespace, dataConverter });
  const sweeper = startSweeper({ database, client, outbox, sender, logger, stuckAfterMs: settings.stuckAfterMs });
  const archiving = startArchiveLoop({ client, archive: new PostgresHistoryArchive(database), logger });
  const metrics = await startMetricsServer({ database, registry, port: settings.metricsPort });

  const done = worker.run().finally(async () => {
    archiving.stop();
    await sweeper.stop();
    await metrics?.close();
    await connection.close();
    await native.close();
    await http.close();
    await database.close();
  });
  return { shutdown: () => worker.shutdown(), done, metricsUrl: metrics?.url ?? null };
}
