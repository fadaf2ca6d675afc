import { CalendarStore, demoIds } from '@voronka/persistence';
import { byTest, deed, openAssignmentDesk, wednesday } from './assignment-desk.ts';
import type { AssignmentDesk } from './assignment-desk.ts';

let desk: AssignmentDesk;

beforeEach(async () => {
  desk = await openAssignmentDesk();
});
afterEach(() => desk.close());

describe('while nobody is free', () => {
  it('dialogues wait, and the oldest gets the first manager who becomes free', async () => {
    for (const id of desk.team) await desk.change(id, { away: true });
    await desk.distribute();
    const [first = '', second = '', third = ''] = await desk.beginMany(3);
    for (const id of [first, second]) {
      expect(await desk.assignments.assign(id, byTest)).toMatchObject({
        managerId: null,
        reason: expectedFor(id),
        seq: null,
      });
      desk.present = new Date(desk.present.getTime() + 60_000);
    }
    expect(await desk.assignments.assignWaiting(byTest)).toEqual([]);
    await desk.change(desk.team[0] ?? '', { capacity: 1 });
    // A newcomer does not overtake those who wait.
    expect(await desk.assignments.assign(third, byTest)).toMatchObject({ managerId: null, reason: 'behindOthers' });
    const served = await desk.assignments.assignWaiting({ ...byTest, workspaceId: demoIds.workspace });
    expect(served).toEqual([
      { dialogueId: first, workspaceId: demoIds.workspace, managerId: desk.team[0], seq: expect.any(Number) as number },
    ]);
    expect((await desk.standing(second)).awaiting && (await desk.standing(third)).awaiting).toBe(true);
    function expectedFor(id: string): string {
      return id === first ? 'nobodyFree' : 'behindOthers';
    }
  });

  it('a dialogue keeps its place and is noted once, however often it asks', async () => {
    for (const id of desk.team) await desk.change(id, { away: true });
    await desk.distribute();
    const dialogueId = await desk.begin();
    for (let times = 0; times < 3; times += 1) {
      expect(await desk.assignments.assign(dialogueId, byTest)).toMatchObject({ reason: 'nobodyFree' });
      desk.present = new Date(desk.present.getTime() + 60_000);
    }
    const [row] = await desk.world.rows<{ since: string }>(
      'select awaiting_manager_since::text as since from dialogues where id = ?',
      [dialogueId],
    );
    expect(new Date(row?.since ?? '')).toEqual(wednesday);
    expect(await desk.world.rows(`select id from audit_log where action = 'dialogue.awaitManager'`)).toHaveLength(1);
    expect(await desk.changesTold(dialogueId)).toEqual([]);
  });

  it('an absence ends at its time, and working hours begin at theirs', async () => {
    const office = {
      timeZone: 'Europe/Moscow',
      week: [{ day: 3 as const, from: '12:00', to: '18:00' }],
      holidays: [],
    };
    const calendarId = await new CalendarStore(desk.world.database).create(deed, { name: 'Офис', hours: office });
    const [anna = '', boris = ''] = desk.team;
    await desk.change(anna, { away: true, until: '2026-06-10T09:30:00Z' });
    await desk.distribute({ memberIds: [anna, boris], calendarId });
    desk.present = new Date('2026-06-10T08:59:00Z');
    const dialogueId = await desk.begin();
    expect(await desk.assignments.assign(dialogueId, byTest)).toMatchObject({ reason: 'outsideHours' });
    desk.present = new Date('2026-06-10T09:00:00Z');
    expect(await desk.assignments.assignWaiting(byTest)).toMatchObject([{ dialogueId, managerId: boris }]);
    desk.present = new Date('2026-06-10T09:30:00Z');
    expect(await desk.assignments.assign(await desk.begin(), byTest)).toMatchObject({ managerId: anna });
  });

  it('the queue of one funnel does not hold up another’s', async () => {
    const funnelId = await desk.addFunnel();
    const [anna = '', boris = ''] = desk.team;
    await desk.change(anna, { away: true });
    await desk.change(boris, { away: true });
    await desk.distribute({ memberIds: [anna] });
    await desk.distribute({ memberIds: [boris] }, funnelId);
    const [stuck = '', lucky = ''] = await desk.beginMany(2);
    await desk.moveToFunnel([lucky], funnelId);
    await desk.assignments.assign(stuck, byTest);
    await desk.assignments.assign(lucky, byTest);
    await desk.change(boris, {});
    expect(await desk.assignments.assignWaiting(byTest)).toMatchObject([{ dialogueId: lucky, managerId: boris }]);
  });

  it('a manager who answers takes the dialogue out of the queue', async () => {
    for (const id of desk.team) await desk.change(id, { away: true });
    await desk.distribute();
    const dialogueId = await desk.begin();
    await desk.assignments.assign(dialogueId, byTest);
    await desk.world.ownership.acceptManagerMessage({
      dialogueId,
      workspaceId: demoIds.workspace,
      userId: desk.world.managerId,
      messageId: 'm1',
      text: 'Здравствуйте',
      correlationId: 'test',
    });
    await desk.change(desk.team[0] ?? '', {});
    expect(await desk.assignments.assignWaiting(byTest)).toEqual([]);
    expect(await desk.standing(dialogueId)).toMatchObject({ manager_id: desk.world.managerId, awaiting: false });
  });

  it('two sweeps at once serve each dialogue once', async () => {
    for (const id of desk.team) await desk.change(id, { away: true });
    await desk.distribute({ strategy: 'leastLoaded' });
    const dialogues = await desk.beginMany(12);
    for (const id of dialogues) await desk.assignments.assign(id, byTest);
    for (const id of desk.team) await desk.change(id, {});
    const sweeps = await Promise.all([desk.assignments.assignWaiting(byTest), desk.assignments.assignWaiting(byTest)]);
    const served = sweeps.flat().map(({ dialogueId }) => dialogueId);
    expect(served.sort()).toEqual([...dialogues].sort());
    expect(await desk.load()).toEqual([4, 4, 4]);
  });
});
