import { randomUUID } from 'node:crypto';
import type { DistributionSettings } from '@voronka/contracts';
import { AssignmentStore, AvailabilityStore, CalendarStore, demoIds, DistributionStore } from '@voronka/persistence';
import type { SetupDeed } from '@voronka/persistence';
import { createDemoWorld } from './demo-world.ts';
import type { DemoWorld } from './demo-world.ts';

const deed: SetupDeed = { workspaceId: demoIds.workspace, actor: { id: null, name: 'test' }, correlationId: 'test' };
const byTest = { correlationId: 'test' };

/** A Wednesday, noon in Moscow. */
const wednesday = new Date('2026-06-10T09:00:00Z');

let world: DemoWorld;
let present: Date;
let assignments: AssignmentStore;
let team: string[];

beforeEach(async () => {
  world = await createDemoWorld();
  present = wednesday;
  assignments = new AssignmentStore(world.database, () => present);
  team = [];
  for (const name of ['Анна', 'Борис', 'Вера']) team.push(await hire(name));
});
afterEach(() => world.destroy());

async function hire(name: string): Promise<string> {
  const id = randomUUID();
  await world.rows(
    `insert into users (id, workspace_id, email, name, role, password_hash) values (?, ?, ?, ?, 'manager', '-')`,
    [id, demoIds.workspace, `${id}@test`, name],
  );
  return id;
}

async function distribute(
  changes: Partial<DistributionSettings> = {},
  funnelId: string = demoIds.funnel,
): Promise<void> {
  await new DistributionStore(world.database).save(deed, funnelId, {
    enabled: true,
    strategy: 'roundRobin',
    fallback: 'leastLoaded',
    calendarId: null,
    memberIds: team,
    respectCapacity: true,
    answerDeadlineMinutes: null,
    escalation: 'nextManager',
    returnToAssistantMinutes: null,
    ...changes,
  });
}

async function begin(text = 'Сколько стоит?'): Promise<string> {
  return (await world.write(randomUUID(), text)).dialogueId;
}

async function beginMany(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push(await begin());
  return ids;
}

async function change(
  userId: string,
  changes: { away?: boolean; until?: string; capacity?: number; calendarId?: string },
) {
  await new AvailabilityStore(world.database).updatePerson(deed, userId, {
    availability: changes.away ? 'away' : 'available',
    until: changes.until ?? null,
    capacity: changes.capacity ?? null,
    calendarId: changes.calendarId ?? null,
  });
}

interface Standing {
  manager_id: string | null;
  owner: string;
  epoch: number;
  awaiting: boolean;
}

async function standing(dialogueId: string): Promise<Standing> {
  const [row] = await world.rows<Standing>(
    'select manager_id, owner, epoch, awaiting_manager_since is not null as awaiting from dialogues where id = ?',
    [dialogueId],
  );
  if (!row) throw new Error('no such dialogue');
  return row;
}

const changesTold = (dialogueId: string) =>
  world.rows<{ payload: Record<string, unknown>; seq: string }>(
    `select payload, seq from inbox where dialogue_id = ? and kind = 'responsibleChanged' order by seq`,
    [dialogueId],
  );

async function load(): Promise<number[]> {
  const counts = await Promise.all(
    team.map((id) => world.rows<{ n: number }>('select count(*)::int as n from dialogues where manager_id = ?', [id])),
  );
  return counts.map(([row]) => row?.n ?? 0);
}

describe('an assignment', () => {
  it('makes a manager responsible, leaves the lead to the assistant, and tells the dialogue and the audit log', async () => {
    await distribute();
    const dialogueId = await begin();
    const outcome = await assignments.assign(dialogueId, byTest);
    const managerId = [...team].sort()[0] ?? '';
    expect(outcome).toMatchObject({ managerId, reason: 'roundRobin', seq: 2 });
    expect(await standing(dialogueId)).toEqual({
      manager_id: managerId,
      owner: 'assistant',
      epoch: 0,
      awaiting: false,
    });
    expect(await changesTold(dialogueId)).toEqual([
      {
        seq: '2',
        payload: { source: 'assignment', managerId, reason: 'roundRobin', byUserId: null, version: null },
      },
    ]);
    const [entry] = await world.rows<{ detail: object }>(
      `select detail from audit_log where action = 'dialogue.assign'`,
    );
    expect(entry?.detail).toEqual({ managerId, reason: 'roundRobin', considered: outcome.considered });
    expect(outcome.considered.map((one) => one.excluded)).toEqual([null, null, null]);
  });

  it('that is repeated changes nothing', async () => {
    await distribute();
    const dialogueId = await begin();
    const { managerId } = await assignments.assign(dialogueId, byTest);
    const again = await assignments.assign(dialogueId, byTest);
    expect(again).toEqual({ managerId, reason: 'alreadyAssigned', considered: [], seq: null });
    expect(await changesTold(dialogueId)).toHaveLength(1);
  });

  it('of one dialogue by many at once happens once', async () => {
    await distribute();
    const dialogueId = await begin();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => assignments.assign(dialogueId, byTest)));
    expect(outcomes.filter(({ seq }) => seq !== null)).toHaveLength(1);
    expect(new Set(outcomes.map(({ managerId }) => managerId)).size).toBe(1);
  });

  it('does not happen while it is switched off, or was never set up', async () => {
    const dialogueId = await begin();
    const off = { managerId: null, reason: 'assignmentOff', considered: [], seq: null };
    expect(await assignments.assign(dialogueId, byTest)).toEqual(off);
    await distribute({ enabled: false });
    expect(await assignments.assign(dialogueId, byTest)).toEqual(off);
    expect(await standing(dialogueId)).toMatchObject({ manager_id: null, awaiting: false });
  });

  it('knows no dialogue that does not exist, and no funnel of a channel that has none', async () => {
    await distribute();
    await expect(assignments.assign(randomUUID(), byTest)).rejects.toMatchObject({ code: 'Dialogue.Unknown' });
    const dialogueId = await begin();
    await world.rows('update channels set funnel_id = null');
    expect(await assignments.assign(dialogueId, byTest)).toMatchObject({ managerId: null, reason: 'noFunnel' });
  });

  it('takes the responsible of the CRM, as told or as the card says', async () => {
    await distribute({ strategy: 'crmResponsible' });
    const [anna = '', boris = ''] = team;
    for (const [userId, crmUserId] of [
      [anna, '31'],
      [boris, '32'],
    ]) {
      await world.rows(
        'insert into manager_links (integration_id, user_id, workspace_id, crm_user_id) values (?, ?, ?, ?)',
        [demoIds.integration, userId, demoIds.workspace, crmUserId],
      );
    }
    const [told = '', carded = ''] = await beginMany(2);
    await world.rows(`update dialogues set responsible_crm_user_id = '31' where id = ?`, [carded]);
    const byWord = await assignments.assign(told, { ...byTest, crmResponsibleUserId: '32' });
    expect(byWord).toMatchObject({ managerId: boris, reason: 'crmResponsible' });
    expect(await assignments.assign(carded, byTest)).toMatchObject({ managerId: anna, reason: 'crmResponsible' });
  });

  it('goes to somebody else when a manager does not answer, and stays when nobody else is free', async () => {
    const [anna = '', boris = ''] = team;
    await distribute({ memberIds: [anna, boris] });
    const dialogueId = await begin();
    const first = (await assignments.assign(dialogueId, byTest)).managerId ?? '';
    const second = first === anna ? boris : anna;
    expect(await assignments.assign(dialogueId, { ...byTest, insteadOf: first })).toMatchObject({ managerId: second });
    // The same call once more: the dialogue is not theirs any longer.
    const repeated = await assignments.assign(dialogueId, { ...byTest, insteadOf: first });
    expect(repeated).toMatchObject({ managerId: second, reason: 'alreadyAssigned' });
    await change(first, { away: true });
    const stuck = await assignments.assign(dialogueId, { ...byTest, insteadOf: second });
    expect(stuck).toMatchObject({ managerId: null, reason: 'nobodyFree', seq: null });
    expect(await standing(dialogueId)).toMatchObject({ manager_id: second, awaiting: false });
  });
});

describe('thirty dialogues at once over three managers', () => {
  it.each(['roundRobin', 'leastLoaded'] as const)('are spread evenly by %s, each to one manager', async (strategy) => {
    await distribute({ strategy });
    const dialogues = await beginMany(30);
    const outcomes = await Promise.all(dialogues.map((id) => assignments.assign(id, byTest)));
    expect(outcomes.map(({ reason }) => reason)).toEqual(dialogues.map(() => strategy));
    expect(await load()).toEqual([10, 10, 10]);
    for (const id of dialogues) expect(await changesTold(id)).toHaveLength(1);
  });

  it('never exceed what the managers take, also from two funnels at once', async () => {
    const secondFunnel = await addFunnel();
    for (const id of team) await change(id, { capacity: 4 });
    await distribute({ strategy: 'leastLoaded' });
    await distribute({ strategy: 'roundRobin' }, secondFunnel);
    const here = await beginMany(15);
    const there = await beginMany(15);
    await moveToFunnel(there, secondFunnel);
    await Promise.all([...here, ...there].map((id) => assignments.assign(id, byTest)));
    expect(await load()).toEqual([4, 4, 4]);
    const waiting = await world.rows('select id from dialogues where awaiting_manager_since is not null');
    expect(waiting).toHaveLength(18);
  });

  it('do not get in the way of decisions and managers’ answers in the same dialogues', async () => {
    await distribute({ strategy: 'leastLoaded' });
    const dialogues = await beginMany(20);
    await Promise.all(
      dialogues.flatMap((dialogueId) => [
        assignments.assign(dialogueId, byTest),
        world.turns.commitNextTurn(dialogueId, 0, world.decideTurn),
        world.ownership.acceptManagerMessage({
          dialogueId,
          workspaceId: demoIds.workspace,
          userId: world.managerId,
          messageId: randomUUID(),
          text: 'Отвечаю сам',
          correlationId: 'test',
        }),
        assignments.assign(dialogueId, byTest),
      ]),
    );
    for (const id of dialogues)
      expect(await standing(id)).toMatchObject({ manager_id: world.managerId, owner: 'manager' });
  });

  async function addFunnel(): Promise<string> {
    const id = randomUUID();
    await world.rows(
      'insert into funnels (id, workspace_id, name, stages) select ?, workspace_id, name, stages from funnels where id = ?',
      [id, demoIds.funnel],
    );
    return id;
  }

  async function moveToFunnel(dialogueIds: readonly string[], funnelId: string): Promise<void> {
    await world.rows('update channels set funnel_id = ? where id = ?', [funnelId, demoIds.webhookChannel]);
    for (const id of dialogueIds) {
      await world.rows('update dialogues set channel_id = ? where id = ?', [demoIds.webhookChannel, id]);
    }
  }
});

describe('while nobody is free', () => {
  it('dialogues wait, and the oldest gets the first manager who becomes free', async () => {
    for (const id of team) await change(id, { away: true });
    await distribute();
    const [first = '', second = '', third = ''] = await beginMany(3);
    for (const id of [first, second]) {
      expect(await assignments.assign(id, byTest)).toMatchObject({
        managerId: null,
        reason: expectedFor(id),
        seq: null,
      });
      present = new Date(present.getTime() + 60_000);
    }
    expect(await assignments.assignWaiting(byTest)).toEqual([]);
    await change(team[0] ?? '', { capacity: 1 });
    // A newcomer does not overtake those who wait.
    expect(await assignments.assign(third, byTest)).toMatchObject({ managerId: null, reason: 'behindOthers' });
    const served = await assignments.assignWaiting({ ...byTest, workspaceId: demoIds.workspace });
    expect(served).toEqual([
      { dialogueId: first, workspaceId: demoIds.workspace, managerId: team[0], seq: expect.any(Number) as number },
    ]);
    expect((await standing(second)).awaiting && (await standing(third)).awaiting).toBe(true);
    function expectedFor(id: string): string {
      return id === first ? 'nobodyFree' : 'behindOthers';
    }
  });

  it('a dialogue keeps its place and is noted once, however often it asks', async () => {
    for (const id of team) await change(id, { away: true });
    await distribute();
    const dialogueId = await begin();
    for (let times = 0; times < 3; times += 1) {
      expect(await assignments.assign(dialogueId, byTest)).toMatchObject({ reason: 'nobodyFree' });
      present = new Date(present.getTime() + 60_000);
    }
    const [row] = await world.rows<{ since: string }>(
      'select awaiting_manager_since::text as since from dialogues where id = ?',
      [dialogueId],
    );
    expect(new Date(row?.since ?? '')).toEqual(wednesday);
    expect(await world.rows(`select id from audit_log where action = 'dialogue.awaitManager'`)).toHaveLength(1);
    expect(await changesTold(dialogueId)).toEqual([]);
  });

  it('an absence ends at its time, and working hours begin at theirs', async () => {
    const office = {
      timeZone: 'Europe/Moscow',
      week: [{ day: 3 as const, from: '12:00', to: '18:00' }],
      holidays: [],
    };
    const calendarId = await new CalendarStore(world.database).create(deed, { name: 'Офис', hours: office });
    const [anna = '', boris = ''] = team;
    await change(anna, { away: true, until: '2026-06-10T09:30:00Z' });
    await distribute({ memberIds: [anna, boris], calendarId });
    present = new Date('2026-06-10T08:59:00Z');
    const dialogueId = await begin();
    expect(await assignments.assign(dialogueId, byTest)).toMatchObject({ reason: 'outsideHours' });
    present = new Date('2026-06-10T09:00:00Z');
    expect(await assignments.assignWaiting(byTest)).toMatchObject([{ dialogueId, managerId: boris }]);
    present = new Date('2026-06-10T09:30:00Z');
    expect(await assignments.assign(await begin(), byTest)).toMatchObject({ managerId: anna });
  });

  it('the queue of one funnel does not hold up another’s', async () => {
    const funnelId = randomUUID();
    await world.rows(
      'insert into funnels (id, workspace_id, name, stages) select ?, workspace_id, name, stages from funnels where id = ?',
      [funnelId, demoIds.funnel],
    );
    const [anna = '', boris = ''] = team;
    await change(anna, { away: true });
    await change(boris, { away: true });
    await distribute({ memberIds: [anna] });
    await distribute({ memberIds: [boris] }, funnelId);
    const [stuck = '', lucky = ''] = await beginMany(2);
    await world.rows('update channels set funnel_id = ? where id = ?', [funnelId, demoIds.webhookChannel]);
    await world.rows('update dialogues set channel_id = ? where id = ?', [demoIds.webhookChannel, lucky]);
    await assignments.assign(stuck, byTest);
    await assignments.assign(lucky, byTest);
    await change(boris, {});
    expect(await assignments.assignWaiting(byTest)).toMatchObject([{ dialogueId: lucky, managerId: boris }]);
  });

  it('a manager who answers takes the dialogue out of the queue', async () => {
    for (const id of team) await change(id, { away: true });
    await distribute();
    const dialogueId = await begin();
    await assignments.assign(dialogueId, byTest);
    await world.ownership.acceptManagerMessage({
      dialogueId,
      workspaceId: demoIds.workspace,
      userId: world.managerId,
      messageId: 'm1',
      text: 'Здравствуйте',
      correlationId: 'test',
    });
    await change(team[0] ?? '', {});
    expect(await assignments.assignWaiting(byTest)).toEqual([]);
    expect(await standing(dialogueId)).toMatchObject({ manager_id: world.managerId, awaiting: false });
  });

  it('two sweeps at once serve each dialogue once', async () => {
    for (const id of team) await change(id, { away: true });
    await distribute({ strategy: 'leastLoaded' });
    const dialogues = await beginMany(12);
    for (const id of dialogues) await assignments.assign(id, byTest);
    for (const id of team) await change(id, {});
    const sweeps = await Promise.all([assignments.assignWaiting(byTest), assignments.assignWaiting(byTest)]);
    const served = sweeps.flat().map(({ dialogueId }) => dialogueId);
    expect(served.sort()).toEqual([...dialogues].sort());
    expect(await load()).toEqual([4, 4, 4]);
  });
});

describe('a change by hand', () => {
  const byOlga = () => ({
    workspaceId: demoIds.workspace,
    by: { id: demoIds.manager, name: 'Ольга' },
    correlationId: 'test',
  });

  it('makes another manager responsible, whoever leads, and tells the dialogue', async () => {
    const dialogueId = await begin();
    const [anna = ''] = team;
    expect(await assignments.setResponsible({ ...byOlga(), dialogueId, managerId: anna })).toEqual({ seq: 2 });
    expect(await standing(dialogueId)).toMatchObject({ manager_id: anna, owner: 'assistant', epoch: 0 });
    const payload = { source: 'operator', managerId: anna, reason: null, byUserId: demoIds.manager, version: null };
    expect(await changesTold(dialogueId)).toEqual([{ seq: '2', payload }]);
    expect(await assignments.setResponsible({ ...byOlga(), dialogueId, managerId: anna })).toBeNull();
  });

  it('ends the wait for a manager', async () => {
    await distribute({ memberIds: [] });
    const dialogueId = await begin();
    expect(await assignments.assign(dialogueId, byTest)).toMatchObject({ reason: 'noMembers' });
    await assignments.setResponsible({ ...byOlga(), dialogueId, managerId: team[0] ?? '' });
    expect(await standing(dialogueId)).toMatchObject({ awaiting: false });
  });

  it('refuses an auditor, a disabled account and another workspace', async () => {
    const dialogueId = await begin();
    const [anna = ''] = team;
    await world.rows('update users set disabled = true where id = ?', [anna]);
    for (const managerId of [demoIds.auditor, anna, randomUUID()]) {
      const refused = assignments.setResponsible({ ...byOlga(), dialogueId, managerId });
      await expect(refused).rejects.toMatchObject({ code: 'Request.Invalid', details: { field: 'managerId' } });
    }
    const foreign = assignments.setResponsible({
      ...byOlga(),
      workspaceId: randomUUID(),
      dialogueId,
      managerId: demoIds.manager,
    });
    await expect(foreign).rejects.toMatchObject({ code: 'Dialogue.Unknown' });
  });
});
