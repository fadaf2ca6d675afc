import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { priceAndContactFlow } from '@voronka/domain';
import type { FlowEdge, FlowGraph, FlowNode, NodeConfigs } from '@voronka/domain';
import { demoIds } from '@voronka/persistence';
import {
  assistantLines,
  beginFlow,
  dialogueOfMessage,
  flowOf,
  hears,
  newPerson,
  nodeOf,
  onFirstMessage,
  priceQuestion,
  same,
  says,
  startStack,
  untilSettled,
} from '@voronka/testing';
import type { ScenarioPerson, Stack } from '@voronka/testing';

const caseTimeoutMs = 60_000;
/** After that the worker goes by an address that was changed. */
const workerKeepsAccessMs = 1_100;

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

  /** With another address what was known of the portal does not count any more. */
  async function forgetPortal(webhookUrl: string): Promise<void> {
    await stack.admin.call(`/api/integrations/${demoIds.integration}`, { method: 'PATCH', body: { webhookUrl } });
    await sleep(workerKeepsAccessMs);
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

  it.each<{ policies: NodeConfigs['updateContact']; name: string; emails: string[] }>([
    {
      policies: { name: 'fillEmpty', phone: 'fillEmpty', email: 'fillEmpty' },
      name: 'Вера Ильина',
      emails: ['old@example.com'],
    },
    {
      policies: { name: 'overwrite', phone: 'fillEmpty', email: 'overwrite' },
      name: 'Анна Ильина',
      emails: ['new@example.com'],
    },
    {
      policies: { name: 'fillEmpty', phone: 'append', email: 'append' },
      name: 'Вера Ильина',
      emails: ['old@example.com', 'new@example.com'],
    },
  ])(
    'a contact that was there is completed as the step says: $policies',
    async ({ policies, name, emails }) => {
      const person = newPerson();
      const id = await stack.crm.rest('crm.contact.add', {
        fields: {
          NAME: 'Вера',
          LAST_NAME: 'Ильина',
          PHONE: [{ VALUE: person.phone, VALUE_TYPE: 'MOBILE' }],
          EMAIL: [{ VALUE: 'old@example.com', VALUE_TYPE: 'WORK' }],
        },
      });
      const graph = flowOf(
        [
          [
            onFirstMessage(),
            nodeOf('who', 'ask', { slots: ['name', 'phone'], attempts: 2, question: same('Имя и номер?'), again: [] }),
            nodeOf('contact', 'findOrCreateContact', {}),
            // Asks although the CRM tells its own e-mail meanwhile.
            nodeOf('mail', 'ask', {
              slots: ['email'],
              attempts: 2,
              question: same('Почта?'),
              again: [],
              skipKnown: false,
            }),
            nodeOf('update', 'updateContact', policies),
            nodeOf('bye', 'reply', { text: same('Записали {{email}}.') }),
            nodeOf('end', 'end', {}),
          ],
        ],
        { 'who:gaveUp': 'end', 'mail:gaveUp': 'end' },
      );
      const { visitor, dialogueId } = await beginFlow(stack, graph, 'Здравствуйте');
      await hears(visitor, 'Имя и номер?');
      await visitor.send(person.introduction);
      await hears(visitor, 'Почта?');
      await untilSettled(stack, dialogueId);
      await visitor.send('new@example.com');
      await hears(visitor, 'Записали new@example.com.');
      await untilSettled(stack, dialogueId);
      const contact = (await stack.crm.rest('crm.contact.get', { id })) as Record<string, unknown>;
      expect(`${String(contact['NAME'])} ${String(contact['LAST_NAME'])}`).toBe(name);
      expect(contact['EMAIL']).toEqual(emails.map((VALUE) => expect.objectContaining({ VALUE }) as unknown));
      expect(contact['PHONE']).toEqual([expect.objectContaining({ VALUE: person.phone })]);
    },
    caseTimeoutMs,
  );

  it(
    'get the steps of every rule that holds, one after another, where a node takes all of them',
    async () => {
      const output = (port: string, priority: number, ...words: string[]) => ({
        port,
        title: same(port),
        priority,
        conditions: says(...words),
      });
      const person = newPerson();
      const graph = flowOf(
        [
          [
            onFirstMessage(),
            nodeOf('ask', 'ask', { slots: ['name', 'phone'], attempts: 2, question: same('Имя и номер?'), again: [] }),
            nodeOf('contact', 'findOrCreateContact', {}),
            nodeOf('lead', 'createLead', { title: same('{{name}}'), stageKey: 'unsorted' }),
            nodeOf('all', 'rule', {
              policy: 'all',
              outputs: [
                output('urgent', 3, 'срочно'),
                output('delivery', 2, 'доставка', 'доставкой'),
                output('assembly', 1, 'сборка'),
              ],
            }),
          ],
          [
            nodeOf('urgent', 'addTags', { tags: ['срочно'] }),
            nodeOf('hurry', 'reply', { text: same('Поторопимся.') }),
            nodeOf('urgentEnd', 'end', {}),
          ],
          [
            nodeOf('delivery', 'addTags', { tags: ['доставка'] }),
            nodeOf('bring', 'reply', { text: same('Привезём.') }),
            nodeOf('deliveryEnd', 'end', {}),
          ],
          [nodeOf('assembly', 'addTags', { tags: ['сборка'] }), nodeOf('assemblyEnd', 'end', {})],
          [nodeOf('none', 'addTags', { tags: ['обычное'] }), nodeOf('noneEnd', 'end', {})],
        ],
        {
          'ask:gaveUp': 'noneEnd',
          'all:urgent': 'urgent',
          'all:delivery': 'delivery',
          'all:assembly': 'assembly',
          'all:otherwise': 'none',
        },
      );
      const { visitor, dialogueId } = await beginFlow(stack, graph, 'Здравствуйте');
      await hears(visitor, 'Имя и номер?');
      await visitor.send(`${person.introduction}, срочно и с доставкой`);
      await hears(visitor, 'Привезём.');
      await untilSettled(stack, dialogueId);
      const { leads } = await stack.crm.person(person.phone);
      expect(leads.map(({ tags }) => tags.toSorted())).toEqual([['доставка', 'срочно', 'чат с сайта']]);
      expect((await visitor.messages()).slice(-2).map(({ text }) => text)).toEqual(['Поторопимся.', 'Привезём.']);
    },
    caseTimeoutMs,
  );

  it(
    'stay as they were won: the client’s next message begins an episode anew, with a lead of its own',
    async () => {
      await stack.admin.publishFlow(priceAndContactFlow);
      const person = newPerson();
      const visitor = await stack.visitor();
      const { id } = await visitor.send(priceQuestion);
      const dialogueId = await dialogueOfMessage(stack, id);
      await visitor.until('the question', (all) => all.length === 2);
      await visitor.say(person.introduction);
      await untilSettled(stack, dialogueId);
      const won = (await stack.admin.dialogue(dialogueId)).crm?.leadId;

      const move = { id: randomUUID(), stageKey: 'won' };
      await stack.admin.call(`/api/dialogues/${dialogueId}/stage`, { method: 'POST', body: move });
      await untilSettled(stack, dialogueId);
      const leads = async () => (await stack.crm.person(person.phone)).leads;
      expect((await leads()).map((lead) => lead.statusId)).toEqual(['CONVERTED']);

      await visitor.say(priceQuestion);
      await untilSettled(stack, dialogueId);
      const both = await leads();
      expect(both.map((lead) => lead.statusId).sort()).toEqual(['CONVERTED', 'UC_CONTACT']);
      expect((await stack.admin.dialogue(dialogueId)).crm?.leadId).not.toBe(won);
      expect((await stack.crm.person(person.phone)).contacts).toHaveLength(1);
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

  it(
    'are deals where the CRM works without leads, though the flow says nothing of it',
    async () => {
      await stack.crm.control('POST', 'mode', { leads: false });
      await forgetPortal(stack.crm.webhookUrl.replace(/\/$/, ''));
      await stack.admin.publishFlow(priceAndContactFlow);
      const person = newPerson();
      const { crm } = await stack.admin.dialogue(await play(person));
      expect(crm).toMatchObject({ cardKind: 'deal' });
      expect(await dealsOf(crm?.contactId ?? '')).toMatchObject([{ ID: crm?.leadId, STAGE_ID: 'C5:EXECUTING' }]);
      expect((await stack.crm.person(person.phone)).leads).toEqual([]);
    },
    caseTimeoutMs,
  );

  it(
    'are made without a manager who was dismissed in the CRM, and a person is told',
    async () => {
      await stack.crm.control('POST', 'users', { id: 5, active: false });
      await forgetPortal(stack.crm.webhookUrl);
      const dialogueId = await play(newPerson());
      const { crm } = await stack.admin.dialogue(dialogueId);
      const [deal] = await dealsOf(crm?.contactId ?? '');
      expect(deal).toMatchObject({ ID: crm?.leadId });
      expect(deal?.['ASSIGNED_BY_ID']).not.toBe('5');
      expect(await stack.admin.incidentsOf(dialogueId)).toContainEqual(
        expect.objectContaining({ code: 'Crm.ResponsibleGone' }),
      );
    },
    caseTimeoutMs,
  );
});
