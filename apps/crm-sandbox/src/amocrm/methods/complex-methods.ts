import type { Json, JsonObject } from '../../http/json.ts';
import { livingCard } from '../account.ts';
import type { Account } from '../account.ts';
import { addCompany, addContact, addLead, saveContact, saveLead } from '../entities/cards.ts';
import { readFieldValues } from '../entities/custom-field-values.ts';
import { duplicateOf } from '../entities/duplicates.ts';
import { readPlace } from '../entities/lead-status.ts';
import { readTagIds } from '../entities/tag-set.ts';
import { assertValid, ItemReader, readItems } from '../input/item-reader.ts';
import { ok } from '../method.ts';
import type { ApiAnswer, ApiCall, MethodTable } from '../method.ts';
import type { Card, Contact, FieldValues, Lead } from '../model.ts';

/** Items of one request, and field values of one card. @source KOMMO: complex-leads */
const maxComplexItems = 50;
const maxFieldValues = 40;

/** Lead, contact and company in one request. */
export const complexMethods: MethodTable = { 'POST /api/v4/leads/complex': addComplex };

/** Answers with a bare list, unlike every other method. */
function addComplex(call: ApiCall): ApiAnswer {
  const readers = readItems(call.body, maxComplexItems);
  const known = new Set(call.account.leads.all().map((lead) => lead.id));
  const rows = readers.map((reader) => addOne(call, reader, known));
  assertValid(readers);
  return ok(rows);
}

function addOne(call: ApiCall, reader: ItemReader, known: ReadonlySet<number>): Json {
  const { account, actor } = call;
  const embedded = reader.object('_embedded');
  const contactReader = onlyOne(embedded, 'contacts');
  const companyReader = onlyOne(embedded, 'companies');
  for (const one of [reader, contactReader, companyReader]) if (one) assertFieldCount(one);
  const original = contactReader ? findOriginal(account, reader, contactReader, known) : null;
  if (original && contactReader) return join(call, original, reader, contactReader);
  const contact =
    contactReader && (linked(account, 'contacts', contactReader) ?? addContact(account, contactReader, actor));
  const company =
    companyReader && (linked(account, 'companies', companyReader) ?? addCompany(account, companyReader, actor));
  const lead = addLead(account, linkedTo(reader, contact, company), actor);
  return answer(reader, lead.id, contact?.id ?? null, company?.id ?? null, false);
}

function answer(
  reader: ItemReader,
  leadId: number,
  contactId: number | null,
  companyId: number | null,
  merged: boolean,
): JsonObject {
  const requestId = reader.has('request_id') ? [reader.requestId] : [];
  return { id: leadId, contact_id: contactId, company_id: companyId, request_id: requestId, merged };
}

function findOriginal(
  account: Account,
  reader: ItemReader,
  contactReader: ItemReader,
  known: ReadonlySet<number>,
): Lead | null {
  // A look ahead only: complaints are noted when the cards are really read.
  const { pipelineId } = readPlace(account, null, new ItemReader(reader.item, reader.requestId));
  const linkedContact = account.contacts.get(Number(contactReader.item['id']));
  const named = new ItemReader(contactReader.item, reader.requestId);
  const fields = linkedContact?.fields ?? readFieldValues(account, 'contacts', named) ?? [];
  return duplicateOf(account, pipelineId, fields, (lead) => known.has(lead.id));
}

/** The existing lead takes over tags and the fields it has empty, its contact the values it does not have yet. */
function join(call: ApiCall, original: Lead, reader: ItemReader, contactReader: ItemReader): JsonObject {
  const { account, actor } = call;
  const tagIds = readTagIds(account, 'leads', original.tagIds, withAddedTags(reader));
  const fields = filled(original, readFieldValues(account, 'leads', reader) ?? []);
  saveLead(account, original, { ...original, tagIds, fields }, actor);
  const main = original.contacts.find((link) => link.isMain) ?? original.contacts[0];
  const contact: Contact | undefined = main && account.contacts.get(main.id);
  const brought = readFieldValues(account, 'contacts', contactReader) ?? [];
  if (contact) saveContact(account, contact, { ...contact, fields: united(contact.fields, brought) }, actor);
  return answer(reader, original.id, contact?.id ?? null, original.companyId, true);
}

/** Joining never takes tags away, so the set of a new lead is added. */
function withAddedTags(reader: ItemReader): ItemReader {
  const tags = reader.object('_embedded')?.item['tags'] ?? [];
  const added = reader.item['tags_to_add'] ?? [];
  const all = [...(Array.isArray(tags) ? tags : []), ...(Array.isArray(added) ? added : [])];
  return new ItemReader({ tags_to_add: all }, reader.requestId, reader.errors);
}

/** Fields of the lead, and the named ones it has no values for. */
function filled(original: Card, named: readonly FieldValues[]): FieldValues[] {
  const missing = named.filter((row) => !original.fields.some((held) => held.fieldId === row.fieldId));
  return [...original.fields, ...missing];
}

/** Values of both, each once: a second phone is kept beside the first. */
function united(left: readonly FieldValues[], right: readonly FieldValues[]): FieldValues[] {
  const all = [...left, ...right];
  return [...new Set(all.map((row) => row.fieldId))].map((fieldId) => {
    const values = all.filter((row) => row.fieldId === fieldId).flatMap((row) => row.values);
    const firsts = values.filter((value, index) => values.findIndex((other) => other.value === value.value) === index);
    return { fieldId, values: firsts };
  });
}

function onlyOne(embedded: ItemReader | undefined, name: 'contacts' | 'companies'): ItemReader | undefined {
  const members = embedded?.objects(name) ?? [];
  if (members.length > 1) embedded?.refuse('InvalidValue', name, 'This collection should contain 1 element or less.');
  return members[0];
}

function linked(account: Account, entity: 'contacts' | 'companies', reader: ItemReader): Card | undefined {
  const id = reader.integer('id');
  if (id === undefined) return undefined;
  const card = livingCard(account, entity, id);
  if (!card) reader.refuseChoice('id');
  return card;
}

/** The lead's part of an item, with the ids of its cards instead of their contents. */
function linkedTo(reader: ItemReader, contact: Card | undefined, company: Card | undefined): ItemReader {
  const embedded = {
    ...reader.object('_embedded')?.item,
    contacts: contact ? [{ id: contact.id, is_main: true }] : [],
    companies: company ? [{ id: company.id }] : [],
  };
  return new ItemReader({ ...reader.item, _embedded: embedded }, reader.requestId, reader.errors);
}

function assertFieldCount(reader: ItemReader): void {
  const { length } = reader.objects('custom_fields_values') ?? [];
  if (length > maxFieldValues)
    reader.refuse(
      'InvalidValue',
      'custom_fields_values',
      `This collection should contain ${maxFieldValues} elements or less.`,
    );
}
