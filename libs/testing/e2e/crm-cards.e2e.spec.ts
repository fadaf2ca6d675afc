import { priceAndContactFlow } from '@voronka/domain';
import type { FlowEdge, FlowGraph, FlowNode } from '@voronka/domain';
import {
  assistantLines,
  dialogueOfMessage,
  newPerson,
  priceQuestion,
  startStack,
  untilSettled,
} from '@voronka/testing';
import type { ScenarioPerson, Stack } from '@voronka/testing';

const caseTimeoutMs = 60_000;

/** The demo flow, which makes deals instead of leads. */
const dealFlow: FlowGraph = {
  ...priceAndContactFlow,
  nodes: priceAndContactFlow.nodes.map((node) =>
    node.kind === 'createLead' ? { ...node, config: { ...node.config, card: 'deal' } } : node,
  ),
};

const question = {
  name: { ru: 'Как к вам обращаться?', en: 'What is your name?' },
  phone: { ru: 'По какому номеру вам позвонить?', en: 'Which number may we call?' },
} as const;

function ask(slot: 'name' | 'phone'): FlowNode {
  const text = question[slot];
  return {
    id: `ask-${slot}`,
    kind: 'ask',
    label: text,
    position: { x: 0, y: 0 },
    config: { slots: [slot], attempts: 2, question: text, again: [{ missing: [slot], text }] },
  };
}

/** The demo flow, which looks for the contact between the questions for number and name. */
function searchesBetweenQuestions(): FlowGraph {
  const edge = (source: string, port: string, target: string): FlowEdge => ({
    id: `${source}-${port}-${target}`,
    source,
    port,
    target,
  });
  const replaced = ['askForPrice', 'contactPrice'];
  return {
    nodes: [...priceAndContactFlow.nodes.filter(({ id }) => id !== 'askForPrice'), ask('phone'), ask('name')],
    edges: [
      ...priceAndContactFlow.edges.filter(
        ({ source, target }) => !replaced.includes(source) && !replaced.includes(target),
      ),
      edge('asksPrice', 'price', 'ask-phone'),
      edge('ask-phone', 'collected', 'contactPrice'),
      edge('ask-phone', 'gaveUp', 'handOff'),
      edge('contactPrice', 'next', 'ask-name'),
      edge('ask-name', 'collected', 'qualifyPrice'),
      edge('ask-name', 'gaveUp', 'handOff'),
      edge('qualifyPrice', 'next', 'leadPrice'),
    ],
  };
}

describe('cards of the CRM', () => {
  let stack: Stack;
  beforeAll(async () => {
    stack = await startStack();
  }, caseTimeoutMs);
  afterAll(() => stack?.destroy(), caseTimeoutMs);

  async function play(person: ScenarioPerson): Promise<string> {
    const visitor = await stack.visitor();
    const { id } = await visitor.send(priceQuestion);
    const { question: first, thanks } = assistantLines(person);
    await visitor.until('the question', (messages) => messages.some(({ text }) => text === first));
    await visitor.send(person.introduction);
    await visitor.until('the closing reply', (messages) => messages.some(({ text }) => text === thanks));
    const dialogueId = await dialogueOfMessage(stack, id);
    await untilSettled(stack, dialogueId);
    return dialogueId;
  }

  const dealsOf = async (contactId: string) =>
    (await stack.crm.rest('crm.deal.list', {
      filter: { CONTACT_ID: contactId },
      select: ['*', 'UF_*'],
    })) as Record<string, unknown>[];

  it(
    'a client whom the CRM knows need not tell their name',
    async () => {
      await stack.admin.publishFlow(searchesBetweenQuestions());
      const { phone } = newPerson();
      await stack.crm.rest('crm.contact.add', {
        fields: { NAME: 'Вера', LAST_NAME: 'Ильина', PHONE: [{ VALUE: phone, VALUE_TYPE: 'MOBILE' }] },
      });
      const visitor = await stack.visitor();
      expect(await visitor.say(priceQuestion)).toBe(question.phone.ru);
      await visitor.send(phone);
      const { thanks } = assistantLines({ name: 'Вера Ильина', phone, introduction: '' });
      await visitor.until('the closing reply', (messages) => messages.at(-1)?.text === thanks);
      expect((await visitor.messages()).filter(({ from }) => from === 'client')).toHaveLength(2);
    },
    caseTimeoutMs,
  );

  it(
    'are deals where the flow says so: every step works on the deal, the next dialogue joins it, not a closed one',
    async () => {
      // As an admin maps them: columns of the funnel to stages of the CRM's second funnel of deals.
      await stack.query(
        `update stage_mappings set crm_status_id = case stage_key when 'unsorted' then 'C5:NEW' else 'C5:EXECUTING' end
         where stage_key in ('unsorted', 'firstContact')`,
      );
      await stack.admin.publishFlow(dealFlow);
      const person = newPerson();
      const first = (await stack.admin.dialogue(await play(person))).crm;
      const deals = await dealsOf(first?.contactId ?? '');
      expect(deals).toMatchObject([
        {
          ID: first?.leadId,
          TITLE: `${person.name} — вопрос о цене`,
          CATEGORY_ID: '5',
          STAGE_ID: 'C5:EXECUTING',
          ASSIGNED_BY_ID: '5',
          UF_CRM_VORONKA_TAGS: expect.arrayContaining(['чат', 'вопрос о цене', 'чат с сайта']) as unknown,
        },
      ]);
      const comments = await stack.crm.rest('crm.timeline.comment.list', {
        filter: { ENTITY_ID: first?.leadId, ENTITY_TYPE: 'deal' },
      });
      expect(comments).toHaveLength(2);
      expect((await stack.crm.person(person.phone)).leads).toEqual([]);

      const page = await fetch(first?.leadUrl ?? '');
      expect([new URL(page.url).pathname, page.status]).toEqual([`/crm/deal/details/${first?.leadId}/`, 200]);

      const second = (await stack.admin.dialogue(await play(person))).crm;
      expect(second).toMatchObject({ cardKind: 'deal', leadId: first?.leadId });

      await stack.crm.rest('crm.deal.update', { id: first?.leadId, fields: { STAGE_ID: 'C5:WON' } });
      const third = (await stack.admin.dialogue(await play(person))).crm;
      expect(third?.leadId).not.toBe(first?.leadId);
      expect(await dealsOf(first?.contactId ?? '')).toHaveLength(2);
    },
    caseTimeoutMs,
  );
});
