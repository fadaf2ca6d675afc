import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { ProcessRegistry, startChild } from '@voronka/local-infra';
import pg from 'pg';
import type { Contender, Conversation } from '../conversation.ts';
import { Waiters } from '../waiters.ts';
import { bareRepliesChannel, bareTaskQueue } from './bare.messages.ts';
import type { BareSettings } from './bare.messages.ts';
import { bareDialogueWorkflow, clientMessageSignal } from './bare.workflow.ts';

/** The hand-written dialogues with their worker. */
export interface BareContender extends Contender {
  /** Of the worker. */
  pid(): number | null;
  close(): Promise<void>;
}

/** Starts the worker of the hand-written dialogues beside the product's. @param home where its log goes */
export async function startBareContender(settings: BareSettings, client: Client, home: string): Promise<BareContender> {
  const listener = new pg.Client({ connectionString: settings.databaseUrl });
  await listener.connect();
  await listener.query('create schema bench');
  await listener.query(
    'create table bench.replies (id bigserial primary key, dialogue_id uuid not null, body text not null)',
  );
  const replies = new Waiters('a reply of the hand-written dialogue');
  const ends = new Waiters('the end of a hand-written dialogue');
  listener.on('error', (error) => replies.fail(error));
  listener.on('notification', ({ payload }) => replies.tell(payload ?? ''));
  await listener.query(`listen ${bareRepliesChannel}`);
  const worker = await startChild({
    name: 'bare-worker',
    command: process.execPath,
    args: ['--no-warnings', join(import.meta.dirname, 'bare-worker.ts')],
    env: { ...process.env, BENCH_BARE: JSON.stringify(settings) },
    cwd: home,
    logFile: join(home, 'logs', 'bare-worker.log'),
    registry: new ProcessRegistry(home),
    readyWhen: ({ ready }) => ready === true || undefined,
    onMessage: ({ ended }) => typeof ended === 'string' && ends.tell(ended),
    restart: false,
  });

  return {
    pid: () => worker.pid(),
    async arrive(): Promise<Conversation> {
      const dialogueId = randomUUID();
      const workflowId = `bare:${dialogueId}`;
      const ended = ends.next(dialogueId);
      return {
        async say(text) {
          const replied = replies.next(dialogueId);
          await client.workflow.signalWithStart(bareDialogueWorkflow, {
            taskQueue: bareTaskQueue,
            workflowId,
            args: [dialogueId],
            signal: clientMessageSignal,
            signalArgs: [text],
          });
          await replied;
        },
        async finished() {
          await ended;
          return workflowId;
        },
        leave: () => undefined,
      };
    },
    async close() {
      await worker.stop();
      await listener.end();
    },
  };
}
