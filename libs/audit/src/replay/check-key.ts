import type { Client } from '@temporalio/client';
import type { DataConverter } from '@temporalio/common';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import type { OpenRun } from './open-runs.ts';

/**
 * Decodes what a run was started with. Without the right key a replay fails in the same way as with the wrong code, and the
 * build would be blamed for it.
 *
 * @throws the codec's error, which names the key
 */
export async function checkKey(
  client: Client,
  dataConverter: DataConverter | undefined,
  { workflowId }: OpenRun,
  { events }: History,
): Promise<void> {
  let payloads = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  const context = { type: 'workflow', namespace: client.options.namespace, workflowId } as const;
  for (const codec of (dataConverter?.payloadCodecs ?? []).toReversed()) {
    payloads = await codec.decode(payloads, context);
  }
}
