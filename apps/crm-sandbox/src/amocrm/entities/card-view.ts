import type { Json, JsonObject } from '../../http/json.ts';
import { accountProfile } from '../account.ts';
import type { Account } from '../account.ts';
import type { Card, Company, Contact, EntityName, Lead } from '../model.ts';
import { fieldValuesView } from './custom-field-values.ts';

/** How an answer is dressed. */
export interface ViewOptions {
  /** Address of the account, without a slash at the end. */
  readonly baseUrl: string;
  /** Extras the client asked for. */
  readonly with: ReadonlySet<string>;
}

export function cardView(account: Account, entity: EntityName, card: Card, options: ViewOptions): JsonObject {
  if (entity === 'leads') return leadView(account, card as Lead, options);
  if (entity === 'contacts') return contactView(account, card as Contact, options);
  return companyView(account, card, options);
}

/** A card in the bin shows hardly more than that it is there. */
export function deletedView(card: Card): JsonObject {
  return { id: card.id, updated_at: card.updatedAt, updated_by: card.updatedBy, is_deleted: true };
}

/** `{self: {href}}` */
export function selfLink(options: ViewOptions, path: string): JsonObject {
  return { self: { href: `${options.baseUrl}/api/v4/${path}` } };
}

function leadView(account: Account, lead: Lead, options: ViewOptions): JsonObject {
  const reason = lead.lossReasonId === null ? undefined : account.lossReasons.get(lead.lossReasonId);
  const contacts = lead.contacts.map(({ id, isMain }) => ({
    id,
    is_main: isMain,
    _links: selfLink(options, `contacts/${id}`),
  }));
  return {
    id: lead.id,
    name: lead.name,
    price: lead.price,
    responsible_user_id: lead.responsibleUserId,
    group_id: 0,
    status_id: lead.statusId,
    pipeline_id: lead.pipelineId,
    loss_reason_id: lead.lossReasonId,
    created_by: lead.createdBy,
    updated_by: lead.updatedBy,
    created_at: lead.createdAt,
    updated_at: lead.updatedAt,
    closed_at: lead.closedAt,
    closest_task_at: closestTaskAt(account, 'leads', lead.id),
    is_deleted: false,
    custom_fields_values: fieldValuesView(account, 'leads', lead),
    score: null,
    account_id: accountProfile.id,
    labor_cost: null,
    ...(options.with.has('is_price_modified_by_robot') ? { is_price_modified_by_robot: false } : {}),
    ...(options.with.has('source_id') ? { source_id: null } : {}),
    _links: selfLink(options, `leads/${lead.id}`),
    _embedded: {
      tags: tagsView(account, lead),
      companies: companyLinks(lead, options),
      ...(options.with.has('contacts') ? { contacts } : {}),
      ...(options.with.has('loss_reason') && reason ? { loss_reason: [{ id: reason.id, name: reason.name }] } : {}),
      ...(options.with.has('catalog_elements') ? { catalog_elements: [] } : {}),
    },
  };
}

function contactView(account: Account, contact: Contact, options: ViewOptions): JsonObject {
  const leads = account.leads
    .all()
    .filter((lead) => !lead.isDeleted && lead.contacts.some((link) => link.id === contact.id))
    .map((lead) => ({ id: lead.id, _links: selfLink(options, `leads/${lead.id}`) }));
  return {
    id: contact.id,
    name: contact.name,
    first_name: contact.firstName,
    last_name: contact.lastName,
    ...personalFields(account, 'contacts', contact),
    is_unsorted: contact.isUnsorted,
    _links: selfLink(options, `contacts/${contact.id}`),
    _embedded: {
      tags: tagsView(account, contact),
      companies: companyLinks(contact, options),
      ...(options.with.has('leads') ? { leads } : {}),
      ...(options.with.has('catalog_elements') ? { catalog_elements: [] } : {}),
    },
  };
}

function companyView(account: Account, company: Company, options: ViewOptions): JsonObject {
  return {
    id: company.id,
    name: company.name,
    ...personalFields(account, 'companies', company),
    _links: selfLink(options, `companies/${company.id}`),
    _embedded: { tags: tagsView(account, company) },
  };
}

function personalFields(account: Account, entity: EntityName, card: Card): JsonObject {
  return {
    responsible_user_id: card.responsibleUserId,
    group_id: 0,
    created_by: card.createdBy,
    updated_by: card.updatedBy,
    created_at: card.createdAt,
    updated_at: card.updatedAt,
    closest_task_at: closestTaskAt(account, entity, card.id),
    is_deleted: false,
    custom_fields_values: fieldValuesView(account, entity, card),
    account_id: accountProfile.id,
  };
}

function tagsView(account: Account, card: Card): Json[] {
  return card.tagIds.flatMap((id) => {
    const tag = account.tags.get(id);
    return tag ? [{ id: tag.id, name: tag.name, color: null }] : [];
  });
}

function companyLinks(card: Card, options: ViewOptions): Json[] {
  const { companyId } = card;
  return companyId === null ? [] : [{ id: companyId, _links: selfLink(options, `companies/${companyId}`) }];
}

function closestTaskAt(account: Account, entity: EntityName, id: number): number | null {
  const open = account.tasks
    .all()
    .filter((task) => task.entity === entity && task.entityId === id && !task.isCompleted);
  return open.length === 0 ? null : Math.min(...open.map((task) => task.completeTill));
}
