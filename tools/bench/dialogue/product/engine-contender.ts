import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Client } from '@temporalio/client';
import type { Connection } from '@temporalio/client';
import { dialogueTaskQueue, dialogueTaskTimeout, dialogueWorkflowId, dialogueWorkflowType } from '@voronka/contracts';
import type { DialogueInputV1, WakeUp } from '@voronka/contracts';
import { Channel, InboxStore, openDatabase } from '@voronka/persistence';
import { createBarrier, createDataConverter, readKeyring } from '@voronka/platform';
import type { Stack } from '@voronka/testing';
import type { Contender, Conversation } from '../conversation.ts';
import { temporalNamespace } from '../temporal.ts';
import type { DialogueWatcher } from './dialogue-watcher.ts';

/** The product's dialogues, driven where its API hands a message on: the inbox row is written and the workflow is woken. */
export interface EngineContender extends Contender {
  close(): Promise<void>;
}

/**
 * Stands in for the API, as the driver of the hand-written dialogues stands in for theirs: both then differ in nothing but
 * what happens between a message and the end of the last step.
 */
export async function openEngineContender(
  stack: Stack,
  connection: Connection,
  watcher: DialogueWatcher,
): Promise<EngineContender> {
  const database = await openDatabase(stack.databaseUrl, 20);
  const channel = await database.em.fork().findOneOrFail(Channel, { kind: 'widget' });
  const inbox = new InboxStore(database, createBarrier({}));
  const dataConverter = createDataConverter(readKeyring({ VORONKA_KEY_FILE: join(stack.home, 'secret.key') }));
  const client = new Client({ connection, namespace: temporalNamespace, dataConverter });

  async function send(chatKey: string, text: string): Promise<string> {
    const id = randomUUID();
    const { dialogueId, seq } = await inbox.acceptClientMessage({
      channel,
      chatKey,
      updateId: id,
      messageId: id,
      text,
      locale: 'ru',
      correlationId: id,
    });
    if (seq === null) throw new Error('the message was held back');
    const input: DialogueInputV1 = { dialogueId, workspaceId: channel.workspaceId, afterTurn: null };
    const wakeUp: WakeUp = { seq };
    await client.workflow.signalWithStart(dialogueWorkflowType, {
      taskQueue: dialogueTaskQueue,
      workflowTaskTimeout: dialogueTaskTimeout,
      workflowId: dialogueWorkflowId(dialogueId),
      signal: 'clientMessage',
      signalArgs: [wakeUp],
      args: [input],
    });
    return dialogueId;
  }

  return {
    async arrive(): Promise<Conversation> {
      const chatKey = randomUUID();
      let dialogueId = '';
      let said = 0;
      return {
        async say(text) {
          dialogueId = await send(chatKey, text);
          said += 1;
          await watcher.answered(dialogueId, said);
        },
        async finished() {
          await watcher.settled(dialogueId);
          return dialogueWorkflowId(dialogueId);
        },
        leave: () => undefined,
      };
    },
    close: () => database.close(),
  };
}
