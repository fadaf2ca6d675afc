import type { Actor } from '../bitrix24/entities/entity-change.ts';
import { updateEntity } from '../bitrix24/entities/entity-repository.ts';
import type { EventDispatcher } from '../bitrix24/events/event-dispatcher.ts';
import type { EntityKind } from '../bitrix24/fields/entity-kinds.ts';
import type { Portal } from '../bitrix24/portal.ts';
import { InvalidFieldError } from '../bitrix24/rest-error.ts';
import type { HttpRequest } from '../http/http-types.ts';
import type { JsonObject } from '../http/json.ts';
import { positiveInteger, scalarText } from '../http/json.ts';

/** Whether another site's page sent the form; browsers say so in one of these headers. */
export function isForeignForm(request: HttpRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site !== 'same-origin';
  const origin = request.headers.origin;
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== request.headers.host);
}

/**
 * Changes stage and responsible of a card on behalf of a person, with the events of a change by hand.
 *
 * @returns `false` when the stage or a person does not exist
 */
export function moveCard(
  portal: Portal,
  events: EventDispatcher,
  kind: EntityKind,
  id: number,
  form: JsonObject,
): boolean {
  const entity = portal.entities[kind.name].get(id);
  const person = portal.users.get(positiveInteger(form['actorId']) ?? 0);
  const stageId = scalarText(form['stageId']);
  const responsibleId = positiveInteger(form['responsibleId']);
  if (!entity || !kind.stage || !person?.active || !stageId || responsibleId === undefined) return false;
  const actor: Actor = { userId: person.id, authConnector: null, searchLagMs: 0, events: [] };
  const fields = { [kind.stage.field]: stageId, ASSIGNED_BY_ID: String(responsibleId) };
  const change = { fields, userFields: {}, multifields: [], contactIds: undefined };
  try {
    portal.store.transaction(() => updateEntity(portal, kind, entity, change, actor, 'whenChanged'));
  } catch (error) {
    if (error instanceof InvalidFieldError) return false;
    throw error;
  }
  events.publish(actor);
  return true;
}
