import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AssistantTurn, OpenTurns } from '@voronka/contracts';
import { assistantTurnSchema, openTurnsSchema } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import { hashToken } from '@voronka/platform';
import { decideAll } from './assistant.ts';
import { askedTurn, askOutside, openTurn, OutsideAssistant, tokenOf } from './outside-assistant.ts';
import { controllerRoutes } from './routes.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';

let api: TestApi;
let assistant: OutsideAssistant;
let stranger: OutsideAssistant;
beforeAll(async () => {
  api = await startTestApi();
  await askOutside(api, { deadlineSeconds: 300 });
  assistant = new OutsideAssistant(api, await tokenOf(api));
  const other = randomUUID();
  await rows(
    `insert into assistants (id, workspace_id, name, mode, kind) values (?, ?, 'other', 'movesStages', 'outside')`,
    [other, demoIds.workspace],
  );
  stranger = new OutsideAssistant(api, await tokenOf(api, undefined, other));
});
afterAll(() => api.stop());

function rows<T extends object>(sql: string, params: unknown[] = []): Promise<T[]> {
  return api.orm.em.fork().execute<T[]>(sql, params, 'all');
}

function proposal(changes: object = {}) {
  return { requestId: randomUUID(), reply: 'От тысячи рублей. Как вас зовут?', ...changes };
}

const propose = (turnId: string, body: object, by = assistant) =>
  by.request('POST', `/api/assistant/turns/${turnId}/proposals`, body);

async function inbox(dialogueId: string, kind: string) {
  return rows<{ seq: string; payload: Record<string, unknown> }>(
    'select seq, payload from inbox where dialogue_id = ? and kind = ? order by seq',
    [dialogueId, kind],
  );
}

async function said(dialogueId: string): Promise<string[]> {
  const found = await rows<{ body: string }>(
    `select body from messages where dialogue_id = ? and sender = 'assistant' and status = 'planned' order by position`,
    [dialogueId],
  );
  return found.map(({ body }) => body);
}

describe('a turn that waits for an outside assistant', () => {
  it('is listed and shows what the assistant may look at', async () => {
    const { dialogueId, turnId } = await askedTurn(api, 'Сколько стоит? Меня зовут Анна');
    const listed = await assistant.request<OpenTurns>('GET', '/api/assistant/turns');
    expect(openTurnsSchema.parse(listed.body).turns).toContainEqual(
      expect.objectContaining({ id: turnId, dialogueId }),
    );
    const answer = await assistant.request<AssistantTurn>('GET', `/api/assistant/turns/${turnId}`);
    const turn = assistantTurnSchema.parse(answer.body);
    expect(turn).toMatchObject({
      state: 'open',
      locale: 'ru',
      messages: [{ from: 'client', text: 'Сколько стоит? Меня зовут Анна' }],
      messagesCut: false,
      mode: { key: expect.any(String) },
    });
    expect(turn.signals.map(({ name }) => name)).toContain('wantsCallback');
    expect(turn.signals.map(({ name }) => name)).not.toContain('hasPaid');
    expect(turn.slots.find(({ key }) => key === 'name')?.value).toBe('Анна');
    expect(Date.parse(turn.deadlineAt)).toBeGreaterThan(Date.now());
  });

  it('shows the last thirty messages, each cut', async () => {
    const { visitor, dialogueId } = await askedTurn(api);
    await rows(`update messages set body = repeat('я', 8000) where dialogue_id = ?`, [dialogueId]);
    await rows(
      `insert into messages (id, workspace_id, dialogue_id, position, sender, body, status)
       select gen_random_uuid(), workspace_id, id, 100 + n, 'client', 'ещё ' || n, 'accepted'
       from dialogues, generate_series(1, 30) n where id = ?`,
      [dialogueId],
    );
    await rows('update dialogues set next_position = 200 where id = ?', [dialogueId]);
    await visitor.say('последнее');
    const turnId = await openTurn(api, dialogueId);
    const { body } = await assistant.request<AssistantTurn>('GET', `/api/assistant/turns/${turnId}`);
    expect(body.messages).toHaveLength(30);
    expect(body.messagesCut).toBe(true);
    expect(body.messages.at(-1)?.text).toBe('последнее');
    await rows(`delete from messages where dialogue_id = ? and position > 100 and body like 'ещё%'`, [dialogueId]);
    const cut = await assistant.request<AssistantTurn>('GET', `/api/assistant/turns/${turnId}`);
    expect(cut.body.messages[0]?.text).toHaveLength(2000);
  });

  it('is waited for, and heard of at once', async () => {
    const { body: before } = await assistant.request<OpenTurns>('GET', '/api/assistant/turns');
    const startedAt = Date.now();
    const waiting = assistant.request<OpenTurns>('GET', `/api/assistant/turns?waitSeconds=12&cursor=${before.cursor}`);
    const { turnId } = await askedTurn(api);
    const { body } = await waiting;
    expect(body.turns.map(({ id }) => id)).toEqual([turnId]);
    expect(Date.now() - startedAt).toBeLessThan(10_000);
    const again = await assistant.request<OpenTurns>('GET', `/api/assistant/turns?waitSeconds=0&cursor=${body.cursor}`);
    expect(again.body.turns).toEqual([]);
  });

  it('is waited for no longer than was asked', async () => {
    const { body: before } = await assistant.request<OpenTurns>('GET', '/api/assistant/turns');
    const waited = await assistant.request<OpenTurns>(
      'GET',
      `/api/assistant/turns?waitSeconds=1&cursor=${before.cursor}`,
    );
    expect(waited.body).toEqual({ turns: [], cursor: before.cursor });
    expect(await assistant.request('GET', '/api/assistant/turns?waitSeconds=26')).toMatchObject({
      status: 400,
      body: { fields: [{ path: 'waitSeconds' }] },
    });
  });

  it('belongs to one assistant: for others it does not exist', async () => {
    const { dialogueId, turnId } = await askedTurn(api);
    const calls = [
      stranger.request('GET', `/api/assistant/turns/${turnId}`),
      propose(turnId, proposal(), stranger),
      stranger.request('POST', `/api/assistant/dialogues/${dialogueId}/signals`, signal()),
      stranger.request('GET', `/api/dialogues/${dialogueId}`),
      assistant.request('GET', `/api/assistant/turns/${randomUUID()}.1`),
      assistant.request('GET', `/api/assistant/turns/1%27--`),
    ];
    for (const answer of await Promise.all(calls)) {
      expect(answer).toMatchObject({ status: 404, body: { code: 'Dialogue.Unknown' } });
    }
    const listed = await stranger.request<OpenTurns>('GET', '/api/assistant/turns');
    expect(listed.body.turns).toEqual([]);
    expect((await assistant.request('GET', `/api/dialogues/${dialogueId}`)).status).toBe(200);
  });
});

describe('a proposal', () => {
  it('is decided: its words are said and its details kept, and the flow goes on', async () => {
    const { dialogueId, turnId } = await askedTurn(api);
    const answer = await propose(
      turnId,
      proposal({
        slots: { name: 'Анна', phone: '8 916 123-45-67' },
        signals: [{ name: 'wantsCallback', payload: { when: 'завтра' } }],
      }),
    );
    expect(answer).toMatchObject({ status: 200, body: { accepted: true, duplicate: false } });
    await decideAll(api, dialogueId);
    expect(await said(dialogueId)).toEqual(['От тысячи рублей. Как вас зовут?']);
    const [dialogue] = await rows<{ state: { slots: object; signals: object; consulting: null } }>(
      'select state from dialogues where id = ?',
      [dialogueId],
    );
    expect(dialogue?.state).toMatchObject({
      consulting: null,
      slots: { name: { value: 'Анна' }, phone: { value: '+79161234567' } },
      signals: { wantsCallback: { count: 1 } },
    });
    const [turn] = await rows<object>('select state, answered_by from assistant_turns where dialogue_id = ?', [
      dialogueId,
    ]);
    expect(turn).toMatchObject({ state: 'answered', answered_by: expect.stringMatching(/^token:/) });
  });

  it('is taken once, however often it is sent', async () => {
    const { dialogueId, turnId } = await askedTurn(api);
    const body = proposal();
    const answers = await Promise.all([1, 2, 3].map(() => propose(turnId, body)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await inbox(dialogueId, 'proposal')).toHaveLength(1);
    await decideAll(api, dialogueId);
    expect(await propose(turnId, body)).toMatchObject({ status: 200, body: { duplicate: true } });
    expect(await propose(turnId, proposal())).toMatchObject({ status: 409, body: { code: 'Proposal.TurnClosed' } });
  });

  it('is refused while a manager leads, and leaves nothing behind', async () => {
    const { dialogueId, turnId } = await askedTurn(api);
    const manager = await api.logIn('manager');
    await manager.expect(200, 'POST', `/api/dialogues/${dialogueId}/messages`, { id: randomUUID(), text: 'Я отвечу' });
    expect(await propose(turnId, proposal())).toMatchObject({ status: 409, body: { code: 'Proposal.ManagerLeads' } });
    expect(await assistant.request('POST', `/api/assistant/dialogues/${dialogueId}/signals`, signal())).toMatchObject({
      status: 409,
      body: { code: 'Proposal.ManagerLeads' },
    });
    expect(await inbox(dialogueId, 'proposal')).toEqual([]);
    expect(await inbox(dialogueId, 'signal')).toEqual([]);
    const { body } = await assistant.request<AssistantTurn>('GET', `/api/assistant/turns/${turnId}`);
    expect(body.state).toBe('taken');
  });

  it('is refused after the deadline', async () => {
    const { turnId, dialogueId } = await askedTurn(api);
    await rows(`update assistant_turns set deadline_at = now() where dialogue_id = ?`, [dialogueId]);
    expect(await propose(turnId, proposal())).toMatchObject({ status: 409, body: { code: 'Proposal.TooLate' } });
    const { body } = await assistant.request<OpenTurns>('GET', '/api/assistant/turns');
    expect(body.turns.map(({ id }) => id)).not.toContain(turnId);
  });

  it('is refused when the client has written again, decided or not', async () => {
    const { visitor, dialogueId, turnId } = await askedTurn(api);
    await visitor.say('И ещё вопрос');
    expect(await propose(turnId, proposal())).toMatchObject({ status: 409, body: { code: 'Proposal.TurnClosed' } });
    const next = await openTurn(api, dialogueId);
    expect(await propose(turnId, proposal())).toMatchObject({ status: 409, body: { code: 'Proposal.TooLate' } });
    expect(await propose(next, proposal())).toMatchObject({ status: 200 });
  });

  it.each([
    ['an empty reply', { reply: ' ' }, 'reply'],
    ['a reply over the limit', { reply: 'я'.repeat(4001) }, 'reply'],
    ['no request id', { requestId: '' }, 'requestId'],
    ['a field too many', { commands: [] }, ''],
    ['a phone that is none', { slots: { phone: '12' } }, 'slots.phone'],
    ['a slot that the flow does not have', { slots: { admin: 'yes' } }, 'slots.admin'],
    ['an unknown signal', { signals: [{ name: 'nothing' }] }, 'signals.0.name'],
    ['a signal of operators', { signals: [{ name: 'hasPaid' }] }, 'signals.0.name'],
    ['a payload without what is required', { signals: [{ name: 'wantsCallback' }] }, 'signals.0.payload.when'],
    [
      'a payload of another type',
      { signals: [{ name: 'wantsCallback', payload: { when: 5 } }] },
      'signals.0.payload.when',
    ],
  ])('with %s is refused as a whole, and says where', async (_what, changes, path) => {
    const { dialogueId, turnId } = await askedTurn(api);
    const answer = await propose(turnId, proposal(changes));
    expect(answer).toMatchObject({ status: 400, body: { code: 'Request.Invalid' } });
    expect(answer.body.fields?.map((field) => field.path)).toContain(path);
    expect(await inbox(dialogueId, 'proposal')).toEqual([]);
  });

  it('with characters that cannot be stored is kept without them', async () => {
    const { dialogueId, turnId } = await askedTurn(api);
    const signals = [{ name: 'wantsCallback', payload: { when: 'зав\u0000тра' } }];
    expect(await propose(turnId, proposal({ reply: 'Да\u0000 \ud800', signals }))).toMatchObject({ status: 200 });
    await decideAll(api, dialogueId);
    expect(await said(dialogueId)).toEqual(['Да \ufffd']);
  });
});

function signal(changes: object = {}) {
  return { requestId: randomUUID(), name: 'wantsCallback', payload: { when: 'завтра' }, ...changes };
}

describe('a signal alone', () => {
  it('is decided once, at any time', async () => {
    const { dialogueId } = await askedTurn(api);
    const body = signal({ version: '2026-11-23T10:00:00.000Z' });
    const path = `/api/assistant/dialogues/${dialogueId}/signals`;
    expect(await assistant.request('POST', path, body)).toMatchObject({ status: 200, body: { duplicate: false } });
    expect(await assistant.request('POST', path, body)).toMatchObject({ status: 200, body: { duplicate: true } });
    await decideAll(api, dialogueId);
    const [stored] = await inbox(dialogueId, 'signal');
    expect(stored?.payload).toEqual({
      name: 'wantsCallback',
      payload: { when: 'завтра' },
      version: '2026-11-23T10:00:00.000Z',
      source: 'assistant',
      by: expect.stringMatching(/^token:/),
    });
    const [dialogue] = await rows<{ state: { signals: object } }>('select state from dialogues where id = ?', [
      dialogueId,
    ]);
    expect(dialogue?.state.signals).toMatchObject({ wantsCallback: { count: 1 } });
  });

  it('must be in the catalogue', async () => {
    const { dialogueId } = await askedTurn(api);
    const answer = await assistant.request(
      'POST',
      `/api/assistant/dialogues/${dialogueId}/signals`,
      signal({ name: 'hasPaid', payload: {} }),
    );
    expect(answer).toMatchObject({ status: 400, body: { fields: [{ path: 'name' }] } });
  });
});

describe('a token', () => {
  it('is shown once and stored as a hash; deeds with it are written down', async () => {
    const admin = await api.logIn('admin');
    const path = `/api/assistants/${demoIds.assistant}/tokens`;
    const made = await admin.expect<{ id: string; token: string }>(201, 'POST', path, {
      name: 'Бот поддержки',
      scopes: ['turn.read', 'turn.read'],
    });
    const { id, token } = made.body;
    expect(token).toMatch(/^vka_[\w-]{43}$/);
    const listed = await admin.expect<{ tokens: object[] }>(200, 'GET', path);
    expect(listed.body.tokens).toContainEqual({
      id,
      name: 'Бот поддержки',
      scopes: ['turn.read'],
      createdAt: expect.any(String),
      revokedAt: null,
    });
    expect(JSON.stringify(listed.body)).not.toContain(token);
    const [stored] = await rows<{ token_hash: string }>('select token_hash from api_tokens where id = ?', [id]);
    expect(stored?.token_hash).toBe(hashToken(token));

    const holder = new OutsideAssistant(api, token);
    expect((await holder.request('GET', '/api/assistant/turns')).status).toBe(200);
    await admin.expect(204, 'DELETE', `${path}/${id}`);
    await admin.expect(204, 'DELETE', `${path}/${id}`);
    expect((await holder.request('GET', '/api/assistant/turns')).status).toBe(401);
    const log = await rows<{ action: string; detail: object }>(
      `select action, detail from audit_log where action like 'assistant.token.%' and detail ->> 'tokenId' = ? order by id`,
      [id],
    );
    expect(log.map(({ action }) => action)).toEqual(['assistant.token.create', 'assistant.token.revoke']);
    expect(JSON.stringify(log)).not.toContain(token);
  });

  it.each([
    ['turn.read', 'GET', () => '/api/assistant/turns', undefined],
    ['reply.propose', 'POST', (turnId: string) => `/api/assistant/turns/${turnId}/proposals`, proposal()],
    [
      'slots.propose',
      'POST',
      (turnId: string) => `/api/assistant/turns/${turnId}/proposals`,
      proposal({ slots: { name: 'Анна' } }),
    ],
    [
      'signal.send',
      'POST',
      (turnId: string) => `/api/assistant/dialogues/${turnId.split('.')[0]}/signals`,
      { requestId: 'a', name: 'wantsCallback', payload: { when: 'завтра' } },
    ],
    ['dialogue.read', 'GET', (turnId: string) => `/api/dialogues/${turnId.split('.')[0]}`, undefined],
  ] as const)('without the scope %s is told that it lacks it', async (scope, method, pathOf, body) => {
    const { turnId } = await askedTurn(api);
    const all = ['turn.read', 'reply.propose', 'slots.propose', 'signal.send', 'dialogue.read'] as const;
    const token = await tokenOf(
      api,
      all.filter((one) => one !== scope),
    );
    const answer = await new OutsideAssistant(api, token).request(method, pathOf(turnId), body);
    expect(answer).toMatchObject({ status: 403, body: { code: 'Auth.ScopeMissing', fields: [{ path: 'scope' }] } });
    expect(JSON.stringify(answer.body)).toContain(scope);
  });

  it('opens no route that names no scope', () => {
    const open = controllerRoutes(api.app).filter(({ roles }) => roles.includes('assistant'));
    expect(open.filter(({ scopes }) => scopes.length === 0)).toEqual([]);
    expect(open.length).toBeGreaterThan(4);
  });

  it('is made by admins only, for an assistant of theirs', async () => {
    const [admin, manager] = [await api.logIn('admin'), await api.logIn('manager')];
    const body = { name: 'x', scopes: ['turn.read'] };
    await manager.expectError('Auth.Forbidden', 'POST', `/api/assistants/${demoIds.assistant}/tokens`, body);
    await admin.expectError('Request.NotFound', 'POST', `/api/assistants/${randomUUID()}/tokens`, body);
    await admin.expectError('Request.Invalid', 'POST', `/api/assistants/${demoIds.assistant}/tokens`, {
      ...body,
      scopes: ['everything'],
    });
  });

  it('may ask only so often', async () => {
    const eager = new OutsideAssistant(api, await tokenOf(api, ['turn.read']));
    const answers = await Promise.all(Array.from({ length: 90 }, () => eager.request('GET', '/api/assistant/turns')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.body.code).toBe('Request.RateLimited');
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await assistant.request('GET', '/api/assistant/turns')).status).toBe(200);
  });
});
