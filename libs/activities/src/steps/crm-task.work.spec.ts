import type { CrmTaskInput } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { callsFor, leadCard } from '../testing/crm-step-world.ts';
import { materialOf } from '../testing/material.ts';
import { createTaskWork } from './crm-task.work.ts';

const deadlineAt = '2026-11-23T12:00:00.000Z';
const create = materialOf({
  nodeId: 'n',
  ruleId: null,
  kind: 'createTask' as const,
  text: 'Клиент ждёт ответа',
  deadlineAt,
});

function recorded() {
  const added: CrmTaskInput[] = [];
  const addTask = async (task: CrmTaskInput) => {
    added.push(task);
    return '91';
  };
  return { added, addTask, getCard: () => Promise.resolve({ ...leadCard, responsibleId: '9' }) };
}

describe('a to-do for the manager', () => {
  it('hangs on the card, for whoever is responsible there', async () => {
    const { added, ...planned } = recorded();
    await expect(createTaskWork(create, ...callsFor(planned))).resolves.toEqual({
      outcome: 'done',
      detail: { leadId: '41', taskId: '91' },
    });
    expect(added).toEqual([
      {
        owner: { kind: 'lead', id: '41' },
        marker: 'dialogue:1:task:3.1',
        text: 'Клиент ждёт ответа',
        deadlineAt,
        responsibleId: '9',
      },
    ]);
  });

  it('hangs on the deal where the dialogue’s card is one', async () => {
    const { added, ...planned } = recorded();
    await expect(createTaskWork({ ...create, cardKind: 'deal' }, ...callsFor(planned))).resolves.toMatchObject({
      detail: { dealId: '41' },
    });
    expect(added[0]?.owner).toEqual({ kind: 'deal', id: '41' });
  });

  it('of a client without a card hangs on the contact, for the dialogue’s manager', async () => {
    const { added, addTask } = recorded();
    await expect(createTaskWork({ ...create, leadId: null }, ...callsFor({ addTask }))).resolves.toMatchObject({
      outcome: 'done',
      detail: { contactId: '7' },
    });
    expect(added[0]).toMatchObject({ owner: { kind: 'contact', id: '7' }, responsibleId: '5' });
  });

  it('is refused, with the reason, for a client whom the CRM does not have', async () => {
    const nobody = { ...create, leadId: null, contactId: null };
    await expect(createTaskWork(nobody, ...callsFor({}))).resolves.toEqual({
      outcome: 'refused',
      detail: { reason: 'Step.NothingInCrm' },
    });
  });

  it('without a deadline of its own is due an hour after it was decided', async () => {
    const { added, ...planned } = recorded();
    const soon = { ...create, command: { ...create.command, deadlineAt: null } };
    await createTaskWork(soon, ...callsFor(planned));
    expect(added[0]?.deadlineAt).toBe('2026-11-23T11:00:00.000Z');
  });

  it('is found by its marker after a lost answer, and not written again', async () => {
    let now = 0;
    let writes = 0;
    const calls = callsFor(
      {
        getCard: () => Promise.resolve(leadCard),
        addTask: () => {
          writes += 1;
          return Promise.reject(new VoronkaError('Crm.Ambiguous', 'no answer'));
        },
        findTask: ({ marker }) => Promise.resolve(marker === 'dialogue:1:task:3.1' ? '91' : null),
      },
      () => now,
    );
    await expect(createTaskWork(create, ...calls)).rejects.toMatchObject({ code: 'Crm.Ambiguous' });
    now += 1000;
    await expect(createTaskWork(create, ...calls)).resolves.toMatchObject({ detail: { taskId: '91' } });
    expect(writes).toBe(1);
  });

  it('is a final failure when the card is gone', async () => {
    const calls = callsFor({ getCard: () => Promise.resolve(null) });
    await expect(createTaskWork(create, ...calls)).rejects.toMatchObject({ code: 'Crm.Rejected' });
  });
});
