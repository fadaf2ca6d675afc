import { isJsonObject, listOf, scalarText } from '../../http/json.ts';
import type { Account } from '../account.ts';
import type { ApiCall } from '../method.ts';
import type { Card, Contact, EntityName, Lead } from '../model.ts';
import { filterNumbers, filterOf, filterTexts, inRange } from './list-page.ts';

/** Shortest run of digits that is compared as a phone number. */
const minPhoneDigits = 5;

/** Fields a kind of card can be sorted by. @source probed: MTZ §9.4 */
const sortable: Readonly<Record<EntityName, readonly string[]>> = {
  leads: ['id', 'created_at', 'updated_at'],
  contacts: ['id', 'updated_at', 'name'],
  companies: ['id', 'updated_at', 'name'],
};

/**
 * Cards that answer a list request, in order. Filters, sort fields and directions the vendor does not know are passed
 * over, so a mistyped one returns everything; `filter[custom_fields_values]` is one of them.
 */
export function findCards(call: ApiCall, entity: EntityName, onlyDeleted: boolean): Card[] {
  const { account } = call;
  const cards: Card[] = account[entity].all();
  const visible = cards.filter((card) => card.isDeleted === onlyDeleted && !(card as Partial<Contact>).isUnsorted);
  const query = scalarText(call.query['query'])?.trim() ?? '';
  const found = visible.filter(
    (card) =>
      matchesCommon(call, card) &&
      (entity !== 'leads' || matchesLead(call, card as Lead)) &&
      (query === '' || (card.searchableFromMs <= account.now() && isFound(account, entity, card, query))),
  );
  return sorted(call, entity, found);
}

function matchesCommon(call: ApiCall, card: Card): boolean {
  const oneOf = (name: string, value: number): boolean => filterNumbers(call, name)?.includes(value) ?? true;
  return (
    oneOf('id', card.id) &&
    oneOf('responsible_user_id', card.responsibleUserId) &&
    oneOf('created_by', card.createdBy) &&
    oneOf('updated_by', card.updatedBy) &&
    (filterTexts(call, 'name')?.includes(card.name) ?? true) &&
    inRange(call, 'created_at', card.createdAt) &&
    inRange(call, 'updated_at', card.updatedAt)
  );
}

function matchesLead(call: ApiCall, lead: Lead): boolean {
  const pipelines = filterNumbers(call, 'pipeline_id');
  const statuses = listOf(filterOf(call, 'statuses')).filter(isJsonObject);
  const standsIn = statuses.some(
    (pair) =>
      Number(scalarText(pair['pipeline_id'])) === lead.pipelineId &&
      Number(scalarText(pair['status_id'])) === lead.statusId,
  );
  return (
    (pipelines?.includes(lead.pipelineId) ?? true) &&
    (statuses.length === 0 || standsIn) &&
    inRange(call, 'closed_at', lead.closedAt)
  );
}

/** Looks in the name and in every field; a number is also looked for among the digits of the values. */
function isFound(account: Account, entity: EntityName, card: Card, query: string): boolean {
  const wanted = query.toLowerCase();
  const digits = /^[\d\s()+-]+$/.test(query) ? query.replace(/\D/g, '') : '';
  const contact = entity === 'contacts' ? (card as Contact) : null;
  const texts = [card.name, contact?.firstName ?? '', contact?.lastName ?? ''];
  for (const field of card.fields) {
    const isPhone = account.customFields.get(field.fieldId)?.code === 'PHONE';
    for (const { value } of field.values) {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      texts.push(text);
      if (isPhone && digits.length >= minPhoneDigits && text.replace(/\D/g, '').includes(digits)) return true;
    }
  }
  return texts.some((text) => text.toLowerCase().includes(wanted));
}

function sorted(call: ApiCall, entity: EntityName, cards: Card[]): Card[] {
  const order = isJsonObject(call.query['order']) ? call.query['order'] : {};
  const [field, direction] = Object.entries(order)[0] ?? [];
  const name = direction === 'asc' || direction === 'desc' ? sortable[entity].find((known) => known === field) : 'id';
  const sign = direction === 'desc' && name !== undefined ? -1 : 1;
  const key = (card: Card): number | string => {
    if (name === 'created_at') return card.createdAt;
    if (name === 'updated_at') return card.updatedAt;
    return name === 'name' ? card.name : card.id;
  };
  return cards.sort((a, b) => sign * compare(key(a), key(b)) || a.id - b.id);
}

function compare(a: number | string, b: number | string): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'ru');
}
