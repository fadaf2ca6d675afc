import { livingCard, nowSeconds } from '../account.ts';
import type { Account } from '../account.ts';
import { announceAdded, announceChange, announceDeleted, announceRestored } from '../events/announce.ts';
import { recordEvent } from '../events/actor.ts';
import type { Actor } from '../events/actor.ts';
import type { ItemReader } from '../input/item-reader.ts';
import { adminUserId } from '../seed.ts';
import type { Card, Company, Contact, ContactLink, EntityName, Lead } from '../model.ts';
import { mergedFields, readFieldValues } from './custom-field-values.ts';
import { placed, readPlace } from './lead-status.ts';
import { readTagIds } from './tag-set.ts';
import { acceptWhenMoved, declineWhenDeleted } from './unsorted-items.ts';

/** Creates a lead from an item of a request. Complaints stay in the reader: the caller has to check them. */
export function addLead(account: Account, reader: ItemReader, actor: Actor): Lead {
  const draft = commonDraft(account, 'leads', reader, actor);
  const place = readPlace(account, null, reader);
  const contacts = readContactLinks(account, reader) ?? [];
  const companyId = readCompanyId(account, reader) ?? null;
  const price = reader.integer('price') ?? 0;
  const closedAt = reader.integer('closed_at') ?? null;
  const lead = account.leads.insert((id) => {
    const fresh: Lead = { ...draft, id, price, companyId, contacts, ...place, closedAt };
    return withTitle(placed(account, fresh, place));
  });
  announceAdded(account, 'leads', lead, actor);
  for (const link of contacts) announceLink(account, actor, lead.id, link.id, 'entity_linked');
  return lead;
}

export function updateLead(account: Account, current: Lead, reader: ItemReader, actor: Actor): Lead {
  const place = readPlace(account, current, reader);
  const price = reader.integer('price') ?? current.price;
  const contacts = readContactLinks(account, reader) ?? current.contacts;
  const companyId = readCompanyId(account, reader) ?? current.companyId;
  const draft = { ...commonChange(account, 'leads', current, reader), price, contacts, companyId };
  return saveLead(account, current, placed(account, draft, place), actor);
}

/** Stores a changed lead and announces the difference; nothing happens when there is none. */
export function saveLead(account: Account, current: Lead, draft: Lead, actor: Actor): Lead {
  const saved = save(account, 'leads', current, draft, actor);
  acceptWhenMoved(account, current, saved, actor);
  return saved;
}

export function addContact(account: Account, reader: ItemReader, actor: Actor, isUnsorted = false): Contact {
  const draft = commonDraft(account, 'contacts', reader, actor);
  const names = readNames(reader, { name: '', firstName: '', lastName: '' });
  const companyId = readCompanyId(account, reader) ?? null;
  const contact = account.contacts.insert((id) => ({ ...draft, ...names, id, companyId, isUnsorted }));
  if (!isUnsorted) announceAdded(account, 'contacts', contact, actor);
  return contact;
}

export function updateContact(account: Account, current: Contact, reader: ItemReader, actor: Actor): Contact {
  const names = readNames(reader, current);
  const companyId = readCompanyId(account, reader) ?? current.companyId;
  const draft = { ...commonChange(account, 'contacts', current, reader), ...names, companyId };
  return saveContact(account, current, draft, actor);
}

export function saveContact(account: Account, current: Contact, draft: Contact, actor: Actor): Contact {
  return save(account, 'contacts', current, draft, actor);
}

export function addCompany(account: Account, reader: ItemReader, actor: Actor): Company {
  const draft = commonDraft(account, 'companies', reader, actor);
  const company = account.companies.insert((id) => ({ ...draft, id, companyId: null }));
  announceAdded(account, 'companies', company, actor);
  return company;
}

export function updateCompany(account: Account, current: Company, reader: ItemReader, actor: Actor): Company {
  return save(account, 'companies', current, commonChange(account, 'companies', current, reader), actor);
}

/** Puts a card into the bin, as people do; the API has no method for it. */
export function deleteCard(account: Account, entity: EntityName, card: Card, actor: Actor): void {
  const deleted = { ...card, isDeleted: true, updatedAt: nowSeconds(account), updatedBy: actor.userId };
  put(account, entity, deleted);
  if (entity === 'leads') declineWhenDeleted(account, deleted as Lead);
  announceDeleted(account, entity, deleted, actor);
}

export function restoreCard(account: Account, entity: EntityName, card: Card, actor: Actor): void {
  const restored = { ...card, isDeleted: false, updatedAt: nowSeconds(account), updatedBy: actor.userId };
  put(account, entity, restored);
  announceRestored(account, entity, restored, actor);
}

export function announceLink(
  account: Account,
  actor: Actor,
  leadId: number,
  contactId: number,
  type: 'entity_linked' | 'entity_unlinked',
): void {
  const value = [{ link: { entity: { id: contactId, type: 'contact' } } }];
  recordEvent(account, actor, type, 'leads', leadId, ...(type === 'entity_linked' ? [value] : [[], value]));
}

function save<T extends Card>(account: Account, entity: EntityName, current: T, draft: T, actor: Actor): T {
  if (JSON.stringify(draft) === JSON.stringify(current)) return current;
  const updated = { ...draft, updatedAt: nowSeconds(account), updatedBy: actor.userId };
  put(account, entity, updated);
  announceChange(account, entity, current, updated, actor);
  return updated;
}

/** The caller vouches that the card is of that kind. */
function put(account: Account, entity: EntityName, card: Card): void {
  if (entity === 'leads') account.leads.put(card as Lead);
  else if (entity === 'contacts') account.contacts.put(card as Contact);
  else account.companies.put(card);
}

type Draft = Omit<Card, 'id' | 'companyId'>;

function commonDraft(account: Account, entity: EntityName, reader: ItemReader, actor: Actor): Draft {
  const now = nowSeconds(account);
  const createdAt = reader.integer('created_at') ?? now;
  return {
    name: reader.text('name') ?? '',
    responsibleUserId: readUserId(account, 'responsible_user_id', reader) ?? (actor.userId || adminUserId),
    createdBy: readUserId(account, 'created_by', reader) ?? actor.userId,
    updatedBy: readUserId(account, 'updated_by', reader) ?? actor.userId,
    createdAt,
    updatedAt: reader.integer('updated_at') ?? now,
    isDeleted: false,
    tagIds: readTagIds(account, entity, [], reader),
    fields: mergedFields([], readFieldValues(account, entity, reader) ?? []),
    searchableFromMs: account.now() + actor.searchLagMs,
  };
}

function commonChange<T extends Card>(account: Account, entity: EntityName, current: T, reader: ItemReader): T {
  return {
    ...current,
    name: reader.text('name') ?? current.name,
    responsibleUserId: readUserId(account, 'responsible_user_id', reader) ?? current.responsibleUserId,
    tagIds: readTagIds(account, entity, current.tagIds, reader),
    fields: mergedFields(current.fields, readFieldValues(account, entity, reader) ?? []),
  };
}

/** A person of the account; somebody who was removed is no choice. 0 is the robot and may be an author only. */
function readUserId(account: Account, name: string, reader: ItemReader): number | undefined {
  const id = reader.integer(name);
  if (id === undefined || (id === 0 && name !== 'responsible_user_id')) return id;
  const user = account.users.get(id);
  if (!user || user.isDeleted) reader.refuseChoice(name);
  return id;
}

function readContactLinks(account: Account, reader: ItemReader): ContactLink[] | undefined {
  const links = reader.object('_embedded')?.objects('contacts');
  const read = links?.flatMap((link) => {
    const id = link.integer('id');
    const isMain = link.flag('is_main') ?? false;
    if (id !== undefined && livingCard(account, 'contacts', id)) return [{ id, isMain }];
    link.refuseChoice('id');
    return [];
  });
  if (!read || read.some((link) => link.isMain)) return read;
  return read.map((link, index) => ({ ...link, isMain: index === 0 }));
}

function readCompanyId(account: Account, reader: ItemReader): number | undefined {
  const [link] = reader.object('_embedded')?.objects('companies') ?? [];
  const id = link?.integer('id');
  if (id !== undefined && !livingCard(account, 'companies', id)) link?.refuseChoice('id');
  return id;
}

/** First and last name make the name when only they are named. */
function readNames(
  reader: ItemReader,
  current: Pick<Contact, 'name' | 'firstName' | 'lastName'>,
): Pick<Contact, 'name' | 'firstName' | 'lastName'> {
  const firstName = reader.text('first_name') ?? current.firstName;
  const lastName = reader.text('last_name') ?? current.lastName;
  const composed = [firstName, lastName].filter(Boolean).join(' ');
  const namedParts = reader.has('first_name') || reader.has('last_name');
  return { firstName, lastName, name: reader.text('name') ?? (namedParts ? composed : current.name) };
}

function withTitle(lead: Lead): Lead {
  return lead.name === '' ? { ...lead, name: `Сделка #${lead.id}` } : lead;
}
