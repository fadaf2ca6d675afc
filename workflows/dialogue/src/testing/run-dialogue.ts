import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import type { WorkflowHandle } from '@temporalio/client';
import { bundleWorkflowCode, NativeConnection, Worker } from '@temporalio/worker';
import type { WorkflowBundle } from '@temporalio/worker';
import { dialogueWorkflowId, dialogueWorkflowType } from '@voronka/contracts';
import type { DialogueInputV1, WakeUpSignalName } from '@voronka/contracts';
import type { ScriptedDialogue } from './scripted-activities.ts';

/** A dialogue that runs on the real server with scripted activities. */
export interface RunningDialogue {
  handle: WorkflowHandle;
  /** Writes an inbox row and wakes the workflow as the API does. */
  arrive: (kind: WakeUpSignalName) => Promise<void>;
  /** Waits until the script's log is as claimed; fails after ten seconds with the log as it is. */
  reaches: (expected: string[]) => Promise<void>;
  /** The same for several lanes: each in its own order, in any order between them. */
  ranAll: (...lanes: string[][]) => Promise<void>;
}

async function waitForLog(script: ScriptedDialogue, lines: number): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (script.log.length < lines && Date.now() < deadline) await sleep(20);
}

let bundle: Promise<WorkflowBundle> | null = null;

/** The workflow as released, bundled once per test process. */
export function dialogueBundle(): Promise<WorkflowBundle> {
  bundle ??= bundleWorkflowCode({ workflowsPath: fileURLToPath(new URL('../../dist/index.js', import.meta.url)) });
  return bundle;
}

/**
 * Runs one dialogue against the server of the integration suite, then stops the worker and terminates the workflow.
 *
 * @param test what to do with it; its history can be fetched within
 */
export async function withDialogue(
  script: ScriptedDialogue,
  test: (dialogue: RunningDialogue) => Promise<void>,
): Promise<void> {
  const address = process.env.TEST_TEMPORAL_ADDRESS;
  const namespace = process.env.TEST_TEMPORAL_NAMESPACE;
  if (!address || !namespace)
    throw new Error('The integration suite sets TEST_TEMPORAL_ADDRESS and TEST_TEMPORAL_NAMESPACE');
  const taskQueue = `dialogue-${randomUUID()}`;
  const dialogueId = randomUUID();
  const native = await NativeConnection.connect({ address });
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection, namespace });
    const worker = await Worker.create({
      connection: native,
      namespace,
      taskQueue,
      workflowBundle: await dialogueBundle(),
      activities: script.activities,
    });
    const workflowId = dialogueWorkflowId(dialogueId);
    const handle = client.workflow.getHandle(workflowId);
    const run = (dialogue: RunningDialogue) => test(dialogue).finally(() => script.releaseAll());
    await worker.runUntil(async () => {
      await run({
        handle,
        async arrive(kind) {
          script.rows += 1;
          const input: DialogueInputV1 = { dialogueId, workspaceId: 'workspace', afterTurn: null };
          await client.workflow.signalWithStart(dialogueWorkflowType, {
            workflowId,
            taskQueue,
            args: [input],
            signal: kind,
            signalArgs: [{ seq: script.rows }],
          });
        },
        async reaches(expected) {
          await waitForLog(script, expected.length);
          expect(script.log).toEqual(expected);
        },
        async ranAll(...lanes) {
          await waitForLog(script, lanes.flat().length);
          expect([...script.log].sort()).toEqual(lanes.flat().sort());
          for (const lane of lanes) expect(script.log.filter((line) => lane.includes(line))).toEqual(lane);
        },
      });
      const { status } = await handle.describe();
      if (status.name === 'RUNNING') await handle.terminate('the test is over');
    });
  } finally {
    await connection.close();
    await native.close();
  }
}
