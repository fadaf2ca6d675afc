import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { archiveClosedRuns } from '@voronka/audit';
import { dialogueWorkflowId, dialogueWorkflowType } from '@voronka/contracts';
import { PostgresHistoryArchive } from '@voronka/persistence';
import { createDemoWorld } from './demo-world.ts';
import type { DemoWorld } from './demo-world.ts';

describe('the history archive', () => {
  let world: DemoWorld;
  let connection: Connection;
  let client: Client;
  beforeAll(async () => {
    world = await createDemoWorld();
    connection = await Connection.connect({ address: process.env.TEST_TEMPORAL_ADDRESS ?? '' });
    client = new Client({ connection, namespace: process.env.TEST_TEMPORAL_NAMESPACE ?? '' });
  });
  afterAll(async () => {
    await connection.close();
    await world.destroy();
  });

  it('keeps the history of a closed run, once, and leaves running ones alone', async () => {
    const archive = new PostgresHistoryArchive(world.database);
    const start = async (dialogueId: string) => {
      const handle = await client.workflow.start(dialogueWorkflowType, {
        taskQueue: `nobody-${randomUUID()}`,
        workflowId: dialogueWorkflowId(dialogueId),
        args: [{ dialogueId, workspaceId: world.workspaceId, afterTurn: null }],
      });
      return handle;
    };
    const { dialogueId } = await world.write('archived', 'Здравствуйте');
    const { dialogueId: openId } = await world.write('still-open', 'Здравствуйте');
    const closed = await start(dialogueId);
    const open = await start(openId);
    await closed.terminate('over');

    const deadline = Date.now() + 10_000;
    // Visibility follows the close by moments.
    while ((await archive.load(closed.firstExecutionRunId)) === null && Date.now() < deadline) {
      await archiveClosedRuns(client, archive, Date.now());
    }
    const history = JSON.parse((await archive.load(closed.firstExecutionRunId)) ?? '{}') as { events: unknown[] };
    expect(history.events.length).toBeGreaterThanOrEqual(3);
    expect(await archive.load(open.firstExecutionRunId)).toBeNull();
    await archiveClosedRuns(client, archive, Date.now());
    expect(await world.rows('select run_id from history_archive where dialogue_id = ?', [dialogueId])).toHaveLength(1);
    await open.terminate('over');
  });
});
