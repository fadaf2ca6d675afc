import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { savedSignalSchema, signalListSchema } from '@voronka/contracts';
import type { DialogueDetail, Flow, SavedSignal, SignalSetup } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import { decideAll } from './assistant.ts';
import type { Browser } from './browser.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';
import { Visitor } from './visitor.ts';

let api: TestApi;
let admin: Browser;
let manager: Browser;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.logIn('admin');
  manager = await api.logIn('manager');
});
afterAll(() => api.stop());

const wish = {
  title: { ru: 'Просит перезвонить', en: 'Wants a call' },
  sources: ['rule', 'operator'],
  fields: [{ key: 'when', title: { ru: 'Когда', en: 'When' }, type: 'string', required: true }],
  cooldownSeconds: 60,
  oncePerDialogue: false,
  textRule: { fact: 'message.text', operator: 'hasAnyWord', value: ['перезвоните'] },
  onStage: null,
};

const create = (name: string, change: object = {}) =>
  admin.request<SavedSignal>('POST', '/api/signals', { name, ...wish, ...change });
const list = async (): Promise<SignalSetup[]> =>
  signalListSchema.parse((await admin.expect(200, 'GET', '/api/signals')).body).signals;

async function begun(): Promise<string> {
  const visitor = await Visitor.agreed(api);
  await visitor.say('Сколько стоит?');
  return visitor.dialogueId();
}

const detail = async (id: string): Promise<DialogueDetail> =>
  (await manager.expect<DialogueDetail>(200, 'GET', `/api/dialogues/${id}`)).body;

const inbox = (id: string) =>
  api.orm.em
    .fork()
    .execute<{ kind: string; payload: object }[]>(
      'select kind, payload from inbox where dialogue_id = ? order by seq',
      [id],
    );

describe('the catalogue', () => {
  it('takes a signal, shows it and gives it to new dialogues', async () => {
    const made = await create('callBack');
    expect(made.status).toBe(201);
    expect(savedSignalSchema.parse(made.body)).toMatchObject({
      signal: { name: 'callBack', enabled: true },
      moved: null,
    });
    expect(await list()).toContainEqual(expect.objectContaining({ name: 'callBack', cooldownSeconds: 60, usedBy: [] }));
    const id = await begun();
    expect((await detail(id)).byHand.signals).toContainEqual(expect.objectContaining({ name: 'callBack' }));
  });

  it('gives a change to open dialogues where the admin wants it', async () => {
    const id = await begun();
    const { hash } = (await detail(id)).bundle;
    const change = { ...wish, cooldownSeconds: 5 };
    const kept = await admin.expect<SavedSignal>(200, 'PUT', '/api/signals/callBack', change);
    expect(kept.body.moved).toBeNull();
    await decideAll(api, id);
    expect((await detail(id)).bundle.hash).toBe(hash);
    const body = { ...change, cooldownSeconds: 6, openDialogues: 'move' };
    const moved = await admin.expect<SavedSignal>(200, 'PUT', '/api/signals/callBack', body);
    expect(moved.body.moved?.moved).toBeGreaterThanOrEqual(1);
    await decideAll(api, id);
    expect((await detail(id)).bundle.hash).not.toBe(hash);
  });

  it('refuses a name that is taken', async () => {
    const answer = await create('callBack');
    expect(answer).toMatchObject({ status: 409, body: { fields: [{ path: 'name' }] } });
  });

  it.each([
    ['a name that no flow could hold', { name: '1 name' }, 'name'],
    ['a rule without a condition', { textRule: null }, 'textRule'],
    ['a condition on an undeclared fact', { textRule: { fact: 'no.such', operator: 'equal', value: 'x' } }, 'textRule'],
    [
      'a pattern that does not compile',
      { textRule: { fact: 'message.text', operator: 'matchesPattern', value: '(' } },
      'textRule',
    ],
    ['an empty group', { textRule: { any: [] } }, 'textRule'],
    ['a stage that no funnel has', { onStage: 'moon' }, 'onStage'],
    ['a key twice', { fields: [wish.fields[0], wish.fields[0]] }, 'fields.1.key'],
    ['no source', { sources: [] }, 'sources'],
    ['a cooldown below zero', { cooldownSeconds: -1 }, 'cooldownSeconds'],
  ])('refuses %s and names the field', async (_what, change, path) => {
    const answer = await admin.expectError('Request.Invalid', 'POST', '/api/signals', {
      name: 'other',
      ...wish,
      ...change,
    });
    expect(
      answer.body.fields?.map((field) => field.path.split('.').slice(0, path.split('.').length).join('.')),
    ).toContain(path);
  });

  it('never changes a name', async () => {
    await admin.expectError('Request.Invalid', 'PUT', '/api/signals/callBack', { ...wish, name: 'renamed' });
    await admin.expectError('Request.NotFound', 'PUT', '/api/signals/nobody', wish);
  });

  it('keeps a signal that a published flow uses, and names the flow', async () => {
    await create('needed');
    const path = `/api/flows/${demoIds.flow}`;
    const flow = (await admin.expect<Flow>(200, 'GET', path)).body;
    const graph = structuredClone(flow.draft.graph);
    const end = graph.nodes.find(({ kind }) => kind === 'end');
    const label = { ru: 'Сигнал', en: 'Signal' };
    graph.nodes.push({
      id: 'onNeeded',
      kind: 'signalTrigger',
      label,
      position: { x: 0, y: 0 },
      config: { signal: 'needed', when: null },
    });
    graph.edges.push({ id: 'onNeededEdge', source: 'onNeeded', port: 'next', target: end?.id ?? '' });
    const { draft } = (await admin.expect<Flow>(200, 'PUT', `${path}/draft`, { revision: flow.draft.revision, graph }))
      .body;
    await admin.expect(200, 'POST', `${path}/publish`, { revision: draft.revision });
    const refused = await admin.expectError('Signal.InUse', 'DELETE', '/api/signals/needed');
    expect(refused.status).toBe(409);
    expect(refused.body.fields?.[0]?.message.ru).toContain('Цена и контакт');
    await admin.expectError('Signal.InUse', 'PUT', '/api/signals/needed', { ...wish, enabled: false });
    expect((await list()).find(({ name }) => name === 'needed')?.usedBy).toEqual([
      expect.objectContaining({ id: demoIds.flow }),
    ]);
  });

  it('is for an admin to change', async () => {
    await manager.expectError('Auth.Forbidden', 'POST', '/api/signals', { name: 'x', ...wish });
    await manager.expectError('Auth.Forbidden', 'DELETE', '/api/signals/callBack');
    await manager.expect(200, 'GET', '/api/signals');
  });
});

describe('the stages of a funnel', () => {
  const path = `/api/funnels/${demoIds.funnel}/signals`;

  it('are bound to signals as a whole, and reach the bundle', async () => {
    const [stage] = (await detail(await begun())).byHand.stages;
    const stages = { callBack: stage?.key ?? '' };
    expect((await admin.expect(200, 'PUT', path, { stages })).body).toEqual({ stages, moved: null });
    expect((await admin.expect(200, 'GET', path)).body).toEqual({ stages });
    const [bundle] = await api.orm.em
      .fork()
      .execute<{ canonical: string }[]>(
        'select b.canonical from channels c join bundles b on b.hash = c.live_bundle_hash where c.id = ?',
        [demoIds.siteChannel],
      );
    expect(JSON.parse(bundle?.canonical ?? '{}')).toMatchObject({ signalStages: stages });
    await admin.expect(200, 'PUT', path, { stages: {} });
  });

  it.each([
    ['an unknown signal', { nobody: 'new' }, 'stages.nobody'],
    ['an unknown stage', { callBack: 'moon' }, 'stages.callBack'],
  ])('are refused with %s', async (_what, stages, field) => {
    const answer = await admin.expectError('Request.Invalid', 'PUT', path, { stages });
    expect(answer.body.fields?.[0]?.path).toBe(field);
  });

  it('are forgotten with their signal', async () => {
    await create('passing', { textRule: null, sources: ['operator'] });
    const [stage] = (await detail(await begun())).byHand.stages;
    await admin.expect(200, 'PUT', path, { stages: { passing: stage?.key ?? '' } });
    await admin.expect(204, 'DELETE', '/api/signals/passing');
    expect((await admin.expect(200, 'GET', path)).body).toEqual({ stages: {} });
    await admin.expectError('Request.NotFound', 'DELETE', '/api/signals/passing');
  });
});

describe('by hand', () => {
  it('a signal is sent once, however often the button is pressed', async () => {
    const id = await begun();
    const body = { id: randomUUID(), name: 'callBack', payload: { when: 'завтра' } };
    await Promise.all([1, 2, 3].map(() => manager.expect(204, 'POST', `/api/dialogues/${id}/signals`, body)));
    const rows = await inbox(id);
    expect(rows.map(({ kind }) => kind)).toEqual(['clientMessage', 'signal']);
    expect(rows[1]?.payload).toMatchObject({ source: 'operator', name: 'callBack', payload: { when: 'завтра' } });
    await decideAll(api, id);
  });

  it.each([
    ['Signal.Unknown', 409, { name: 'nobody' }, 'name'],
    ['Signal.SourceNotAllowed', 409, { name: 'machineOnly' }, 'name'],
    ['Signal.PayloadInvalid', 422, { name: 'callBack' }, 'payload.when'],
    ['Signal.PayloadInvalid', 422, { name: 'callBack', payload: { when: 'x', extra: 1 } }, 'payload.extra'],
  ])('a signal is refused as %s', async (code, status, signal, field) => {
    await create('machineOnly', { sources: ['assistant'], textRule: null });
    const id = await begun();
    const answer = await manager.expectError(code, 'POST', `/api/dialogues/${id}/signals`, {
      id: randomUUID(),
      ...signal,
    });
    expect(answer).toMatchObject({ status, body: { fields: [{ path: field }] } });
    expect(await inbox(id)).toHaveLength(1);
  });

  it('the card is moved to a stage of its funnel, with the stage before', async () => {
    const id = await begun();
    const [, second] = (await detail(id)).byHand.stages;
    const body = { id: randomUUID(), stageKey: second?.key };
    await manager.expect(204, 'POST', `/api/dialogues/${id}/stage`, body);
    expect((await inbox(id))[1]).toMatchObject({
      kind: 'cardMoved',
      payload: { source: 'operator', stageKey: second?.key, previous: null },
    });
    await decideAll(api, id);
    expect((await detail(id)).stage?.key).toBe(second?.key);
    const wrong = { id: randomUUID(), stageKey: 'moon' };
    await manager.expectError('Request.Invalid', 'POST', `/api/dialogues/${id}/stage`, wrong);
  });

  it('a button is pressed that the flow has, and no other', async () => {
    const id = await begun();
    const body = { id: randomUUID() };
    await manager.expectError('Request.NotFound', 'POST', `/api/dialogues/${id}/run/end`, body);
    const path = `/api/flows/${demoIds.flow}`;
    const flow = (await admin.expect<Flow>(200, 'GET', path)).body;
    const graph = structuredClone(flow.draft.graph);
    const end = graph.nodes.find(({ kind }) => kind === 'end');
    const label = { ru: 'Отправить прайс', en: 'Send the price list' };
    graph.nodes.push(
      { id: 'button', kind: 'manualTrigger', label, position: { x: 0, y: 0 }, config: { when: null } },
      { id: 'price', kind: 'reply', label, position: { x: 0, y: 0 }, config: { text: { ru: 'Прайс', en: 'Prices' } } },
    );
    graph.edges.push(
      { id: 'b1', source: 'button', port: 'next', target: 'price' },
      { id: 'b2', source: 'price', port: 'next', target: end?.id ?? '' },
    );
    const saved = await admin.expect<Flow>(200, 'PUT', `${path}/draft`, { revision: flow.draft.revision, graph });
    await admin.expect(200, 'POST', `${path}/publish`, { revision: saved.body.draft.revision });
    const fresh = await begun();
    await decideAll(api, fresh);
    expect((await detail(fresh)).byHand.buttons).toEqual([{ triggerId: 'button', label }]);
    await manager.expect(204, 'POST', `/api/dialogues/${fresh}/run/button`, body);
    await decideAll(api, fresh);
    expect((await detail(fresh)).messages.at(-1)?.text).toBe('Прайс');
  });

  it('nothing is done by an auditor, or in a dialogue that does not exist', async () => {
    const auditor = await api.logIn('auditor');
    const body = { id: randomUUID(), name: 'callBack', payload: { when: 'x' } };
    await auditor.expectError('Auth.Forbidden', 'POST', `/api/dialogues/${randomUUID()}/signals`, body);
    await manager.expectError('Dialogue.Unknown', 'POST', `/api/dialogues/${randomUUID()}/signals`, body);
  });

  it('shows what the dialogue does next by itself', async () => {
    const id = await begun();
    await decideAll(api, id);
    const shown = await detail(id);
    expect(shown).toMatchObject({ closed: null, escalationLevel: 0, answerDeadlineAt: null });
    expect(shown.nextWakeUp).toMatchObject({ timer: 'idleClose', nodeLabel: null });
  });
});
