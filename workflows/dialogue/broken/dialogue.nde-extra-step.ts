import { condition, proxyActivities, proxyLocalActivities, setHandler } from '@temporalio/workflow';
import type { DialogueActivities, DialogueInputV1 } from '@voronka/contracts/workflow';
import { wakeUpSignalNames } from '@voronka/contracts/workflow';
import { defineSignal } from '@temporalio/workflow';

/**
 * A twin that must fail replay: it runs a step more than the released workflow did. It proves that the replay spec can
 * fail at all.
 */
export async function dialogueWorkflow(input: DialogueInputV1): Promise<void> {
  const local = proxyLocalActivities<DialogueActivities>({ startToCloseTimeout: '10 seconds' });
  const crm = proxyActivities<DialogueActivities>({ startToCloseTimeout: '2 minutes' });
  let woken = false;
  for (const name of wakeUpSignalNames) {
    setHandler(defineSignal(name), () => {
      woken = true;
    });
  }
  await crm.qualify({ dialogueId: input.dialogueId, turn: 1, index: 0 });
  for (;;) {
    woken = false;
    await local.decideTurn({ dialogueId: input.dialogueId, afterTurn: null });
    await condition(() => woken);
  }
}
