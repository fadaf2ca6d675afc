import type { TurnMaterial } from '@voronka/contracts';
import { createDemoWorld } from './demo-world.ts';
import type { DemoWorld } from './demo-world.ts';

describe('a committed decision', () => {
  let world: DemoWorld;
  beforeAll(async () => {
    world = await createDemoWorld();
  });
  afterAll(() => world.destroy());

  const refuseToDecide = () => Promise.reject(new Error('must not be decided again'));

  it('is handed out again, not decided again, when its first answer was lost', async () => {
    const { dialogueId } = await world.write('lost-answer', 'Сколько стоит?');
    const first = await world.turns.commitNextTurn(dialogueId, 0, world.decideTurn);
    const again = await world.turns.commitNextTurn(dialogueId, 0, refuseToDecide);
    expect(again).toEqual(first);
    expect(first).toMatchObject({ turn: 1, lastSeq: 1, more: false });
    expect(first.commands.map(({ command }) => command.kind)).toEqual(['ask']);
  });

  it('is made once when two workers decide at the same time', async () => {
    const { dialogueId } = await world.write('two-workers', 'Сколько стоит?');
    const turns = await Promise.all([1, 2, 3].map(() => world.turns.commitNextTurn(dialogueId, 0, world.decideTurn)));
    expect(turns[1]).toEqual(turns[0]);
    expect(turns[2]).toEqual(turns[0]);
    expect(await world.rows('select turn from decisions where dialogue_id = ?', [dialogueId])).toHaveLength(1);
    expect(
      await world.rows(`select id from messages where dialogue_id = ? and sender = 'assistant'`, [dialogueId]),
    ).toHaveLength(1);
  });

  it('is made of what stands when it is written: what changes while it is decided is decided with', async () => {
    const { dialogueId } = await world.write('changes', 'Сколько стоит?');
    const owners: unknown[] = [];
    const decideMeanwhile = async (material: TurnMaterial) => {
      owners.push(material.context.managerId);
      if (owners.length === 1) {
        await world.ownership.acceptManagerMessage({
          dialogueId,
          workspaceId: world.workspaceId,
          userId: world.managerId,
          messageId: 'meanwhile',
          text: 'Здравствуйте, я сам отвечу',
          correlationId: 'test',
        });
      }
      return world.decideTurn(material);
    };
    await world.turns.commitNextTurn(dialogueId, 0, decideMeanwhile);
    expect(owners).toEqual([null, world.managerId]);
    expect(
      await world.rows(`select status from messages where dialogue_id = ? and sender = 'assistant'`, [dialogueId]),
    ).toEqual([{ status: 'cancelled' }]);
    expect(await world.rows('select turn from decisions where dialogue_id = ?', [dialogueId])).toHaveLength(1);
  });

  it('leaves nothing behind when deciding fails half-way', async () => {
    const { dialogueId } = await world.write('fails', 'Сколько стоит?');
    const failing = (material: TurnMaterial) =>
      world.decideTurn(material).then(() => Promise.reject(new Error('out of memory')));
    await expect(world.turns.commitNextTurn(dialogueId, 0, failing)).rejects.toThrow('out of memory');
    const [dialogue] = await world.rows<object>('select turn, last_seq from dialogues where id = ?', [dialogueId]);
    expect(dialogue).toEqual({ turn: 0, last_seq: '0' });
    expect((await world.turns.commitNextTurn(dialogueId, 0, world.decideTurn)).turn).toBe(1);
  });

  it('begins, for a run that knows nothing, with the first turn that is not finished', async () => {
    const { dialogueId } = await world.write('new-run', 'Сколько стоит?');
    await world.turns.commitNextTurn(dialogueId, 0, world.decideTurn);
    await world.write('new-run', 'Анна, 8 (916) 123-45-67');
    await world.turns.commitNextTurn(dialogueId, 1, world.decideTurn);
    await world.steps.report({ dialogueId, turn: 1, index: 0 }, { outcome: 'done', detail: {} });

    const handed = await world.turns.commitNextTurn(dialogueId, null, refuseToDecide);
    expect(handed.turn).toBe(2);
    expect(handed.commands.map(({ command }) => command.kind)).toContain('createLead');
  });

  it('knows of a lead that is not made yet but under way', async () => {
    const seen: (boolean | undefined)[] = [];
    const decideSeeing = (material: TurnMaterial) => {
      seen.push(material.context.leadUnderWay);
      return world.decideTurn(material);
    };
    const { dialogueId } = await world.write('under-way', 'Сколько стоит?');
    await world.turns.commitNextTurn(dialogueId, 0, decideSeeing);
    await world.write('under-way', 'Анна, 8 (916) 123-45-67');
    const { commands } = await world.turns.commitNextTurn(dialogueId, 1, decideSeeing);
    await world.write('under-way', 'Пришлите договор');
    await world.turns.commitNextTurn(dialogueId, 2, decideSeeing);
    const index = commands.find(({ command }) => command.kind === 'createLead')?.index ?? -1;
    await world.steps.report(
      { dialogueId, turn: 2, index },
      { outcome: 'done', detail: {}, changes: { leadId: '41', leadState: 'open', stageKey: 'unsorted' } },
    );
    await world.write('under-way', 'Спасибо');
    await world.turns.commitNextTurn(dialogueId, 3, decideSeeing);
    expect(seen).toEqual([undefined, undefined, true, undefined]);
  });

  it('says nothing in the name of an assistant whom a manager has relieved since', async () => {
    const { dialogueId } = await world.write('relieved', 'Сколько стоит?');
    await world.ownership.acceptManagerMessage({
      dialogueId,
      workspaceId: world.workspaceId,
      userId: world.managerId,
      messageId: 'm1',
      text: 'Здравствуйте, я сам отвечу',
      correlationId: 'test',
    });
    await world.turns.commitNextTurn(dialogueId, 0, world.decideTurn);
    const spoken = await world.rows<{ status: string }>(
      `select status from messages where dialogue_id = ? and sender = 'assistant'`,
      [dialogueId],
    );
    expect(spoken.map((row) => row.status)).toEqual(['cancelled']);
  });

  it('can be added but neither changed nor deleted by the application’s role', async () => {
    for (const table of ['decisions', 'bundles', 'audit_log', 'history_archive']) {
      await expect(world.rows(`delete from ${table}`)).rejects.toThrow(/permission denied/);
      await expect(world.rows(`update ${table} set workspace_id = workspace_id`)).rejects.toThrow(/permission denied/);
    }
  });
});
