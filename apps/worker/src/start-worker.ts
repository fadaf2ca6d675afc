import { Client, Connection } from '@temporalio/client';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { ReplayProgress } from '@voronka/audit/replay';
import { buildActivities, buildOutboxSender, CardWatch, HookKeeper, Reconciler } from '@voronka/activities';
import { buildChannelDelivery } from '@voronka/channels';
import { buildConnectorProvider } from '@voronka/connectors';
import { dialogueTaskQueue } from '@voronka/contracts';
import type { WakeTarget } from '@voronka/contracts';
import {
  AssignmentStore,
  CrmHookStore,
  IntegrationAccessStore,
  migrateDatabase,
  openDatabase,
  PostgresCardMirrorStore,
  PostgresCardWatchStore,
  PostgresClaimStore,
  PostgresCrmTokenStore,
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
  hashToken,
  randomToken,
} from '@voronka/platform';
import type { Config, Keyring, Logger } from '@voronka/platform';
import { createDateParser, createEvaluator, createPhoneParser } from '@voronka/rules-engine';
import { startArchiveLoop } from './archive-loop.ts';
import { measuredLimiter } from './measured-limiter.ts';
import { startMetricsServer } from './metrics-server.ts';
import { buildOutsideSystems } from './outside-systems.ts';
import { passReplayGate } from './replay/replay-gate.ts';
import { readWorkerBuild } from './replay/worker-build.ts';
import { registerSearchAttributes, withoutSearchAttributes } from './search-attributes.ts';
import { startSweeper } from './sweep/sweeper.ts';
import { installRuntime } from './temporal-runtime.ts';
import { versioningOf } from './versioning.ts';
import { wakeDialogue } from './wake-dialogue.ts';
import { startWatchLoop } from './watch-loop.ts';
import { readWorkerSettings } from './worker-settings.ts';

/** The steps of a turn read their CRM's access once; a changed address counts a second later. */
const accessKeptMs = 1_000;

/** A running worker. */
export interface RunningWorker {
  /** Stops taking tasks, lets running ones end, and closes connections. */
  shutdown(): void;
  /** Resolves when the worker has stopped; rejects when it failed. */
  done: Promise<void>;
  metricsUrl: string | null;
}

/**
 * Composition root of the worker: joins stores, connectors, channels and activities, and runs them, once every open
 * dialogue has been replayed on this build. Any number of workers may run side by side.
 *
 * @param input.onReplay hears from time to time how far the replay is
 * @throws BuildRefusedError when open dialogues do not fit this build
 */
export async function startWorker(input: {
  config: Config;
  keyring: Keyring;
  logger: Logger;
  env: NodeJS.ProcessEnv;
  onReplay: (progress: ReplayProgress) => void;
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
  const assignment = new AssignmentStore(database);
  const cards = new PostgresCardWatchStore(database);
  const connectors = buildConnectorProvider({
    access: new IntegrationAccessStore(database, secrets, accessKeptMs),
    tokens: new PostgresCrmTokenStore(database, secrets),
    mirror: new PostgresCardMirrorStore(database),
    client: http,
    limiter: measuredLimiter(new PostgresLimiterStore(database), registry),
    timeoutMs: settings.crmTimeoutMs,
    logger,
  });
  const activities = buildActivities({
    turns: new PostgresTurnStore(database, barrier),
    steps,
    sender,
    evaluate: createEvaluator(),
    parsePhone: createPhoneParser(),
    parseDate: createDateParser(),
    assignment,
    connectors,
    hints: cards,
    ...buildOutsideSystems({ database, secrets, client: http }),
    intents: new PostgresIntentStore(database),
    claims: new PostgresClaimStore(database),
    barrier,
    leaseMs: settings.leaseMs,
    crmTimeoutMs: settings.crmTimeoutMs,
    delayedAfterMs: settings.delayedAfterMs,
    now: () => new Date(),
    note: (note) => logger.info({ ...note }, 'step'),
  });

  installRuntime(logger);
  const dataConverter = createDataConverter(keyring);
  // First of all: a long replay must not look like a dead process.
  const metrics = await startMetricsServer({ database, registry, port: settings.metricsPort });
  const connection = await Connection.connect({ address: config.temporalAddress });
  const client = new Client({ connection, namespace: config.temporalNamespace, dataConverter });
  const searchable = await registerSearchAttributes(connection, config.temporalNamespace, logger);
  const build = await readWorkerBuild();
  const { home } = config;
  await passReplayGate({ client, dataConverter, build, home, logger, database, onProgress: input.onReplay });

  const native = await NativeConnection.connect({ address: config.temporalAddress });
  const worker = await Worker.create({
    connection: native,
    namespace: config.temporalNamespace,
    taskQueue: dialogueTaskQueue,
    workflowBundle: { code: build.code },
    ...versioningOf(settings, build.id),
    activities: searchable ? activities : withoutSearchAttributes(activities),
    dataConverter,
    ...(settings.cachedDialogues === null ? {} : { maxCachedWorkflows: settings.cachedDialogues }),
    shutdownGraceTime: '10 seconds',
    // After a killed worker its cached dialogues must not wait ten seconds for it.
    stickyQueueScheduleToStartTimeout: '2 seconds',
  });
  const sweeper = startSweeper({
    database,
    client,
    outbox,
    sender,
    assignment,
    logger,
    stuckAfterMs: settings.stuckAfterMs,
  });
  const watched = {
    store: cards,
    connectors,
    wake: (target: WakeTarget) => wakeDialogue(client, target),
    note: (note: object) => logger.warn(note, 'A card of the CRM could not be looked at; it is tried again'),
    now: () => new Date(),
  };
  const hooks = new HookKeeper({
    store: new CrmHookStore(database),
    publicUrl: config.publicUrl,
    newKey: randomToken,
    hashKey: hashToken,
  });
  const reconciler = new Reconciler({ ...watched, hooks });
  const watching = startWatchLoop({ watch: new CardWatch(watched), reconciler, hooks, connectors, logger });
  const archiving = startArchiveLoop({ client, archive: new PostgresHistoryArchive(database), logger });

  const done = worker.run().finally(async () => {
    archiving.stop();
    await watching.stop();
    await sweeper.stop();
    await metrics?.close();
    await connection.close();
    await native.close();
    await http.close();
    await database.close();
  });
  return { shutdown: () => worker.shutdown(), done, metricsUrl: metrics?.url ?? null };
}
