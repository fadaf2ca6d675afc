import { randomBytes, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client, Connection, WorkflowFailedError } from '@temporalio/client';
import type { PayloadCodec, SerializationContext } from '@temporalio/common';
import { ApplicationFailure } from '@temporalio/common';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { dialogueWorkflowId } from '@voronka/contracts';
import { createKeyring } from '../secrets/keyring.ts';
import { createDataConverter } from './data-converter.ts';

const secret = 'Анна +79161234567';
const taskQueue = `codec-${randomUUID()}`;

/** All of a history as text, its bytes too. */
function visible(value: unknown): string {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${name}=${visible(part)}`)
    .join('\n');
}

describe('payload codec on a real server', () => {
  const converter = createDataConverter(createKeyring(randomBytes(32).toString('hex')));
  const [codec] = converter.payloadCodecs ?? [];
  if (!codec) throw new Error('There is no codec');
  /** Contexts in which the SDK asked for an encoding. */
  const contexts: (SerializationContext | undefined)[] = [];
  const watched: PayloadCodec = {
    encode: (payloads, context) => {
      if (payloads.length > 0) contexts.push(context);
      return codec.encode(payloads, context);
    },
    decode: (payloads, context) => codec.decode(payloads, context),
  };
  const dataConverter = { ...converter, payloadCodecs: [watched] };
  let native: NativeConnection;
  let connection: Connection;
  let client: Client;
  let worker: Worker;

  beforeAll(async () => {
    const address = process.env.TEST_TEMPORAL_ADDRESS ?? '';
    const namespace = process.env.TEST_TEMPORAL_NAMESPACE ?? '';
    // The SDK's own log prints failures of activities in full.
    Runtime.install({ logger: new DefaultLogger('ERROR') });
    native = await NativeConnection.connect({ address });
    connection = await Connection.connect({ address });
    client = new Client({ connection, namespace, dataConverter });
    worker = await Worker.create({
      connection: native,
      namespace,
      taskQueue,
      dataConverter,
      // Without a cache every task replays the history from its start, so everything stored is decoded again.
      maxCachedWorkflows: 0,
      workflowBundle: await bundleWorkflowCode({
        workflowsPath: fileURLToPath(new URL('./testing/talkative.workflow.ts', import.meta.url)),
        ...(dataConverter.failureConverterPath ? { failureConverterPath: dataConverter.failureConverterPath } : {}),
      }),
      activities: {
        echo: (text: string) => Promise.resolve(text),
        refuse: (text: string) =>
          Promise.reject(ApplicationFailure.create({ message: `no ${text}`, type: 'Crm.Rejected', details: [text] })),
      },
    });
  });
  afterAll(async () => {
    await connection.close();
    await native.close();
  });

  it('gives everything back to client, workflow, activities and children, and leaves nothing readable in the store', async () => {
    const workflowId = dialogueWorkflowId(randomUUID());
    const histories: unknown[] = [];
    await worker.runUntil(async () => {
      const handle = await client.workflow.signalWithStart('talkativeWorkflow', {
        workflowId,
        taskQueue,
        args: [secret],
        signal: 'said',
        signalArgs: [secret],
        memo: { start: secret },
        staticSummary: secret,
      });
      await expect(handle.executeUpdate('ask', { args: [secret] })).resolves.toBe(`answer ${secret}`);
      const expected = [`signal ${secret}`, secret, secret, secret, `no ${secret}`, `no ${secret}`].sort();
      const deadline = Date.now() + 15_000;
      let heard: string[] = [];
      while (heard.length < expected.length && Date.now() < deadline) heard = await handle.query<string[]>('heard');
      expect([...heard].sort()).toEqual(expected);
      expect((await handle.describe()).memo).toMatchObject({ start: secret });

      const firstRun = client.workflow.getHandle(workflowId, (await handle.describe()).runId);
      await handle.signal('said', 'next');
      const failure: unknown = await handle.result().catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(WorkflowFailedError);
      expect((failure as WorkflowFailedError).cause).toMatchObject({ message: `failed with ${secret}` });
      histories.push(await firstRun.fetchHistory(), await handle.fetchHistory());
    });

    const stored = histories.map(visible).join('\n');
    expect(stored).toContain('voronka-scope');
    expect(stored).toContain('Encoded failure');
    expect(stored).not.toMatch(/Анна|79161234567/);
    expect(stored).not.toContain('talkative.workflow.ts:');

    // The SDK tells the workflow wherever a dialogue stores something, so everything has the dialogue's own key.
    expect(contexts.length).toBeGreaterThan(10);
    expect(contexts.filter((context) => context?.workflowId === undefined)).toEqual([]);
    for (const [type, isLocal] of [['workflow'], ['activity', true], ['activity', false]] as const) {
      expect(
        contexts.some(
          (context) => context?.type === type && ('isLocal' in context ? context.isLocal : undefined) === isLocal,
        ),
      ).toBe(true);
    }
  });

  it('cannot be read with another key', async () => {
    const workflowId = dialogueWorkflowId(randomUUID());
    const foreign = new Client({
      connection,
      namespace: process.env.TEST_TEMPORAL_NAMESPACE ?? '',
      dataConverter: createDataConverter(createKeyring(randomBytes(32).toString('hex'))),
    });
    const handle = await client.workflow.start('echoWorkflow', {
      workflowId,
      taskQueue,
      args: [secret],
      memo: { secret },
    });
    await expect(foreign.workflow.getHandle(workflowId).describe()).rejects.toThrow('encrypted with key');
    await handle.terminate();
  });
});
