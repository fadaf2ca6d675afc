import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { IncidentAction } from '@voronka/contracts';
import type { DialogueState } from '@voronka/domain';
import { IncidentStore, listOverdue } from '@voronka/persistence';
import { createDemoWorld } from './demo-world.ts';
import type { DemoWorld } from './demo-world.ts';

let world: DemoWorld;
let incidents: IncidentStore;
beforeAll(async () => {
  world = await createDemoWorld();
  incidents = new IncidentStore(world.database);
});
afterAll(() => world.destroy());

const settle = (action: IncidentAction, incidentId: string) =>
  incidents.settle({
    incidentId,
    action,
    workspaceId: world.workspaceId,
    userId: world.managerId,
    actor: { id: world.managerId, name: 'test' },
    correlationId: 'test',
  });

const state = async (id: string): Promise<DialogueState & { needsManager: boolean }> => {
  const [row] = await world.rows<{ state: DialogueState; needs_manager: boolean }>(
    'select state, needs_manager from dialogues where id = ?',
    [id],
  );
  if (!row) throw new Error('no such dialogue');
  return { ...row.state, needsManager: row.needs_manager };
};

/** A dialogue whose lead was refused by the CRM, with the incident that tells of it. */
async function stopped(chat: string): Promise<{ dialogueId: string; incidentId: string; turn: number }> {
  const { dialogueId } = await world.write(chat, 'Сколько стоит?');
  await world.turns.commitNextTurn(dialogueId, 0, world.decideTurn);
  await world.write(chat, 'Анна, 8 (916) 123-45-67');
  const { commands } = await world.turns.commitNextTurn(dialogueId, 1, world.decideTurn);
  const lead = commands.find(({ command }) => command.kind === 'createLead');
  if (!lead) throw new Error('the demo made no lead');
  await world.steps.writeStepFailure({ dialogueId, turn: 2, index: lead.index }, 'Crm.Rejected');
  const failed = await world.turns.commitNextTurn(dialogueId, 2, world.decideTurn);
  const raised = failed.commands.find(({ command }) => command.kind === 'raiseIncident');
  if (!raised) throw new Error('no incident was raised');
  await world.steps.raiseIncident({ dialogueId, turn: 3, index: raised.index });
  const [incident] = await world.rows<{ id: string }>('select id from incidents where dialogue_id = ?', [dialogueId]);
  return { dialogueId, incidentId: incident?.id ?? '', turn: 3 };
}

const decideNext = (dialogueId: string, turn: number) => world.turns.commitNextTurn(dialogueId, turn, world.decideTurn);

describe('an incident', () => {
  it('that is retried runs what failed again, and calls nobody any more', async () => {
    const { dialogueId, incidentId, turn } = await stopped('retry');
    expect(await state(dialogueId)).toMatchObject({ needsManager: true, parked: { code: 'Crm.Rejected' } });
    expect(await settle('retry', incidentId)).toMatchObject({ dialogueId, kind: 'incidentRetried' });
    const { commands } = await decideNext(dialogueId, turn);
    expect(commands.map(({ command }) => command.kind)).toContain('createLead');
    expect(await state(dialogueId)).toMatchObject({ needsManager: false, parked: null });
  });

  it('that is skipped lets the dialogue go on without what failed', async () => {
    const { dialogueId, incidentId, turn } = await stopped('skip');
    expect(await settle('skip', incidentId)).toMatchObject({ kind: 'incidentSkipped' });
    const { commands } = await decideNext(dialogueId, turn);
    expect(commands.map(({ command }) => command.kind)).not.toContain('createLead');
    expect(await state(dialogueId)).toMatchObject({ needsManager: false, parked: null });
  });

  it('that is handed over calls a manager at once, takes the dialogue out of the flow and settles all others', async () => {
    const { dialogueId, incidentId, turn } = await stopped('hand-over');
    const [other] = await world.rows<{ id: string }>(
      `insert into incidents (id, workspace_id, dialogue_id, turn, command_index, node_id, code)
       values (gen_random_uuid(), ?, ?, 99, 0, 'x', 'Crm.Rejected') returning id`,
      [world.workspaceId, dialogueId],
    );
    const settled = await settle('handOver', incidentId);
    expect(settled?.incidentIds.sort()).toEqual([incidentId, other?.id].sort());
    expect(await state(dialogueId)).toMatchObject({ needsManager: true });
    const { commands } = await decideNext(dialogueId, turn);
    expect(commands.map(({ command }) => command.kind)).toContain('handOff');
    expect(await state(dialogueId)).toMatchObject({ position: null, parked: null, completed: true });
    expect(await settle('retry', other?.id ?? '')).toBeNull();
  });

  it('is settled once, by whoever comes first', async () => {
    const { dialogueId, incidentId } = await stopped('race');
    const actions: IncidentAction[] = ['retry', 'skip', 'handOver', 'retry', 'skip'];
    const settled = await Promise.all(actions.map((action) => settle(action, incidentId)));
    expect(settled.filter((one) => one !== null)).toHaveLength(1);
    const rows = await world.rows(`select seq from inbox where dialogue_id = ? and kind like 'incident%'`, [
      dialogueId,
    ]);
    expect(rows).toHaveLength(1);
    const audited = await world.rows('select id from audit_log where target = ?', [`incident:${incidentId}`]);
    expect(audited).toHaveLength(1);
  });

  it('of another workspace is out of reach', async () => {
    const { incidentId } = await stopped('foreign');
    const foreign = await incidents.settle({
      incidentId,
      action: 'skip',
      workspaceId: '00000000-0000-4000-8000-000000000000',
      userId: world.managerId,
      actor: { id: null, name: 'test' },
      correlationId: 'test',
    });
    expect(foreign).toBeNull();
  });

  it('leaves the call standing where a manager is awaited for another reason', async () => {
    const { dialogueId, incidentId } = await stopped('calls');
    const handOff = { at: new Date().toISOString(), deadlineAt: null, escalations: 0 };
    await world.rows(`update dialogues set state = jsonb_set(state, '{handOff}', ?::jsonb) where id = ?`, [
      JSON.stringify(handOff),
      dialogueId,
    ]);
    await settle('retry', incidentId);
    expect((await state(dialogueId)).needsManager).toBe(true);
  });
});

describe('what has waited too long', () => {
  const reasonsOf = async (id: string) => {
    const { dialogues } = await listOverdue(world.database.em.fork(), world.workspaceId);
    return dialogues.find(({ dialogueId }) => dialogueId === id)?.reasons ?? [];
  };
  const begun = async (chat: string): Promise<string> => {
    const { dialogueId } = await world.write(chat, 'Сколько стоит?');
    await decideNext(dialogueId, 0);
    return dialogueId;
  };

  it('is a wake-up that did not come, but not one that is due just now', async () => {
    const id = await begun('wake');
    expect(await reasonsOf(id)).toEqual([]);
    await world.rows(`update dialogues set next_wake_at = now() - interval '1 minute' where id = ?`, [id]);
    expect(await reasonsOf(id)).toEqual([]);
    await world.rows(`update dialogues set next_wake_at = now() - interval '3 minutes' where id = ?`, [id]);
    expect(await reasonsOf(id)).toEqual(['wakeUpLate']);
  });

  it('is a message that nobody decided', async () => {
    const { dialogueId } = await world.write('undecided', 'Сколько стоит?');
    expect(await reasonsOf(dialogueId)).toEqual([]);
    await world.rows(`update inbox set received_at = now() - interval '3 minutes' where dialogue_id = ?`, [dialogueId]);
    expect(await reasonsOf(dialogueId)).toEqual(['undecided']);
  });

  it('is a manager who did not answer in time, until one does', async () => {
    const id = await begun('answer');
    await world.rows(
      `update dialogues set answer_deadline_at = now() - interval '1 second', escalation_level = 2,
         awaiting_manager_since = now(), closed = 'idle' where id = ?`,
      [id],
    );
    expect(await reasonsOf(id)).toEqual(['answerLate', 'escalated']);
    await world.ownership.acceptManagerMessage({
      dialogueId: id,
      workspaceId: world.workspaceId,
      userId: world.managerId,
      messageId: '00000000-0000-4000-8000-00000000000a',
      text: 'Здравствуйте',
      correlationId: 'test',
    });
    expect(await reasonsOf(id)).toEqual([]);
    expect(
      await world.rows(
        'select closed, escalation_level, answer_deadline_at, awaiting_manager_since from dialogues where id = ?',
        [id],
      ),
    ).toEqual([{ closed: null, escalation_level: 0, answer_deadline_at: null, awaiting_manager_since: null }]);
  });
});
