import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dialogueListSchema, funnelListSchema, funnelSchema, savedFunnelSchema } from '@voronka/contracts';
import type { FunnelSetup, SaveFunnel } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import type { Browser } from './browser.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';
import { Visitor } from './visitor.ts';

let api: TestApi;
let admin: Browser;
beforeAll(async () => {
  api = await startTestApi();
  admin = await api.logIn('admin');
});
afterAll(() => api.stop());

const path = `/api/funnels/${demoIds.funnel}`;
const sql = <Row extends object>(text: string, params: unknown[] = []) =>
  api.orm.em.fork().execute<Row[]>(text, params);

async function funnel(at = path): Promise<FunnelSetup> {
  return funnelSchema.parse((await admin.expect(200, 'GET', at)).body);
}

/** The change that would leave everything as it is. */
function unchanged({ name, stages }: FunnelSetup): SaveFunnel & { stages: SaveFunnel['stages'] } {
  return {
    name,
    stages: stages.map(({ key, name: title, semantics }) => ({ key, name: title, semantics })),
    basedOn: stages.map(({ key }) => key),
  };
}

async function bundleStages(): Promise<string[]> {
  const [row] = await sql<{ canonical: string }>(
    'select b.canonical from channels c join bundles b on b.hash = c.live_bundle_hash where c.id = ?',
    [demoIds.siteChannel],
  );
  return (JSON.parse(row?.canonical ?? '{}') as { funnel: FunnelSetup }).funnel.stages.map(({ key }) => key);
}

async function dialogueAt(stageKey: string | null): Promise<string> {
  const visitor = await Visitor.agreed(api);
  await visitor.say('Сколько стоит?');
  const id = await visitor.dialogueId();
  await sql('update dialogues set stage_key = ? where id = ?', [stageKey, id]);
  return id;
}

describe('funnels', () => {
  it('are listed with their channels, and shown with the CRMs they can be bound to', async () => {
    const { funnels } = funnelListSchema.parse((await admin.expect(200, 'GET', '/api/funnels')).body);
    expect(funnels).toMatchObject([{ id: demoIds.funnel, channels: [{}, {}], openDialogues: 0, unmapped: 0 }]);
    expect(funnels).toHaveLength(1);
    expect(await funnel()).toMatchObject({
      name: { ru: 'Продажи', en: 'Sales' },
      stages: [{ key: 'unsorted', openDialogues: 0 }, {}, {}, {}, {}, { key: 'lost', semantics: 'lost' }],
      channels: [{ card: 'lead', integrationId: demoIds.integration }, {}],
      integrations: [{ id: demoIds.integration, inUse: true, unmapped: 0 }],
    });
  });

  it('begin with the usual stages, in a CRM with none of them mapped', async () => {
    const made = await admin.expect(201, 'POST', '/api/funnels', { name: { ru: 'Сервис', en: 'Service' } });
    const { stages, integrations, channels } = funnelSchema.parse(made.body);
    expect(stages.map(({ key }) => key)).toEqual([
      'unsorted',
      'firstContact',
      'negotiation',
      'decision',
      'won',
      'lost',
    ]);
    expect([channels, integrations]).toMatchObject([[], [{ inUse: false, unmapped: 6 }]]);
  });

  it('that are not there are not found', async () => {
    await admin.expectError('Request.NotFound', 'GET', `/api/funnels/${randomUUID()}`);
    const change = unchanged(await funnel());
    await admin.expectError('Request.NotFound', 'PUT', `/api/funnels/${randomUUID()}`, change);
  });

  it('are changed by admins only', async () => {
    for (const role of ['manager', 'auditor'] as const) {
      const other = await api.logIn(role);
      await other.expect(200, 'GET', path);
      await other.expectError('Auth.Forbidden', 'PUT', path, unchanged(await funnel()));
    }
  });
});

describe('the open dialogues of a stage', () => {
  it('are counted as the list of dialogues shows them', async () => {
    await dialogueAt('negotiation');
    await dialogueAt('negotiation');
    const done = await dialogueAt('negotiation');
    await sql(`update dialogues set state = jsonb_set(state, '{completed}', 'true') where id = ?`, [done]);
    await dialogueAt(null);
    const { stages, withoutStage } = await funnel();
    const counts = Object.fromEntries(stages.map(({ key, openDialogues }) => [key, openDialogues]));
    for (const [stage, count] of [...Object.entries(counts), ['-', withoutStage] as const]) {
      const query = `status=open&funnel=${demoIds.funnel}&stage=${stage}`;
      const list = dialogueListSchema.parse((await admin.expect(200, 'GET', `/api/dialogues?${query}`)).body);
      expect([stage, list.total]).toEqual([stage, count]);
    }
    expect([counts['negotiation'], withoutStage]).toEqual([2, 1]);
  });
});

describe('the stages of a funnel', () => {
  it('are renamed, reordered and added to, for new dialogues at once', async () => {
    const before = unchanged(await funnel());
    const [first, second, ...rest] = before.stages;
    if (!first || !second) throw new Error('the demo has stages');
    const measuring = { key: null, name: { ru: 'Замер', en: 'Measuring' }, semantics: 'open' as const };
    const renamed = { ...first, name: { ru: 'Новые', en: 'Newcomers' } };
    const stages = [second, renamed, measuring, ...rest];
    const saved = savedFunnelSchema.parse((await admin.expect(200, 'PUT', path, { ...before, stages })).body);
    const keys = ['firstContact', 'unsorted', 'measuring', 'negotiation', 'decision', 'won', 'lost'];
    expect(saved.stages.map(({ key }) => key)).toEqual(keys);
    expect(saved.stages[1]?.name).toEqual({ ru: 'Новые', en: 'Newcomers' });
    expect(saved.integrations[0]?.unmapped).toBe(1);
    expect(await bundleStages()).toEqual(keys);
    const [entry] = await sql<{ detail: object; actor_name: string }>(
      `select detail, actor_name from audit_log where action = 'funnel.update' order by id desc limit 1`,
    );
    expect(entry).toMatchObject({ detail: { added: ['measuring'], removed: [] } });
  });

  it('that nothing needs can be removed, with what they were mapped to', async () => {
    await sql(
      `insert into stage_mappings (integration_id, funnel_id, workspace_id, stage_key, crm_status_id)
       values (?, ?, ?, 'measuring', 'X')`,
      [demoIds.integration, demoIds.funnel, demoIds.workspace],
    );
    const before = unchanged(await funnel());
    const stages = before.stages.filter(({ key }) => key !== 'measuring');
    const saved = savedFunnelSchema.parse((await admin.expect(200, 'PUT', path, { ...before, stages })).body);
    expect(saved.stages.map(({ key }) => key)).not.toContain('measuring');
    expect(await sql(`select * from stage_mappings where stage_key = 'measuring'`)).toEqual([]);
  });

  it('that flows, signals or dialogues need are not removed, and each of them is named', async () => {
    const before = unchanged(await funnel());
    const without = (key: string) => ({ ...before, stages: before.stages.filter((stage) => stage.key !== key) });
    const refused = async (key: string) =>
      (await admin.expectError('Funnel.StageInUse', 'PUT', path, without(key))).body.fields?.map(
        (field) => field.message.ru,
      );
    expect(await refused('firstContact')).toEqual(['Этап «Первичный контакт» занят: сценарий «Цена и контакт».']);
    expect(await refused('negotiation')).toEqual([
      'Этап «Переговоры» занят: сигнал «Клиент готов к звонку».',
      'Этап «Переговоры» занят: открытых диалогов: 2.',
    ]);
    expect(await bundleStages()).toContain('negotiation');
  });

  it('of a funnel that runs no flow may go', async () => {
    const { funnels } = funnelListSchema.parse((await admin.expect(200, 'GET', '/api/funnels')).body);
    const other = `/api/funnels/${funnels.find(({ channels }) => channels.length === 0)?.id}`;
    const before = unchanged(await funnel(other));
    const stages = before.stages.filter(({ key }) => key !== 'firstContact');
    await admin.expect(200, 'PUT', other, { ...before, stages });
  });

  it('are refused with the row that does not fit', async () => {
    const before = unchanged(await funnel());
    const late = { key: null, name: { ru: 'Поздно', en: 'Late' }, semantics: 'open' as const };
    const answer = await admin.expectError('Request.Invalid', 'PUT', path, {
      ...before,
      stages: [...before.stages, late],
    });
    expect(answer.body.fields).toMatchObject([{ path: `stages.${before.stages.length}` }]);
    await admin.expectError('Request.Invalid', 'PUT', path, { ...before, stages: [] });
  });

  it('are not overwritten by who saw an older list', async () => {
    const before = unchanged(await funnel());
    await admin.expectError('Request.Conflict', 'PUT', path, { ...before, basedOn: before.basedOn.slice(1) });
  });
});
