import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  flowDiffSchema,
  flowImpactSchema,
  flowSchema,
  flowVersionListSchema,
  flowVersionSchema,
  publishedFlowSchema,
} from '@voronka/contracts';
import type { ApiError, Flow, FlowDiffView, FlowImpact, FlowVersionList, PublishedFlow } from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';
import { demoIds } from '@voronka/persistence';
import { decideAll } from './assistant.ts';
import type { Browser } from './browser.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';
import { Visitor } from './visitor.ts';

const path = `/api/flows/${demoIds.flow}`;

let api: TestApi;
let admin: Browser;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.logIn('admin');
});
afterAll(() => api.stop());

const read = async (): Promise<Flow> => flowSchema.parse((await admin.expect(200, 'GET', path)).body);
const versions = async (): Promise<FlowVersionList['versions']> =>
  flowVersionListSchema.parse((await admin.expect(200, 'GET', `${path}/versions`)).body).versions;
const impact = async (of = 'draft'): Promise<FlowImpact> =>
  flowImpactSchema.parse((await admin.expect(200, 'GET', `${path}/${of}/impact`)).body);

const diff = async (of: string): Promise<FlowDiffView> =>
  flowDiffSchema.parse((await admin.expect(200, 'GET', `${path}/${of}/diff`)).body);

async function saveDraft(change: (graph: FlowGraph) => void): Promise<number> {
  const { draft } = await read();
  const graph = structuredClone(draft.graph);
  change(graph);
  const saved = await admin.expect<Flow>(200, 'PUT', `${path}/draft`, { revision: draft.revision, graph });
  return saved.body.draft.revision;
}

async function publish(revision: number, wish: object = {}): Promise<PublishedFlow> {
  return publishedFlowSchema.parse((await admin.expect(200, 'POST', `${path}/publish`, { revision, ...wish })).body);
}

function reword(ru: string) {
  return (graph: FlowGraph): void => {
    for (const node of graph.nodes) if (node.kind === 'ask') node.config.question.ru = ru;
  };
}

/** Another id for every question: whoever waits at one stands nowhere then. */
function renameQuestions(graph: FlowGraph): void {
  for (const node of graph.nodes.filter(({ kind }) => kind === 'ask')) {
    const id = `${node.id}Anew`;
    for (const edge of graph.edges) {
      if (edge.source === node.id) edge.source = id;
      if (edge.target === node.id) edge.target = id;
    }
    node.id = id;
  }
}

async function asked(): Promise<{ visitor: Visitor; id: string }> {
  const visitor = await Visitor.agreed(api);
  await visitor.say('Сколько стоит?');
  const id = await visitor.dialogueId();
  await decideAll(api, id);
  return { visitor, id };
}

async function bundleOf(id: string): Promise<string> {
  await decideAll(api, id);
  const shown = await admin.expect<{ bundle: { hash: string } }>(200, 'GET', `/api/dialogues/${id}`);
  return shown.body.bundle.hash;
}

const liveHash = async (): Promise<string | null | undefined> =>
  (await read()).channels.find(({ id }) => id === demoIds.siteChannel)?.bundleHash;

describe('versions of a flow', () => {
  it('begin with what the demo runs', async () => {
    expect(await versions()).toEqual([expect.objectContaining({ number: 1, live: true })]);
  });

  it('grow with every publishing, with note, author and drawing', async () => {
    const published = await publish(await saveDraft(reword('Как к вам обращаться?')), { note: 'вежливее' });
    expect(published).toMatchObject({ version: 2, moved: null });
    const [newest, first] = await versions();
    expect(newest).toMatchObject({ number: 2, note: 'вежливее', author: 'Администратор', live: true });
    expect(first).toMatchObject({ number: 1, live: false });
    const shown = flowVersionSchema.parse((await admin.expect(200, 'GET', `${path}/versions/2`)).body);
    expect(shown.graph).toEqual(published.live?.graph);
  });

  it('say what each changed against the one before, and the draft what it would change', async () => {
    const { nodes, edges } = await diff('versions/2');
    expect(edges).toEqual([]);
    expect(nodes.map(({ nodeId, change }) => [nodeId, change])).toEqual([
      ['askForPrice', 'changed'],
      ['askForContact', 'changed'],
    ]);
    expect(nodes[0]?.fields).toEqual([
      expect.objectContaining({ title: { ru: 'Вопрос › по-русски', en: 'Question › in Russian' } }),
    ]);
    expect((await diff('versions/1')).nodes.every(({ change }) => change === 'added')).toBe(true);
    expect(await diff('draft')).toEqual({ nodes: [], edges: [], declarations: [], layout: [], annotations: [] });
    await saveDraft((graph) => graph.nodes.forEach((node) => (node.position.x += 10)));
    const moved = await diff('draft');
    expect(moved).toMatchObject({ nodes: [], edges: [], declarations: [] });
    expect(moved.layout).not.toEqual([]);
    await admin.expectError('Request.NotFound', 'GET', `${path}/versions/99/diff`);
    await admin.expect(200, 'POST', `${path}/discard`);
  });

  it.each(['0', '99', 'last', '99999999999999'])('answer that there is none numbered %s', async (number) => {
    await admin.expectError('Request.NotFound', 'GET', `${path}/versions/${number}`);
    await admin.expectError('Request.NotFound', 'POST', `${path}/versions/${number}/restore`, {});
  });

  it('are published again on demand, and leave the draft alone', async () => {
    const first = flowVersionSchema.parse((await admin.expect(200, 'GET', `${path}/versions/1`)).body);
    await saveDraft(reword('Ещё не опубликовано'));
    const before = await read();
    const body = (await admin.expect(200, 'POST', `${path}/versions/1/restore`, { note: 'назад' })).body;
    const restored = publishedFlowSchema.parse(body);
    expect(restored.version).toBe(3);
    expect(restored.live?.graph).toEqual(first.graph);
    expect(restored.draft.graph).toEqual(before.draft.graph);
    expect(restored.draft.revision).toBe(before.draft.revision);
    expect((await versions())[0]).toMatchObject({ number: 3, note: 'назад', live: true });
  });

  it('are never changed or removed by the application', async () => {
    const em = api.orm.em.fork();
    await expect(em.execute(`update flow_versions set note = ''`)).rejects.toThrow(/permission denied/);
    await expect(em.execute('delete from flow_versions')).rejects.toThrow(/permission denied/);
  });

  it('are for an admin to restore', async () => {
    const manager = await api.logIn('manager');
    await manager.expectError('Auth.Forbidden', 'POST', `${path}/versions/1/restore`, {});
    await manager.expect(200, 'GET', `${path}/versions`);
  });

  it('keep notes and groups, which no channel ever runs', async () => {
    await admin.expect(200, 'POST', `${path}/discard`);
    const running = await liveHash();
    const area = { position: { x: 0, y: -200 }, size: { width: 240, height: 120 } };
    const note = { id: 'why', text: 'Так решили\nна встрече', color: 'yellow' as const, ...area };
    const group = { id: 'talk', title: 'Разговор', color: 'blue' as const, nodeIds: ['askForPrice'], collapsed: true };
    const revision = await saveDraft((graph) => {
      graph.notes = [note];
      graph.groups = [{ ...group, ...area }];
    });
    expect((await diff('draft')).annotations.map(({ part, text }) => [part, text])).toEqual([
      ['notes', note.text],
      ['groups', group.title],
    ]);
    const { version, live } = await publish(revision);
    expect(live?.graph.notes).toEqual([note]);
    const stored = flowVersionSchema.parse((await admin.expect(200, 'GET', `${path}/versions/${version}`)).body);
    expect(stored.graph.groups).toEqual([{ ...group, ...area }]);
    expect(await liveHash()).toBe(running);
    const nameless = { ...(await read()).draft.graph, notes: [{ ...note, color: 'pink' }] };
    const refused = await admin.request<ApiError>('PUT', `${path}/draft`, { revision, graph: nameless });
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).toContain('color');
    const clean = await saveDraft((graph) => {
      delete graph.notes;
      delete graph.groups;
    });
    await publish(clean);
  });
});

describe('open dialogues', () => {
  it('stay on what they run unless the admin moves them', async () => {
    const { id } = await asked();
    const before = await bundleOf(id);
    const published = await publish(await saveDraft(reword('Представьтесь, пожалуйста')));
    expect(published.moved).toBeNull();
    expect(await bundleOf(id)).toBe(before);
    expect(await liveHash()).not.toBe(before);
  });

  it('go over where their place exists, and ask in the new words', async () => {
    const { visitor, id } = await asked();
    const published = await publish(await saveDraft(reword('Назовите себя')), { openDialogues: 'move' });
    expect(published.moved?.moved).toBeGreaterThanOrEqual(1);
    expect(published.moved?.stayed).toEqual([]);
    expect(await bundleOf(id)).toBe(await liveHash());
    await visitor.say('89161234567');
    await decideAll(api, id);
    const shown = await admin.expect<{ messages: { from: string }[] }>(200, 'GET', `/api/dialogues/${id}`);
    expect(shown.body.messages.at(-1)?.from).toBe('assistant');
  });

  it('are counted by place before that, with those that would stay', async () => {
    const { id } = await asked();
    await saveDraft(renameQuestions);
    const before = await impact();
    expect(before.openDialogues).toBeGreaterThanOrEqual(1);
    expect(before.fits + before.places.filter(({ fits }) => !fits).reduce((n, { count }) => n + count, 0)).toBe(
      before.openDialogues,
    );
    expect(before.stays).toContainEqual(expect.objectContaining({ dialogueId: id, reason: 'nodeMissing' }));
    const all = await impact('versions/1');
    expect(all.stays).toEqual([]);
  });

  it('stay and are listed where their place is gone', async () => {
    const { id } = await asked();
    const before = await bundleOf(id);
    const { draft } = await read();
    const published = await publish(draft.revision, { openDialogues: 'move' });
    expect(published.moved?.stayed).toContainEqual(expect.objectContaining({ dialogueId: id, reason: 'nodeMissing' }));
    expect(await bundleOf(id)).toBe(before);
  });

  it('go back with the version that is restored', async () => {
    const { id } = await asked();
    const body = (await admin.expect(200, 'POST', `${path}/versions/1/restore`, { openDialogues: 'move' })).body;
    const restored = publishedFlowSchema.parse(body);
    expect(restored.moved?.stayed).toContainEqual(expect.objectContaining({ dialogueId: id }));
    expect(await bundleOf((await asked()).id)).toBe(await liveHash());
  });
});

describe('settings that are part of what runs', () => {
  it.each([
    ['a channel', `/api/channels/${demoIds.siteChannel}`, { policies: { closeAfterDays: 7 } }],
    ['an assistant', `/api/assistants/${demoIds.assistant}`, { mode: 'movesStages' }],
  ])('of %s reach open dialogues where the admin wants it', async (_what, address, change) => {
    const { id } = await asked();
    const body = { ...change, openDialogues: 'move' };
    const saved = await admin.expect<{ moved: object }>(200, 'PATCH', address, body);
    expect(saved.body.moved).toMatchObject({ stayed: expect.any(Array) as unknown });
    expect(await bundleOf(id)).toBe(await liveHash());
    const again = await admin.expect<{ moved: null }>(200, 'PATCH', address, change);
    expect(again.body.moved).toBeNull();
  });
});

describe('a flow that another one runs', () => {
  const innerId = '00000000-0000-4000-8000-00000000aaaa';

  function inner(text: string): FlowGraph {
    const label = { ru: 'x', en: 'x' };
    const position = { x: 0, y: 0 };
    return {
      nodes: [
        { id: 'button', kind: 'manualTrigger', label, position, config: { when: null } },
        { id: 'say', kind: 'reply', label, position, config: { text: { ru: text, en: text } } },
        { id: 'over', kind: 'end', label, position, config: {} },
      ],
      edges: [
        { id: 'e1', source: 'button', port: 'next', target: 'say' },
        { id: 'e2', source: 'say', port: 'next', target: 'over' },
      ],
    };
  }

  it('is part of the bundles of that one, and changes them when it is published', async () => {
    const em = api.orm.em.fork();
    await em.execute(
      `insert into flows (id, workspace_id, name, draft) values (?, ?, '{"ru":"Хвост","en":"Tail"}', ?)`,
      [innerId, demoIds.workspace, JSON.stringify(inner('Первое прощание'))],
    );
    const publishInner = (revision: number) => admin.expect(200, 'POST', `/api/flows/${innerId}/publish`, { revision });
    await publishInner(1);
    const revision = await saveDraft((graph) => {
      const { end } = Object.fromEntries(graph.nodes.map((node) => [node.kind, node]));
      if (!end) throw new Error('the demo’s flow does not end');
      graph.nodes.push({
        id: 'tail',
        kind: 'subFlow',
        label: { ru: 'Хвост', en: 'Tail' },
        position: { x: 0, y: 0 },
        config: { flowId: innerId },
      });
      for (const edge of graph.edges) if (edge.target === end.id) edge.target = 'tail';
      graph.edges.push({ id: 'toEnd', source: 'tail', port: 'next', target: end.id });
    });
    await publish(revision);
    const liveBundle = async (): Promise<string> => {
      const hash = await liveHash();
      const [row] = await em.execute<{ canonical: string }[]>('select canonical from bundles where hash = ?', [hash]);
      return row?.canonical ?? '';
    };
    expect(await liveBundle()).toContain('Первое прощание');
    expect(await liveBundle()).not.toContain('"subFlow"');
    await admin.expect(200, 'PUT', `/api/flows/${innerId}/draft`, { revision: 1, graph: inner('Второе прощание') });
    await publishInner(2);
    expect(await liveBundle()).toContain('Второе прощание');
  });
});
