import { writeFile } from 'node:fs/promises';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { behaviours, historyFileOf } from './testing/behaviours.ts';
import { withDialogue } from './testing/run-dialogue.ts';

// `npm run record:history` plays the same behaviours and keeps their histories.
const recording = process.env.VORONKA_RECORD_HISTORIES === '1';

describe('the dialogue workflow on a real server', () => {
  it.each(Object.entries(behaviours))('%s', async (name, { script: newScript, play }) => {
    const script = newScript();
    await withDialogue(script, async (dialogue) => {
      await play(dialogue, script);
      const history = historyToJSON(await dialogue.handle.fetchHistory());
      expect(history).toContain('EVENT_TYPE_WORKFLOW_EXECUTION_STARTED');
      if (recording) await writeFile(new URL(`../histories/${historyFileOf(name)}`, import.meta.url), history);
    });
  });
});
