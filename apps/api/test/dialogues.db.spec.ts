import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  dialogueDetailSchema,
  dialogueFlowSchema,
  dialogueListSchema,
  dialogueMessageSchema,
  overviewSchema,
  timelineSchema,
} from '@voronka/contracts';
import type { DialogueDetail, DialogueList, DialogueMessage, Overview } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import { decideAll } from './assistant.ts';
import type { Browser } from './browser.ts';
import { EventReader } from './event-reader.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';
import { Visitor } from './visitor.ts';

let api: TestApi;
let manager: Browser;
beforeAll(async () => {
  api = await startTestApi();
  manager = await api.logIn('manager');
});
afterAll(() => api.stop());

async function list(query = ''): Promise<DialogueList> {
  return (await manager.expect<DialogueList>(200, 'GET', `/api/dialogues${query}`)).body;
}

async function detail(dialogueId: string): Promise<DialogueDetail> {
  return (await manager.expect<DialogueDetail>(200, 'GET', `/api/dialogues/${dialogueId}`)).body;
}

async function begun(text: string, session: object = {}): Promise<{ visitor: Visitor; dialogueId: string }> {
  const visitor = await Visitor.agreed(api, session);
  await visitor.say(text);
  return { visitor, dialogueId: await visitor.dialogueId() };
}

describe('an unknown dialogue', () => {
  it.each([
    ['GET', ''],
    ['GET', '/timeline'],
    ['GET', '/flow'],
    ['POST', '/return'],
    ['POST', '/read'],
    ['POST', '/typing'],
  ])('%s …%s says so', async (method, path) => {
    const answer = await manager.expectError('Dialogue.Unknown', method, `/api/dialogues/${randomUUID()}${path}`);
    expect(answer.status).toBe(404);
    await manager.expectError('Dialogue.Unknown', method, `/api/dialogues/1%27--${path}`);
  });

  it('takes no message', async () => {
    const body = { id: randomUUID(), text: 'Здравствуйте' };
    await manager.expectError('Dialogue.Unknown', 'POST', `/api/dialogues/${randomUUID()}/messages`, body);
  });
});

describe('the list', () => {
  it('shows the latest change first, pages by key, and counts all', async () => {
    const ids: string[] = [];
    for (const text of ['первый вопрос', 'второй вопрос', 'третий вопрос']) ids.push((await begun(text)).dialogueId);
    const first = await list('?search=вопрос&limit=2');
    expect(dialogueListSchema.parse(first)).toEqual(first);
    expect(first.dialogues.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    expect(first.total).toBe(3);
    const second = await list(`?search=вопрос&limit=2&cursor=${first.nextCursor}`);
    expect(second.dialogues.map(({ id }) => id)).toEqual([ids[0]]);
    expect(second.nextCursor).toBeNull();
  });

  it('takes wildcards of the search literally', async () => {
    await begun('скидка 100%_ сегодня');
    expect((await list(`?search=${encodeURIComponent('100%_')}`)).total).toBe(1);
    expect((await list(`?search=${encodeURIComponent('%%%')}`)).total).toBe(0);
  });

  it('leaves out visitors who only agreed', async () => {
    const before = (await list()).total;
    await Visitor.agreed(api);
    expect((await list()).total).toBe(before);
  });

  it.each(['?limit=0', '?limit=1000', '?status=asleep', '?cursor=nonsense'])(
    'refuses %s, naming the field',
    async (query) => {
      const answer = await manager.expectError('Request.Invalid', 'GET', `/api/dialogues${query}`);
      expect(answer.status).toBe(400);
      expect(answer.body.fields?.[0]?.path).toBe(/\?(\w+)=/.exec(query)?.[1]);
    },
  );

  it('has as many rows as every number of the overview says', async () => {
    const { dialogueId } = await begun('позовите человека');
    const answer = { id: randomUUID(), text: 'Слушаю' };
    await manager.expect(200, 'POST', `/api/dialogues/${dialogueId}/messages`, answer);
    const em = api.orm.em.fork();
    const marked = await begun('нужен менеджер');
    await em.execute('update dialogues set needs_manager = true where id = ?', [marked.dialogueId]);
    const late = await begun('медленная CRM');
    await em.execute('update dialogues set delayed_since = now() where id = ?', [late.dialogueId]);
    const done = await begun('всё готово');
    await em.execute(
      `update dialogues set state = jsonb_set(state, '{completed}', 'true'), created_at = now() - interval '3 days' where id = ?`,
      [done.dialogueId],
    );
    const overview = (await manager.expect<Overview>(200, 'GET', '/api/overview')).body;
    expect(overviewSchema.parse(overview)).toEqual(overview);
    expect((await list('?status=open')).total).toBe(overview.openDialogues);
    expect((await list('?status=needsManager')).total).toBe(overview.needsManager);
    expect((await list('?status=delayed')).total).toBe(overview.delayed);
    expect((await list('?today=dialogues')).total).toBe(overview.dialoguesToday);
    expect((await list('?today=leads')).total).toBe(overview.leadsToday);
    expect(overview).toMatchObject({ needsManager: 1, delayed: 1, demo: { chatUrl: '/demo' } });
    expect((await list()).total).toBe(overview.openDialogues + 1);
  });
});

describe('a dialogue', () => {
  it('keeps where the client came from, the consent with its time, and the text as it was', async () => {
    const text = '<script>alert(1)</script> & "цена"';
    const { dialogueId } = await begun(text, {
      page: 'https://site.example/price',
      referrer: 'https://search.example/',
      utm: { source: 'ads' },
    });
    const shown = await detail(dialogueId);
    expect(dialogueDetailSchema.parse(shown)).toEqual(shown);
    expect(shown.client).toMatchObject({
      page: 'https://site.example/price',
      referrer: 'https://search.example/',
      utm: { source: 'ads' },
      consent: { version: '1', acceptedAt: expect.stringMatching(/Z$/) },
    });
    expect(shown.messages.map((message) => message.text)).toEqual([text]);
    expect(shown).toMatchObject({ status: 'assistant', unread: 1, channel: { kind: 'widget', name: 'Сайт' } });
    expect(shown.workflowUrl).toBe(`http://127.0.0.1:8233/namespaces/default/workflows/dialogue%3A${dialogueId}`);
    expect(shown.crm).toMatchObject({ integrationName: 'Битрикс24 (песочница)', leadId: null, leadUrl: null });
  });

  it('shows each decision with its rule and the path on the flow that it runs', async () => {
    const { dialogueId } = await begun('Сколько стоит?');
    await decideAll(api, dialogueId);
    const timeline = timelineSchema.parse(
      (await manager.expect(200, 'GET', `/api/dialogues/${dialogueId}/timeline`)).body,
    );
    expect(timeline.decisions).toHaveLength(1);
    const [decision] = timeline.decisions;
    expect(decision?.event).toEqual({ kind: 'clientMessage', seq: 1, text: 'Сколько стоит?', crm: null });
    const chosen = decision?.path.flatMap(({ rules }) => rules ?? []).filter((rule) => rule.chosen);
    expect(chosen?.length).toBeGreaterThan(0);
    const asked = decision?.steps.find(({ kind }) => kind === 'ask');
    expect(asked).toMatchObject({ status: 'planned', rule: { title: { ru: expect.any(String) } } });

    const flow = dialogueFlowSchema.parse((await manager.expect(200, 'GET', `/api/dialogues/${dialogueId}/flow`)).body);
    const nodes = new Set(flow.graph.nodes.map(({ id }) => id));
    expect(flow.visited.length).toBeGreaterThan(1);
    expect(flow.visited.every(({ nodeId }) => nodes.has(nodeId))).toBe(true);
    expect(flow.current).toBe(asked?.nodeId);
  });
});

describe('a takeover', () => {
  it('cancels what the assistant was about to say, and reaches the client at once', async () => {
    const { visitor, dialogueId } = await begun('Сколько стоит?');
    await decideAll(api, dialogueId);
    const body = { id: randomUUID(), text: 'Здравствуйте, я Ольга' };
    const answer = await manager.expect<DialogueMessage>(200, 'POST', `/api/dialogues/${dialogueId}/messages`, body);
    expect(dialogueMessageSchema.parse(answer.body)).toEqual(answer.body);
    expect(answer.body).toMatchObject({ from: 'manager', author: 'Ольга', status: 'sent', turn: null });
    const shown = await detail(dialogueId);
    expect(shown).toMatchObject({ status: 'manager', owner: 'manager', manager: { name: 'Ольга' }, unread: 0 });
    const assistant = shown.messages.filter(({ from }) => from === 'assistant');
    expect(assistant.map(({ status }) => status)).toEqual(['cancelled']);
    expect((await visitor.messages()).map(({ from, text }) => [from, text])).toEqual([
      ['client', 'Сколько стоит?'],
      ['manager', 'Здравствуйте, я Ольга'],
    ]);
  });

  it('takes a repeat of the same message once', async () => {
    const { visitor, dialogueId } = await begun('Алло');
    const body = { id: randomUUID(), text: 'Да?' };
    const path = `/api/dialogues/${dialogueId}/messages`;
    const first = await manager.expect<DialogueMessage>(200, 'POST', path, body);
    const second = await manager.expect<DialogueMessage>(200, 'POST', path, body);
    expect(second.body.id).toBe(first.body.id);
    expect(await visitor.messages()).toHaveLength(2);
  });

  it('ends when the manager gives the dialogue back', async () => {
    const { dialogueId } = await begun('Вопрос');
    const body = { id: randomUUID(), text: 'Ответ' };
    await manager.expect(200, 'POST', `/api/dialogues/${dialogueId}/messages`, body);
    await manager.expect(204, 'POST', `/api/dialogues/${dialogueId}/return`);
    expect(await detail(dialogueId)).toMatchObject({ owner: 'assistant', status: 'assistant' });
    await manager.expect(204, 'POST', `/api/dialogues/${dialogueId}/return`);
    const kinds = await api.orm.em
      .fork()
      .execute<{ kind: string }[]>('select kind from inbox where dialogue_id = ? order by seq', [dialogueId]);
    expect(kinds.map(({ kind }) => kind)).toEqual(['clientMessage', 'managerMessage', 'returnedToAssistant']);
  });

  it.each([
    ['empty', { id: randomUUID(), text: '  ' }],
    ['without an id', { text: 'a' }],
    ['too long', { id: randomUUID(), text: 'a'.repeat(8001) }],
  ])('does not happen by a message that is %s', async (_how, body) => {
    const { dialogueId } = await begun('Проверка');
    await manager.expectError('Request.Invalid', 'POST', `/api/dialogues/${dialogueId}/messages`, body);
    expect(await detail(dialogueId)).toMatchObject({ owner: 'assistant' });
  });
});

describe('live events of people', () => {
  it('name the dialogue that changed and who writes', async () => {
    const { visitor, dialogueId } = await begun('Первое');
    const events = await EventReader.open(`${api.url}/api/events`, { cookie: manager.cookie ?? '' });
    await visitor.browser.expect(204, 'POST', '/api/widget/typing', {}, visitor.bearer());
    await events.next('typing', (data) => data['dialogueId'] === dialogueId);
    await visitor.say('Второе');
    await events.next('dialogue', ({ id }) => id === dialogueId);
    events.close();
  });

  it('come back after the database connection was cut', async () => {
    const { visitor, dialogueId } = await begun('До обрыва');
    const first = await EventReader.open(`${api.url}/api/events`, { cookie: manager.cookie ?? '' });
    await first.next('ping');
    await api.orm.em
      .fork()
      .execute(
        `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and datname = current_database()`,
      );
    // The editor's stream ends, so that it connects anew and reads everything again.
    await first.ended();
    const second = await EventReader.open(`${api.url}/api/events`, { cookie: manager.cookie ?? '' });
    await visitor.say('После обрыва');
    await second.next('dialogue', ({ id }) => id === dialogueId);
    second.close();
  });
});

describe('an incident', () => {
  it('is listed with its words and retried once', async () => {
    const { dialogueId } = await begun('Сломается');
    const id = randomUUID();
    await api.orm.em
      .fork()
      .execute(
        `insert into incidents (id, workspace_id, dialogue_id, turn, command_index, node_id, code) values (?, ?, ?, 1, 0, ?, ?)`,
        [id, demoIds.workspace, dialogueId, 'nowhere', 'Crm.Unreachable'],
      );
    const open = await manager.expect<{ incidents: object[] }>(200, 'GET', '/api/incidents?state=open');
    expect(open.body.incidents).toContainEqual(
      expect.objectContaining({ id, dialogueId, code: 'Crm.Unreachable', state: 'open' }),
    );
    expect((await detail(dialogueId)).status).toBe('incident');
    await manager.expect(204, 'POST', `/api/incidents/${id}/retry`);
    await manager.expectError('Request.Conflict', 'POST', `/api/incidents/${id}/retry`);
    const resolved = await manager.expect<{ incidents: object[] }>(200, 'GET', '/api/incidents?state=resolved');
    expect(resolved.body.incidents).toContainEqual(expect.objectContaining({ id, state: 'resolved' }));
  });
});
