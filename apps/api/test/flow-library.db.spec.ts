import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { flowFileSchema, flowListSchema, flowSchema } from '@voronka/contracts';
import type { ApiError, BoundFlow, CreateFlow, Flow, FlowFile } from '@voronka/contracts';
import { flowTemplateNames } from '@voronka/domain';
import type { FlowGraph, FlowNode } from '@voronka/domain';
import { demoIds } from '@voronka/persistence';
import type { Browser } from './browser.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';

const demoFlow = `/api/flows/${demoIds.flow}`;
const name = (ru: string) => ({ ru, en: `${ru} (en)` });

let api: TestApi;
let admin: Browser;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.logIn('admin');
});
afterAll(() => api.stop());

async function create(ru: string, from: CreateFlow['from'] = { kind: 'empty' }): Promise<Flow> {
  return flowSchema.parse((await admin.expect(201, 'POST', '/api/flows', { name: name(ru), from })).body);
}

async function publish(flow: Flow): Promise<void> {
  await admin.expect(200, 'POST', `/api/flows/${flow.id}/publish`, { revision: flow.draft.revision });
}

const listed = async (id: string) =>
  flowListSchema.parse((await admin.expect(200, 'GET', '/api/flows')).body).flows.find((flow) => flow.id === id);

async function audited(flowId: string): Promise<string[]> {
  const found = await api.orm.em
    .fork()
    .execute<{ action: string }[]>('select action from audit_log where target = ? order by id', [`flow:${flowId}`]);
  return found.map(({ action }) => action);
}

describe('a new flow', () => {
  it('is drafted and not published, belongs to nobody yet, and can be published as it is', async () => {
    const flow = await create('Пустой');
    expect(flow).toMatchObject({ name: name('Пустой'), live: null, archivedAt: null, channels: [] });
    expect(flow.draft).toMatchObject({ revision: 1, author: 'Администратор', changed: true });
    expect(await listed(flow.id)).toMatchObject({ publishedAt: null, channels: [], openDialogues: 0 });
    await publish(flow);
    expect(await audited(flow.id)).toEqual(['flow.create', 'flow.publish']);
  });

  it.each(flowTemplateNames)('from the template %s has no findings that stop it', async (template) => {
    const flow = await create(`Шаблон ${template}`, { kind: 'template', template });
    const findings = await admin.expect<{ findings: { severity: string }[] }>(
      200,
      'GET',
      `/api/flows/${flow.id}/findings`,
    );
    expect(findings.body.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('is a copy of another’s draft, and no part of it', async () => {
    const copy = await create('Копия', { kind: 'copy', flowId: demoIds.flow });
    const original = flowSchema.parse((await admin.expect(200, 'GET', demoFlow)).body);
    expect(copy.draft.graph).toEqual(original.draft.graph);
    expect(copy.id).not.toBe(original.id);
    const from = { kind: 'copy', flowId: randomUUID() };
    await admin.expectError('Request.NotFound', 'POST', '/api/flows', { name: name('Нет'), from });
  });

  it('gets a number where its name is taken, and another name on demand', async () => {
    await create('Двойник');
    const second = await create('Двойник');
    expect(second.name).toEqual({ ru: 'Двойник (2)', en: 'Двойник (en) (2)' });
    const renamed = await admin.expect<Flow>(200, 'PATCH', `/api/flows/${second.id}`, { name: name('Другой') });
    expect(renamed.body.name).toEqual(name('Другой'));
    expect(await audited(second.id)).toEqual(['flow.create', 'flow.rename']);
  });

  it('needs a name in both languages', async () => {
    const body = { name: { ru: ' ', en: 'x' }, from: { kind: 'empty' } };
    const answer = await admin.expectError('Request.Invalid', 'POST', '/api/flows', body);
    expect(answer.body.fields).toEqual([expect.objectContaining({ path: 'name.ru' })]);
  });

  it('is an admin’s to make', async () => {
    const manager = await api.logIn('manager');
    await manager.expectError('Auth.Forbidden', 'POST', '/api/flows', { name: name('x'), from: { kind: 'empty' } });
    await manager.expect(200, 'GET', `${demoFlow}/export`);
  });
});

describe('the archive', () => {
  it('takes no flow that a channel runs, and names every such channel', async () => {
    const answer = await admin.expectError('Flow.InUse', 'POST', `${demoFlow}/archive`);
    expect(answer.status).toBe(409);
    expect(answer.body.fields?.map(({ message }) => message.ru)).toEqual([
      'по нему работает канал «Провайдер (вебхук)»',
      'по нему работает канал «Сайт»',
    ]);
  });

  it('takes no flow that another one runs, also if only its draft does', async () => {
    const inner = await create('Внутренний');
    const outer = await create('Внешний');
    const graph = structuredClone(outer.draft.graph);
    graph.nodes.push({ ...at('sub'), kind: 'subFlow', config: { flowId: inner.id } });
    const draft = { revision: outer.draft.revision, graph };
    await admin.expect(200, 'PUT', `/api/flows/${outer.id}/draft`, draft);
    const answer = await admin.expectError('Flow.InUse', 'POST', `/api/flows/${inner.id}/archive`);
    expect(answer.body.fields).toEqual([
      { path: 'flow', message: { ru: 'он входит в сценарий «Внешний»', en: 'it is part of the flow "Внешний (en)"' } },
    ]);
    await admin.expect(200, 'POST', `/api/flows/${outer.id}/archive`);
    await admin.expect(200, 'POST', `/api/flows/${inner.id}/archive`);
  });

  it('keeps a flow that can then neither be edited nor published, until it is taken out', async () => {
    const flow = await create('Старый');
    const path = `/api/flows/${flow.id}`;
    const archived = await admin.expect<Flow>(200, 'POST', `${path}/archive`);
    expect(archived.body.archivedAt).not.toBeNull();
    expect((await listed(flow.id))?.archivedAt).toBe(archived.body.archivedAt);
    const { revision, graph } = flow.draft;
    await admin.expectError('Flow.Archived', 'PUT', `${path}/draft`, { revision, graph });
    await admin.expectError('Flow.Archived', 'POST', `${path}/publish`, { revision });
    await admin.expect(200, 'POST', `${path}/unarchive`);
    await publish(flow);
    expect(await audited(flow.id)).toEqual(['flow.create', 'flow.archive', 'flow.unarchive', 'flow.publish']);
  });
});

describe('a channel’s flow', () => {
  const bind = `/api/channels/${demoIds.siteChannel}/flow`;

  it('is changed for all channels of the assistant once that is said, and back', async () => {
    const flow = await create('Для сайта', { kind: 'template', template: 'collectContact' });
    await admin.expectError('Flow.NotPublished', 'PUT', bind, { flowId: flow.id });
    await publish(flow);
    const refused = await admin.expectError('Channel.AssistantShared', 'PUT', bind, { flowId: flow.id });
    expect(refused.body.fields?.[0]?.message.ru).toBe('«Ассистент продаж» ведёт и «Провайдер (вебхук)»');
    const bound = await admin.expect<BoundFlow>(200, 'PUT', bind, { flowId: flow.id, allChannels: true });
    expect(bound.body.channels.map((channel) => channel.name)).toEqual(['Сайт', 'Провайдер (вебхук)']);
    expect((await listed(flow.id))?.channels).toHaveLength(2);
    const [row] = await api.orm.em
      .fork()
      .execute<{ canonical: string }[]>(
        'select b.canonical from channels c join bundles b on b.hash = c.live_bundle_hash where c.id = ?',
        [demoIds.siteChannel],
      );
    expect(row?.canonical).toContain(flow.id);
    await admin.expect(200, 'PUT', bind, { flowId: demoIds.flow, allChannels: true });
  });

  it('is none that would not run there, one in the archive, or one that does not exist', async () => {
    const flow = await create('Чужой этап');
    const graph: FlowGraph = {
      nodes: [...flow.draft.graph.nodes, { ...at('move'), kind: 'moveStage', config: { stageKey: 'nowhere' } }],
      edges: [
        { id: 'a', source: 'start', port: 'next', target: 'move' },
        { id: 'b', source: 'move', port: 'next', target: 'done' },
      ],
    };
    await api.orm.em.fork().execute('update flows set live = ? where id = ?', [JSON.stringify(graph), flow.id]);
    const wish = { flowId: flow.id, allChannels: true };
    const answer = await admin.expectError('Flow.Invalid', 'PUT', bind, wish);
    expect(answer.body.fields?.[0]?.path).toBe('graph.nodes.move');
    await admin.expect(200, 'POST', `/api/flows/${flow.id}/archive`);
    await admin.expectError('Flow.Archived', 'PUT', bind, wish);
    await admin.expectError('Request.NotFound', 'PUT', bind, { flowId: randomUUID() });
    expect((await listed(demoIds.flow))?.channels).toHaveLength(2);
  });
});

describe('a file', () => {
  let file: FlowFile;
  beforeAll(async () => {
    file = flowFileSchema.parse((await admin.expect(200, 'GET', `${demoFlow}/export`)).body);
  });

  const load = (content: unknown) => ({ content: typeof content === 'string' ? content : JSON.stringify(content) });
  const edited = (change: (flow: FlowGraph) => unknown) => {
    const { hash: _, ...copy } = structuredClone(file);
    change(copy.flow);
    return copy;
  };
  async function refusal(content: unknown): Promise<NonNullable<ApiError['fields']>> {
    const answer = await admin.expectError('Flow.FileInvalid', 'POST', '/api/flows/import', load(content));
    expect(answer.status).toBe(422);
    return answer.body.fields ?? [];
  }

  it('holds a flow whole, is the same every time, and makes the same flow again', async () => {
    const again = await admin.expect<FlowFile>(200, 'GET', `${demoFlow}/export?of=live`);
    expect(again.body).toEqual(file);
    const made = await admin.expect<Flow>(201, 'POST', '/api/flows/import', load(JSON.stringify(file, null, 2)));
    expect(made.body.draft.graph).toEqual(file.flow);
    expect(made.body).toMatchObject({ name: { ru: 'Цена и контакт (2)' }, live: null });
  });

  it('of what is published is none while nothing is', async () => {
    const flow = await create('Без публикации');
    await admin.expectError('Flow.NotPublished', 'GET', `/api/flows/${flow.id}/export?of=live`);
  });

  it('that is no JSON is refused with line and column', async () => {
    const [problem] = await refusal('{\n  "format": "voronka.flow",\n  oops\n}');
    expect(problem?.message.en).toBe('This is not JSON: line 3, column 3.');
    expect((await refusal('не файл'))[0]?.message.ru).toMatch(/^Это не JSON/);
  });

  it.each([
    ['another program’s', { nodes: [], connections: {} }, 'format'],
    ['a list', [], 'format'],
    ['a newer version’s', { format: 'voronka.flow', version: 2 }, 'version'],
  ])('of %s is refused by its head', async (_what, content, path) => {
    expect((await refusal(content)).map((problem) => problem.path)).toEqual([path]);
  });

  it('that somebody changed is refused, unless they say so by leaving the hash out', async () => {
    const changed = { ...structuredClone(file), name: name('Подменён') };
    expect((await refusal(changed))[0]?.path).toBe('hash');
    const { hash: _, ...byHand } = changed;
    await admin.expect(201, 'POST', '/api/flows/import', load(byHand));
  });

  it('with an unknown kind or operator is refused at the node', async () => {
    const unknownKind = edited((flow) => Object.assign(flow.nodes[2] ?? {}, { kind: 'runSql' }));
    const [kind] = await refusal(unknownKind);
    expect(kind).toMatchObject({ path: 'flow.nodes.2.kind' });
    expect(kind?.message.en).toBe('Node 3 "Name and phone (price)": unknown kind of node "runSql".');
    const unknownOperator = edited((flow) => {
      const rule = flow.nodes.find((node) => node.kind === 'rule');
      if (rule?.kind === 'rule') Object.assign(rule.config.outputs[0]?.conditions ?? {}, { operator: 'like' });
    });
    const [operator] = await refusal(unknownOperator);
    expect(operator).toMatchObject({ path: 'flow.nodes.1.config.outputs.0.conditions.operator' });
    expect(operator?.message.ru).toBe('Узел 2 «О чём вопрос?»: неизвестный оператор «like».');
  });

  it('with a field that is missing, wrong or too much is refused at the place', async () => {
    const [missing] = await refusal(edited((flow) => Object.assign(flow.nodes[0] ?? {}, { position: undefined })));
    expect(missing).toMatchObject({
      path: 'flow.nodes.0.position',
      message: { ru: 'Узел 1 «Клиент написал», position: обязательное поле.' },
    });
    const [extra] = await refusal(edited((flow) => Object.assign(flow, { script: 'alert(1)' })));
    expect(extra?.message.en).toBe('flow: unknown fields: script.');
  });

  it('with a circle in which nothing waits is refused at its nodes', async () => {
    const circle = edited((flow) => {
      const into = flow.edges.find(({ source }) => source === 'thanks');
      if (into) into.target = 'note';
    });
    const problems = await refusal(circle);
    expect(problems.map(({ path }) => path)).toContain('flow.nodes.note');
    expect(problems[0]?.message.ru).toMatch(/^«.+»: Узел стоит в круге/);
  });

  it('with ten thousand nodes is refused, and so is one without end or without measure', async () => {
    const end = (id: string): FlowNode => ({ ...at(id), kind: 'end', config: {} });
    const many = edited((flow) => flow.nodes.push(...Array.from({ length: 10_000 }, (_, index) => end(`n${index}`))));
    expect((await refusal(many))[0]?.message.en).toBe('Nodes: must have at most 2000 items.');
    expect((await refusal(`${'['.repeat(5000)}${']'.repeat(5000)}`))[0]?.message.en).toMatch(/nested too deep/);
    await admin.expectError('Request.Invalid', 'POST', '/api/flows/import', load('x'.repeat(3_000_001)));
    await admin.expectError('Request.TooLarge', 'POST', '/api/flows/import', load('x'.repeat(5_000_000)));
  });
});

function at(id: string) {
  return { id, label: { ru: id, en: id }, position: { x: 0, y: 0 } };
}
