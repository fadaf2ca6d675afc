import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { attentionListSchema, bulkIncidentsResultSchema, incidentListSchema } from '@voronka/contracts';
import { demoIds } from '@voronka/persistence';
import type { Browser } from './browser.ts';
import { EventReader } from './event-reader.ts';
import { startTestApi } from './test-api.ts';
import type { TestApi } from './test-api.ts';
import { Visitor } from './visitor.ts';

let api: TestApi;
let manager: Browser;
beforeAll(async () => {
  api = await startTestApi();
  manager = await api.logIn('manager');
});
afterAll(() => api.stop());

async function begun(): Promise<string> {
  const visitor = await Visitor.agreed(api);
  await visitor.say('Сколько стоит?');
  return visitor.dialogueId();
}

async function raise(dialogueId: string, code: string, turn = 1): Promise<string> {
  const id = randomUUID();
  await api.orm.em
    .fork()
    .execute(
      `insert into incidents (id, workspace_id, dialogue_id, turn, command_index, node_id, code) values (?, ?, ?, ?, 0, 'ask', ?)`,
      [id, demoIds.workspace, dialogueId, turn, code],
    );
  return id;
}

const inboxKinds = async (dialogueId: string): Promise<string[]> => {
  const rows = await api.orm.em
    .fork()
    .execute<{ kind: string }[]>('select kind from inbox where dialogue_id = ? order by seq', [dialogueId]);
  return rows.map(({ kind }) => kind);
};

const bulk = async (body: object) =>
  bulkIncidentsResultSchema.parse((await manager.expect(200, 'POST', '/api/incidents/bulk', body)).body);

describe('incidents', () => {
  it('are told in words, whatever their code is', async () => {
    const id = await raise(await begun(), 'Vendor.Unheard');
    const { incidents } = incidentListSchema.parse((await manager.expect(200, 'GET', '/api/incidents')).body);
    expect(incidents.find((incident) => incident.id === id)?.message.ru).toContain('Vendor.Unheard');
  });

  it.each([
    ['skip', 'incidentSkipped'],
    ['hand-over', 'incidentHandedOver'],
  ])('are settled once by %s', async (action, kind) => {
    const dialogueId = await begun();
    const id = await raise(dialogueId, 'Crm.Rejected');
    await manager.expect(204, 'POST', `/api/incidents/${id}/${action}`);
    await manager.expectError('Request.Conflict', 'POST', `/api/incidents/${id}/${action}`);
    expect(await inboxKinds(dialogueId)).toEqual(['clientMessage', kind]);
  });

  it('are settled together by a selection, with an answer for each', async () => {
    const [one, two] = await Promise.all([begun(), begun()]);
    const ids = [
      await raise(one, 'Crm.Rejected'),
      await raise(one, 'Crm.Rejected', 2),
      await raise(two, 'Crm.Rejected'),
    ];
    const unknown = randomUUID();
    const { results } = await bulk({ action: 'handOver', ids: [...ids, unknown] });
    expect(results).toEqual([...ids.map((id) => ({ id, outcome: 'done' })), { id: unknown, outcome: 'notOpen' }]);
    expect(await inboxKinds(one)).toEqual(['clientMessage', 'incidentHandedOver']);
    const again = await bulk({ action: 'handOver', ids });
    expect(again.results.map(({ outcome }) => outcome)).toEqual(['notOpen', 'notOpen', 'notOpen']);
  });

  it('are settled together by their code', async () => {
    const [one, two] = await Promise.all([begun(), begun()]);
    const ids = [await raise(one, 'Crm.Ambiguous'), await raise(two, 'Crm.Ambiguous')];
    const other = await raise(one, 'Crm.Busy', 2);
    const { results, left } = await bulk({ action: 'retry', code: 'Crm.Ambiguous' });
    expect(results.map(({ id }) => id).sort()).toEqual(ids.sort());
    expect(left).toBe(0);
    const { incidents } = incidentListSchema.parse((await manager.expect(200, 'GET', '/api/incidents')).body);
    expect(incidents.map(({ id }) => id)).toContain(other);
  });

  it.each([
    ['nothing chosen', { action: 'retry' }],
    ['both ways', { action: 'retry', ids: [randomUUID()], code: 'Crm.Busy' }],
    ['too many', { action: 'retry', ids: Array.from({ length: 501 }, () => randomUUID()) }],
    ['another action', { action: 'delete', code: 'Crm.Busy' }],
  ])('are left alone by a request with %s', async (_what, body) => {
    await manager.expectError('Request.Invalid', 'POST', '/api/incidents/bulk', body);
  });

  it('are not for an auditor to settle', async () => {
    const auditor = await api.logIn('auditor');
    await auditor.expectError('Auth.Forbidden', 'POST', '/api/incidents/bulk', { action: 'retry', code: 'Crm.Busy' });
    await auditor.expect(200, 'GET', '/api/attention');
  });
});

describe('what has waited too long', () => {
  it('is listed and counted alike', async () => {
    const dialogueId = await begun();
    const em = api.orm.em.fork();
    await em.execute(`update inbox set received_at = now() - interval '5 minutes' where dialogue_id = ?`, [dialogueId]);
    await em.execute(`update dialogues set next_wake_at = now() - interval '5 minutes' where id = ?`, [dialogueId]);
    await em.execute(`update dialogues set answer_deadline_at = now() - interval '1 minute' where id = ?`, [
      dialogueId,
    ]);
    const list = attentionListSchema.parse((await manager.expect(200, 'GET', '/api/attention')).body);
    expect(list.total).toBe(1);
    expect(list.dialogues).toEqual([
      expect.objectContaining({ dialogueId, reasons: ['answerLate', 'undecided', 'wakeUpLate'] }),
    ]);
    const { body } = await api.browser().expect<string>(200, 'GET', '/metrics');
    for (const name of ['wakeups_late', 'inbox_late', 'answers_late']) {
      expect(body).toMatch(new RegExp(`^voronka_${name}\\{service="api"\\} 1$`, 'm'));
    }
  });
});

describe('a call for a manager', () => {
  it('reaches the people who watch', async () => {
    const dialogueId = await begun();
    const events = await EventReader.open(`${api.url}/api/events`, { cookie: manager.cookie ?? '' });
    await events.next('ping');
    const notice = { workspaceId: demoIds.workspace, dialogueId, also: 'handOff' };
    await api.orm.em.fork().execute(`select pg_notify('voronka_live', ?)`, [JSON.stringify(notice)]);
    await events.next('handOff', ({ id }) => id === dialogueId);
    events.close();
  });
});
