import { randomUUID } from 'node:crypto';
import { Client, Connection } from '@temporalio/client';
import { SearchAttributeType, TypedSearchAttributes } from '@temporalio/common';
import { dialogueSearchAttributes } from '@voronka/contracts';
import { ensureNamespace } from './namespace.ts';
import { ensureSearchAttributes } from './search-attributes.ts';

const address = process.env.TEST_TEMPORAL_ADDRESS ?? '';
const names = ['FirstOfSpec', 'SecondOfSpec'];

describe('search attributes', () => {
  const namespace = `search-${randomUUID()}`;
  let connection: Connection;

  beforeAll(async () => {
    await ensureNamespace(address, namespace);
    connection = await Connection.connect({ address });
  });
  afterAll(() => connection.close());

  const listed = async () => {
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    return names.filter((name) => Number(customAttributes[name]) === 2);
  };

  it('are registered by several processes at once, and again', async () => {
    const registered = Array.from({ length: 4 }, () => ensureSearchAttributes(connection, namespace, names));
    expect(await Promise.all(registered)).toEqual([[], [], [], []]);
    expect(await listed()).toEqual(names);
    expect(await ensureSearchAttributes(connection, namespace, names)).toEqual([]);
  });

  it('find a workflow at once', async () => {
    await ensureSearchAttributes(connection, namespace, names);
    const client = new Client({ connection, namespace });
    const typedSearchAttributes = new TypedSearchAttributes([
      { key: { name: 'FirstOfSpec', type: SearchAttributeType.KEYWORD }, value: 'one' },
    ]);
    await client.workflow.start('any', { workflowId: 'found', taskQueue: 'none', typedSearchAttributes });
    const found: string[] = [];
    while (found.length === 0) {
      for await (const { workflowId } of client.workflow.list({ query: `FirstOfSpec = 'one'` })) found.push(workflowId);
    }
    expect(found).toEqual(['found']);
  });

  it('are left alone and named where the name stands for another type', async () => {
    await connection.operatorService.addSearchAttributes({ namespace, searchAttributes: { NumberOfSpec: 3 } });
    expect(await ensureSearchAttributes(connection, namespace, ['NumberOfSpec', 'ThirdOfSpec'])).toEqual([
      'NumberOfSpec',
    ]);
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
    expect(customAttributes).toMatchObject({ NumberOfSpec: 3, ThirdOfSpec: 2 });
  });

  it('of dialogues are there for every test of the workflow', async () => {
    const tests = process.env.TEST_TEMPORAL_NAMESPACE ?? '';
    const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace: tests });
    expect(Object.keys(customAttributes)).toEqual(expect.arrayContaining(Object.values(dialogueSearchAttributes)));
  });
});
