import { randomUUID } from 'node:crypto';
import { demoIds } from '@voronka/persistence';
import { byTest, openAssignmentDesk } from './assignment-desk.ts';
import type { AssignmentDesk } from './assignment-desk.ts';

let desk: AssignmentDesk;

beforeEach(async () => {
  desk = await openAssignmentDesk();
});
afterEach(() => desk.close());

describe('thirty dialogues at once over three managers', () => {
  it.each(['roundRobin', 'leastLoaded'] as const)('are spread evenly by %s, each to one manager', async (strategy) => {
    await desk.distribute({ strategy });
    const dialogues = await desk.beginMany(30);
    const outcomes = await Promise.all(dialogues.map((id) => desk.assignments.assign(id, byTest)));
    expect(outcomes.map(({ reason }) => reason)).toEqual(dialogues.map(() => strategy));
    expect(await desk.load()).toEqual([10, 10, 10]);
    for (const id of dialogues) expect(await desk.changesTold(id)).toHaveLength(1);
  });

  it('never exceed what the managers take, also from two funnels at once', async () => {
    const secondFunnel = await desk.addFunnel();
    for (const id of desk.team) await desk.change(id, { capacity: 4 });
    await desk.distribute({ strategy: 'leastLoaded' });
    await desk.distribute({ strategy: 'roundRobin' }, secondFunnel);
    const here = await desk.beginMany(15);
    const there = await desk.beginMany(15);
    await desk.moveToFunnel(there, secondFunnel);
    await Promise.all([...here, ...there].map((id) => desk.assignments.assign(id, byTest)));
    expect(await desk.load()).toEqual([4, 4, 4]);
    const waiting = await desk.world.rows('select id from dialogues where awaiting_manager_since is not null');
    expect(waiting).toHaveLength(18);
  });

  it('do not get in the way of decisions and managers’ answers in the same dialogues', async () => {
    await desk.distribute({ strategy: 'leastLoaded' });
    const dialogues = await desk.beginMany(20);
    await Promise.all(
      dialogues.flatMap((dialogueId) => [
        desk.assignments.assign(dialogueId, byTest),
        desk.world.turns.commitNextTurn(dialogueId, 0, desk.world.decideTurn),
        desk.world.ownership.acceptManagerMessage({
          dialogueId,
          workspaceId: demoIds.workspace,
          userId: desk.world.managerId,
          messageId: randomUUID(),
          text: 'Отвечаю сам',
          correlationId: 'test',
        }),
        desk.assignments.assign(dialogueId, byTest),
      ]),
    );
    for (const id of dialogues)
      expect(await desk.standing(id)).toMatchObject({ manager_id: desk.world.managerId, owner: 'manager' });
  });
});
