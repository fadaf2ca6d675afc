import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import type { WorkflowHandle } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, makeTelemetryFilterString, NativeConnection } from '@temporalio/worker';
import { Runtime, Worker } from '@temporalio/worker';
import type { ReplayWorkerOptions } from '@temporalio/worker';
import { dialogueWorkflowId } from '@voronka/contracts';
import { ensureNamespace } from '@voronka/local-infra';
import { createDataConverter, createKeyring, failureConverterPath } from '@voronka/platform';
import type { ReplayProgress, ReplayReport } from './replay-report.ts';
import { openReplayedRuns } from './replayed-runs.ts';
import type { ReplayInput } from './replay-open-dialogues.ts';
import { replayOpenDialogues } from './replay-open-dialogues.ts';

type BuildName = 'released' | 'waits-first' | 'renamed-step';

const namespace = `replay-${randomUUID()}`;
const taskQueue = 'replay';
const dataConverter = createDataConverter(createKeyring(randomBytes(32).toString('hex')));
const quiet = new DefaultLogger('ERROR', () => undefined);

describe('the replay of open dialogues', () => {
  const folder = mkdtempSync(join(tmpdir(), 'voronka-replay-'));
  const builds = new Map<BuildName, ReplayWorkerOptions>();
  let native: NativeConnection;
  let connection: Connection;
  let client: Client;
  let asked: WorkflowHandle;
  let answered: WorkflowHandle;

  beforeAll(async () => {
    const address = process.env.TEST_TEMPORAL_ADDRESS ?? '';
    Runtime.install({
      logger: quiet,
      telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
    });
    await ensureNamespace(address, namespace);
    native = await NativeConnection.connect({ address });
    connection = await Connection.connect({ address });
    client = new Client({ connection, namespace, dataConverter });
    for (const name of ['released', 'waits-first', 'renamed-step'] as const) {
      const workflowsPath = fileURLToPath(new URL(`./testing/${name}.workflow.ts`, import.meta.url));
      const workflowBundle = await bundleWorkflowCode({ workflowsPath, failureConverterPath, logger: quiet });
      builds.set(name, { workflowBundle, dataConverter });
    }
    await live(async () => {
      asked = await begin();
      answered = await begin();
      await write(answered, 2);
      const closed = await begin();
      await write(closed, 1);
      await closed.terminate();
      await client.workflow.start('somethingElse', { workflowId: 'other', taskQueue: 'nobody' });
    });
    await untilOpen(2);
  }, 60_000);
  afterAll(async () => {
    await connection.close();
    await native.close();
    rmSync(folder, { recursive: true });
  });

  const build = (name: BuildName): ReplayWorkerOptions => {
    const found = builds.get(name);
    if (!found) throw new Error(`no build ${name}`);
    return found;
  };

  /** Runs the released workflow while something happens. */
  async function live(work: () => Promise<void>): Promise<void> {
    const worker = await Worker.create({
      ...build('released'),
      connection: native,
      namespace,
      taskQueue,
      activities: { answer: async () => undefined },
    });
    await worker.runUntil(work);
  }

  const begin = () =>
    client.workflow.start('dialogueWorkflow', {
      workflowId: dialogueWorkflowId(randomUUID()),
      taskQueue,
      args: ['Анна +79161234567'],
    });

  /** Writes messages and waits until they are answered. */
  async function write(handle: WorkflowHandle, count: number): Promise<void> {
    const before = await answersOf(handle);
    for (let message = 0; message < count; message += 1) await handle.signal('clientMessage');
    while ((await answersOf(handle)) < before + count);
  }

  async function answersOf(handle: WorkflowHandle): Promise<number> {
    const { events } = await handle.fetchHistory();
    return (events ?? []).filter((event) => event.activityTaskCompletedEventAttributes).length;
  }

  async function untilOpen(count: number): Promise<void> {
    const query = `WorkflowType = 'dialogueWorkflow' AND ExecutionStatus = 'Running'`;
    while ((await client.workflow.count(query)).count !== count);
  }

  /** A pass as a start makes it. @param record folder of what was replayed before */
  async function pass(
    name: BuildName,
    record: string = randomUUID(),
    more: Partial<ReplayInput> = {},
  ): Promise<ReplayReport> {
    const replayedRuns = await openReplayedRuns(join(folder, record), name);
    const input = { client, build: build(name), replayedRuns, onProgress: () => undefined, ...more };
    const report = await replayOpenDialogues(input);
    await replayedRuns.finish();
    return report;
  }

  it('covers every open dialogue, and neither closed ones nor other workflows', async () => {
    const told: ReplayProgress[] = [];
    const report = await pass('released', randomUUID(), { onProgress: (progress) => told.push(progress) });
    expect(report).toEqual({ replayed: 2, unchanged: 0, diverged: [], unread: [], gaveUp: false });
    expect(told).toEqual([
      { done: 1, total: 2 },
      { done: 2, total: 2 },
    ]);
  });

  it('does not repeat for a build what has not changed, and repeats what has', async () => {
    const record = 'starts';
    await pass('released', record);
    expect(await pass('released', record)).toMatchObject({ replayed: 0, unchanged: 2 });
    await live(() => write(answered, 1));
    expect(await pass('released', record)).toMatchObject({ replayed: 1, unchanged: 1 });
    expect(await pass('renamed-step', record)).toMatchObject({ unchanged: 0 });
  });

  it('names dialogue, run and the event at which a build would do something else', async () => {
    const report = await pass('waits-first');
    expect(report).toMatchObject({ replayed: 1, gaveUp: false });
    const { runId } = await answered.describe();
    expect(report.diverged).toEqual([
      {
        dialogueId: answered.workflowId.replace('dialogue:', ''),
        workflowId: answered.workflowId,
        runId,
        event: { id: expect.any(Number) as number, type: 'ActivityTaskScheduled' },
        reason: expect.stringContaining('Timer machine does not handle this event') as string,
      },
    ]);
    const { events } = await answered.fetchHistory();
    const first = events?.find((event) => event.activityTaskScheduledEventAttributes);
    expect(report.diverged[0]?.event?.id).toBe(Number(first?.eventId));
  });

  it('finds the event where the error names none', async () => {
    const report = await pass('renamed-step');
    const { events } = await answered.fetchHistory();
    const first = events?.find((event) => event.activityTaskScheduledEventAttributes);
    expect(report.diverged).toMatchObject([
      {
        workflowId: answered.workflowId,
        event: { id: Number(first?.eventId), type: 'ActivityTaskScheduled' },
        reason: `Activity type of scheduled event 'answer' does not match activity type of activity command 'reply'`,
      },
    ]);
  });

  it('keeps a diverged dialogue out of the record, so that it is found again', async () => {
    const record = 'diverged';
    await pass('renamed-step', record);
    const again = await pass('renamed-step', record);
    expect(again).toMatchObject({ replayed: 0, unchanged: 1 });
    expect(again.diverged).toHaveLength(1);
  });

  it('has nothing to repeat of what no worker has done yet', async () => {
    const waiting = await begin();
    try {
      await waiting.signal('clientMessage');
      await answered.signal('clientMessage');
      await untilOpen(3);
      expect(await pass('released')).toMatchObject({ replayed: 3, diverged: [], unread: [] });
      expect(await pass('renamed-step')).toMatchObject({ replayed: 2 });
    } finally {
      await waiting.terminate();
      await untilOpen(2);
    }
  });

  it('does not blame the build for a key that is missing', async () => {
    const other = createDataConverter(createKeyring(randomBytes(32).toString('hex')));
    const report = await pass('released', randomUUID(), { build: { ...build('released'), dataConverter: other } });
    expect(report).toMatchObject({ replayed: 0, diverged: [] });
    expect(report.unread).toHaveLength(2);
    for (const { reason } of report.unread) expect(reason).toMatch(/was encrypted with key \w+, but this installation/);
  });

  it('tells which history could not be read, and goes on with the others', async () => {
    const unreadable = Object.create(client, {
      workflow: {
        value: Object.create(client.workflow, {
          getHandle: {
            value: (workflowId: string, runId: string) => {
              if (workflowId !== asked.workflowId) return client.workflow.getHandle(workflowId, runId);
              const fetchHistory = () => Promise.reject(Object.assign(new Error('no'), { code: 15 }));
              return { fetchHistory };
            },
          },
        }) as Client['workflow'],
      },
    }) as Client;
    const report = await pass('released', randomUUID(), { client: unreadable });
    expect(report).toMatchObject({ replayed: 1, unread: [{ workflowId: asked.workflowId, reason: 'Error 15' }] });
  });

  it('ends early when enough dialogues have diverged', async () => {
    const more: WorkflowHandle[] = [];
    try {
      await live(async () => {
        for (let count = 0; count < 6; count += 1) {
          const handle = await begin();
          more.push(handle);
          await write(handle, 1);
        }
      });
      await untilOpen(8);
      const report = await pass('renamed-step', randomUUID(), { giveUpAfter: 2 });
      expect(report.gaveUp).toBe(true);
      expect(report.diverged.length).toBeLessThan(5);
    } finally {
      for (const handle of more) await handle.terminate();
    }
  });
});
