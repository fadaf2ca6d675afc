import type { JsonObject } from '../../http/json.ts';
import { livingCard } from '../account.ts';
import type { Account } from '../account.ts';
import { gone, notFound } from '../api-error.ts';
import { cardView, deletedView, selfLink } from '../entities/card-view.ts';
import { addCompany, addContact, addLead, updateCompany, updateContact, updateLead } from '../entities/cards.ts';
import type { Actor } from '../events/actor.ts';
import { assertValid, readItem, readItems } from '../input/item-reader.ts';
import type { ItemReader } from '../input/item-reader.ts';
import { findCards } from '../lists/card-list.ts';
import { listAnswer } from '../lists/list-page.ts';
import { noContent, ok, pathId, viewOptions } from '../method.ts';
import type { ApiAnswer, ApiCall, MethodTable } from '../method.ts';
import type { Card, Contact, EntityName, Lead } from '../model.ts';

/** Lists, single cards, creation and change of leads, contacts and companies. */
export const cardMethods: MethodTable = Object.fromEntries(
  (['leads', 'contacts', 'companies'] as const).flatMap((entity) => [
    [`GET /api/v4/${entity}`, (call: ApiCall) => list(call, entity)],
    [`GET /api/v4/${entity}/{id}`, (call: ApiCall) => get(call, entity)],
    [`POST /api/v4/${entity}`, (call: ApiCall) => add(call, entity)],
    [`PATCH /api/v4/${entity}`, (call: ApiCall) => updateMany(call, entity)],
    [`PATCH /api/v4/${entity}/{id}`, (call: ApiCall) => updateOne(call, entity)],
  ]),
);

function list(call: ApiCall, entity: EntityName): ApiAnswer {
  const options = viewOptions(call);
  const onlyDeleted = entity === 'leads' && options.with.has('only_deleted');
  const cards = findCards(call, entity, onlyDeleted);
  return listAnswer(call, entity, cards, (card) =>
    onlyDeleted ? deletedView(card) : cardView(call.account, entity, card, options),
  );
}

function get(call: ApiCall, entity: EntityName): ApiAnswer {
  const card = livingCard(call.account, entity, pathId(call));
  return card ? ok(cardView(call.account, entity, card, viewOptions(call))) : noContent;
}

function add(call: ApiCall, entity: EntityName): ApiAnswer {
  const readers = readItems(call.body);
  const added = readers.map((reader) => addCard(call.account, entity, reader, call.actor));
  assertValid(readers);
  const rows = added.map((card, index): JsonObject => ({
    id: card.id,
    request_id: readers[index]?.requestId ?? '',
    _links: selfLink(viewOptions(call), `${entity}/${card.id}`),
  }));
  return ok({ _links: selfLink(viewOptions(call), entity), _embedded: { [entity]: rows } });
}

function updateMany(call: ApiCall, entity: EntityName): ApiAnswer {
  const readers = readItems(call.body);
  const updated = readers.map((reader) => {
    const id = reader.integer('id');
    if (id === undefined) {
      reader.refuseMissing('id');
      return null;
    }
    return update(call, entity, id, reader);
  });
  assertValid(readers);
  const rows = updated.flatMap((card, index): JsonObject[] =>
    card ? [{ ...updateView(call, entity, card), request_id: readers[index]?.requestId ?? '' }] : [],
  );
  return ok({ _links: selfLink(viewOptions(call), entity), _embedded: { [entity]: rows } });
}

function updateOne(call: ApiCall, entity: EntityName): ApiAnswer {
  const reader = readItem(call.body);
  const updated = update(call, entity, pathId(call), reader);
  assertValid([reader]);
  return ok(updateView(call, entity, updated));
}

function updateView(call: ApiCall, entity: EntityName, card: Card): JsonObject {
  return { id: card.id, updated_at: card.updatedAt, _links: selfLink(viewOptions(call), `${entity}/${card.id}`) };
}

function addCard(account: Account, entity: EntityName, reader: ItemReader, actor: Actor): Card {
  if (entity === 'leads') return addLead(account, reader, actor);
  if (entity === 'contacts') return addContact(account, reader, actor);
  return addCompany(account, reader, actor);
}

/** @throws ApiError 400 with number 226 for a card in the bin, 404 for one that never was */
function update(call: ApiCall, entity: EntityName, id: number, reader: ItemReader): Card {
  const { account, actor } = call;
  const card: Card | undefined = account[entity].get(id);
  if (!card) throw notFound();
  if (card.isDeleted) throw gone();
  if (entity === 'leads') return updateLead(account, card as Lead, reader, actor);
  if (entity === 'contacts') return updateContact(account, card as Contact, reader, actor);
  return updateCompany(account, card, reader, actor);
}
