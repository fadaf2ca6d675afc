import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { say } from '@voronka/local-infra';
import type { Report } from '@voronka/local-infra';
import type { Stack } from '@voronka/testing';
import { interleave } from '../rounds.ts';
import { startBareContender } from './bare/bare-contender.ts';
import { playDialogues, playTogether } from './conversation.ts';
import type { Contender } from './conversation.ts';
import { countCrmCalls } from './crm-calls.ts';
import { processorMs, serverProcessorMs } from './processor-time.ts';
import { DialogueWatcher } from './product/dialogue-watcher.ts';
import { openEngineContender } from './product/engine-contender.ts';
import { widgetContender } from './product/widget-contender.ts';
import { historySize, temporalNamespace } from './temporal.ts';
import type { HistorySize } from './temporal.ts';

/** Dialogues at any time while throughput is measured. */
const atOnce = 20;
const dialoguesPerRound = 60;
const rounds = 5;
const warmUpDialogues = 40;
/** How many clients write at the same moment, and how often that is repeated. */
const waves = [
  { clients: 1, times: 15 },
  { clients: 20, times: 3 },
  { clients: 100, times: 1 },
] as const;
/** Lets what a wave leaves to do in the background come to an end. */
const calmMs = 300;

/** One round of dialogues. */
export interface Round {
  readonly perSecond: number;
  /** Processor time per dialogue by process, in ms. */
  readonly cpuMs: CpuMs;
  readonly crmCalls: number;
}

/** Processor time by process, in ms. */
export interface CpuMs {
  readonly worker: number;
  readonly temporal: number;
  readonly postgres: number;
  /** Whoever takes the client's message and hands it on. */
  readonly driver: number;
}

/** All that was measured of one contender. */
export interface MeasuredContender {
  readonly rounds: readonly Round[];
  readonly history: HistorySize;
  /** Times to the answer, in ms, by number of clients at once. */
  readonly replyMs: Readonly<Record<number, readonly number[]>>;
}

/** The product and what it is compared with. */
export interface MeasuredDialogues {
  readonly product: MeasuredContender;
  readonly bare: MeasuredContender;
  /** What a dialogue of the product keeps in PostgreSQL, indexes included. */
  readonly bytesInPostgres: number;
}

/** Measures both on one stack, in turns. */
export async function measureDialogues(stack: Stack, report: Report): Promise<MeasuredDialogues> {
  const connection = await Connection.connect({ address: stack.temporalAddress });
  const client = new Client({ connection, namespace: temporalNamespace });
  const watcher = await DialogueWatcher.start(stack.databaseUrl);
  const engine = await openEngineContender(stack, connection, watcher);
  const { temporalAddress, databaseUrl, crmUrl } = stack;
  const bareSettings = { temporalAddress, databaseUrl, crmUrl, namespace: temporalNamespace };
  const bare = await startBareContender(bareSettings, client, stack.home);
  try {
    report(say({ en: '  warming up', ru: '  разогрев' }));
    for (const contender of [engine, bare]) await playDialogues(contender, warmUpDialogues, atOnce);

    const bytesBefore = await databaseBytes(stack);
    const workflows = { product: [] as string[], bare: [] as string[] };
    const subject = (name: 'product' | 'bare', contender: Contender, workerPid: () => number | null) => ({
      name,
      measure: () => measureRound(stack, contender, workerPid, workflows[name]),
    });
    const measured = await interleave(
      [subject('product', engine, () => stack.pid('worker')), subject('bare', bare, () => bare.pid())],
      rounds,
      (round) => report(say({ en: `  round ${round} of ${rounds}`, ru: `  круг ${round} из ${rounds}` })),
    );
    const bytesInPostgres = ((await databaseBytes(stack)) - bytesBefore) / workflows.product.length;

    const replies = async (contender: Contender) => {
      const replyMs: Record<number, number[]> = {};
      for (const { clients, times } of waves) {
        replyMs[clients] = await measureReplies(contender, clients, times);
        report(say({ en: `  answers at ${clients} at once`, ru: `  ответы при ${clients} сразу` }));
      }
      return replyMs;
    };
    return {
      product: {
        rounds: measured.product,
        history: await historySize(client, workflows.product.slice(-20)),
        replyMs: await replies(widgetContender(stack, watcher)),
      },
      bare: {
        rounds: measured.bare,
        history: await historySize(client, workflows.bare.slice(-20)),
        replyMs: await replies(bare),
      },
      bytesInPostgres,
    };
  } finally {
    await bare.close();
    await engine.close();
    await watcher.close();
    await connection.close();
  }
}

async function measureRound(
  stack: Stack,
  contender: Contender,
  workerPid: () => number | null,
  workflows: string[],
): Promise<Round> {
  await sleep(calmMs);
  const cpu = (): CpuMs => ({
    worker: processorMs(workerPid()),
    temporal: processorMs(stack.pid('temporal')),
    postgres: serverProcessorMs(stack.pid('postgres')),
    driver: processorMs(process.pid),
  });
  const calls = await countCrmCalls(stack.crm);
  const before = cpu();
  const { workflowIds, seconds } = await playDialogues(contender, dialoguesPerRound, atOnce);
  const after = cpu();
  workflows.push(...workflowIds);
  return {
    perSecond: dialoguesPerRound / seconds,
    cpuMs: {
      worker: (after.worker - before.worker) / dialoguesPerRound,
      temporal: (after.temporal - before.temporal) / dialoguesPerRound,
      postgres: (after.postgres - before.postgres) / dialoguesPerRound,
      driver: (after.driver - before.driver) / dialoguesPerRound,
    },
    crmCalls: (await calls.sinceThen()) / dialoguesPerRound,
  };
}

async function measureReplies(contender: Contender, clients: number, times: number): Promise<number[]> {
  const replyMs: number[] = [];
  for (let time = 0; time < times; time += 1) {
    await sleep(calmMs);
    replyMs.push(...(await playTogether(contender, clients)).replyMs);
  }
  return replyMs;
}

/** Size of the product's tables with their indexes and long values. */
async function databaseBytes(stack: Stack): Promise<number> {
  const [row] = await stack.query<{ bytes: string }>(
    `select sum(pg_total_relation_size(oid)) as bytes from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  return Number(row?.bytes);
}
