import type { Client } from '@temporalio/client';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import { dialogueIdOfWorkflow, dialogueWorkflowType } from '@voronka/contracts';

/** A run of a dialogue's workflow that has not closed. */
export interface OpenRun {
  readonly dialogueId: string;
  readonly workflowId: string;
  readonly runId: string;
}

const query = `WorkflowType = '${dialogueWorkflowType}' AND ExecutionStatus = 'Running'`;
const pageSize = 200;
// A page of a long history is a few MB; longer than this means that the server is ill.
const callTimeoutMs = 60_000;
// gRPC status code.
const notFound = 5;

/** How many dialogues are open now, as Temporal's visibility has it. */
export async function countOpenRuns(client: Client): Promise<number> {
  return (await inTime(client, () => client.workflow.count(query))).count;
}

/** The open runs of all dialogues, in pages; no more than one page is held at a time. */
export async function* openRunPages(client: Client): AsyncGenerator<OpenRun[]> {
  let page: OpenRun[] = [];
  const found = client.workflow.list({ query, pageSize })[Symbol.asyncIterator]();
  for (;;) {
    const next = await inTime(client, () => found.next());
    if (next.done) break;
    const { workflowId, runId } = next.value;
    const dialogueId = dialogueIdOfWorkflow(workflowId);
    if (dialogueId === null) continue;
    page.push({ dialogueId, workflowId, runId });
    if (page.length < pageSize) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/**
 * What tells a run's history from every other state of it: id and time of its last event. The length alone would not do:
 * after a restore of an older store the same run grows to the same length with other events.
 *
 * @returns null for a run that Temporal no longer has
 * @throws what Temporal answered, when the history cannot be read
 */
export async function lastEventOf(client: Client, { workflowId, runId }: OpenRun): Promise<string | null> {
  return unlessGone(client, async () => {
    const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
      namespace: client.options.namespace,
      execution: { workflowId, runId },
      maximumPageSize: 1,
    });
    return markOf(history?.events?.[0]);
  });
}

/** A run's whole history and the mark of {@link lastEventOf} that belongs to it; null and errors as there. */
export async function historyOf(
  client: Client,
  { workflowId, runId }: OpenRun,
): Promise<{ history: History; lastEvent: string } | null> {
  return unlessGone(client, async () => {
    const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    return { history, lastEvent: markOf(history.events?.at(-1)) };
  });
}

function markOf(event: NonNullable<History['events']>[number] | undefined): string {
  return `${String(event?.eventId)}@${String(event?.eventTime?.seconds)}.${event?.eventTime?.nanos ?? 0}`;
}

async function inTime<T>(client: Client, call: () => Promise<T>): Promise<T> {
  return client.withDeadline(Date.now() + callTimeoutMs, call);
}

async function unlessGone<T>(client: Client, read: () => Promise<T>): Promise<T | null> {
  try {
    return await inTime(client, read);
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

function isNotFound(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === notFound) || error.name === 'WorkflowNotFoundError';
}
