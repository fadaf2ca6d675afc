import { randomUUID } from 'node:crypto';
import { dialogueWorkflowId } from '@voronka/contracts';
import { callJson, dialogueOfMessage, HttpStatusError } from '@voronka/testing';
import type { Stack } from '@voronka/testing';
import type { Contender, Conversation } from '../conversation.ts';
import { Waiters } from '../waiters.ts';
import type { DialogueWatcher } from './dialogue-watcher.ts';

/** The product's dialogues as visitors of a site have them: messages go in by HTTP, answers come by server-sent events. */
export function widgetContender(stack: Stack, watcher: DialogueWatcher): Contender {
  return {
    async arrive(): Promise<Conversation> {
      const { token } = await stack.visitor();
      const headers = { origin: new URL(stack.url).origin, authorization: `Bearer ${token}` };
      const leaving = new AbortController();
      const answers = new Waiters('an answer in the chat');
      const events = await fetch(new URL('/api/widget/events', stack.url), { headers, signal: leaving.signal });
      if (!events.ok || !events.body) throw new Error(`the chat's events: status ${events.status}`);
      // Ends with an error when the visitor leaves.
      listen(events.body, () => answers.tell(token)).catch((error: unknown) => answers.fail(error));
      let lastId = '';
      return {
        async say(text) {
          const answered = answers.next(token);
          lastId = randomUUID();
          const url = new URL('/api/widget/messages', stack.url);
          const sent = await callJson(url, { headers, body: { id: lastId, text }, timeoutMs: 60_000 });
          if (sent.status !== 200) throw new HttpStatusError('send a message', sent);
          await answered;
        },
        async finished() {
          const dialogueId = await dialogueOfMessage(stack, lastId);
          await watcher.settled(dialogueId);
          return dialogueWorkflowId(dialogueId);
        },
        leave: () => leaving.abort(),
      };
    },
  };
}

/** Reads server-sent events until the stream ends. */
async function listen(body: ReadableStream<Uint8Array>, onAnswer: () => void): Promise<void> {
  let rest = '';
  const decoder = new TextDecoder();
  for await (const bytes of body) {
    const events = (rest + decoder.decode(bytes, { stream: true })).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      if (event.startsWith('event: message\n') && event.includes('"from":"assistant"')) onAnswer();
    }
  }
}
