import { flowSchema } from '@voronka/contracts';
import { priceAndContactFlow } from '@voronka/domain';
import type { FlowEdge, FlowGraph, FlowNode, SlotName } from '@voronka/domain';
import {
  beginFlow,
  dialogueOfMessage,
  flowOf,
  hears,
  newPerson,
  nodeOf,
  onFirstMessage,
  priceQuestion,
  same,
  startStack,
  untilSettled,
} from '@voronka/testing';
import type { Played, Stack } from '@voronka/testing';

const caseTimeoutMs = 60_000;
const questions = {
  name: { ru: 'Как к вам обращаться?', en: 'What is your name?' },
  phone: { ru: 'По какому номеру вам позвонить?', en: 'Which number may we call?' },
} as const;

function ask(slot: 'name' | 'phone'): FlowNode {
  const slots: SlotName[] = [slot];
  return {
    id: `ask-${slot}`,
    kind: 'ask',
    label: questions[slot],
    position: { x: 0, y: 0 },
    config: { slots, attempts: 2, question: questions[slot], again: [{ missing: slots, text: questions[slot] }] },
  };
}

/** The demo flow with two questions in this order in place of the one for both. */
function flowAsking(first: 'name' | 'phone', second: 'name' | 'phone'): FlowGraph {
  const replaced = 'askForPrice';
  const edge = (source: string, port: string, target: string): FlowEdge => ({
    id: `${source}-${port}-${target}`,
    source,
    port,
    target,
  });
  return {
    nodes: [...priceAndContactFlow.nodes.filter(({ id }) => id !== replaced), ask(first), ask(second)],
    edges: [
      ...priceAndContactFlow.edges.filter(({ source, target }) => source !== replaced && target !== replaced),
      edge('asksPrice', 'price', `ask-${first}`),
      edge(`ask-${first}`, 'collected', `ask-${second}`),
      edge(`ask-${first}`, 'gaveUp', 'handOff'),
      edge(`ask-${second}`, 'collected', 'qualifyPrice'),
      edge(`ask-${second}`, 'gaveUp', 'handOff'),
    ],
  };
}

describe('a published flow', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  }, caseTimeoutMs);
  afterAll(() => stack?.destroy(), caseTimeoutMs);

  const bundleOf = async (messageId: string) =>
    (await stack.admin.dialogue(await dialogueOfMessage(stack, messageId))).bundle.hash;

  it(
    'two questions swapped change what new clients are asked; who was there before keeps the old order',
    async () => {
      await stack.admin.publishFlow(flowAsking('name', 'phone'));
      const before = await stack.visitor();
      const opened = await before.send('Добрый день, сколько стоит доставка?');
      await before.until('the first question', (messages) => messages.at(-1)?.text === questions.name.ru);

      await stack.admin.publishFlow(flowAsking('phone', 'name'));
      const after = await stack.visitor();
      const openedAfter = await after.send(priceQuestion);
      await after.until('the other question first', (messages) => messages.at(-1)?.text === questions.phone.ru);

      expect(await before.say('Анна')).toBe(questions.phone.ru);
      expect(await after.say('8 (916) 555-01-02')).toBe(questions.name.ru);
      expect(await bundleOf(opened.id)).not.toBe(await bundleOf(openedAfter.id));
      expect(await before.say('8 (916) 555-01-01')).toContain('Спасибо, Анна!');
      expect(await after.say('Вера')).toContain('Спасибо, Вера!');
    },
    caseTimeoutMs,
  );

  it(
    'runs another published flow in its place: its questions, its lead, and its next version for who comes later',
    async () => {
      const inner = (title: string): FlowGraph =>
        flowOf(
          [
            [
              onFirstMessage(),
              nodeOf('ask', 'ask', {
                slots: ['name', 'phone'],
                attempts: 2,
                question: same('Имя и номер?'),
                again: [],
              }),
              nodeOf('contact', 'findOrCreateContact', {}),
              nodeOf('lead', 'createLead', { title: same(title), stageKey: 'unsorted' }),
              nodeOf('end', 'end', {}),
            ],
          ],
          { 'ask:gaveUp': 'end' },
        );
      const made = await stack.admin.call('/api/flows', {
        body: { name: { ru: 'Шаги заявки', en: 'Steps of an enquiry' }, from: { kind: 'empty' } },
      });
      const { id: innerId } = flowSchema.parse(made);
      await stack.admin.publishFlow(inner('Заявка: {{name}}'), innerId);
      const outer = flowOf([
        [
          onFirstMessage(),
          nodeOf('hello', 'reply', { text: same('Здравствуйте!') }),
          nodeOf('enquiry', 'subFlow', { flowId: innerId }),
          nodeOf('bye', 'reply', { text: same('{{name}}, заявка принята.') }),
          nodeOf('end', 'end', {}),
        ],
      ]);

      const leadsAfter = async ({ visitor, dialogueId }: Played): Promise<string[]> => {
        const person = newPerson();
        await hears(visitor, 'Имя и номер?');
        await visitor.send(person.introduction);
        await hears(visitor, `${person.name}, заявка принята.`);
        await untilSettled(stack, dialogueId);
        return (await stack.crm.person(person.phone)).leads.map(({ title }) => title);
      };
      const before = await beginFlow(stack, outer, 'Нужен стол');
      await hears(before.visitor, 'Имя и номер?');
      await stack.admin.publishFlow(inner('Новая заявка: {{name}}'), innerId);
      const after = await stack.visitor();
      const { id } = await after.send('Нужен стул');
      const dialogueId = await dialogueOfMessage(stack, id);
      expect(await leadsAfter(before)).toEqual(['Заявка: Анна']);
      expect(await leadsAfter({ visitor: after, dialogueId })).toEqual(['Новая заявка: Анна']);
    },
    caseTimeoutMs,
  );
});
