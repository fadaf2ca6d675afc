import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { codeOf } from '../errors.ts';

/** 30 days: how long the server keeps the history of a closed dialogue for the archiver and for an auditor. */
const retentionSeconds = 30 * 24 * 3_600;

// gRPC status codes.
const notFound = '5';
const alreadyExists = '6';

/**
 * Makes sure that the namespace exists, with at least 30 days of retention from its first moment, and waits until the
 * server's own caches know it.
 *
 * @throws the server's answer, or when it does not know the namespace within 30 s
 */
export async function ensureNamespace(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '5 seconds' });
  try {
    await register(connection, namespace);
    await waitUntilKnown(connection, namespace);
  } finally {
    await connection.close();
  }
}

/** Waits until a Temporal server answers at the address; false when it does not in time or `isOver` says so. */
export async function waitUntilServing(address: string, timeoutMs: number, isOver: () => boolean): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (!isOver() && Date.now() < deadline) {
    try {
      const connection = await Connection.connect({ address, connectTimeout: '2 seconds' });
      await connection.close();
      return true;
    } catch {
      await sleep(50);
    }
  }
  return false;
}

async function register(connection: Connection, namespace: string): Promise<void> {
  const deadlineAt = () => Date.now() + 10_000;
  const existing = await connection
    .withDeadline(deadlineAt(), () => connection.workflowService.describeNamespace({ namespace }))
    .catch((error: unknown) => {
      if (codeOf(error) === notFound) return undefined;
      throw error;
    });
  if (existing) {
    const current = Number(existing.config?.workflowExecutionRetentionTtl?.seconds ?? 0);
    if (current >= retentionSeconds) return;
    await connection.withDeadline(deadlineAt(), () =>
      connection.workflowService.updateNamespace({
        namespace,
        config: { workflowExecutionRetentionTtl: msToTs(retentionSeconds * 1_000) },
      }),
    );
    return;
  }
  try {
    await connection.withDeadline(deadlineAt(), () =>
      connection.workflowService.registerNamespace({
        namespace,
        workflowExecutionRetentionPeriod: msToTs(retentionSeconds * 1_000),
      }),
    );
  } catch (error) {
    if (codeOf(error) !== alreadyExists) throw error;
  }
}

// A new namespace is in the store at once, but each service of the server learns of it only from time to time.
async function waitUntilKnown(connection: Connection, namespace: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      await connection.withDeadline(Date.now() + 5_000, () =>
        connection.workflowService.listWorkflowExecutions({ namespace, pageSize: 1 }),
      );
      return;
    } catch (error) {
      if (Date.now() >= deadline) throw error;
      await sleep(100);
    }
  }
}
