import { randomUUID } from 'node:crypto';
import { demoIds } from '@voronka/persistence';
import { byTest, openAssignmentDesk } from './assignment-desk.ts';
import type { AssignmentDesk } from './assignment-desk.ts';

let desk: AssignmentDesk;

beforeEach(async () => {
  desk = await openAssignmentDesk();
});
afterEach(() => desk.close());

describe('an assignment', () => {
  it('makes a manager responsible, leaves the lead to the assistant, and tells the dialogue and the audit log', async () => {
    await desk.distribute();
    const dialogueId = await desk.begin();
    const outcome = await desk.assignments.assign(dialogueId, byTest);
    const managerId = [...desk.team].sort()[0] ?? '';
    expect(outcome).toMatchObject({ managerId, reason: 'roundRobin', seq: 2 });
    expect(await desk.standing(dialogueId)).toEqual({
      manager_id: managerId,
      owner: 'assistant',
      epoch: 0,
      awaiting: false,
    });
    expect(await desk.changesTold(dialogueId)).toEqual([
      {
        seq: '2',
        payload: { source: 'assignment', managerId, reason: 'roundRobin', byUserId: null, version: null },
      },
    ]);
    const [entry] = await desk.world.rows<{ detail: object }>(
      `select detail from audit_log where action = 'dialogue.assign'`,
    );
    expect(entry?.detail).toEqual({ managerId, reason: 'roundRobin', considered: outcome.considered });
    expect(outcome.considered.map((one) => one.excluded)).toEqual([null, null, null]);
  });

  it('that is repeated changes nothing', async () => {
    await desk.distribute();
    const dialogueId = await desk.begin();
    const { managerId } = await desk.assignments.assign(dialogueId, byTest);
    const again = await desk.assignments.assign(dialogueId, byTest);
    expect(again).toEqual({ managerId, reason: 'alreadyAssigned', considered: [], seq: null });
    expect(await desk.changesTold(dialogueId)).toHaveLength(1);
  });

  it('of one dialogue by many at once happens once', async () => {
    await desk.distribute();
    const dialogueId = await desk.begin();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => desk.assignments.assign(dialogueId, byTest)));
    expect(outcomes.filter(({ seq }) => seq !== null)).toHaveLength(1);
    expect(new Set(outcomes.map(({ managerId }) => managerId)).size).toBe(1);
  });

  it('does not happen while it is switched off, or was never set up', async () => {
    const dialogueId = await desk.begin();
    const off = { managerId: null, reason: 'assignmentOff', considered: [], seq: null };
    expect(await desk.assignments.assign(dialogueId, byTest)).toEqual(off);
    await desk.distribute({ enabled: false });
    expect(await desk.assignments.assign(dialogueId, byTest)).toEqual(off);
    expect(await desk.standing(dialogueId)).toMatchObject({ manager_id: null, awaiting: false });
  });

  it('knows no dialogue that does not exist, and no funnel of a channel that has none', async () => {
    await desk.distribute();
    await expect(desk.assignments.assign(randomUUID(), byTest)).rejects.toMatchObject({ code: 'Dialogue.Unknown' });
    const dialogueId = await desk.begin();
    await desk.world.rows('update channels set funnel_id = null');
    expect(await desk.assignments.assign(dialogueId, byTest)).toMatchObject({ managerId: null, reason: 'noFunnel' });
  });

  it('takes the responsible of the CRM, as told or as the card says', async () => {
    await desk.distribute({ strategy: 'crmResponsible' });
    const [anna = '', boris = ''] = desk.team;
    for (const [userId, crmUserId] of [
      [anna, '31'],
      [boris, '32'],
    ]) {
      await desk.world.rows(
        'insert into manager_links (integration_id, user_id, workspace_id, crm_user_id) values (?, ?, ?, ?)',
        [demoIds.integration, userId, demoIds.workspace, crmUserId],
      );
    }
    const [told = '', carded = ''] = await desk.beginMany(2);
    await desk.world.rows(`update dialogues set responsible_crm_user_id = '31' where id = ?`, [carded]);
    const byWord = await desk.assignments.assign(told, { ...byTest, crmResponsibleUserId: '32' });
    expect(byWord).toMatchObject({ managerId: boris, reason: 'crmResponsible' });
    expect(await desk.assignments.assign(carded, byTest)).toMatchObject({ managerId: anna, reason: 'crmResponsible' });
  });

  it('goes to somebody else when a manager does not answer, and stays when nobody else is free', async () => {
    const [anna = '', boris = ''] = desk.team;
    await desk.distribute({ memberIds: [anna, boris] });
    const dialogueId = await desk.begin();
    const first = (await desk.assignments.assign(dialogueId, byTest)).managerId ?? '';
    const second = first === anna ? boris : anna;
    expect(await desk.assignments.assign(dialogueId, { ...byTest, insteadOf: first })).toMatchObject({
      managerId: second,
    });
    // The same call once more: the dialogue is not theirs any longer.
    const repeated = await desk.assignments.assign(dialogueId, { ...byTest, insteadOf: first });
    expect(repeated).toMatchObject({ managerId: second, reason: 'alreadyAssigned' });
    await desk.change(first, { away: true });
    const stuck = await desk.assignments.assign(dialogueId, { ...byTest, insteadOf: second });
    expect(stuck).toMatchObject({ managerId: null, reason: 'nobodyFree', seq: null });
    expect(await desk.standing(dialogueId)).toMatchObject({ manager_id: second, awaiting: false });
  });
});

describe('a change by hand', () => {
  const byOlga = () => ({
    workspaceId: demoIds.workspace,
    by: { id: demoIds.manager, name: 'Ольга' },
    correlationId: 'test',
  });

  it('makes another manager responsible, whoever leads, and tells the dialogue', async () => {
    const dialogueId = await desk.begin();
    const [anna = ''] = desk.team;
    expect(await desk.assignments.setResponsible({ ...byOlga(), dialogueId, managerId: anna })).toEqual({ seq: 2 });
    expect(await desk.standing(dialogueId)).toMatchObject({ manager_id: anna, owner: 'assistant', epoch: 0 });
    const payload = { source: 'operator', managerId: anna, reason: null, byUserId: demoIds.manager, version: null };
    expect(await desk.changesTold(dialogueId)).toEqual([{ seq: '2', payload }]);
    expect(await desk.assignments.setResponsible({ ...byOlga(), dialogueId, managerId: anna })).toBeNull();
  });

  it('ends the wait for a manager', async () => {
    await desk.distribute({ memberIds: [] });
    const dialogueId = await desk.begin();
    expect(await desk.assignments.assign(dialogueId, byTest)).toMatchObject({ reason: 'noMembers' });
    await desk.assignments.setResponsible({ ...byOlga(), dialogueId, managerId: desk.team[0] ?? '' });
    expect(await desk.standing(dialogueId)).toMatchObject({ awaiting: false });
  });

  it('refuses an auditor, a disabled account and another workspace', async () => {
    const dialogueId = await desk.begin();
    const [anna = ''] = desk.team;
    await desk.world.rows('update users set disabled = true where id = ?', [anna]);
    for (const managerId of [demoIds.auditor, anna, randomUUID()]) {
      const refused = desk.assignments.setResponsible({ ...byOlga(), dialogueId, managerId });
      await expect(refused).rejects.toMatchObject({ code: 'Request.Invalid', details: { field: 'managerId' } });
    }
    const foreign = desk.assignments.setResponsible({
      ...byOlga(),
      workspaceId: randomUUID(),
      dialogueId,
      managerId: demoIds.manager,
    });
    await expect(foreign).rejects.toMatchObject({ code: 'Dialogue.Unknown' });
  });
});
