import type { CrmPort } from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { materialOf } from '../testing/material.ts';
import { callsFor, leadCard } from '../testing/crm-step-world.ts';
import { addTagsWork, assignResponsibleWork, moveStageWork, removeTagsWork } from './crm-card.work.ts';

function world(card: Partial<typeof leadCard>, planned: Partial<CrmPort> = {}) {
  return callsFor({ getCard: () => Promise.resolve({ ...leadCard, ...card }), ...planned });
}

const base = { nodeId: 'n', ruleId: null };

describe('moving a lead', () => {
  const move = materialOf({ ...base, kind: 'moveStage', stageKey: 'firstContact' });

  it('writes the mapped status', async () => {
    const written: string[] = [];
    const args = world({}, { moveCard: async ({ kind, id }, status) => void written.push(`${kind} ${id} ${status}`) });
    await expect(moveStageWork(move, ...args)).resolves.toMatchObject({ outcome: 'done' });
    expect(written).toEqual(['lead 41 UC_CONTACT']);
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

  it('tells whether the lead is open, won or lost where it stands now', async () => {
    const won = materialOf({ ...base, kind: 'moveStage', stageKey: 'won' });
    const args = world({}, { moveCard: () => Promise.resolve() });
    await expect(moveStageWork(won, ...args)).resolves.toMatchObject({
      changes: { stageKey: 'won', leadState: 'won' },
    });
    const kept = world({ statusId: 'JUNK_OF_THEIRS', semantics: 'lost' });
    await expect(moveStageWork(move, ...kept)).resolves.toMatchObject({ changes: { leadState: 'lost' } });
  });

  const overtaken = { statusId: 'UC_OWN', stageChangedAt: '2026-11-23T10:00:01.000Z' };

  it('gives way to a person who moved the card after it was decided, and has the card compared', async () => {
    await expect(moveStageWork(move, ...world(overtaken))).resolves.toMatchObject({
      outcome: 'cancelled',
      detail: { reason: 'Step.ChangedInCrm', keptStatusId: 'UC_OWN' },
      differs: true,
    });
  });

  it('gives way in the same manner when it may also go back: the younger of two wishes wins', async () => {
    const back = materialOf({ ...base, kind: 'moveStage', stageKey: 'unsorted', allowBack: true });
    await expect(moveStageWork(back, ...world(overtaken))).resolves.toMatchObject({ outcome: 'cancelled' });
    const before = { ...overtaken, stageChangedAt: '2026-11-23T09:59:59.000Z' };
    const args = world(before, { moveCard: () => Promise.resolve() });
    await expect(moveStageWork(back, ...args)).resolves.toMatchObject({ outcome: 'done' });
  });

  it('is not overtaken by a card that stands where it was known to stand', async () => {
    const args = world({ stageChangedAt: '2026-11-23T10:00:01.000Z' }, { moveCard: () => Promise.resolve() });
    await expect(moveStageWork(move, ...args)).resolves.toMatchObject({ outcome: 'done' });
  });

  it('is a final failure for a field that went back and forth; what a person moves by hand is not', async () => {
    const stopped = { stopped: ['stage'] as const };
    await expect(moveStageWork({ ...move, ...stopped }, ...world({}))).rejects.toMatchObject({
      code: 'Crm.BackAndForth',
    });
    const byHand = materialOf({ ...base, kind: 'moveStage', stageKey: 'firstContact', allowBack: true }, stopped);
    const args = world({}, { moveCard: () => Promise.resolve() });
    await expect(moveStageWork(byHand, ...args)).resolves.toMatchObject({ outcome: 'done' });
  });

  it('never moves backwards', async () => {
    const back = materialOf({ ...base, kind: 'moveStage', stageKey: 'unsorted' });
    await expect(moveStageWork(back, ...world({ statusId: 'UC_CONTACT' }))).resolves.toMatchObject({
      outcome: 'alreadyDone',
      detail: { keptStage: 'firstContact' },
    });
  });

  it('moves backwards, and away from a stage that people chose, when it is allowed to', async () => {
    const back = materialOf({ ...base, kind: 'moveStage', stageKey: 'unsorted', allowBack: true });
    for (const statusId of ['UC_CONTACT', 'UC_OWN']) {
      const written: string[] = [];
      const args = world({ statusId }, { moveCard: async (_, status) => void written.push(status) });
      await expect(moveStageWork(back, ...args)).resolves.toMatchObject({
        outcome: 'done',
        changes: { stageKey: 'unsorted' },
      });
      expect(written).toEqual(['NEW']);
    }
  });

  it('writes nothing when a backwards move is done already', async () => {
    const back = materialOf({ ...base, kind: 'moveStage', stageKey: 'unsorted', allowBack: true });
    await expect(moveStageWork(back, ...world({}))).resolves.toMatchObject({ outcome: 'alreadyDone' });
  });

  it('moves a deal where the dialogue’s card is a deal', async () => {
    const written: string[] = [];
    const args = world({ kind: 'deal' }, { moveCard: async ({ kind, id }) => void written.push(`${kind} ${id}`) });
    await expect(moveStageWork({ ...move, cardKind: 'deal' }, ...args)).resolves.toMatchObject({
      outcome: 'done',
      detail: { dealId: '41' },
    });
    expect(written).toEqual(['deal 41']);
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
    const gone = world({}, { getCard: () => Promise.resolve(null) });
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

  it('is left out, and told, in a CRM that has no field for them: the dialogue goes on', async () => {
    const missing = new VoronkaError('Crm.FieldMissing', 'x', { field: 'UF_CRM_TAGS' });
    const add = materialOf({ ...base, kind: 'addTags', tags: ['чат'] });
    const args = world({}, { addTags: () => Promise.reject(missing) });
    await expect(addTagsWork(add, ...args)).resolves.toEqual({
      outcome: 'cancelled',
      detail: { leadId: '41', reason: 'Step.FieldMissing' },
      notice: { code: 'Crm.FieldMissing', missing: 'UF_CRM_TAGS' },
    });
    const refused = new VoronkaError('Crm.Unauthorized', 'x');
    const others = world({}, { addTags: () => Promise.reject(refused) });
    await expect(addTagsWork(add, ...others)).rejects.toBe(refused);
  });
});

describe('taking tags away', () => {
  const remove = materialOf({ ...base, kind: 'removeTags', tags: ['горячий', 'новый'] });

  it('takes those of the step that are there', async () => {
    const asked: string[][] = [];
    const args = world(
      {},
      {
        removeTags: async (_, tags) => {
          asked.push(tags);
          return ['горячий'];
        },
      },
    );
    await expect(removeTagsWork(remove, ...args)).resolves.toMatchObject({ outcome: 'done', detail: { tags: 1 } });
    expect(asked).toEqual([['горячий', 'новый']]);
  });

  it('has nothing to do before there is a card', async () => {
    const before = { ...remove, leadId: null };
    await expect(removeTagsWork(before, ...world({}))).resolves.toEqual({
      outcome: 'alreadyDone',
      detail: { tags: 0 },
    });
  });

  it('says so when none was there', async () => {
    const args = world({}, { removeTags: () => Promise.resolve([]) });
    await expect(removeTagsWork(remove, ...args)).resolves.toMatchObject({ outcome: 'alreadyDone' });
  });
});

describe('assigning the responsible', () => {
  const assign = materialOf({ ...base, kind: 'assignResponsible' });

  it('sets the manager’s CRM user on a lead of this dialogue', async () => {
    const set: string[] = [];
    const args = world(
      { responsibleId: '1' },
      { setResponsible: async ({ id }, user) => void set.push(`${id} ${user}`) },
    );
    await expect(assignResponsibleWork(assign, ...args)).resolves.toMatchObject({ outcome: 'done' });
    expect(set).toEqual(['41 5']);
  });

  it('sets it on a deal of this dialogue', async () => {
    const set: string[] = [];
    const card = { kind: 'deal' as const, responsibleId: '1', externalKey: 'dialogue:1:deal' };
    const args = world(card, { setResponsible: async ({ kind, id }, user) => void set.push(`${kind} ${id} ${user}`) });
    await assignResponsibleWork({ ...assign, cardKind: 'deal' }, ...args);
    expect(set).toEqual(['deal 41 5']);
  });

  it('never takes a lead that was there before away from its manager (failure 22)', async () => {
    const args = world({ responsibleId: '9', externalKey: 'other-dialogue:1:lead' });
    await expect(assignResponsibleWork(assign, ...args)).resolves.toMatchObject({
      outcome: 'alreadyDone',
      changes: { responsibleCrmUserId: '9' },
    });
  });

  it('gives way to a person who gave the card to somebody else after it was decided', async () => {
    const card = { responsibleId: '9', updatedAt: '2026-11-23T10:00:01.000Z' };
    const known = { ...assign, knownResponsibleId: '1' };
    await expect(assignResponsibleWork(known, ...world(card))).resolves.toMatchObject({
      outcome: 'cancelled',
      detail: { kept: '9', reason: 'Step.ChangedInCrm' },
      differs: true,
    });
    const args = world({ ...card, responsibleId: '1' }, { setResponsible: () => Promise.resolve() });
    await expect(assignResponsibleWork(known, ...args)).resolves.toMatchObject({ outcome: 'done' });
  });

  it('is left out, and told, for somebody who has left the CRM: the card stays with whom it was (failure 21)', async () => {
    const gone = new VoronkaError('Crm.ResponsibleGone', 'x');
    const args = world({ responsibleId: '1' }, { setResponsible: () => Promise.reject(gone) });
    await expect(assignResponsibleWork(assign, ...args)).resolves.toEqual({
      outcome: 'cancelled',
      detail: { leadId: '41', reason: 'Step.ResponsibleGone' },
      notice: { code: 'Crm.ResponsibleGone', missing: '5' },
    });
    const lost = new VoronkaError('Crm.Ambiguous', 'x');
    const others = world({ responsibleId: '1' }, { setResponsible: () => Promise.reject(lost) });
    await expect(assignResponsibleWork(assign, ...others)).rejects.toBe(lost);
  });

  it('is a final failure for a responsible who went back and forth', async () => {
    const stopped = { ...assign, stopped: ['responsible'] as const };
    await expect(assignResponsibleWork(stopped, ...world({ responsibleId: '1' }))).rejects.toMatchObject({
      code: 'Crm.BackAndForth',
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
