import type { Client } from '@temporalio/client';
import type { OutboxSender, OutboxStore } from '@voronka/contracts';
import { SweepStore } from '@voronka/persistence';
import type { AssignmentStore, Database, SleepingDialogue } from '@voronka/persistence';
import type { Logger } from '@voronka/platform';
import { wakeDialogue } from '../wake-dialogue.ts';

const intervalMs = 2_000;
// A wake-up that is younger than this is probably still on its way.
const sleepingAfterMs = 3_000;
// Temporal's own timer comes first; this is for one that was lost, as by a restore.
const overdueAfterMs = 5_000;
const batch = 200;

/**
 * Wakes dialogues that have undone inbox rows or an overdue wake-up, gives waiting dialogues to managers who became free,
 * and sends manager messages that their API could not: what a killed process
 * or an outage of Temporal left behind. Any number may run; a wake-up too many does nothing.
 */
export function startSweeper(deps: {
  database: Database;
  client: Client;
  outbox: OutboxStore;
  sender: OutboxSender;
  assignment: AssignmentStore;
  logger: Logger;
  /** Age of an unfinished step at which its dialogue is woken, in ms. Where the step still runs, that does nothing. */
  stuckAfterMs: number;
}): { stop(): Promise<void> } {
  const { stuckAfterMs } = deps;
  const store = new SweepStore(deps.database);
  let stopped = false;
  let lastStuckLook = 0;

  const wake = (dialogue: SleepingDialogue) => wakeDialogue(deps.client, dialogue);

  const sweep = async () => {
    const sleeping = await store.sleepingDialogues(sleepingAfterMs, batch);
    sleeping.push(...(await store.overdueDialogues(overdueAfterMs, batch)));
    if (Date.now() - lastStuckLook > stuckAfterMs) {
      sleeping.push(...(await store.stuckDialogues(stuckAfterMs, batch)));
      lastStuckLook = Date.now();
    }
    for (const dialogue of sleeping) await wake(dialogue);
    const assigned = await deps.assignment.assignWaiting({ correlationId: 'queue' });
    for (const { dialogueId, workspaceId, seq } of assigned) {
      await wake({ dialogueId, workspaceId, seq, kind: 'responsibleChanged' });
    }
    if (sleeping.length > 0) deps.logger.info({ count: sleeping.length }, 'Woke dialogues that had undone work');
    for (const messageId of await deps.outbox.waitingManagerMessages(sleepingAfterMs, batch)) {
      await deps.sender
        .sendMessage(messageId)
        .catch((error: unknown) => deps.logger.warn({ err: error }, 'A manager message waits for its channel'));
    }
  };

  const loop = async () => {
    while (!stopped) {
      await sweep().catch((error: unknown) => deps.logger.warn({ err: error }, 'A sweep failed; it is repeated'));
      await new Promise((resolve) => setTimeout(resolve, intervalMs));
    }
  };
  const running = loop();
  return {
    async stop() {
      stopped = true;
      await running;
    },
  };
}
