import type { Client } from '@temporalio/client';
import { dialogueTaskQueue, dialogueTaskTimeout, dialogueWorkflowId, dialogueWorkflowType } from '@voronka/contracts';
import type { DialogueInputV1, WakeTarget } from '@voronka/contracts';

/** Wakes a dialogue's workflow, starting it if need be. */
export async function wakeDialogue(client: Client, { dialogueId, workspaceId, kind, seq }: WakeTarget): Promise<void> {
  const input: DialogueInputV1 = { dialogueId, workspaceId, afterTurn: null };
  await client.workflow.signalWithStart(dialogueWorkflowType, {
    workflowId: dialogueWorkflowId(dialogueId),
    taskQueue: dialogueTaskQueue,
    workflowTaskTimeout: dialogueTaskTimeout,
    args: [input],
    signal: kind,
    signalArgs: [{ seq }],
  });
}
