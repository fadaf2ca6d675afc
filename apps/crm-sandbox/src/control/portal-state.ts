import { classicCard } from '../bitrix24/entities/entity-view.ts';
import { entityKinds } from '../bitrix24/fields/entity-kinds.ts';
import type { EntityKindName } from '../bitrix24/fields/entity-kinds.ts';
import type { Json } from '../http/json.ts';
import { userFieldsOf } from '../bitrix24/portal.ts';
import type { Portal } from '../bitrix24/portal.ts';

/** Everything in the portal that a test may want to count, without tokens and secrets. Cards that lists hide are in it. */
export function portalState(portal: Portal): Record<string, unknown> {
  const cards = (name: EntityKindName): Json[] =>
    portal.entities[name].all().map((entity) => {
      const card = classicCard(entityKinds[name], userFieldsOf(portal, entityKinds[name]), entity);
      return { ...card, CONTACT_IDS: entity.contacts.map((link) => link.contactId) };
    });
  return {
    leads: cards('lead'),
    contacts: cards('contact'),
    deals: cards('deal'),
    comments: portal.comments.all(),
    todos: portal.todos.all(),
    stageMoves: portal.stageMoves.all(),
    users: portal.users.all(),
    userFields: portal.userFields.all(),
    handlers: portal.handlers.all().map(({ id, event, url, source, authConnector }) => ({
      id,
      event,
      url,
      source,
      authConnector,
    })),
  };
}
