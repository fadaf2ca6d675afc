import { VoronkaError, withinBarriers } from '@voronka/contracts';
import { isForwardMove } from '@voronka/domain';
import type { CrmWork } from './crm-work.ts';
import type { CrmAccess } from './crm-material.ts';
import { externalKey, leadOf, stageOf, statusOf } from './crm-material.ts';

async function readLead(access: CrmAccess, leadId: string) {
  const lead = await access.crm.getLead(leadId, access.context);
  if (!lead) throw new VoronkaError('Crm.Rejected', 'the lead is gone from the CRM');
  return lead;
}

/**
 * Moves the lead forwards. Every attempt reads the card first, so that a repeat after a lost answer writes nothing.
 * A card that people have moved further, or to a stage of their own, stays there.
 */
export const moveStageWork: CrmWork<'moveStage'> = async (material, access, protocol) => {
  const leadId = leadOf(material);
  const { stageKey } = material.command;
  const statusId = statusOf(material, stageKey);
  const lead = await readLead(access, leadId);
  const present = stageOf(material, lead.statusId);
  if (lead.statusId === statusId) {
    return { outcome: 'alreadyDone', detail: { leadId, stageKey }, changes: { stageKey } };
  }
  if (present === null || !isForwardMove(material.bundle.content.funnel, present, stageKey)) {
    return {
      outcome: 'alreadyDone',
      detail: { leadId, stageKey, keptStage: present, keptStatusId: lead.statusId },
      changes: present === null ? {} : { stageKey: present },
    };
  }
  await withinBarriers(protocol.barrier, 'crm.write.moveStage', () =>
    access.crm.moveLead(leadId, statusId, access.context),
  );
  return { outcome: 'done', detail: { leadId, stageKey }, changes: { stageKey } };
};

/** Adds the step's tags and the channel's automatic ones to those that are there. */
export const addTagsWork: CrmWork<'addTags'> = async (material, access, protocol) => {
  const leadId = leadOf(material);
  const tags = [...new Set([...material.command.tags, ...material.bundle.content.policies.automaticTags])];
  const added = await withinBarriers(protocol.barrier, 'crm.write.addTags', () =>
    access.crm.addTags(leadId, tags, access.context),
  );
  return { outcome: added.length > 0 ? 'done' : 'alreadyDone', detail: { leadId, tags: tags.length } };
};

/**
 * Sets the responsible of a lead that this dialogue made. On a lead that was there before, the CRM owns that field: an
 * assistant never takes a client away from a manager.
 */
export const assignResponsibleWork: CrmWork<'assignResponsible'> = async (material, access, protocol) => {
  const leadId = leadOf(material);
  const userId = material.responsibleCrmUserId;
  if (userId === null) return { outcome: 'refused', detail: { reason: 'Step.NoManagerMapped' } };
  const lead = await readLead(access, leadId);
  if (lead.responsibleId !== null && lead.externalKey !== externalKey(material, 'lead')) {
    return {
      outcome: 'alreadyDone',
      detail: { leadId, kept: lead.responsibleId },
      changes: { responsibleCrmUserId: lead.responsibleId },
    };
  }
  if (lead.responsibleId !== userId) {
    await withinBarriers(protocol.barrier, 'crm.write.assignResponsible', () =>
      access.crm.setResponsible(leadId, userId, access.context),
    );
  }
  return {
    outcome: lead.responsibleId === userId ? 'alreadyDone' : 'done',
    detail: { leadId, responsible: userId },
    changes: { responsibleCrmUserId: userId },
  };
};
