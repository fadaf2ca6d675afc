import type { JsonObject } from '../../http/json.ts';
import { accountProfile } from '../account.ts';
import { selfLink } from '../entities/card-view.ts';
import { filterNumbers, filterTexts, inRange, listAnswer } from '../lists/list-page.ts';
import { noContent, ok, viewOptions } from '../method.ts';
import type { ApiAnswer, ApiCall, MethodTable } from '../method.ts';
import type { EventRow } from '../model.ts';

/** Rows a page of events has at most. */
const maxEvents = 100;

const singular = { leads: 'lead', contacts: 'contact', companies: 'company', tasks: 'task' } as const;

/** What happened to the cards, the newest first. */
export const eventMethods: MethodTable = {
  'GET /api/v4/events': list,
  'GET /api/v4/events/{id}': get,
};

function list(call: ApiCall): ApiAnswer {
  const types = filterTexts(call, 'type');
  const entities = filterTexts(call, 'entity');
  const authors = filterNumbers(call, 'created_by');
  const ids = filterNumbers(call, 'entity_id');
  const events = call.account.events
    .all()
    .filter(
      (event) =>
        (types?.some((type) => isOfType(event, type)) ?? true) &&
        (entities?.includes(singular[event.entity]) ?? true) &&
        (authors?.includes(event.createdBy) ?? true) &&
        (ids?.includes(event.entityId) ?? true) &&
        inRange(call, 'created_at', event.createdAt),
    )
    .reverse();
  return listAnswer(call, 'events', events, (event) => eventView(call, event), maxEvents);
}

/** `custom_field_value_changed` stands for the fields' own types, which carry their number. */
function isOfType(event: EventRow, type: string): boolean {
  const isFieldChange = /^custom_field_\d+_value_changed$/.test(event.type);
  return event.type === type || (type === 'custom_field_value_changed' && isFieldChange);
}

function get(call: ApiCall): ApiAnswer {
  const event = call.account.events.find((row) => eventKey(row) === call.params['id']);
  return event ? ok(eventView(call, event)) : noContent;
}

/** Events have textual ids. */
const eventKey = (event: EventRow): string => `01s${String(event.id).padStart(23, '0')}`;

function eventView(call: ApiCall, event: EventRow): JsonObject {
  const entity = {
    id: event.entityId,
    _links: selfLink(viewOptions(call), `${event.entity}/${event.entityId}`),
  };
  return {
    id: eventKey(event),
    type: event.type,
    entity_id: event.entityId,
    entity_type: singular[event.entity],
    created_by: event.createdBy,
    created_at: event.createdAt,
    value_after: [...event.valueAfter],
    value_before: [...event.valueBefore],
    account_id: accountProfile.id,
    _links: selfLink(viewOptions(call), `events/${eventKey(event)}`),
    _embedded: { entity },
  };
}
