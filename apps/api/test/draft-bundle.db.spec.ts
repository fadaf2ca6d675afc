import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { draftBundleSchema, flowSchema } from '@voronka/contracts';
import type { ApiError, Flow } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import type { Browser } from './browser.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';

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

async function bundleOf(address: string, person = admin) {
  return draftBundleSchema.parse((await person.expect(200, 'GET', address)).body);
}

describe('what a draft would run', () => {
  it('is what its channel runs, while the draft is as published', async () => {
    const { channels } = await read();
    const { bundle, channelName, assistantOff, permissions } = await bundleOf(`${path}/draft/bundle`);
    expect(channels[0]).toMatchObject({ name: channelName, bundleHash: bundle.hash });
    expect(assistantOff).toBe(false);
    expect(permissions['createLead']).toEqual({ allowed: true });
  });

  it('is read by auditors too', async () => {
    const auditor = await api.logIn('auditor');
    await expect(bundleOf(`${path}/draft/bundle`, auditor)).resolves.toMatchObject({ channelName: expect.any(String) });
  });

  it('is not found for a channel that runs another flow', async () => {
    await admin.expectError('Request.NotFound', 'GET', `${path}/draft/bundle?channelId=${randomUUID()}`);
  });

  it('is refused with the node of each error, and has the draft when there are none', async () => {
    const { draft } = await read();
    const cut = { ...draft.graph, edges: draft.graph.edges.slice(1) };
    await admin.expect(200, 'PUT', `${path}/draft`, { revision: draft.revision, graph: cut });
    const refused = await admin.request<ApiError>('GET', `${path}/draft/bundle`);
    expect(refused).toMatchObject({ status: 422, body: { code: 'Flow.Invalid' } });

    const renamed = structuredClone(draft.graph);
    for (const node of renamed.nodes) node.label.ru = `${node.label.ru}!`;
    await admin.expect(200, 'PUT', `${path}/draft`, { revision: (await read()).draft.revision, graph: renamed });
    const { bundle } = await bundleOf(`${path}/draft/bundle`);
    expect(bundle.content.flow).toEqual(renamed);
    const { channels } = await read();
    expect(channels.map(({ bundleHash }) => bundleHash)).not.toContain(bundle.hash);
  });

  it('is shown in the first funnel with everything allowed, while no channel runs the flow', async () => {
    const made = await admin.expect(201, 'POST', '/api/flows', {
      name: { ru: 'Копия', en: 'A copy' },
      from: { kind: 'copy', flowId: demoIds.flow },
    });
    const { id } = flowSchema.parse(made.body);
    const { bundle, permissions } = await bundleOf(`/api/flows/${id}/draft/bundle`);
    expect(bundle.content).toMatchObject({ flowId: id, assistant: { mode: 'movesStages' } });
    expect(bundle.content.funnel.stages.length).toBeGreaterThan(0);
    expect(Object.values(permissions).every(({ allowed }) => allowed)).toBe(true);
  });
});
