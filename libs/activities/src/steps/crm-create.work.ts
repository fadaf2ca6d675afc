import { findOrCreateContact, findOrCreateLead } from '../crm/index.ts';
import type { CrmWork } from './crm-work.ts';
import { scopeOf, stageOf, statusOf } from './crm-material.ts';

/** Finds the client's contact or creates it. */
export const findOrCreateContactWork: CrmWork<'findOrCreateContact'> = async (material, access, protocol) => {
  const { name, phone, email } = material.command;
  const { switches } = material.bundle.content.channel;
  const result = await findOrCreateContact(
    protocol,
    scopeOf(material, access, 'contact'),
    { name, phone, email },
    {
      searchExisting: switches.searchExisting,
      updateContact: switches.updateContact,
      responsibleId: material.responsibleCrmUserId,
    },
  );
  return {
    outcome: 'done',
    detail: { contactId: result.vendorId, how: result.how, candidates: result.candidates },
    changes: { contactId: result.vendorId },
  };
};

/** Joins the contact's open lead or creates one, with its responsible and its origin. */
export const createLeadWork: CrmWork<'createLead'> = async (material, access, protocol) => {
  const { title, stageKey } = material.command;
  const result = await findOrCreateLead(protocol, scopeOf(material, access, 'lead'), {
    title,
    statusId: statusOf(material, stageKey),
    contactId: material.contactId,
    responsibleId: material.bundle.content.channel.switches.assignResponsible ? material.responsibleCrmUserId : null,
    source: material.origin,
  });
  const joined = result.how === 'joined' ? await access.crm.getLead(result.vendorId, access.context) : null;
  const stage = joined ? stageOf(material, joined.statusId) : stageKey;
  return {
    outcome: 'done',
    detail: { leadId: result.vendorId, how: result.how, candidates: result.candidates, stageKey: stage },
    changes: { leadId: result.vendorId, leadState: 'open', ...(stage === null ? {} : { stageKey: stage }) },
  };
};
