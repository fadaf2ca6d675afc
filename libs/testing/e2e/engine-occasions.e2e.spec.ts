import { randomUUID } from 'node:crypto';
import type { CreateSignal } from '@voronka/contracts';
import { assistantListSchema, funnelSignalsSchema, incidentListSchema } from '@voronka/contracts';
import type { FlowGraph, FlowNode } from '@voronka/domain';
import {
  beginFlow,
  flowOf,
  hears,
  letTimePass,
  newPerson,
  nodeOf,
  onFirstMessage,
  same,
  says,
  startStack,
  untilSettled,
} from '@voronka/testing';
import type { CrmLeadCard, Played, ScenarioPerson, Stack } from '@voronka/testing';

const caseTimeoutMs = 90_000;

describe('what happens beside a conversation', () => {
  let stack: Stack;
  let funnelId = '';
  beforeAll(async () => {
    stack = await startStack();
    funnelId = (await stack.query<{ id: string }>('select id from funnels'))[0]?.id ?? '';
    const { assistants } = assistantListSchema.parse(await stack.admin.call('/api/assistants'));
    await stack.admin.call(`/api/assistants/${assistants[0]?.id}`, { method: 'PATCH', body: { mode: 'movesStages' } });
  }, caseTimeoutMs);
  afterAll(() => stack?.destroy(), caseTimeoutMs);

  const ends = (id: string) => nodeOf(id, 'end', {});
  const notes = (id: string, text: string) => nodeOf(id, 'addNote', { text: same(text) });

  /** Asks for name and phone, makes the lead and its tags, and thanks; later messages are only acknowledged. */
  function leadFlow(...beside: FlowNode[][]): FlowGraph {
    const later = nodeOf('later', 'clientMessageTrigger', { when: null, oncePerEpisode: false, priority: 1 });
    return flowOf(
      [
        [
          onFirstMessage('start', 5),
          nodeOf('ask', 'ask', { slots: ['name', 'phone'], attempts: 3, question: same('Имя и номер?'), again: [] }),
          nodeOf('contact', 'findOrCreateContact', {}),
          nodeOf('lead', 'createLead', { title: same('{{name}}'), stageKey: 'unsorted' }),
          nodeOf('tags', 'addTags', { tags: ['новый', 'думает'] }),
          nodeOf('thanks', 'reply', { text: same('Спасибо!') }),
          ends('end'),
        ],
        [later, nodeOf('seen', 'reply', { text: same('Поняли вас.') }), ends('laterEnd')],
        ...beside,
      ],
      { 'ask:gaveUp': 'end' },
    );
  }

  async function beginWithLead(person: ScenarioPerson, graph: FlowGraph): Promise<Played> {
    const played = await beginFlow(stack, graph, 'Здравствуйте');
    await hears(played.visitor, 'Имя и номер?');
    await played.visitor.send(person.introduction);
    await hears(played.visitor, 'Спасибо!');
    await untilSettled(stack, played.dialogueId);
    return played;
  }
  async function tells({ visitor, dialogueId }: Played, text: string): Promise<void> {
    expect(await visitor.say(text)).toBe('Поняли вас.');
    await untilSettled(stack, dialogueId);
  }
  async function leadOf(person: ScenarioPerson): Promise<CrmLeadCard> {
    const { leads } = await stack.crm.person(person.phone);
    const [lead] = leads;
    if (!lead || leads.length > 1) throw new Error(`${leads.length} leads`);
    return lead;
  }
  const notesWith = (lead: CrmLeadCard, text: string) =>
    lead.comments.filter((comment) => comment.includes(text)).length;

  const declare = (signal: Pick<CreateSignal, 'name' | 'textRule'> & Partial<CreateSignal>) =>
    stack.admin.call('/api/signals', {
      body: {
        title: same(signal.name),
        sources: ['rule'],
        fields: [],
        cooldownSeconds: 0,
        oncePerDialogue: false,
        onStage: null,
        ...signal,
      },
    });
  const refusals = async ({ dialogueId }: Played) =>
    (
      await stack.query<{ signals: { name: string; refused: string | null }[] }>(
        `select record->'signals' as signals from decisions
         where dialogue_id = $1 and record->'signals' is not null order by turn`,
        [dialogueId],
      )
    ).flatMap(({ signals }) => signals.map(({ name, refused }) => `${name}: ${refused ?? 'taken'}`));

  it(
    "a client's words raise a signal that moves the card, not within its pause; another is raised once per dialogue",
    async () => {
      await declare({ name: 'asksContract', textRule: says('договор', 'договора'), cooldownSeconds: 3600 });
      await declare({ name: 'asksDiscount', textRule: says('скидка', 'скидку'), oncePerDialogue: true });
      const path = `/api/funnels/${funnelId}/signals`;
      const { stages } = funnelSignalsSchema.parse(await stack.admin.call(path));
      await stack.admin.call(path, { method: 'PUT', body: { stages: { ...stages, asksContract: 'decision' } } });
      const onDiscount = nodeOf('onDiscount', 'signalTrigger', { signal: 'asksDiscount', when: null });
      const person = newPerson();
      const played = await beginWithLead(
        person,
        leadFlow([onDiscount, notes('discountNote', 'Просит скидку'), ends('discountEnd')]),
      );
      await tells(played, 'Пришлите, пожалуйста, договор');
      expect((await leadOf(person)).statusId).toBe('UC_CONTRACT');

      const { dialogueId } = played;
      await stack.manager.call(`/api/dialogues/${dialogueId}/stage`, {
        body: { id: randomUUID(), stageKey: 'negotiation' },
      });
      await untilSettled(stack, dialogueId);
      await tells(played, 'Так что с договором, где договор?');
      expect((await leadOf(person)).statusId).toBe('IN_PROCESS');
      await letTimePass(stack, dialogueId, 61);
      await tells(played, 'Договор будет?');
      expect((await leadOf(person)).statusId).toBe('UC_CONTRACT');

      await tells(played, 'А скидка есть?');
      await tells(played, 'Дайте скидку');
      expect(notesWith(await leadOf(person), 'Просит скидку')).toBe(1);
      expect(await refusals(played)).toEqual([
        'asksContract: taken',
        'asksContract: Signal.Cooldown',
        'asksContract: taken',
        'asksDiscount: taken',
        'asksDiscount: Signal.OnceOnly',
      ]);
    },
    caseTimeoutMs,
  );

  it(
    'a signal before there is a card moves nothing and stops nothing',
    async () => {
      const person = newPerson();
      const { visitor, dialogueId } = await beginFlow(stack, leadFlow(), 'Пришлите договор');
      await hears(visitor, 'Имя и номер?');
      await visitor.send(person.introduction);
      await hears(visitor, 'Спасибо!');
      await untilSettled(stack, dialogueId);
      expect((await leadOf(person)).statusId).toBe('NEW');
      const { incidents } = incidentListSchema.parse(await stack.admin.call('/api/incidents?state=open'));
      expect(incidents.filter((one) => one.dialogueId === dialogueId)).toEqual([]);
    },
    caseTimeoutMs,
  );

  it(
    'a button of the flow does its steps on the card: a tag goes, the others stay, and the client hears of it',
    async () => {
      const person = newPerson();
      const button = nodeOf('decided', 'manualTrigger', { when: null });
      const played = await beginWithLead(
        person,
        leadFlow([
          button,
          nodeOf('untag', 'removeTags', { tags: ['думает', 'нет такого'] }),
          nodeOf('tell', 'reply', { text: same('Отлично, оформляем.') }),
          ends('decidedEnd'),
        ]),
      );
      expect((await leadOf(person)).tags.toSorted()).toEqual(['думает', 'новый', 'чат с сайта']);
      const { byHand } = await stack.manager.dialogue(played.dialogueId);
      expect(byHand.buttons.map(({ triggerId }) => triggerId)).toEqual(['decided']);
      const press = { body: { id: randomUUID() } };
      await stack.manager.call(`/api/dialogues/${played.dialogueId}/run/decided`, press);
      await stack.manager.call(`/api/dialogues/${played.dialogueId}/run/decided`, press);
      await hears(played.visitor, 'Отлично, оформляем.');
      await untilSettled(stack, played.dialogueId);
      expect((await leadOf(person)).tags.toSorted()).toEqual(['новый', 'чат с сайта']);
      expect((await played.visitor.messages()).filter(({ text }) => text === 'Отлично, оформляем.')).toHaveLength(1);
    },
    caseTimeoutMs,
  );

  it(
    'another responsible manager is told to the CRM, and the flow does what it has drawn for that',
    async () => {
      const [admin] = await stack.query<{ id: string }>(`select id from users where role = 'admin'`);
      await stack.query(
        `insert into manager_links (integration_id, user_id, workspace_id, crm_user_id)
         select id, $1, workspace_id, '7' from integrations`,
        [admin?.id],
      );
      const person = newPerson();
      const played = await beginWithLead(
        person,
        leadFlow([
          nodeOf('changed', 'responsibleChangedTrigger', { when: null }),
          notes('changedNote', 'Менеджер сменился'),
          nodeOf('introduce', 'reply', { text: same('Теперь вас ведёт другой менеджер.') }),
          ends('changedEnd'),
        ]),
      );
      await stack.admin.call(`/api/dialogues/${played.dialogueId}/responsible`, {
        method: 'PUT',
        body: { managerId: admin?.id },
      });
      await hears(played.visitor, 'Теперь вас ведёт другой менеджер.');
      await untilSettled(stack, played.dialogueId);
      const lead = await leadOf(person);
      expect(lead.responsibleId).toBe('7');
      expect(notesWith(lead, 'Менеджер сменился')).toBe(1);
      expect(await stack.admin.dialogue(played.dialogueId)).toMatchObject({ owner: 'assistant' });
    },
    caseTimeoutMs,
  );
});
