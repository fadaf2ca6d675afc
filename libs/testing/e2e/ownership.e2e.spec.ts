import {
  assistantLines,
  dialogueOfMessage,
  goodEnd,
  newPerson,
  observe,
  priceQuestion,
  startStack,
  untilSettled,
} from '@voronka/testing';
import type { Stack, WidgetClient } from '@voronka/testing';

const caseTimeoutMs = 60_000;
const { question, again } = assistantLines(newPerson());

describe('who leads the dialogue', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  }, caseTimeoutMs);
  afterAll(() => stack?.destroy(), caseTimeoutMs);

  const conversationOf = async (visitor: WidgetClient) =>
    (await visitor.messages()).map(({ from, text }) => [from, text] as const);
  const statusesOf = async (dialogueId: string) =>
    (await stack.admin.dialogue(dialogueId)).messages.map(({ from, text, status }) => ({ from, text, status }));

  it(
    'an assistant’s reply that was decided and not sent is cancelled by a takeover and never reaches the client',
    async () => {
      const visitor = await stack.visitor();
      stack.barriers.arm('outbox.show.before', 'pause');
      const { id } = await visitor.send(priceQuestion);
      expect(await stack.barriers.untilPaused('outbox.show.before')).toBe(stack.pid('worker'));
      const dialogueId = await dialogueOfMessage(stack, id);
      await stack.manager.answer(dialogueId, 'Здравствуйте, это Ольга.');
      stack.barriers.letGo('outbox.show.before');
      await untilSettled(stack, dialogueId);

      expect(await conversationOf(visitor)).toEqual([
        ['client', priceQuestion],
        ['manager', 'Здравствуйте, это Ольга.'],
      ]);
      expect(await statusesOf(dialogueId)).toContainEqual({ from: 'assistant', text: question, status: 'cancelled' });

      // What the client writes now is for the manager: the assistant keeps silent.
      await visitor.send('Спасибо, жду.');
      await untilSettled(stack, dialogueId);
      expect((await conversationOf(visitor)).filter(([from]) => from === 'assistant')).toEqual([]);
    },
    caseTimeoutMs,
  );

  it(
    'a reply that was shown before the takeover stays, and what the manager says follows it',
    async () => {
      const visitor = await stack.visitor();
      stack.barriers.arm('outbox.show.after', 'pause');
      const { id } = await visitor.send(priceQuestion);
      expect(await stack.barriers.untilPaused('outbox.show.after')).toBe(stack.pid('worker'));
      const dialogueId = await dialogueOfMessage(stack, id);
      await stack.manager.answer(dialogueId, 'Здравствуйте, это Ольга.');
      stack.barriers.letGo('outbox.show.after');
      await untilSettled(stack, dialogueId);

      expect(await conversationOf(visitor)).toEqual([
        ['client', priceQuestion],
        ['assistant', question],
        ['manager', 'Здравствуйте, это Ольга.'],
      ]);
      expect(await statusesOf(dialogueId)).toContainEqual({
        from: 'assistant',
        text: question,
        status: 'delivered',
      });
    },
    caseTimeoutMs,
  );

  it(
    'managers and clients go on without Temporal; back with the assistant, the dialogue comes to its end',
    async () => {
      const person = newPerson();
      const visitor = await stack.visitor();
      const { id } = await visitor.send(priceQuestion);
      await visitor.until('the question', (all) => all.length === 2);
      const dialogueId = await dialogueOfMessage(stack, id);
      await untilSettled(stack, dialogueId);

      await stack.killForGood('temporal');
      try {
        for (const text of ['Здравствуйте, это Ольга.', 'Минуту, смотрю цены.']) {
          await stack.manager.answer(dialogueId, text);
          await visitor.until('the manager’s line', (all) => all.at(-1)?.text === text, { timeoutMs: 5_000 });
        }
        await visitor.send('Хорошо.');
        expect(stack.pid('temporal')).toBeNull();
        await stack.manager.returnToAssistant(dialogueId);
      } finally {
        await stack.start('temporal');
      }
      await visitor.until('the assistant again', (all) => all.at(-1)?.text === again);
      const thanks = await visitor.say(person.introduction);
      await untilSettled(stack, dialogueId);

      expect(await observe(stack, { person, visitor, dialogueId })).toEqual({
        ...goodEnd(person),
        conversation: [
          ['client', priceQuestion],
          ['assistant', question],
          ['manager', 'Здравствуйте, это Ольга.'],
          ['manager', 'Минуту, смотрю цены.'],
          ['client', 'Хорошо.'],
          ['assistant', again],
          ['client', person.introduction],
          ['assistant', thanks],
        ],
      });
      expect(await stack.admin.dialogue(dialogueId)).toMatchObject({ status: 'completed', owner: 'assistant' });
    },
    caseTimeoutMs,
  );
});
