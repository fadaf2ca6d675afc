import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { msToTs } from '@temporalio/common/lib/time.js';
import { dialogueTaskQueue, dialogueWorkflowId, dialogueWorkflowType } from '@voronka/contracts';
import { createBarrier, createDataConverter, createLogger, readConfig, readKeyring } from '@voronka/platform';
import { DialogueWaker } from '../src/dialogues/dialogue-waker.ts';

// A namespace of its own: no other suite's worker takes these dialogues.
const namespace = `waker-${randomBytes(4).toString('hex')}`;
const address = process.env['TEST_TEMPORAL_ADDRESS'] ?? '';
const env = {
  DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none',
  TEMPORAL_ADDRESS: address,
  TEMPORAL_NAMESPACE: namespace,
  VORONKA_SECRET_KEY: randomBytes(32).toString('hex'),
};
const keyring = readKeyring(env);

let connection: Connection;
let client: Client;
beforeAll(async () => {
  connection = await Connection.connect({ address });
  await connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs('1 day'),
  });
  client = new Client({ connection, namespace, dataConverter: createDataConverter(keyring) });
});
afterAll(() => connection.close());

function wakerAt(temporalAddress: string): DialogueWaker {
  const config = readConfig({ ...env, TEMPORAL_ADDRESS: temporalAddress });
  return new DialogueWaker(config, keyring, createLogger({ service: 'test', level: 'silent' }), createBarrier({}));
}

/** A fresh namespace is known to all parts of the server after a moment. */
async function whenKnown(): Promise<void> {
  for (;;) {
    try {
      await client.workflow.count();
      await client.workflow.start('probe', { taskQueue: 'probe', workflowId: randomUUID() });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

describe('waking a dialogue', () => {
  it('starts its workflow once and signals every row by its kind, with nothing but the number', async () => {
    await whenKnown();
    const waker = wakerAt(address);
    const dialogueId = randomUUID();
    const call = { dialogueId, workspaceId: randomUUID() };
    await waker.wake({ ...call, kind: 'clientMessage', seq: 1 });
    await waker.wake({ ...call, kind: 'managerMessage', seq: 2 });
    await waker.onApplicationShutdown();

    const handle = client.workflow.getHandle(dialogueWorkflowId(dialogueId));
    const described = await handle.describe();
    expect(described).toMatchObject({ type: dialogueWorkflowType, taskQueue: dialogueTaskQueue });
    const { events } = await handle.fetchHistory();
    const signals = (events ?? []).flatMap((event) => event.workflowExecutionSignaledEventAttributes ?? []);
    expect(signals.map(({ signalName }) => signalName)).toEqual(['clientMessage', 'managerMessage']);
    const payloads = (events ?? []).flatMap((event) => [
      ...(event.workflowExecutionStartedEventAttributes?.input?.payloads ?? []),
      ...(event.workflowExecutionSignaledEventAttributes?.input?.payloads ?? []),
    ]);
    expect(payloads).toHaveLength(3);
    for (const { data } of payloads) expect(Buffer.from(data ?? []).toString('latin1')).not.toMatch(/dialogueId|seq/);
  });

  it('neither throws nor waits long while Temporal is away', async () => {
    const waker = wakerAt('127.0.0.1:9');
    const call = { dialogueId: randomUUID(), workspaceId: randomUUID(), kind: 'clientMessage', seq: 1 } as const;
    const startedAt = Date.now();
    await waker.wake(call);
    expect(Date.now() - startedAt).toBeLessThan(2_500);
    const again = Date.now();
    for (let times = 0; times < 20; times += 1) await waker.wake(call);
    expect(Date.now() - again).toBeLessThan(200);
    await waker.beforeApplicationShutdown();
    await waker.onApplicationShutdown();
  });
});
