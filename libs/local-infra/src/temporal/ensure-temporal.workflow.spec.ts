import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { identifyProcess } from '../process/process-identity.ts';
import { ProcessRegistry } from '../process/process-registry.ts';
import { ensureTemporal, type LocalTemporal } from './ensure-temporal.ts';

// Each test starts real servers, some twice; on a busy machine that takes its time.
jest.setTimeout(120_000);

describe('ensureTemporal', () => {
  let home: string;
  let running: LocalTemporal[];
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'voronka-spec-'));
    running = [];
  });
  afterEach(async () => {
    for (const temporal of running) await temporal.stop();
    rmSync(home, { recursive: true, force: true });
  });

  async function start() {
    const temporal = await ensureTemporal({
      home,
      env: { ...process.env, TEMPORAL_ADDRESS: '' },
      report: () => undefined,
    });
    running.push(temporal);
    return temporal;
  }
  async function withClient<T>(temporal: LocalTemporal, work: (client: Client) => Promise<T>): Promise<T> {
    const connection = await Connection.connect({ address: temporal.address });
    try {
      return await work(new Client({ connection, namespace: temporal.namespace }));
    } finally {
      await connection.close();
    }
  }

  it('keeps histories 30 days from the first start, and takes work at once', async () => {
    const temporal = await start();
    await withClient(temporal, async (client) => {
      const { config } = await client.workflowService.describeNamespace({ namespace: 'voronka' });
      expect(Number(config?.workflowExecutionRetentionTtl?.seconds)).toBe(30 * 24 * 3_600);
      await client.workflow.start('any', { workflowId: 'first', taskQueue: 'none' });
    });
  });

  it('starts a killed server again at the same address and has lost nothing', async () => {
    const temporal = await start();
    await withClient(temporal, (client) => client.workflow.start('any', { workflowId: 'kept', taskQueue: 'none' }));
    const before = temporal.pid() ?? 0;
    process.kill(before, 'SIGKILL');
    while (temporal.pid() === before) await sleep(50);
    const status = await withClient(
      temporal,
      async (client) => (await client.workflow.getHandle('kept').describe()).status,
    );
    expect(status.name).toBe('RUNNING');
  });

  it('ends the server a killed start left before it opens the same store', async () => {
    const orphan = await start();
    const orphanPid = orphan.pid() ?? 0;
    // As after kill -9 of the launcher: the server runs, its record is there, nobody watches it.
    const watcher = running.pop();
    const records = new ProcessRegistry(home).list();
    const temporal = await start();
    expect(records.map(({ pid }) => pid)).toContain(orphanPid);
    expect(identifyProcess(orphanPid)).toBeUndefined();
    expect(temporal.pid()).not.toBe(orphanPid);
    await watcher?.stop();
  });

  it('says which variable is wrong when a server of the user does not answer', async () => {
    const start = ensureTemporal({ home, env: { TEMPORAL_ADDRESS: '127.0.0.1:9' } });
    await expect(start).rejects.toMatchObject({ code: 'Temporal.Unreachable' });
    await expect(start).rejects.toThrow('TEMPORAL_ADDRESS');
  });
});
