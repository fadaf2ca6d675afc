import { Client, Connection } from '@temporalio/client';
import { dialogueWorkflowId } from '@voronka/contracts';
import {
  dialogueOfMessage,
  flowOf,
  letTimePass,
  nodeOf,
  onFirstMessage,
  same,
  startStack,
  until,
  untilSettled,
} from '@voronka/testing';
import type { Stack } from '@voronka/testing';

const caseTimeoutMs = 120_000;
/** Events after which Temporal suggests a new run: so few that a busy dialogue passes it many times. */
const suggestedAfter = 200;

describe('a dialogue that lives long', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack({
      temporalConfig: { 'limit.historyCount.suggestContinueAsNew': String(suggestedAfter) },
    });
    const patient = flowOf([
      [
        onFirstMessage(),
        nodeOf('wait', 'wait', { for: { kind: 'duration', minutes: 600 } }),
        nodeOf('later', 'reply', { text: same('Прошло десять часов.') }),
        nodeOf('end', 'end', {}),
      ],
    ]);
    await stack.admin.publishFlow(patient);
    await stack.query(`update channels set settings = settings || '{"messagesPerMinute": 1000}' where kind = 'widget'`);
  }, caseTimeoutMs);
  afterAll(() => stack?.destroy(), caseTimeoutMs);

  /** Runs of the dialogue's workflow, as Temporal lists them. */
  async function runsOf(dialogueId: string): Promise<string[]> {
    const connection = await Connection.connect({ address: stack.temporalAddress });
    try {
      const client = new Client({ connection, namespace: stack.workerEnvironment['TEMPORAL_NAMESPACE'] ?? 'voronka' });
      const runs: string[] = [];
      const query = `WorkflowId = '${dialogueWorkflowId(dialogueId)}'`;
      for await (const run of client.workflow.list({ query })) runs.push(run.status.name);
      return runs;
    } finally {
      await connection.close();
    }
  }

  it(
    'takes a burst of 500 messages across several runs, and loses and doubles none; its wake-up goes along',
    async () => {
      const visitor = await stack.visitor();
      const { id } = await visitor.send('начало');
      const dialogueId = await dialogueOfMessage(stack, id);
      for (let part = 0; part < 25; part += 1) {
        await Promise.all(Array.from({ length: 20 }, (_, at) => visitor.send(`сообщение ${part * 20 + at}`)));
      }
      await untilSettled(stack, dialogueId, { timeoutMs: 60_000 });
      const [counted] = await stack.query<{ messages: number; rows: string }>(
        `select (state->>'clientMessages')::int as messages,
                (select count(*) from inbox i where i.dialogue_id = d.id and i.kind = 'clientMessage') as rows
         from dialogues d where id = $1`,
        [dialogueId],
      );
      expect(counted).toEqual({ messages: 501, rows: '501' });
      const runs = await until(
        'several runs',
        async () => {
          const found = await runsOf(dialogueId);
          return found.includes('CONTINUED_AS_NEW') ? found : undefined;
        },
        { timeoutMs: 60_000 },
      );
      expect(runs.filter((status) => status === 'RUNNING')).toHaveLength(1);

      await letTimePass(stack, dialogueId, 601);
      await until(
        'what was promised',
        async () => {
          const sql = 'select body from messages where dialogue_id = $1 order by position desc limit 1';
          const [last] = await stack.query<{ body: string }>(sql, [dialogueId]);
          return last?.body === 'Прошло десять часов.';
        },
        { timeoutMs: 30_000 },
      );
    },
    caseTimeoutMs,
  );

  it(
    'keeps its moment while everything is killed and started again',
    async () => {
      const visitor = await stack.visitor();
      const { id } = await visitor.send('Напишите мне потом');
      const dialogueId = await dialogueOfMessage(stack, id);
      await untilSettled(stack, dialogueId);
      await letTimePass(stack, dialogueId, 599);
      for (const part of ['worker', 'temporal', 'postgres'] as const) await stack.kill(part);
      await letTimePass(stack, dialogueId, 2);
      await visitor.until('what was promised', (all) => all.at(-1)?.text === 'Прошло десять часов.', {
        timeoutMs: 40_000,
      });
    },
    caseTimeoutMs,
  );
});
