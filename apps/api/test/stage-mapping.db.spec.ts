import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { savedStageMappingSchema, stageMappingSchema, testMoveReportSchema } from '@voronka/contracts';
import type { SaveStageMapping, StageMappingSetup, TestMove, TestMoveReport } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import type { Browser } from './browser.ts';
import { SmallPortal } from './small-portal.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';
import { Visitor } from './visitor.ts';

let portal: SmallPortal;
let api: TestApi;
let admin: Browser;
beforeAll(async () => {
  portal = await SmallPortal.start();
  api = await startTestApi({ VORONKA_ALLOW_HOSTS: portal.host });
  admin = await api.logIn('admin');
});
afterAll(async () => {
  await api.stop();
  await portal.stop();
});

const path = `/api/funnels/${demoIds.funnel}/mapping/${demoIds.integration}`;
const sql = <Row extends object>(text: string, params: unknown[] = []) =>
  api.orm.em.fork().execute<Row[]>(text, params);

async function read(query = ''): Promise<StageMappingSetup> {
  return stageMappingSchema.parse((await admin.expect(200, 'GET', `${path}${query}`)).body);
}

/** As if the CRM had been asked long ago. */
async function timePasses(): Promise<void> {
  await sql(`update crm_stage_lists set read_at = read_at - interval '1 hour'`);
}

const marks = ({ rows }: StageMappingSetup) => Object.fromEntries(rows.map(({ stageKey, mark }) => [stageKey, mark]));
const usual = {
  unsorted: 'NEW',
  firstContact: 'UC_CONTACT',
  negotiation: 'IN_PROCESS',
  decision: 'UC_CONTRACT',
  won: 'CONVERTED',
  lost: 'JUNK',
};
const save = (mapping: SaveStageMapping['mapping']) => admin.request('PUT', path, { card: 'lead', mapping });

async function bundleMapping(): Promise<unknown> {
  const [row] = await sql<{ canonical: string }>(
    'select b.canonical from channels c join bundles b on b.hash = c.live_bundle_hash where c.id = ?',
    [demoIds.siteChannel],
  );
  return (JSON.parse(row?.canonical ?? '{}') as { stageMapping: unknown }).stageMapping;
}

describe('a CRM that has never answered', () => {
  it('leaves the mapping readable, says why, and takes no new binding', async () => {
    const mapping = await read();
    expect(mapping).toMatchObject({ statuses: null, readAt: null, failure: { message: { ru: expect.any(String) } } });
    expect(new Set(Object.values(marks(mapping)))).toEqual(new Set(['unchecked']));
    const refused = await save({ ...usual, unsorted: 'UC_CONTACT' });
    expect(refused.body).toMatchObject({ code: mapping.failure?.code });
    expect((await save({ ...usual, decision: null })).status).toBe(200);
    expect((await save(usual)).body).toMatchObject({ code: mapping.failure?.code });
  });
});

describe('the mapping', () => {
  beforeAll(async () => {
    const { webhookUrl } = portal;
    await admin.expect(200, 'PATCH', `/api/integrations/${demoIds.integration}`, { webhookUrl });
  });

  it('stands beside the live stages of the CRM, with what would fit', async () => {
    const mapping = await read('?fresh=true');
    expect(mapping).toMatchObject({ card: 'lead', cardsInUse: ['lead'], failure: null });
    expect(mapping.statuses?.map(({ name }) => name)).toEqual(Object.values(portal.statuses));
    expect(marks(mapping)).toMatchObject({ unsorted: 'mapped', decision: 'unmapped', lost: 'mapped' });
    const suggested = mapping.rows.map(({ stageKey, suggestion }) => [stageKey, suggestion?.statusId]);
    expect(Object.fromEntries(suggested)).toEqual(usual);
  });

  it('asks the CRM rarely: one page after the other, or many at once, are one request', async () => {
    await timePasses();
    portal.calls.length = 0;
    await Promise.all([read(), read(), read()]);
    await read();
    expect(portal.calls).toEqual(['crm.status.list']);
  });

  it('is saved as a whole, published to the channels and written down', async () => {
    const saved = await save(usual);
    expect(savedStageMappingSchema.parse(saved.body).rows.every(({ mark }) => mark === 'mapped')).toBe(true);
    expect(await bundleMapping()).toEqual(usual);
    await save({ ...usual, lost: null });
    expect(await bundleMapping()).toEqual(Object.fromEntries(Object.entries(usual).slice(0, 5)));
    const [entry] = await sql<{ detail: { mapping: object } }>(
      `select detail from audit_log where action = 'funnel.mapping' order by id desc limit 1`,
    );
    expect(Object.keys(entry?.detail.mapping ?? {})).not.toContain('lost');
    await save(usual);
  });

  it('refuses statuses that the CRM does not have, and names the rows', async () => {
    const answer = await admin.expectError('Request.Invalid', 'PUT', path, {
      card: 'lead',
      mapping: { ...usual, negotiation: 'C5:NEW' },
    });
    expect(answer.body.fields).toEqual([
      {
        path: 'mapping.negotiation',
        message: {
          ru: 'Этап «Переговоры»: такого статуса в CRM нет.',
          en: 'Stage "Negotiation": the CRM has no such status.',
        },
      },
    ]);
    await admin.expectError('Request.Invalid', 'PUT', path, { card: 'lead', mapping: { nowhere: 'NEW' } });
    expect(await bundleMapping()).toEqual(usual);
  });

  it('marks a status that vanished from the CRM, and lets the rest be saved beside it', async () => {
    const { UC_CONTACT: gone, ...others } = portal.statuses;
    portal.statuses = others;
    await timePasses();
    expect(marks(await read())).toMatchObject({ firstContact: 'vanished', negotiation: 'mapped' });
    expect((await save({ ...usual, decision: null })).status).toBe(200);
    portal.statuses = { ...others, UC_CONTACT: gone ?? '' };
    await timePasses();
    await save(usual);
  });

  it('shows the last known stages while the CRM is down, and since when', async () => {
    await timePasses();
    portal.trouble = { status: 500, body: '{"error":"INTERNAL_SERVER_ERROR"}' };
    const mapping = await read();
    expect(mapping).toMatchObject({ failure: { code: 'Crm.ServerError' } });
    expect(mapping.statuses).toHaveLength(6);
    expect(Date.now() - Date.parse(mapping.readAt ?? '')).toBeGreaterThan(3_500_000);
    expect(marks(mapping)['unsorted']).toBe('mapped');
    portal.calls.length = 0;
    await read();
    expect(portal.calls).toEqual([]);
    portal.trouble = null;
    expect((await read('?fresh=true')).failure).toBeNull();
  });

  it('knows the stages of deals apart', async () => {
    const deals = await read('?card=deal');
    expect(deals.statuses).toMatchObject([
      { id: 'NEW', name: 'Новая', funnel: 'Общая' },
      { id: 'WON', semantics: 'won' },
    ]);
  });

  it('asks for the kind of card that the channels make', async () => {
    for (const id of [demoIds.siteChannel, demoIds.webhookChannel]) {
      await admin.expect(200, 'PATCH', `/api/channels/${id}`, { settings: { card: 'deal' } });
    }
    expect(await read()).toMatchObject({ card: 'deal', cardsInUse: ['deal'] });
    for (const id of [demoIds.siteChannel, demoIds.webhookChannel]) {
      await admin.expect(200, 'PATCH', `/api/channels/${id}`, { settings: { card: 'lead' } });
    }
  });

  it('is of deals, and says so, where the CRM works without leads', async () => {
    portal.withoutLeads = true;
    // With another address what was known of the portal does not count any more.
    await admin.expect(200, 'PATCH', `/api/integrations/${demoIds.integration}`, {
      webhookUrl: portal.webhookUrl.replace(/\/$/, ''),
    });
    expect(await read('?card=lead')).toMatchObject({ card: 'deal', cardsInUse: ['deal'], leads: false });
    portal.withoutLeads = false;
    await admin.expect(200, 'PATCH', `/api/integrations/${demoIds.integration}`, { webhookUrl: portal.webhookUrl });
    expect(await read('?card=lead')).toMatchObject({ card: 'lead', cardsInUse: ['lead'], leads: true });
  });

  it('is of a funnel and an integration that exist, and changed by admins only', async () => {
    await admin.expectError('Request.NotFound', 'GET', path.replace(demoIds.integration, randomUUID()));
    await admin.expectError('Request.NotFound', 'GET', path.replace(demoIds.funnel, randomUUID()));
    const manager = await api.logIn('manager');
    await manager.expect(200, 'GET', path);
    await manager.expectError('Auth.Forbidden', 'PUT', path, { card: 'lead', mapping: usual });
    await manager.expectError('Auth.Forbidden', 'POST', `${path}/test-move`, { card: 'lead', cardId: '1' });
  });
});

describe('a test move', () => {
  beforeEach(() => void portal.addLead('41'));
  afterEach(() => {
    portal.trouble = null;
  });

  const order: TestMove = { card: 'lead', cardId: '41', statusId: 'UC_CONTACT' };
  async function run(change: Partial<TestMove> = {}): Promise<TestMoveReport> {
    const answer = await admin.expect(200, 'POST', `${path}/test-move`, { ...order, ...change });
    return testMoveReportSchema.parse(answer.body);
  }

  it('moves the card and puts it back, tells each step, and is written down at both ends', async () => {
    const report = await run();
    expect(report).toMatchObject({
      ok: true,
      end: 'back',
      card: { title: 'Анна', statusId: 'NEW', url: `http://${portal.host}/crm/lead/details/41/` },
    });
    expect(report.steps.map(({ step, statusId }) => [step, statusId])).toEqual([
      ['read', 'NEW'],
      ['move', null],
      ['confirmMove', 'UC_CONTACT'],
      ['putBack', null],
      ['confirmBack', 'NEW'],
    ]);
    expect(portal.leads.get('41')?.STATUS_ID).toBe('NEW');
    const entries = await sql<{ action: string; detail: object }>(
      `select action, detail from audit_log where action like 'integration.testMove%' order by id`,
    );
    expect(entries).toMatchObject([
      { action: 'integration.testMove.begin', detail: { cardId: '41', statusId: 'UC_CONTACT' } },
      { action: 'integration.testMove', detail: { from: 'NEW', end: 'back' } },
    ]);
  });

  it('tells what is wrong with a card that is not there, or closed', async () => {
    expect(await run({ cardId: '999' })).toMatchObject({ ok: false, end: 'untouched', card: null });
    portal.addLead('42', 'JUNK');
    expect(await run({ cardId: '42' })).toMatchObject({ ok: false, end: 'untouched' });
  });

  it('tells what the CRM answered', async () => {
    portal.trouble = { status: 401, body: '{"error":"expired_token"}' };
    expect(await run()).toMatchObject({ ok: false, end: 'untouched', steps: [{ code: 'Crm.Unauthorized' }] });
  });

  it('refuses a status that the CRM does not have', async () => {
    const answer = await admin.expectError('Request.Invalid', 'POST', `${path}/test-move`, { ...order, statusId: 'X' });
    expect(answer.body.fields?.[0]?.path).toBe('statusId');
  });

  it('leaves a card alone on which a dialogue works just now', async () => {
    const visitor = await Visitor.agreed(api);
    await visitor.say('Сколько стоит?');
    const id = await visitor.dialogueId();
    await sql(`update dialogues set lead_id = '41' where id = ?`, [id]);
    await sql(
      `insert into steps (dialogue_id, turn, command_index, workspace_id, kind, node_id) values (?, 1, 0, ?, 'moveStage', 'n')`,
      [id, demoIds.workspace],
    );
    await admin.expectError('Crm.Busy', 'POST', `${path}/test-move`, order);
    await sql('update steps set finished_at = now() where dialogue_id = ?', [id]);
    expect((await run()).ok).toBe(true);
  });

  it('does nothing in an integration that is switched off', async () => {
    const integration = `/api/integrations/${demoIds.integration}`;
    await admin.expect(200, 'PATCH', integration, { enabled: false });
    await admin.expectError('Crm.Paused', 'POST', `${path}/test-move`, order);
    await admin.expect(200, 'PATCH', integration, { enabled: true });
  });
});
