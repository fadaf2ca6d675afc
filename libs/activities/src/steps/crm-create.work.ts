import type { CrmCard, CrmClientData, CrmContact } from '@voronka/contracts';
import { findOrCreateCard, findOrCreateContact } from '../crm/index.ts';
import type { CrmWork } from './crm-work.ts';
import type { CrmAccess } from './crm-material.ts';
import { cardDetail, cardKindFor, commandKey, scopeOf, stageOf, statusOf } from './crm-material.ts';

/** What the CRM knows of a person and the step's command does not; null when that is nothing. */
function newsOf(contact: CrmContact | null, told: CrmClientData): CrmClientData | null {
  if (contact === null) return null;
  const known: CrmClientData = {
    name: contact.name === '' ? null : contact.name,
    phone: contact.phones[0] ?? null,
    email: contact.emails[0] ?? null,
  };
  const isNew = (['name', 'phone', 'email'] as const).some((field) => told[field] === null && known[field] !== null);
  return isNew ? known : null;
}

/** Finds the client's contact or creates it. What a contact that was there tells of the client is told on. */
export const findOrCreateContactWork: CrmWork<'findOrCreateContact'> = async (material, access, protocol, _, ref) => {
  const { name, phone, email } = material.command;
  const { switches, card = 'lead' } = material.bundle.content.channel;
  const can = access.crm.capabilities;
  const { responsibleId } = await responsibleFor(can.responsible ? material.responsibleCrmUserId : null, access);
  const result = await findOrCreateContact(
    protocol,
    scopeOf(material, access, 'contact'),
    { name, phone, email },
    {
      searchExisting: switches.searchExisting,
      updateContact: switches.updateContact && can.contactChanges,
      responsibleId,
      cardKind: await cardKindFor(card, access),
      changeKey: commandKey(ref, material, 'contact'),
    },
  );
  const known = newsOf(result.contact, { name, phone, email });
  return {
    outcome: 'done',
    detail: { contactId: result.vendorId, how: result.how, candidates: result.candidates },
    changes: { contactId: result.vendorId },
    ...(known === null ? {} : { known, wake: true }),
  };
};

/** Who is to be responsible, and whether that is nobody because the person has left a CRM that would not say so. */
async function responsibleFor(
  wished: string | null,
  { crm, context }: CrmAccess,
): Promise<{ responsibleId: string | null; isGone: boolean }> {
  const isGone = wished !== null && crm.hasUser !== undefined && !(await crm.hasUser(wished, context));
  return { responsibleId: isGone ? null : wished, isGone };
}

/** Whether a card was made without the responsible whom it should have, because the CRM has that person no more. */
async function hasLeft(wished: string | null, stored: CrmCard | null, { crm, context }: CrmAccess): Promise<boolean> {
  if (wished === null || stored === null || stored.responsibleId === wished) return false;
  // A robot of the CRM may have chosen somebody else at once: that is no trouble.
  return !(await crm.listUsers(context)).some(({ id, active }) => id === wished && active);
}

const capabilityOf = { lead: 'leads', deal: 'deals' } as const;

/** Joins the contact's open lead or deal, or creates one, with its responsible and its origin. */
export const createLeadWork: CrmWork<'createLead'> = async (material, access, protocol) => {
  const { title, stageKey, card = 'lead' } = material.command;
  const kind = await cardKindFor(card, access);
  const can = access.crm.capabilities;
  if (!can[capabilityOf[kind]]) {
    return { outcome: 'refused', detail: { reason: 'Permission.CapabilityMissing' } };
  }
  const assigns = material.bundle.content.channel.switches.assignResponsible && can.responsible;
  const wished = assigns ? material.responsibleCrmUserId : null;
  const { responsibleId, isGone } = await responsibleFor(wished, access);
  const scope = scopeOf(material, access, kind);
  const result = await findOrCreateCard(protocol, scope, {
    kind,
    title,
    statusId: statusOf(material, stageKey),
    contactId: material.contactId,
    responsibleId,
    source: material.origin,
  });
  const made = { kind, id: result.vendorId };
  // A card that was there stands where people left it, whether we joined it or the vendor did.
  const mayBeOld = result.how === 'joined' || access.crm.joinsDuplicates;
  const stored = mayBeOld ? await access.crm.getCard(made, access.context) : null;
  const stage = stored ? stageOf(material, stored.statusId) : stageKey;
  const isOurs = stored === null || stored.externalKey === scope.externalKey;
  const isNew = isOurs && result.how === 'created';
  const isLeft = isNew && (isGone || (await hasLeft(responsibleId, stored, access)));
  return {
    outcome: 'done',
    detail: {
      ...cardDetail(made),
      how: isOurs ? result.how : 'joined',
      candidates: result.candidates,
      stageKey: stage,
      ...(isLeft ? { reason: 'Step.ResponsibleGone' } : {}),
    },
    changes: {
      leadId: made.id,
      cardKind: kind,
      leadState: 'open',
      ...(stage === null ? {} : { stageKey: stage }),
    },
    ...(isLeft && wished !== null ? { notice: { code: 'Crm.ResponsibleGone' as const, missing: wished } } : {}),
  };
};
