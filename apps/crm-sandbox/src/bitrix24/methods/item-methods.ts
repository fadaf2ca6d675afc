import type { JsonObject } from '../../http/json.ts';
import { scalarText } from '../../http/json.ts';
import { addEntity, updateEntity } from '../entities/entity-repository.ts';
import { entitySchema, itemCard } from '../entities/entity-view.ts';
import { readItemFields } from '../entities/item-input.ts';
import { kindByTypeId } from '../fields/entity-kinds.ts';
import type { EntityKind } from '../fields/entity-kinds.ts';
import { itemNameOf } from '../fields/field-spec.ts';
import type { RowSchema } from '../lists/filter.ts';
import { matchesFilter, parseFilter } from '../lists/filter.ts';
import { pageOf, parseOrder, sortRows } from '../lists/list-page.ts';
import { selectFrom } from '../lists/select.ts';
import type { MethodCall, MethodResult, MethodTable } from '../method.ts';
import type { Entity, UserFieldRow } from '../model.ts';
import { userFieldsOf } from '../portal.ts';
import { InvalidFieldError, RestError } from '../rest-error.ts';
import { visibleEntities } from './classic-entity-methods.ts';
import { requiredInteger, requiredMap, selectOf } from './call-params.ts';

/** The universal methods: `crm.item.add`, `.get`, `.update`, `.list` for leads, deals and contacts. */
export const itemMethods: MethodTable = {
  'crm.item.add': (call) => {
    const { kind, userFields } = target(call);
    const change = readItemFields(kind, userFields, requiredMap(call, 'fields'));
    return item(
      call,
      kind,
      userFields,
      withItemErrors(() => addEntity(call.portal, kind, change, call.actor)),
    );
  },
  'crm.item.get': (call) => {
    const { kind, userFields } = target(call);
    return item(call, kind, userFields, existing(call, kind));
  },
  'crm.item.update': (call) => {
    const { kind, userFields } = target(call);
    const entity = existing(call, kind);
    const change = readItemFields(kind, userFields, requiredMap(call, 'fields'));
    const updated = withItemErrors(() => updateEntity(call.portal, kind, entity, change, call.actor, 'whenChanged'));
    return item(call, kind, userFields, updated);
  },
  'crm.item.list': (call) => {
    const { kind, userFields } = target(call);
    const schema = itemSchema(kind, userFields);
    const filter = parseFilter(call.params['filter'], schema, (name) => {
      throw new RestError(400, 'INVALID_ARG_VALUE', `Invalid filter: field '${name}' is not allowed in filter`);
    });
    const order = parseOrder(call.params['order'], schema, (name, direction) => {
      const reason =
        direction === null
          ? `field '${name}' is not allowed in order`
          : `allowed sort directions are \`ASC, DESC\`. But got '${direction}' for field '${name}'`;
      throw new RestError(400, 'INVALID_ARG_VALUE', `Invalid order: ${reason}`);
    });
    const found = visibleEntities(call, kind).filter((entity) => matchesFilter(entity, filter, schema));
    const { rows, ...counters } = pageOf(sortRows(found, order, schema), call.params['start']);
    const select = selectOf(call);
    const items = rows.map((entity) => {
      const card = itemCard(kind, userFields, entity, wantsOriginalNames(call));
      return { id: entity.id, ...selectFrom(card, select) };
    });
    return { ...counters, result: { items } };
  },
};

function target(call: MethodCall): { kind: EntityKind; userFields: UserFieldRow[] } {
  const kind = kindByTypeId(requiredInteger(call, 'entityTypeId'));
  if (!kind) throw new RestError(400, 'NOT_FOUND', 'Smart process not found');
  return { kind, userFields: userFieldsOf(call.portal, kind) };
}

function existing(call: MethodCall, kind: EntityKind): Entity {
  const entity = call.portal.entities[kind.name].get(requiredInteger(call, 'id'));
  if (!entity) throw new RestError(400, 'NOT_FOUND', 'Element not found');
  return entity;
}

function item(call: MethodCall, kind: EntityKind, userFields: UserFieldRow[], entity: Entity): MethodResult {
  const card: JsonObject = itemCard(kind, userFields, entity, wantsOriginalNames(call));
  return { result: { item: card } };
}

function wantsOriginalNames(call: MethodCall): boolean {
  return scalarText(call.params['useOriginalUfNames']) === 'Y';
}

/** The old names' schema under the new names; user fields answer to both. */
function itemSchema(kind: EntityKind, userFields: readonly UserFieldRow[]): RowSchema<Entity> {
  const classic = entitySchema(kind, userFields);
  const names = new Map(kind.fields.map((spec) => [spec.itemName, spec.name]));
  for (const row of userFields) names.set(itemNameOf(row.fieldName), row.fieldName).set(row.fieldName, row.fieldName);
  return { ...classic, resolve: (name) => names.get(name) };
}

function withItemErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InvalidFieldError)) throw error;
    throw new RestError(400, 'CRM_FIELD_ERROR_VALUE_NOT_VALID', error.message);
  }
}
