/**
 * The worker of the hand-written dialogues, a process of its own as the product's worker is one. Prints JSON lines:
 * `{"ready":true}`, then `{"ended":dialogueId}` for each dialogue whose last step has ended.
 */
import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';
import pg from 'pg';
import { buildBareActivities } from './bare-activities.ts';
import { bareTaskQueue } from './bare.messages.ts';
import type { BareSettings } from './bare.messages.ts';

const settings = JSON.parse(process.env['BENCH_BARE'] ?? '') as BareSettings;
const tell = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: 20 });
const connection = await NativeConnection.connect({ address: settings.temporalAddress });
const worker = await Worker.create({
  connection,
  namespace: settings.namespace,
  taskQueue: bareTaskQueue,
  workflowsPath: fileURLToPath(new URL('./bare.workflow.ts', import.meta.url)),
  activities: buildBareActivities({ crmUrl: settings.crmUrl, pool, onEnd: (ended) => tell({ ended }) }),
});
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => worker.shutdown());
const running = worker.run();
tell({ ready: true });
await running;
await connection.close();
await pool.end();
