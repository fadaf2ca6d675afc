import { randomUUID } from 'node:crypto';
import { distributionSchema, flowListSchema, flowSchema, incidentListSchema } from '@voronka/contracts';
import { priceAndContactFlow } from '@voronka/domain';
import type { FlowGraph, FlowNode } from '@voronka/domain';
import {
  dialogueOfMessage,
  flowOf,
  letTimePass,
  newPerson,
  nodeOf,
  onFirstMessage,
  priceQuestion,
  same,
  startStack,
  until,
  untilSettled,
} from '@voronka/testing';
import type { Stack, WidgetClient } from '@voronka/testing';

const caseTimeoutMs = 90_000;

describe('people and flows at work', () => {
  let stack: Stack;
  let funnelId = '';
  beforeAll(async () => {
    stack = await startStack();
    funnelId = (await stack.query<{ id: string }>('select id from funnels limit 1'))[0]?.id ?? '';
  }, caseTimeoutMs);
  afterAll(() => stack?.destroy(), caseTimeoutMs);

  async function begin(first: string): Promise<{ visitor: WidgetClient; dialogueId: string }> {
    const visitor = await stack.visitor();
    const { id } = await visitor.send(first);
    return { visitor, dialogueId: await dialogueOfMessage(stack, id) };
  }
  async function rowOf<Row extends object>(dialogueId: string, columns: string): Promise<Row> {
    const [row] = await stack.query<Row>(`select ${columns} from dialogues where id = $1`, [dialogueId]);
    if (!row) throw new Error('no dialogue');
    return row;
  }
  const hears = (visitor: WidgetClient, text: string) =>
    visitor.until(`"${text}"`, (all) => all.at(-1)?.text === text, { timeoutMs: 30_000 });
  const flowPath = async () => {
    const { flows } = flowListSchema.parse(await stack.admin.call('/api/flows'));
    return `/api/flows/${flows[0]?.id}`;
  };

  it(
    'a signal of a manager moves the card forwards in the CRM; a repeat within its pause does nothing, and is on record',
    async () => {
      const person = newPerson();
      await stack.admin.publishFlow(priceAndContactFlow);
      const { visitor, dialogueId } = await begin(priceQuestion);
      await visitor.until('the question', (all) => all.length === 2);
      await visitor.say(person.introduction);
      await untilSettled(stack, dialogueId);
      for (let press = 0; press < 2; press += 1) {
        await stack.manager.call(`/api/dialogues/${dialogueId}/signals`, {
          body: { id: randomUUID(), name: 'readyToCall', payload: {} },
        });
        await untilSettled(stack, dialogueId);
      }
      expect((await stack.crm.person(person.phone)).leads[0]?.statusId).toBe('IN_PROCESS');
      const records = await stack.query<{ signals: { refused: string | null }[] }>(
        `select record->'signals' as signals from decisions where dialogue_id = $1 and record->'signals' is not null order by turn`,
        [dialogueId],
      );
      expect(records.map(({ signals }) => signals[0]?.refused)).toEqual([null, 'Signal.Cooldown']);
    },
    caseTimeoutMs,
  );

  it(
    'a dialogue is given to a manager, handed off with a to-do, escalated when nobody answers, and given back by limit',
    async () => {
      const { settings } = distributionSchema.parse(await stack.admin.call(`/api/funnels/${funnelId}/distribution`));
      const [olga] = await stack.query<{ id: string }>(`select id from users where role = 'manager' and not disabled`);
      await stack.admin.call(`/api/funnels/${funnelId}/distribution`, {
        method: 'PUT',
        body: {
          ...settings,
          enabled: true,
          strategy: 'leastLoaded',
          memberIds: [olga?.id],
          answerDeadlineMinutes: 15,
          returnToAssistantMinutes: 30,
        },
      });
      const person = newPerson();
      const steps: FlowNode[] = [
        onFirstMessage(),
        nodeOf('ask', 'ask', { slots: ['name', 'phone'], attempts: 2, question: same('Имя и номер?'), again: [] }),
        nodeOf('contact', 'findOrCreateContact', {}),
        nodeOf('lead', 'createLead', { title: same('{{name}}'), stageKey: 'unsorted' }),
        nodeOf('handOff', 'handOff', {
          reason: same('Клиент ждёт звонка'),
          text: same('Передаю менеджеру.'),
          task: true,
        }),
      ];
      await stack.admin.publishFlow(flowOf([steps], { 'ask:gaveUp': 'handOff' }));
      const { visitor, dialogueId } = await begin('Здравствуйте');
      await hears(visitor, 'Имя и номер?');
      await visitor.send(person.introduction);
      await hears(visitor, 'Передаю менеджеру.');
      await untilSettled(stack, dialogueId);
      expect(await rowOf(dialogueId, 'manager_id, owner')).toEqual({ manager_id: olga?.id, owner: 'assistant' });
      const { leads } = await stack.crm.person(person.phone);
      expect(leads).toHaveLength(1);
      expect(leads[0]?.responsibleId).toBe('5');
      expect(leads[0]?.todos).toEqual([expect.stringMatching(/^Клиент ждёт звонка\n/u)]);

      await letTimePass(stack, dialogueId, 16);
      await until(
        'the escalation',
        async () => (await rowOf<{ escalation_level: number }>(dialogueId, 'escalation_level')).escalation_level === 1,
        { timeoutMs: 30_000 },
      );
      await stack.manager.answer(dialogueId, 'Здравствуйте, это Ольга.');
      await visitor.send('Спасибо, жду ответа');
      await untilSettled(stack, dialogueId);
      expect(await rowOf(dialogueId, 'owner, escalation_level')).toEqual({ owner: 'manager', escalation_level: 0 });
      await letTimePass(stack, dialogueId, 31);
      await until(
        'the return',
        async () => (await rowOf<{ owner: string }>(dialogueId, 'owner')).owner === 'assistant',
        { timeoutMs: 30_000 },
      );
    },
    caseTimeoutMs,
  );

  it(
    'open dialogues are moved to a new version where their place exists, others stay; an old version can be published again',
    async () => {
      const asking = (id: string, question: string): FlowGraph =>
        flowOf(
          [
            [
              onFirstMessage(),
              nodeOf(id, 'ask', { slots: ['phone'], attempts: 3, question: same(question), again: [] }),
              nodeOf('bye', 'reply', { text: same(`Спасибо (${question})`) }),
              nodeOf('end', 'end', {}),
            ],
          ],
          { [`${id}:gaveUp`]: 'end' },
        );
      const publishMoving = async (graph: FlowGraph) => {
        const path = await flowPath();
        const { draft } = flowSchema.parse(await stack.admin.call(path));
        await stack.admin.call(`${path}/draft`, { method: 'PUT', body: { revision: draft.revision, graph } });
        const saved = flowSchema.parse(await stack.admin.call(path));
        await stack.admin.call(`${path}/publish`, { body: { revision: saved.draft.revision, openDialogues: 'move' } });
      };
      await stack.admin.publishFlow(asking('ask', 'Номер?'));
      const { visitor, dialogueId } = await begin('Здравствуйте');
      await hears(visitor, 'Номер?');
      await untilSettled(stack, dialogueId);

      await publishMoving(asking('ask', 'Телефон?'));
      await untilSettled(stack, dialogueId);
      expect(await visitor.say('не понял вопрос про то самое')).toBe('Телефон?');
      const moved = await rowOf<{ bundle_hash: string }>(dialogueId, 'bundle_hash');
      await untilSettled(stack, dialogueId);

      await publishMoving(asking('other', 'Контакт?'));
      await untilSettled(stack, dialogueId);
      expect(await rowOf(dialogueId, 'bundle_hash')).toEqual(moved);
      expect(await visitor.say(newPerson().phone)).toBe('Спасибо (Телефон?)');

      const path = await flowPath();
      const { versions } = (await stack.admin.call(`${path}/versions`)) as { versions: { number: number }[] };
      const first = versions.toSorted((a, b) => b.number - a.number)[2];
      await stack.admin.call(`${path}/versions/${first?.number}/restore`, { body: { note: 'назад' } });
      const later = await begin('Здравствуйте');
      await hears(later.visitor, 'Номер?');
    },
    caseTimeoutMs,
  );

  it(
    'a dialogue that is stuck goes on without the failed step when a person says so',
    async () => {
      const person = newPerson();
      await stack.admin.publishFlow(priceAndContactFlow);
      const { visitor, dialogueId } = await begin(priceQuestion);
      await visitor.until('the question', (all) => all.length === 2);
      await stack.crm.fail({ kind: 'status401', method: '*', times: 1 });
      try {
        await visitor.send(person.introduction);
        const incident = await until('the incident', async () => (await stack.admin.incidentsOf(dialogueId))[0], {
          timeoutMs: 30_000,
        });
        await stack.admin.call(`/api/incidents/${incident.id}/skip`, { method: 'POST' });
      } finally {
        await stack.crm.heal();
      }
      await untilSettled(stack, dialogueId);
      const { incidents } = incidentListSchema.parse(await stack.admin.call('/api/incidents?state=open'));
      expect(incidents.filter((one) => one.dialogueId === dialogueId)).toEqual([]);
      expect(await rowOf(dialogueId, `state->'parked' as parked`)).toEqual({ parked: null });
    },
    caseTimeoutMs,
  );
});
