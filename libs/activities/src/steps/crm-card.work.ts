import { VoronkaError, withinBarriers } from '@voronka/contracts';
import type { CrmCard, CrmCardRef, StepMaterial, StepNotice, StepReport } from '@voronka/contracts';
import type { CardField } from '@voronka/domain';
import { isForwardMove, semanticsOf } from '@voronka/domain';
import type { CrmWork } from './crm-work.ts';
import type { CrmAccess } from './crm-material.ts';
import { cardDetail, cardOf, externalKey, knownCardOf, stageOf, statusOf } from './crm-material.ts';

/** The card as it is now. @throws VoronkaError `Crm.Rejected` when it is gone */
export async function readCard(access: CrmAccess, card: CrmCardRef): Promise<CrmCard> {
  const stored = await access.crm.getCard(card, access.context);
  if (!stored) throw new VoronkaError('Crm.Rejected', 'the card is gone from the CRM');
  return stored;
}

type Wish = Pick<StepMaterial, 'decidedAt' | 'stopped'>;

/** Whether a person has changed a field of the card after a wish of ours was decided: then the wish is too old. */
function isOvertaken({ decidedAt }: Wish, changedAt: string | null): boolean {
  return changedAt !== null && changedAt > decidedAt;
}

/** @throws VoronkaError `Crm.BackAndForth` for a field that went back and forth until we stopped writing it */
function requireWritable({ stopped }: Wish, field: CardField): void {
  if (stopped.includes(field)) throw new VoronkaError('Crm.BackAndForth', 'this field is not written any more');
}

/**
 * Moves the card forwards. Every attempt reads it first, so that a repeat after a lost answer writes nothing. A card that
 * people have moved further, or to a stage of their own, stays there, unless the move may also go back: that is what a
 * person who moves it by hand means. A card that was moved in the CRM after our wish was decided stays where it is, too.
 */
export const moveStageWork: CrmWork<'moveStage'> = async (material, access, protocol) => {
  const card = cardOf(material);
  const { stageKey, allowBack = false } = material.command;
  const statusId = statusOf(material, stageKey);
  const stored = await readCard(access, card);
  const present = stageOf(material, stored.statusId);
  const { funnel } = material.bundle.content;
  const moved = { stageKey, leadState: semanticsOf(funnel, stageKey) };
  if (stored.statusId === statusId) {
    return { outcome: 'alreadyDone', detail: { ...cardDetail(card), stageKey }, changes: moved };
  }
  const kept = { ...cardDetail(card), stageKey, keptStage: present, keptStatusId: stored.statusId };
  const differs = present === material.stageKey ? {} : ({ differs: true } as const);
  const changedAt = stored.stageChangedAt ?? stored.updatedAt;
  if (differs.differs && isOvertaken(material, changedAt)) {
    return { outcome: 'cancelled', detail: { ...kept, reason: 'Step.ChangedInCrm' }, differs: true };
  }
  if (!allowBack && (present === null || !isForwardMove(funnel, present, stageKey))) {
    return { outcome: 'alreadyDone', detail: kept, changes: { leadState: stored.semantics }, ...differs };
  }
  if (!allowBack) requireWritable(material, 'stage');
  await withinBarriers(protocol.barrier, 'crm.write.moveStage', () =>
    access.crm.moveCard(card, statusId, access.context),
  );
  return { outcome: 'done', detail: { ...cardDetail(card), stageKey }, changes: moved };
};

/** A step that needs what the CRM has no more: the dialogue goes on without it, and people are told. */
function leftOut(card: CrmCardRef, reason: string, notice: StepNotice): StepReport {
  return { outcome: 'cancelled', detail: { ...cardDetail(card), reason }, notice };
}

/** Adds the step's tags and the channel's automatic ones to those that are there; a CRM that cannot keep any goes without. */
export const addTagsWork: CrmWork<'addTags'> = async (material, access, protocol) => {
  const card = cardOf(material);
  const tags = [...new Set([...material.command.tags, ...material.bundle.content.policies.automaticTags])];
  try {
    const added = await withinBarriers(protocol.barrier, 'crm.write.addTags', () =>
      access.crm.addTags(card, tags, access.context),
    );
    return {
      outcome: added.length > 0 ? 'done' : 'alreadyDone',
      detail: { ...cardDetail(card), tags: tags.length },
    };
  } catch (error) {
    if (!(error instanceof VoronkaError && error.code === 'Crm.FieldMissing')) throw error;
    return leftOut(card, 'Step.FieldMissing', { code: error.code, missing: String(error.details.field) });
  }
};

/** Takes the step's tags away; the others stay. Without a card there is nothing that could have them. */
export const removeTagsWork: CrmWork<'removeTags'> = async (material, access, protocol) => {
  const card = knownCardOf(material);
  if (card === null) return { outcome: 'alreadyDone', detail: { tags: 0 } };
  const removed = await withinBarriers(protocol.barrier, 'crm.write.removeTags', () =>
    access.crm.removeTags(card, material.command.tags, access.context),
  );
  return {
    outcome: removed.length > 0 ? 'done' : 'alreadyDone',
    detail: { ...cardDetail(card), tags: removed.length },
  };
};

/**
 * Sets the responsible of a card that this dialogue made. On a card that was there before, the CRM owns that field: an
 * assistant never takes a client away from a manager. Whoever has left the CRM is given no card, and people are told.
 */
export const assignResponsibleWork: CrmWork<'assignResponsible'> = async (material, access, protocol) => {
  const card = cardOf(material);
  const userId = material.responsibleCrmUserId;
  if (userId === null) return { outcome: 'refused', detail: { reason: 'Step.NoManagerMapped' } };
  const { responsibleId, updatedAt, externalKey: madeFor } = await readCard(access, card);
  if (responsibleId !== null && madeFor !== externalKey(material, card.kind)) {
    return {
      outcome: 'alreadyDone',
      detail: { ...cardDetail(card), kept: responsibleId },
      changes: { responsibleCrmUserId: responsibleId },
    };
  }
  const known = material.knownResponsibleId;
  if (known !== null && responsibleId !== known && responsibleId !== userId && isOvertaken(material, updatedAt)) {
    const detail = { ...cardDetail(card), kept: responsibleId, reason: 'Step.ChangedInCrm' };
    return { outcome: 'cancelled', detail, differs: true };
  }
  if (responsibleId !== userId) {
    requireWritable(material, 'responsible');
    try {
      await withinBarriers(protocol.barrier, 'crm.write.assignResponsible', () =>
        access.crm.setResponsible(card, userId, access.context),
      );
    } catch (error) {
      if (!(error instanceof VoronkaError && error.code === 'Crm.ResponsibleGone')) throw error;
      return leftOut(card, 'Step.ResponsibleGone', { code: error.code, missing: userId });
    }
  }
  return {
    outcome: responsibleId === userId ? 'alreadyDone' : 'done',
    detail: { ...cardDetail(card), responsible: userId },
    changes: { responsibleCrmUserId: userId },
  };
};
