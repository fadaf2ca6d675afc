import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { behaviours, historyFileOf } from './testing/behaviours.ts';
import { dialogueBundle } from './testing/run-dialogue.ts';

const folder = fileURLToPath(new URL('../histories', import.meta.url));
const twin = fileURLToPath(new URL('../broken/dialogue.nde-extra-step.ts', import.meta.url));

function historyOf(behaviour: string): unknown {
  return JSON.parse(readFileSync(`${folder}/${historyFileOf(behaviour)}`, 'utf8'));
}

describe('recorded histories', () => {
  it('exist for every released behaviour and for nothing else', () => {
    expect(readdirSync(folder).sort()).toEqual(Object.keys(behaviours).map(historyFileOf).sort());
  });

  it.each(Object.keys(behaviours))('replay on this code: %s', async (behaviour) => {
    await Worker.runReplayHistory({ workflowBundle: await dialogueBundle() }, historyOf(behaviour));
  });

  it.each(['two turns to a lead', 'quick crm steps run within the workflow task, after the words'])(
    'are refused by a twin that runs one step more: %s',
    async (behaviour) => {
      const replay = Worker.runReplayHistory({ workflowsPath: twin }, historyOf(behaviour));
      await expect(replay).rejects.toThrow(DeterminismViolationError);
    },
  );
});
