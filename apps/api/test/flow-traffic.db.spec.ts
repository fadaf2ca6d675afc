import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dialogueListSchema, flowSchema, flowTrafficSchema } from '@voronka/contracts';
import type { Flow, FlowTraffic } from '@voronka/contracts';
import type { FlowGraph } from '@voronka/domain';
import { demoIds } from '@voronka/persistence';
import { decideAll } from './assistant.ts';
import type { Browser } from './browser.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';
import { Visitor } from './visitor.ts';

const path = `/api/flows/${demoIds.flow}`;
const yesterday = new Date(Date.now() - 86_400_000).toISOString();
const tomorrow = new Date(Date.now() + 86_400_000).toISOString();

let api: TestApi;
let admin: Browser;
let asking: string;
/** Two ask the price, one of them answers the question; a third says hello. */
const people: Record<'waiting' | 'answered' | 'greeting', string> = { waiting: '', answered: '', greeting: '' };

const read = async (): Promise<Flow> => flowSchema.parse((await admin.expect(200, 'GET', path)).body);
const traffic = async (flowPath = path, query = `?from=${yesterday}`): Promise<FlowTraffic> =>
  flowTrafficSchema.parse((await admin.expect(200, 'GET', `${flowPath}/traffic${query}`)).body);
const nodeOf = ({ nodes }: FlowTraffic, id: string) => nodes.find(({ nodeId }) => nodeId === id);

async function idsOf(filter: Record<string, string>): Promise<string[]> {
  const query = new URLSearchParams({ flow: demoIds.flow, ...filter }).toString();
  const { dialogues, total } = dialogueListSchema.parse(
    (await admin.expect(200, 'GET', `/api/dialogues?${query}`)).body,
  );
  expect(dialogues).toHaveLength(total);
  return dialogues.map(({ id }) => id).sort();
}

async function says(...texts: string[]): Promise<string> {
  const visitor = await Visitor.agreed(api);
  for (const text of texts) {
    await visitor.say(text);
    await decideAll(api, await visitor.dialogueId());
  }
  return visitor.dialogueId();
}

async function publish(change: (graph: FlowGraph) => void): Promise<void> {
  const { draft } = await read();
  const graph = structuredClone(draft.graph);
  change(graph);
  const saved = await admin.expect<Flow>(200, 'PUT', `${path}/draft`, { revision: draft.revision, graph });
  await admin.expect(200, 'POST', `${path}/publish`, { revision: saved.body.draft.revision });
}

beforeAll(async () => {
  api = await startTestApi();
  admin = await api.logIn('admin');
  // Each message is a turn of its own: nothing is waited for.
  await api.orm.em.fork().execute(`update channels set settings = settings || '{"joinWindowMs": 0}'`);
  await publish((graph) => {
    for (const node of graph.nodes) node.label.ru = `${node.label.ru}.`;
  });
  people.waiting = await says('Сколько стоит?');
  people.answered = await says('Сколько стоит?', 'Анна, 8 (916) 123-45-67');
  people.greeting = await says('Добрый день');
  const { live } = await read();
  const [ask] = live?.graph.nodes.filter(({ kind }) => kind === 'ask') ?? [];
  asking = ask?.id ?? '';
});
afterAll(() => api.stop());

describe('the numbers of a flow', () => {
  it('count every dialogue of the period once, however many turns it had', async () => {
    await expect(traffic()).resolves.toMatchObject({ dialogues: 3 });
    await expect(traffic(path, `?from=${tomorrow}`)).resolves.toMatchObject({ dialogues: 0, edges: [] });
    await expect(
      traffic(path, `?from=${new Date(0).toISOString().replace('1970', '2026')}&to=${yesterday}`),
    ).resolves.toMatchObject({ dialogues: 0, edges: [] });
  });

  it('tell where open dialogues stand, whatever the period', async () => {
    const [now, later] = [await traffic(), await traffic(path, `?from=${tomorrow}`)];
    const standing = ({ nodes }: FlowTraffic) => nodes.map((node) => [node.nodeId, node.standing]).filter(([, n]) => n);
    expect(standing(later)).toEqual(standing(now));
    await expect(idsOf({ at: asking })).resolves.toEqual(expect.arrayContaining([people.waiting]));
  });

  it('each open the list of exactly those dialogues', async () => {
    const { nodes, edges } = await traffic();
    expect(edges.length).toBeGreaterThan(3);
    for (const { edgeId, dialogues } of edges) {
      await expect(idsOf({ edge: edgeId, from: yesterday })).resolves.toHaveLength(dialogues);
    }
    for (const { nodeId, standing, passed, incidents } of nodes) {
      await expect(idsOf({ at: nodeId })).resolves.toHaveLength(standing);
      await expect(idsOf({ passed: nodeId, from: yesterday })).resolves.toHaveLength(passed);
      await expect(idsOf({ incidentAt: nodeId })).resolves.toHaveLength(incidents);
    }
    await expect(idsOf({})).resolves.toEqual(Object.values(people).sort());
  });

  it('tell how many of those that came by a node took each way out', async () => {
    const counted = await traffic();
    const collected = counted.edges.filter(({ source }) => source === asking);
    expect(nodeOf(counted, asking)?.passed).toBe(2);
    expect(collected).toMatchObject([{ dialogues: 1, share: 1 / 2 }]);
    await expect(idsOf({ edge: collected[0]?.edgeId ?? '', from: yesterday })).resolves.toEqual([people.answered]);
  });

  it('count open incidents at their node, and settled ones no more', async () => {
    const em = api.orm.em.fork();
    const [id, again] = [randomUUID(), randomUUID()];
    for (const [at, incident] of [id, again].entries()) {
      await em.execute(
        `insert into incidents (id, workspace_id, dialogue_id, turn, command_index, node_id, code)
         select ?, workspace_id, id, 1, ?, ?, 'Crm.Rejected' from dialogues where id = ?`,
        [incident, at, asking, people.waiting],
      );
    }
    expect(nodeOf(await traffic(), asking)).toMatchObject({ incidents: 1 });
    await expect(idsOf({ incidentAt: asking })).resolves.toEqual([people.waiting]);
    await em.execute(`update incidents set state = 'resolved' where id in (?, ?)`, [id, again]);
    expect(nodeOf(await traffic(), asking)).toMatchObject({ incidents: 0 });
  });

  it('go on counting a connection that a new version led elsewhere, under the name its ends had', async () => {
    const { edges } = await traffic();
    const [before] = edges.filter(({ source }) => source === asking);
    await publish((graph) => {
      for (const edge of graph.edges) if (edge.id === before?.edgeId) edge.id = `${edge.id}-anew`;
    });
    expect((await traffic()).edges.find(({ edgeId }) => edgeId === before?.edgeId)).toEqual(before);
    expect((await read()).live?.graph.edges.map(({ id }) => id)).not.toContain(before?.edgeId);
  });

  it('are read by those who may read flows, and by nobody else', async () => {
    for (const role of ['manager', 'auditor'] as const) {
      const person = await api.logIn(role);
      await person.expect(200, 'GET', `${path}/traffic?from=${yesterday}`);
    }
    await api.browser().expectError('Auth.Required', 'GET', `${path}/traffic?from=${yesterday}`);
  });

  it('belong to one flow', async () => {
    await admin.expectError('Request.NotFound', 'GET', `/api/flows/${randomUUID()}/traffic?from=${yesterday}`);
    const name = { ru: 'Другой', en: 'Another' };
    const made = await admin.expect(201, 'POST', '/api/flows', { name, from: { kind: 'copy', flowId: demoIds.flow } });
    const { id } = flowSchema.parse(made.body);
    await expect(traffic(`/api/flows/${id}`)).resolves.toEqual({ dialogues: 0, nodes: [], edges: [] });
    await expect(idsOf({ flow: id })).resolves.toEqual([]);
  });

  it.each([
    ['', 'from'],
    ['?from=yesterday', 'from'],
    ['?from=2020-01-01T00:00:00Z', 'from'],
    ['?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z', 'to'],
  ])('name what is wrong with the period: %s', async (query, field) => {
    const refused = await admin.expectError('Request.Invalid', 'GET', `${path}/traffic${query}`);
    expect(refused.body.fields?.map((problem) => problem.path)).toEqual([field]);
  });
});

describe('the list of dialogues', () => {
  it.each(['at', 'passed', 'edge', 'incidentAt'])('says that "%s" needs the flow', async (name) => {
    const refused = await admin.expectError('Request.Invalid', 'GET', `/api/dialogues?${name}=ask`);
    expect(refused.body.fields?.map((problem) => problem.path)).toEqual(['flow']);
  });

  it('is empty for a flow that is not there', async () => {
    await expect(idsOf({ flow: randomUUID(), at: asking })).resolves.toEqual([]);
  });
});

describe('a flow that runs another one', () => {
  it('counts what happens inside at the node that stands for it', async () => {
    const name = { ru: 'Внутренний', en: 'Inner' };
    const made = await admin.expect(201, 'POST', '/api/flows', { name, from: { kind: 'copy', flowId: demoIds.flow } });
    const inner = flowSchema.parse(made.body);
    const innerPath = `/api/flows/${inner.id}`;
    await admin.expect(200, 'POST', `${innerPath}/publish`, { revision: inner.draft.revision });
    await publish((graph) => {
      const begin = graph.nodes.find(({ kind }) => kind === 'clientMessageTrigger');
      graph.nodes = [
        { ...begin, id: 'begin' },
        { id: 'inside', kind: 'subFlow', label: name, position: { x: 300, y: 0 }, config: { flowId: inner.id } },
        { id: 'finish', kind: 'end', label: name, position: { x: 600, y: 0 }, config: { close: false } },
      ] as FlowGraph['nodes'];
      graph.edges = [
        { id: 'in', source: 'begin', port: 'next', target: 'inside' },
        { id: 'out', source: 'inside', port: 'next', target: 'finish' },
      ];
    });
    const waits = await says('Сколько стоит?');
    const finished = await says('Сколько стоит?', 'Анна, 8 (916) 123-45-67');
    const counted = await traffic();
    expect(nodeOf(counted, 'inside')).toMatchObject({ standing: 1, passed: 2 });
    expect(counted.edges.filter(({ source }) => ['begin', 'inside'].includes(source))).toEqual([
      { edgeId: 'in', source: 'begin', target: 'inside', dialogues: 2, share: 1 },
      { edgeId: 'out', source: 'inside', target: 'finish', dialogues: 1, share: 1 / 2 },
    ]);
    await expect(idsOf({ at: 'inside' })).resolves.toEqual([waits]);
    await expect(idsOf({ edge: 'out', from: yesterday })).resolves.toEqual([finished]);
    expect(counted.nodes.filter(({ nodeId }) => nodeId.startsWith('inside__'))).toEqual([]);
  });
});
