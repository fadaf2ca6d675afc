import { priceAndContactFlow } from '@voronka/domain';
import {
  dialogueOfMessage,
  goodEnd,
  newPerson,
  observe,
  priceQuestion,
  startStack,
  untilSettled,
} from '@voronka/testing';
import type { Stack } from '@voronka/testing';

const caseTimeoutMs = 60_000;

function askNode(id: string) {
  const node = priceAndContactFlow.nodes.find((one) => one.id === id);
  if (node?.kind !== 'ask') throw new Error(`the demo flow has no question ${id}`);
  return node.config;
}

describe('what people answer', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  }, caseTimeoutMs);
  afterAll(() => stack?.destroy(), caseTimeoutMs);

  it(
    'a name without a number is asked for the number only, and the lead is made with both',
    async () => {
      const person = newPerson();
      const visitor = await stack.visitor();
      const { id } = await visitor.send(priceQuestion);
      await visitor.until('the question', (messages) => messages.length === 2);
      const again = await visitor.say(person.name);
      expect(again).toBe(`${person.name}, подскажите номер телефона — менеджер позвонит и всё расскажет.`);
      const number = person.introduction.slice(`${person.name}, `.length);
      const thanks = await visitor.say(number);
      const dialogueId = await dialogueOfMessage(stack, id);
      await untilSettled(stack, dialogueId);
      const [asked, question] = goodEnd(person).conversation;
      expect(await observe(stack, { person, visitor, dialogueId })).toEqual({
        ...goodEnd(person),
        conversation: [
          asked,
          question,
          ['client', person.name],
          ['assistant', again],
          ['client', number],
          ['assistant', thanks],
        ],
      });
    },
    caseTimeoutMs,
  );

  it(
    'an English speaker is asked, and thanked in English',
    async () => {
      const visitor = await stack.visitor({ locale: 'en' });
      const { id } = await visitor.send('How much does it cost?');
      const [, question] = await visitor.until('the question', (messages) => messages.length === 2);
      expect(question?.text).toBe(askNode('askForPrice').question.en);
      expect(await visitor.say('John, +44 20 7946 0958')).toBe(
        'Thank you, John! A manager will contact you at +442079460958 shortly.',
      );
      await untilSettled(stack, await dialogueOfMessage(stack, id));
      const { contacts, leads } = await stack.crm.person('+442079460958');
      expect(contacts).toMatchObject([{ name: 'John', phones: ['+442079460958'] }]);
      // The card is for the company's people, who read the channel's language.
      expect(leads).toMatchObject([{ title: 'John — вопрос о цене', statusId: 'UC_CONTACT', responsibleId: '5' }]);
    },
    caseTimeoutMs,
  );

  it(
    'characters that no database stores do not cost the message',
    async () => {
      const visitor = await stack.visitor();
      await visitor.say('Сколько\u0000 стоит? \ud83d');
      expect((await visitor.messages())[0]?.text).toBe('Сколько стоит? \ufffd');
    },
    caseTimeoutMs,
  );

  it(
    'nonsense is asked again as often as the flow says and not once more, then a manager gets it',
    async () => {
      const { attempts } = askNode('askForPrice');
      const visitor = await stack.visitor();
      const { id } = await visitor.send(priceQuestion);
      await visitor.until('the question', (messages) => messages.length === 2);
      const replies: string[] = [];
      for (let n = 0; n < attempts; n += 1) replies.push(await visitor.say(`ыыы ${'!'.repeat(n + 1)}`));
      expect(replies.at(-1)).toBe('Передаю разговор менеджеру — он ответит вам здесь.');
      const questions = [askNode('askForPrice').question, ...askNode('askForPrice').again.map(({ text }) => text)];
      const texts = (await visitor.messages()).map(({ text }) => text);
      expect(texts.filter((text) => questions.some(({ ru }) => ru === text))).toHaveLength(attempts);
      const dialogueId = await dialogueOfMessage(stack, id);
      await untilSettled(stack, dialogueId);
      expect(await stack.admin.dialogue(dialogueId)).toMatchObject({ status: 'needsManager', crm: { leadId: null } });
      await visitor.send('Есть кто живой?');
      await untilSettled(stack, dialogueId);
      expect(await stack.admin.dialogue(dialogueId)).toMatchObject({ status: 'needsManager' });
    },
    caseTimeoutMs,
  );
});
