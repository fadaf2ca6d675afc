import type {
  CrmCallContext,
  CrmCommentInput,
  CrmContact,
  CrmLead,
  CrmPort,
  CrmStage,
  CrmUser,
  NewCrmContact,
  NewCrmLead,
} from '@voronka/contracts';
import { VoronkaError } from '@voronka/contracts';
import { crmCapabilities, samePhone } from '@voronka/domain';
import {
  contactFields,
  leadFields,
  nameField,
  newMultifield,
  originator,
  rowOf,
  rowsOf,
  tagsField,
  textOf,
  toContact,
  toLead,
  toStage,
  toUser,
} from './card-mapping.ts';
import { hasMarker, toCommentText } from './comment-text.ts';
import { isNotFound } from './failures.ts';
import { phoneSpellings } from './phone-spellings.ts';
import type { Bitrix24RestClient } from './rest-client.ts';
import { TagsField } from './tags-field.ts';

/** The masks never bring contact details, so lists name them. */
const contactSelect = [
  'ID',
  'NAME',
  'SECOND_NAME',
  'LAST_NAME',
  'DATE_MODIFY',
  'ORIGINATOR_ID',
  'ORIGIN_ID',
  'PHONE',
  'EMAIL',
];
const leadSelect = ['*', tagsField];

/** How often a lost update of tags is repeated: two dialogues may tag one lead at the same time. */
const tagRounds = 3;

/**
 * Leads, contacts and timeline of a Bitrix24 portal through its old CRM methods, which all plans and boxed versions have.
 *
 * Every row of a list is compared with what was asked for: a portal ignores a filter it does not know and returns
 * everything.
 */
export class Bitrix24Connector implements CrmPort {
  readonly vendor = 'bitrix24';
  readonly capabilities = crmCapabilities.bitrix24;
  readonly #tagsField: TagsField;

  /** @param indexLagMs how long after it left a write may still turn up: one request's processing and the index's lag */
  constructor(
    private readonly rest: Bitrix24RestClient,
    readonly indexLagMs: number,
  ) {
    this.#tagsField = new TagsField(rest);
  }

  /** @throws VoronkaError `Crm.NotConfigured` when the portal works without leads */
  async check(context: CrmCallContext): Promise<{ account: string; user: string }> {
    const { profile, mode } = await this.rest.readBatch(
      { profile: { method: 'profile', params: {} }, mode: { method: 'crm.settings.mode.get', params: {} } },
      context,
    );
    if (Number(mode) === 2) {
      throw new VoronkaError('Crm.NotConfigured', 'The portal works without leads', { reason: 'leadsOff' });
    }
    return { account: this.rest.host, user: toUser(rowOf(profile) ?? {}).name };
  }

  async listStages(context: CrmCallContext): Promise<CrmStage[]> {
    const params = { filter: { ENTITY_ID: 'STATUS' }, order: { SORT: 'ASC' } };
    const { result } = await this.rest.read('crm.status.list', params, context);
    return rowsOf(result)
      .filter((row) => textOf(row.ENTITY_ID) === 'STATUS')
      .map(toStage)
      .sort((a, b) => a.sort - b.sort);
  }

  async listUsers(context: CrmCallContext): Promise<CrmUser[]> {
    const rows = await this.rest.readAll('user.get', { sort: 'ID', order: 'ASC' }, context);
    return rowsOf(rows).map(toUser);
  }

  async findContacts(
    by: { phone: string | null; email: string | null },
    context: CrmCallContext,
  ): Promise<CrmContact[]> {
    const search = (type: 'PHONE' | 'EMAIL', values: string[]) => ({
      method: 'crm.duplicate.findbycomm',
      // Asked for one type of card, because 20 hits of one type hide the others.
      params: { type, values, entity_type: 'CONTACT' },
    });
    const commands = {
      ...(by.phone === null ? {} : { phone: search('PHONE', phoneSpellings(by.phone)) }),
      ...(by.email === null ? {} : { email: search('EMAIL', [by.email]) }),
    };
    if (Object.keys(commands).length === 0) return [];
    const hits = await this.rest.readBatch(commands, context);
    const ids = new Set(
      Object.values(hits).flatMap((hit) => {
        // Nothing found is an empty array instead of an object.
        const contacts = rowOf(hit)?.CONTACT;
        return Array.isArray(contacts) ? contacts.flatMap((id) => textOf(id) ?? []) : [];
      }),
    );
    if (ids.size === 0) return [];
    const params = { filter: { '@ID': [...ids] }, select: contactSelect, order: { ID: 'ASC' }, start: -1 };
    const { result } = await this.rest.read('crm.contact.list', params, context);
    const { phone, email } = by;
    return rowsOf(result)
      .map(toContact)
      .filter(
        (contact) =>
          (phone !== null && contact.phones.some((other) => samePhone(other, phone))) ||
          (email !== null && contact.emails.some((other) => other.toLowerCase() === email.toLowerCase())),
      );
  }

  async getContact(id: string, context: CrmCallContext): Promise<CrmContact | null> {
    const row = await this.#get('crm.contact.get', id, context);
    return row === null ? null : toContact(row);
  }

  async findContactByExternalKey(externalKey: string, context: CrmCallContext): Promise<CrmContact | null> {
    const row = await this.#findByExternalKey('crm.contact.list', contactSelect, externalKey, context);
    return row === null ? null : toContact(row);
  }

  async createContact(contact: NewCrmContact, context: CrmCallContext): Promise<string> {
    return this.#add('crm.contact.add', contactFields(contact), context);
  }

  async completeContact(
    id: string,
    data: { name: string | null; phone: string | null; email: string | null },
    context: CrmCallContext,
  ): Promise<string[]> {
    const contact = await this.getContact(id, context);
    if (contact === null) {
      throw new VoronkaError('Crm.Rejected', 'The contact is gone from the CRM', { reason: 'notFound' });
    }
    const { name, phone, email } = data;
    const fields = {
      ...(name !== null && contact.name === '' ? { NAME: nameField(name) } : {}),
      // An element without ID adds a value and leaves the others alone.
      ...(phone !== null && !contact.phones.some((other) => samePhone(other, phone))
        ? { PHONE: newMultifield(phone) }
        : {}),
      ...(email !== null && !contact.emails.some((other) => other.toLowerCase() === email.toLowerCase())
        ? { EMAIL: newMultifield(email) }
        : {}),
    };
    const added = Object.keys(fields).map((field) => field.toLowerCase());
    if (added.length > 0) await this.rest.write('crm.contact.update', { id, fields }, context);
    return added;
  }

  async getLead(id: string, context: CrmCallContext): Promise<CrmLead | null> {
    const row = await this.#get('crm.lead.get', id, context);
    return row === null ? null : toLead(row);
  }

  async findLeadByExternalKey(externalKey: string, context: CrmCallContext): Promise<CrmLead | null> {
    const row = await this.#findByExternalKey('crm.lead.list', leadSelect, externalKey, context);
    return row === null ? null : toLead(row);
  }

  async findOpenLeads(contactId: string, context: CrmCallContext): Promise<CrmLead[]> {
    const params = {
      filter: { CONTACT_ID: contactId, STATUS_SEMANTIC_ID: 'P' },
      select: leadSelect,
      order: { ID: 'DESC' },
      start: -1,
    };
    const { result } = await this.rest.read('crm.lead.list', params, context);
    return rowsOf(result)
      .map(toLead)
      .filter((lead) => lead.contactId === contactId && lead.semantics === 'open');
  }

  async createLead(lead: NewCrmLead, context: CrmCallContext): Promise<string> {
    return this.#add('crm.lead.add', leadFields(lead), context);
  }

  async moveLead(id: string, statusId: string, context: CrmCallContext): Promise<void> {
    await this.rest.write('crm.lead.update', { id, fields: { STATUS_ID: statusId } }, context);
  }

  async setResponsible(leadId: string, userId: string, context: CrmCallContext): Promise<void> {
    await this.rest.write('crm.lead.update', { id: leadId, fields: { ASSIGNED_BY_ID: userId } }, context);
  }

  async addTags(leadId: string, tags: string[], context: CrmCallContext): Promise<string[]> {
    await this.#tagsField.ensure(context);
    const added = new Set<string>();
    // The field is written as a whole, so what another dialogue adds at the same moment is looked for afterwards.
    for (let round = 0; round <= tagRounds; round += 1) {
      const lead = await this.getLead(leadId, context);
      if (lead === null)
        throw new VoronkaError('Crm.Rejected', 'The lead is gone from the CRM', { reason: 'notFound' });
      const missing = tags.filter((tag) => !lead.tags.includes(tag));
      if (missing.length === 0) return [...added];
      for (const tag of missing) added.add(tag);
      const fields = { [tagsField]: [...new Set([...lead.tags, ...missing])] };
      if (round < tagRounds) await this.rest.write('crm.lead.update', { id: leadId, fields }, context);
    }
    throw new VoronkaError('Crm.Busy', 'Others keep writing the tags of this lead', { retryAfterMs: 1000 });
  }

  async findComment(by: { leadId: string; marker: string }, context: CrmCallContext): Promise<string | null> {
    const params = {
      filter: { ENTITY_ID: by.leadId, ENTITY_TYPE: 'lead' },
      select: ['ID', 'COMMENT'],
      order: { ID: 'ASC' },
    };
    const rows = rowsOf(await this.rest.readAll('crm.timeline.comment.list', params, context));
    return textOf(rows.find((row) => hasMarker(textOf(row.COMMENT) ?? '', by.marker))?.ID);
  }

  async addComment(comment: CrmCommentInput, context: CrmCallContext): Promise<string> {
    const fields = {
      ENTITY_ID: comment.leadId,
      ENTITY_TYPE: 'lead',
      COMMENT: toCommentText(comment.text, comment.marker),
    };
    return this.#add('crm.timeline.comment.add', fields, context);
  }

  /** Writes only what differs. A comment that a person has deleted stays deleted. */
  async updateComment(id: string, comment: CrmCommentInput, context: CrmCallContext): Promise<void> {
    const text = toCommentText(comment.text, comment.marker);
    const row = await this.#get('crm.timeline.comment.get', id, context);
    if (row === null || textOf(row.COMMENT) === text) return;
    await this.rest.write('crm.timeline.comment.update', { id, fields: { COMMENT: text } }, context);
  }

  async #get(method: string, id: string, context: CrmCallContext) {
    try {
      const row = rowOf((await this.rest.read(method, { id }, context)).result);
      return row !== null && textOf(row.ID) === id ? row : null;
    } catch (error) {
      if (isNotFound(error)) return null;
      throw error;
    }
  }

  async #add(method: string, fields: Record<string, unknown>, context: CrmCallContext): Promise<string> {
    const id = textOf(await this.rest.write(method, { fields }, context));
    // It was executed, but what it made is not known: only a look-up can tell.
    if (id === null) throw new VoronkaError('Crm.Ambiguous', `Bitrix24 ${method}: no id in the answer`, { method });
    return id;
  }

  /** The oldest, should there ever be two. */
  async #findByExternalKey(method: string, select: string[], externalKey: string, context: CrmCallContext) {
    const params = {
      filter: { ORIGINATOR_ID: originator, ORIGIN_ID: externalKey },
      select,
      order: { ID: 'ASC' },
      start: -1,
    };
    const { result } = await this.rest.read(method, params, context);
    return (
      rowsOf(result).find((row) => textOf(row.ORIGINATOR_ID) === originator && textOf(row.ORIGIN_ID) === externalKey) ??
      null
    );
  }
}
