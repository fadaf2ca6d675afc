import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { flowFindingListSchema, flowGraphSchema } from '@voronka/contracts';
import type { Flow, FlowFinding } from '@voronka/contracts';
import { applyChanges } from '@voronka/domain';
import type { FlowGraph, FlowNode } from '@voronka/domain';
import { demoIds } from '@voronka/persistence';
import type { Browser } from './browser.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';

const path = `/api/flows/${demoIds.flow}`;
const label = { ru: 'узел', en: 'node' };
const position = { x: 0, y: 0 };

let api: TestApi;
let admin: Browser;
let published: FlowGraph;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.logIn('admin');
  published = (await admin.expect<Flow>(200, 'GET', path)).body.draft.graph;
});
afterAll(() => api.stop());

/** The demo's flow with a node more, behind its start. */
function withNode(node: FlowNode): FlowGraph {
  const [first, ...others] = published.edges;
  if (!first) throw new Error('the demo’s flow has no edges');
  const edges = [
    { ...first, target: node.id },
    { id: 'more', source: node.id, port: 'next', target: first.target },
  ];
  return { ...published, nodes: [...published.nodes, node], edges: [...edges, ...others] };
}

async function save(graph: FlowGraph): Promise<number> {
  const { draft } = (await admin.expect<Flow>(200, 'GET', path)).body;
  const saved = await admin.expect<Flow>(200, 'PUT', `${path}/draft`, { revision: draft.revision, graph });
  return saved.body.draft.revision;
}

async function check(graph: FlowGraph): Promise<FlowFinding[]> {
  await save(graph);
  return flowFindingListSchema.parse((await admin.expect(200, 'GET', `${path}/findings`)).body).findings;
}

async function publishedFlow(graph: FlowGraph | null): Promise<string> {
  const id = randomUUID();
  await api.orm.em
    .fork()
    .execute('insert into flows (id, workspace_id, name, draft, live) values (?, ?, ?, ?, ?)', [
      id,
      demoIds.workspace,
      JSON.stringify(label),
      JSON.stringify(graph ?? published),
      graph && JSON.stringify(graph),
    ]);
  return id;
}

const subFlow = (flowId: string): FlowNode => ({ id: 'sub', kind: 'subFlow', label, position, config: { flowId } });

describe('the check of a draft', () => {
  it('proposes changes that make a flow which can be saved, and which settle what was found', async () => {
    const text = { ru: '{{nmae}}, привет', en: '{{nmae}}, hi' };
    const misspelt = withNode({ id: 'hi', kind: 'reply', label, position, config: { text } });
    const [found, ...others] = await check(misspelt);
    expect(found).toMatchObject({ code: 'Flow.UnknownVariable', nodeId: 'hi', suggestion: { kind: 'chooseVariable' } });
    expect(others).toEqual([]);
    const settled = applyChanges(misspelt, found?.suggestion?.changes ?? []);
    expect(await check(flowGraphSchema.parse(settled))).toEqual([]);
  });

  it('knows the workspace’s signals and webhooks', async () => {
    const signal = withNode({ id: 'raise', kind: 'raiseSignal', label, position, config: { signal: 'never' } });
    expect((await check(signal)).map(({ code }) => code)).toEqual(['Flow.UnknownSignal']);
    const config = { webhookId: randomUUID(), waitForAnswer: false, answer: {} };
    const webhook = withNode({ id: 'call', kind: 'callWebhook', label, position, config });
    expect((await check(webhook)).map(({ code }) => code)).toEqual(['Flow.UnknownWebhook']);
  });

  it('knows whether the funnel has business hours', async () => {
    const wait = withNode({ id: 'wait', kind: 'wait', label, position, config: { for: { kind: 'businessHours' } } });
    expect((await check(wait)).map(({ code, severity }) => `${severity} ${code}`)).toEqual(['warning Flow.NoCalendar']);
  });

  it('looks into sub-flows, and refuses those that are not there, not published or the flow itself', async () => {
    const codesOf = async (flowId: string) => (await check(withNode(subFlow(flowId)))).map(({ code }) => code);
    expect(await codesOf('no id at all')).toEqual(['Flow.SubFlowUnknown']);
    expect(await codesOf(await publishedFlow(null))).toEqual(['Flow.SubFlowUnpublished']);
    expect(await codesOf(demoIds.flow)).toEqual(['Flow.SubFlowRecursive']);
    expect(await codesOf(await publishedFlow(withNode(subFlow(demoIds.flow))))).toEqual(['Flow.SubFlowRecursive']);
    const moves: FlowNode = { id: 'move', kind: 'moveStage', label, position, config: { stageKey: 'nowhere' } };
    const found = await check(withNode(subFlow(await publishedFlow(withNode(moves)))));
    expect(found).toContainEqual(
      expect.objectContaining({ code: 'Flow.UnknownStage', nodeId: 'sub', suggestion: null }),
    );
  });

  it('keeps such a flow from being published', async () => {
    const revision = await save(withNode(subFlow(randomUUID())));
    const answer = await admin.expectError('Flow.Invalid', 'POST', `${path}/publish`, { revision });
    expect(answer.body.fields).toEqual([expect.objectContaining({ path: 'graph.nodes.sub' })]);
  });

  it('only warns of a sub-flow that has gone into the archive since', async () => {
    const config = { text: { ru: 'Привет', en: 'Hi' } };
    const id = await publishedFlow(withNode({ id: 'hi', kind: 'reply', label, position, config }));
    expect(await check(withNode(subFlow(id)))).toEqual([]);
    const archive = 'update flows set live_published_at = now(), archived_at = now() where id = ?';
    await api.orm.em.fork().execute(archive, [id]);
    const found = (await check(withNode(subFlow(id)))).map(({ code, severity }) => `${severity} ${code}`);
    expect(found).toEqual(['warning Flow.SubFlowArchived']);
  });

  it('takes a flow that no channel runs for one that other flows may run', async () => {
    const button: FlowNode = { id: 'start', kind: 'manualTrigger', label, position, config: { when: null } };
    const nodes = published.nodes.map((node) => (node.id === 'start' ? button : node));
    const id = await publishedFlow({ ...published, nodes });
    const answer = await admin.expect(200, 'GET', `/api/flows/${id}/findings`);
    expect(flowFindingListSchema.parse(answer.body).findings).toEqual([]);
    expect((await check({ ...published, nodes })).map(({ code }) => code)).toEqual(
      expect.arrayContaining(['Flow.NoTrigger', 'Flow.SideRunWaits']),
    );
  });
});
