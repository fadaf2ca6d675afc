import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WorkflowHandle } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import proto from '@temporalio/proto';
import { behaviours, historyFileOf } from './testing/behaviours.ts';
import { withDialogue } from './testing/run-dialogue.ts';

// `npm run record:history` plays the same behaviours and keeps their histories.
const recording = process.env.VORONKA_RECORD_HISTORIES === '1';

const { EventType } = proto.temporal.api.enums.v1;
const unfinished: unknown[] = [
  EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED,
  EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED,
];

/** The history once no workflow task is under way: what local activities did is written at its end. */
async function wholeHistory(handle: WorkflowHandle): ReturnType<WorkflowHandle['fetchHistory']> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const history = await handle.fetchHistory();
    if (!unfinished.includes(history.events?.at(-1)?.eventType)) return history;
    if (Date.now() > deadline) throw new Error('a workflow task never ended');
    await sleep(50);
  }
}

describe('the dialogue workflow on a real server', () => {
  it.each(Object.entries(behaviours))('%s', async (name, { script: newScript, play }) => {
    const script = newScript();
    await withDialogue(script, async (dialogue) => {
      await play(dialogue, script);
      const history = historyToJSON(await wholeHistory(dialogue.handle));
      expect(history).toContain('EVENT_TYPE_WORKFLOW_EXECUTION_STARTED');
      if (recording) await writeFile(new URL(`../histories/${historyFileOf(name)}`, import.meta.url), history);
    });
  });
});
