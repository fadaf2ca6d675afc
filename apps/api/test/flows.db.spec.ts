import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { draftConflictSchema, flowFindingListSchema, flowListSchema, flowSchema } from '@voronka/contracts';
import type { Flow } from '@voronka/contracts';
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

async function read(): Promise<Flow> {
  return flowSchema.parse((await admin.expect(200, 'GET', path)).body);
}

/** The draft with another text in its first reply or question. */
function reworded(graph: FlowGraph, ru: string): FlowGraph {
  const copy = structuredClone(graph);
  const ask = copy.nodes.find((node) => node.kind === 'ask');
  if (ask?.kind !== 'ask') throw new Error('the demo’s flow asks nothing');
  ask.config.question.ru = ru;
  return copy;
}

async function liveBundleOf(channelId: string): Promise<{ hash: string; canonical: string }> {
  const [row] = await api.orm.em
    .fork()
    .execute<{ hash: string; canonical: string }[]>(
      'select b.hash, b.canonical from channels c join bundles b on b.hash = c.live_bundle_hash where c.id = ?',
      [channelId],
    );
  if (!row) throw new Error('the channel runs nothing');
  return row;
}

describe('the demo’s flow', () => {
  it('is published, unchanged and without errors', async () => {
    const flow = await read();
    expect(flow.draft.changed).toBe(false);
    expect(flow.live).not.toBeNull();
    expect(flow.channels.map(({ bundleHash }) => bundleHash)).not.toContain(null);
    const { findings } = flowFindingListSchema.parse((await admin.expect(200, 'GET', `${path}/findings`)).body);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const { flows } = flowListSchema.parse((await admin.expect(200, 'GET', '/api/flows')).body);
    expect(flows).toEqual([expect.objectContaining({ id: demoIds.flow, changed: false, openDialogues: 0 })]);
  });

  it('is not found under another id', async () => {
    await admin.expectError('Request.NotFound', 'GET', `/api/flows/${randomUUID()}`);
  });
});

describe('a draft', () => {
  it('is saved under the revision that was read, and by the second of two people not at all', async () => {
    const { draft } = await read();
    const mine = { revision: draft.revision, graph: reworded(draft.graph, 'Как к вам обращаться?') };
    const saved = await admin.expect<Flow>(200, 'PUT', `${path}/draft`, mine);
    expect(saved.body.draft).toMatchObject({ revision: draft.revision + 1, changed: true, author: 'Администратор' });
    const answer = await admin.expectError('Flow.DraftChanged', 'PUT', `${path}/draft`, mine);
    expect(answer.status).toBe(409);
    await admin.expectError('Flow.DraftChanged', 'POST', `${path}/publish`, { revision: draft.revision });
  });

  it('that came too late is answered with who was first, when, and what they saved', async () => {
    const { draft } = await read();
    const mine = { revision: draft.revision - 1, graph: reworded(draft.graph, 'Мои слова') };
    const saving = draftConflictSchema.parse(
      (await admin.expectError('Flow.DraftChanged', 'PUT', `${path}/draft`, mine)).body,
    );
    expect(saving.draft).toEqual(draft);
    expect(saving.draft).toMatchObject({ author: 'Администратор', revision: draft.revision });
    expect(Date.parse(saving.draft.updatedAt)).toBeGreaterThan(Date.now() - 60_000);
    const body = { revision: draft.revision - 1 };
    const publishing = await admin.expectError('Flow.DraftChanged', 'POST', `${path}/publish`, body);
    expect(draftConflictSchema.parse(publishing.body).draft).toEqual(draft);
    expect((await read()).draft).toEqual(draft);
  });

  it('goes back to what is published when it is discarded', async () => {
    const discarded = await admin.expect<Flow>(200, 'POST', `${path}/discard`);
    expect(discarded.body.draft.changed).toBe(false);
    expect(discarded.body.draft.graph).toEqual(discarded.body.live?.graph);
  });

  it.each([
    ['no list of nodes', (graph: FlowGraph) => ({ ...graph, nodes: null })],
    ['a node of an unknown kind', (graph: FlowGraph) => ({ ...graph, nodes: [{ ...graph.nodes[0], kind: 'sql' }] })],
    ['a field too many', (graph: FlowGraph) => ({ ...graph, secret: 1 })],
  ])('with %s is refused with the field', async (_what, broken) => {
    const { draft } = await read();
    const body = { revision: draft.revision, graph: broken(draft.graph) };
    const answer = await admin.expectError('Request.Invalid', 'PUT', `${path}/draft`, body);
    expect(answer.body.fields?.[0]?.path).toMatch(/^graph/);
  });
});

describe('publishing', () => {
  it('gives new dialogues the new bundle and leaves open ones on theirs', async () => {
    const before = await liveBundleOf(demoIds.siteChannel);
    const old = await Visitor.agreed(api);
    await old.say('Сколько стоит?');
    const { draft } = await read();
    const graph = reworded(draft.graph, 'Представьтесь, пожалуйста');
    const saved = await admin.expect<Flow>(200, 'PUT', `${path}/draft`, { revision: draft.revision, graph });
    const { revision } = saved.body.draft;
    const published = await admin.expect<Flow>(200, 'POST', `${path}/publish`, { revision, note: 'вежливее' });
    expect(published.body.live).toMatchObject({ note: 'вежливее', author: 'Администратор' });
    const after = await liveBundleOf(demoIds.siteChannel);
    expect(after.hash).not.toBe(before.hash);
    expect(after.canonical).toContain('Представьтесь, пожалуйста');

    const fresh = await Visitor.agreed(api);
    await fresh.say('Сколько стоит?');
    const pinned = async (visitor: Visitor) => {
      const id = await visitor.dialogueId();
      const shown = await admin.expect<{ bundle: { hash: string } }>(200, 'GET', `/api/dialogues/${id}`);
      return shown.body.bundle.hash;
    };
    expect(await pinned(old)).toBe(before.hash);
    expect(await pinned(fresh)).toBe(after.hash);

    const asked = async (visitor: Visitor) => {
      const id = await visitor.dialogueId();
      await decideAll(api, id);
      const shown = await admin.expect<{ messages: { text: string }[] }>(200, 'GET', `/api/dialogues/${id}`);
      return shown.body.messages.at(-1)?.text;
    };
    expect(await asked(fresh)).toBe('Представьтесь, пожалуйста');
    expect(await asked(old)).toBe('Как вас зовут и номер для связи?');
  });

  it('stores a bundle that nobody can change', async () => {
    const em = api.orm.em.fork();
    await expect(em.execute(`update bundles set canonical = '{}'`)).rejects.toThrow(/permission denied/);
    await expect(em.execute('delete from bundles')).rejects.toThrow(/permission denied/);
  });

  it('never puts a secret into a bundle', async () => {
    const stored = await api.orm.em.fork().execute<{ canonical: string }[]>('select canonical from bundles');
    for (const { canonical } of stored) {
      expect(canonical).not.toContain('sandbox-secret');
      expect(canonical).not.toContain(api.webhookSecret);
    }
  });

  it('refuses a flow with errors and says which node; the draft stays', async () => {
    const { draft } = await read();
    const broken = { ...draft.graph, edges: draft.graph.edges.slice(1) };
    const saved = await admin.expect<Flow>(200, 'PUT', `${path}/draft`, { revision: draft.revision, graph: broken });
    const { revision } = saved.body.draft;
    const answer = await admin.expectError('Flow.Invalid', 'POST', `${path}/publish`, { revision });
    expect(answer.status).toBe(422);
    expect(answer.body.fields?.[0]).toMatchObject({
      path: expect.stringMatching(/^graph\.nodes\./),
      message: { ru: expect.any(String), en: expect.any(String) },
    });
    expect((await read()).draft.changed).toBe(true);
    await admin.expect(200, 'POST', `${path}/discard`);
  });
});
