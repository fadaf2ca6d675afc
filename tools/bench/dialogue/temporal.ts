import type { Client } from '@temporalio/client';
import { median } from '../statistics.ts';

/** Namespace of the stack's dialogues. */
export const temporalNamespace = 'voronka';

/** How long the histories of some workflows are. */
export interface HistorySize {
  readonly events: number;
  readonly bytes: number;
}

/** The median history of some workflows, as the server counts it. */
export async function historySize(client: Client, workflowIds: readonly string[]): Promise<HistorySize> {
  const described = await Promise.all(workflowIds.map((id) => client.workflow.getHandle(id).describe()));
  return {
    events: median(described.map(({ historyLength }) => historyLength)),
    bytes: median(described.map(({ historySize: bytes }) => bytes ?? 0)),
  };
}
