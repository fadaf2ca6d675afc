import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { dialogueIdOfWorkflow, dialogueWorkflowType } from '@voronka/contracts';
import type { HistoryArchiveStore } from '@voronka/contracts';

/** What one pass over the closed runs came to. */
export interface ArchivePass {
  archived: number;
  /** Age of the oldest run that is still not archived, in ms; 0 when none is. */
  behindMs: number;
}

const pageSize = 100;

/**
 * Copies the histories of closed dialogue runs into the archive, before Temporal's retention removes them. It stands
 * outside the workflow, because a workflow cannot archive its own end. Idempotent per run; any number may run.
 *
 * @param now unix time in ms, for the age of what is behind
 */
export async function archiveClosedRuns(
  client: Client,
  archive: HistoryArchiveStore,
  now: number,
): Promise<ArchivePass> {
  const closed = client.workflow.list({
    query: `WorkflowType = '${dialogueWorkflowType}' AND ExecutionStatus != 'Running'`,
    pageSize,
  });
  const pass: ArchivePass = { archived: 0, behindMs: 0 };
  let page: { dialogueId: string; workflowId: string; runId: string; closedAt: Date }[] = [];
  const archivePage = async () => {
    const known = await archive.archivedOf(page.map((run) => run.runId));
    for (const run of page) {
      if (known.has(run.runId)) continue;
      try {
        const history = await client.workflow.getHandle(run.workflowId, run.runId).fetchHistory();
        await archive.store({
          dialogueId: run.dialogueId,
          runId: run.runId,
          json: historyToJSON(history),
          eventCount: history.events?.length ?? 0,
          closedAt: run.closedAt.toISOString(),
        });
        pass.archived += 1;
      } catch {
        // The next pass tries again; until then it counts as behind.
        pass.behindMs = Math.max(pass.behindMs, now - run.closedAt.getTime());
      }
    }
    page = [];
  };
  for await (const { workflowId, runId, closeTime } of closed) {
    const dialogueId = dialogueIdOfWorkflow(workflowId);
    if (dialogueId === null || !closeTime) continue;
    page.push({ dialogueId, workflowId, runId, closedAt: closeTime });
    if (page.length === pageSize) await archivePage();
  }
  await archivePage();
  return pass;
}
