import type { CrmLead, CrmPort, StepStore } from '@voronka/contracts';
import type { FindOrCreateDeps } from '../crm/index.ts';
import { materialOf } from '../testing/material.ts';
import { strictFake } from '../testing/strict-fake.ts';
import { addTagsWork, assignResponsibleWork, moveStageWork } from './crm-card.work.ts';

const lead: CrmLead = {
  id: '41',
  title: 'Анна',
  statusId: 'NEW',
  semantics: 'open',
  responsibleId: '5',
  contactId: '7',
  tags: [],
  externalKey: 'dialogue:1:lead',
  createdAt: null,
  updatedAt: null,
};

function world(card: Partial<CrmLead>, planned: Partial<CrmPort> = {}) {
  const crm = strictFake<CrmPort>('crm', { getLead: () => Promise.resolve({ ...lead, ...card }), ...planned });
  const access = { crm, integrationId: 'integration', context: { correlationId: 'c', lane: 'interactive' as const } };
  const protocol = strictFake<FindOrCreateDeps>('protocol', { barrier: () => Promise.resolve() });
  return [access, protocol, strictFake<StepStore>('steps', {})] as const;
}

const base = { nodeId: 'n', ruleId: null };

describe('moving a lead', () => {
  const move = materialOf({ ...base, kind: 'moveStage', stageKey: 'firstContact' });

  it('writes the mapped status', async () => {
    const written: string[] = [];
    const args = world({}, { moveLead: async (id, status) => void written.push(`${id} ${status}`) });
    await expect(moveStageWork(move, ...args)).resolves.toMatchObject({ outcome: 'done' });
    expect(written).toEqual(['41 UC_CONTACT']);
  });

  it('writes nothing when the card is there already', async () => {
    await expect(moveStageWork(move, ...world({ statusId: 'UC_CONTACT' }))).resolves.toMatchObject({
      outcome: 'alreadyDone',
      changes: { stageKey: 'firstContact' },
    });
  });

  it('leaves a card alone that people moved to a stage of their own', async () => {
    await expect(moveStageWork(move, ...world({ statusId: 'UC_OWN' }))).resolves.toMatchObject({
      outcome: 'alreadyDone',
      detail: { keptStatusId: 'UC_OWN' },
    });
  });

  it('never moves backwards', async () => {
    const back = materialOf({ ...base, kind: 'moveStage', stageKey: 'unsorted' });
    await expect(moveStageWork(back, ...world({ statusId: 'UC_CONTACT' }))).resolves.toMatchObject({
      outcome: 'alreadyDone',
      detail: { keptStage: 'firstContact' },
    });
  });

  it('is a final failure when the column is not bound to a status', async () => {
    const unmapped = materialOf({ ...base, kind: 'moveStage', stageKey: 'decision' });
    await expect(moveStageWork(unmapped, ...world({}))).rejects.toMatchObject({
      code: 'Crm.StageUnmapped',
      details: { stageKey: 'decision' },
    });
  });

  it('is a final failure when the lead was never made or is gone', async () => {
    await expect(moveStageWork({ ...move, leadId: null }, ...world({}))).rejects.toMatchObject({
      code: 'Crm.Rejected',
    });
    const gone = world({}, { getLead: () => Promise.resolve(null) });
    await expect(moveStageWork(move, ...gone)).rejects.toMatchObject({ code: 'Crm.Rejected' });
  });
});

describe('tagging a lead', () => {
  it('adds the step’s tags and the channel’s automatic ones, each once', async () => {
    const tagged: string[][] = [];
    const args = world(
      {},
      {
        addTags: async (_, tags) => {
          tagged.push(tags);
          return tags;
        },
      },
    );
    const add = materialOf({ ...base, kind: 'addTags', tags: ['вопрос о цене', 'чат с сайта'] });
    await expect(addTagsWork(add, ...args)).resolves.toMatchObject({ outcome: 'done' });
    expect(tagged).toEqual([['вопрос о цене', 'чат с сайта']]);
  });

  it('says so when all were there', async () => {
    const args = world({}, { addTags: () => Promise.resolve([]) });
    const add = materialOf({ ...base, kind: 'addTags', tags: ['чат'] });
    await expect(addTagsWork(add, ...args)).resolves.toMatchObject({ outcome: 'alreadyDone' });
  });
});

describe('assigning the responsible', () => {
  const assign = materialOf({ ...base, kind: 'assignResponsible' });

  it('sets the manager’s CRM user on a lead of this dialogue', async () => {
    const set: string[] = [];
    const args = world({ responsibleId: '1' }, { setResponsible: async (id, user) => void set.push(`${id} ${user}`) });
    await expect(assignResponsibleWork(assign, ...args)).resolves.toMatchObject({ outcome: 'done' });
    expect(set).toEqual(['41 5']);
  });

  it('never takes a lead that was there before away from its manager', async () => {
    const args = world({ responsibleId: '9', externalKey: 'other-dialogue:1:lead' });
    await expect(assignResponsibleWork(assign, ...args)).resolves.toMatchObject({
      outcome: 'alreadyDone',
      changes: { responsibleCrmUserId: '9' },
    });
  });

  it('is refused, with the reason, when no manager is bound to a CRM user', async () => {
    const nobody = { ...assign, responsibleCrmUserId: null };
    await expect(assignResponsibleWork(nobody, ...world({}))).resolves.toEqual({
      outcome: 'refused',
      detail: { reason: 'Step.NoManagerMapped' },
    });
  });
});
