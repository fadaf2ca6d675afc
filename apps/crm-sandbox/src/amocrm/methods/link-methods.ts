import type { JsonObject } from '../../http/json.ts';
import { livingCard } from '../account.ts';
import { gone, notFound } from '../api-error.ts';
import { selfLink } from '../entities/card-view.ts';
import { announceLink, saveContact, saveLead } from '../entities/cards.ts';
import { assertValid, readItems } from '../input/item-reader.ts';
import type { ItemReader } from '../input/item-reader.ts';
import { noContent, ok, pathId, viewOptions } from '../method.ts';
import type { ApiAnswer, ApiCall, MethodTable } from '../method.ts';
import type { Contact, Lead } from '../model.ts';

/** Links of leads with contacts and companies, and of contacts with companies. */
export const linkMethods: MethodTable = {
  'GET /api/v4/leads/{id}/links': listLeadLinks,
  'POST /api/v4/leads/{id}/link': (call) => change(call, linkLead),
  'POST /api/v4/leads/{id}/unlink': (call) => change(call, unlinkLead),
  'GET /api/v4/contacts/{id}/links': listContactLinks,
  'POST /api/v4/contacts/{id}/link': (call) => changeContact(call, true),
  'POST /api/v4/contacts/{id}/unlink': (call) => changeContact(call, false),
};

type Target = { readonly type: 'contacts' | 'companies'; readonly id: number; readonly isMain: boolean };

function leadOf(call: ApiCall): Lead {
  const lead = call.account.leads.get(pathId(call));
  if (!lead) throw notFound();
  if (lead.isDeleted) throw gone();
  return lead;
}

function listLeadLinks(call: ApiCall): ApiAnswer {
  const lead = leadOf(call);
  const links: JsonObject[] = lead.contacts.map(({ id, isMain }) => ({
    to_entity_id: id,
    to_entity_type: 'contacts',
    metadata: { main_contact: isMain },
  }));
  if (lead.companyId !== null)
    links.push({ to_entity_id: lead.companyId, to_entity_type: 'companies', metadata: null });
  return linksAnswer(call, `leads/${lead.id}/links`, links);
}

function listContactLinks(call: ApiCall): ApiAnswer {
  const contact = livingCard(call.account, 'contacts', pathId(call));
  if (!contact) throw notFound();
  const leads = call.account.leads
    .all()
    .filter((lead) => !lead.isDeleted && lead.contacts.some((link) => link.id === contact.id))
    .map((lead) => ({ to_entity_id: lead.id, to_entity_type: 'leads', metadata: null }));
  const company =
    contact.companyId === null
      ? []
      : [{ to_entity_id: contact.companyId, to_entity_type: 'companies', metadata: null }];
  return linksAnswer(call, `contacts/${contact.id}/links`, [...leads, ...company]);
}

function linksAnswer(call: ApiCall, path: string, links: readonly JsonObject[]): ApiAnswer {
  if (links.length === 0) return noContent;
  return ok({
    _total_items: links.length,
    _links: selfLink(viewOptions(call), path),
    _embedded: { links: [...links] },
  });
}

function change(call: ApiCall, apply: (call: ApiCall, lead: Lead, target: Target) => Lead): ApiAnswer {
  const readers = readItems(call.body);
  let lead = leadOf(call);
  const unlinking = call.path.endsWith('/unlink');
  const targets = readers.map((reader) => readTarget(call, reader));
  assertValid(readers);
  for (const target of targets) if (target) lead = apply(call, lead, target);
  return unlinking ? noContent : listLeadLinks(call);
}

function linkLead(call: ApiCall, lead: Lead, { type, id, isMain }: Target): Lead {
  if (type === 'companies') return saveLead(call.account, lead, { ...lead, companyId: id }, call.actor);
  const others = lead.contacts.filter((link) => link.id !== id);
  const main = isMain || others.length === 0;
  const contacts = [...others.map((link) => (main ? { ...link, isMain: false } : link)), { id, isMain: main }];
  if (others.length === lead.contacts.length) announceLink(call.account, call.actor, lead.id, id, 'entity_linked');
  return saveLead(call.account, lead, { ...lead, contacts }, call.actor);
}

function unlinkLead(call: ApiCall, lead: Lead, { type, id }: Target): Lead {
  if (type === 'companies') {
    const companyId = lead.companyId === id ? null : lead.companyId;
    return saveLead(call.account, lead, { ...lead, companyId }, call.actor);
  }
  const left = lead.contacts.filter((link) => link.id !== id);
  if (left.length < lead.contacts.length) announceLink(call.account, call.actor, lead.id, id, 'entity_unlinked');
  const hasMain = left.some((link) => link.isMain);
  const contacts = left.map((link, index) => (hasMain ? link : { ...link, isMain: index === 0 }));
  return saveLead(call.account, lead, { ...lead, contacts }, call.actor);
}

function changeContact(call: ApiCall, linking: boolean): ApiAnswer {
  const contact = livingCard(call.account, 'contacts', pathId(call)) as Contact | undefined;
  if (!contact) throw notFound();
  const readers = readItems(call.body);
  const targets = readers.map((reader) => readTarget(call, reader, ['companies', 'leads']));
  assertValid(readers);
  for (const target of targets) {
    if (target?.type === 'companies')
      saveContact(call.account, contact, { ...contact, companyId: linking ? target.id : null }, call.actor);
    const lead = target?.type === 'leads' ? call.account.leads.get(target.id) : undefined;
    if (lead) (linking ? linkLead : unlinkLead)(call, lead, { type: 'contacts', id: contact.id, isMain: false });
  }
  return linking ? listContactLinks(call) : noContent;
}

function readTarget<T extends 'contacts' | 'companies' | 'leads' = 'contacts' | 'companies'>(
  call: ApiCall,
  reader: ItemReader,
  types: readonly T[] = ['contacts', 'companies'] as unknown as readonly T[],
): { readonly type: T; readonly id: number; readonly isMain: boolean } | undefined {
  const id = reader.integer('to_entity_id');
  const named = reader.text('to_entity_type');
  const type = types.find((name) => name === named);
  const isMain = reader.object('metadata')?.flag('is_main') ?? reader.object('metadata')?.flag('main_contact') ?? false;
  if (id === undefined) reader.refuseMissing('to_entity_id');
  if (!type) reader.refuseChoice('to_entity_type');
  if (id === undefined || !type) return undefined;
  if (!livingCard(call.account, type, id)) reader.refuseChoice('to_entity_id');
  return { type, id, isMain };
}
