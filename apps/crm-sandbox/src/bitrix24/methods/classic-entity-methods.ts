import { readClassicFields } from '../entities/classic-input.ts';
import { addEntity, deleteEntity, updateEntity } from '../entities/entity-repository.ts';
import { classicCard, classicRow, entitySchema } from '../entities/entity-view.ts';
import type { EntityKind } from '../fields/entity-kinds.ts';
import { matchesFilter, parseFilter } from '../lists/filter.ts';
import { pageOf, parseOrder, sortRows } from '../lists/list-page.ts';
import type { Method, MethodCall, MethodTable } from '../method.ts';
import type { Entity } from '../model.ts';
import { userFieldsOf } from '../portal.ts';
import { InvalidFieldError, RestError } from '../rest-error.ts';
import { classicFields, classicId, param, selectOf } from './call-params.ts';
import { classicFieldDescriptions } from './field-descriptions.ts';

/** `crm.lead.add`, `.update`, `.get`, `.list`, `.delete`, `.fields`, and the same for contacts and deals. */
export function classicEntityMethods(kind: EntityKind): MethodTable {
  const prefix = `crm.${kind.name}`;
  return {
    [`${prefix}.add`]: (call) => {
      const change = readClassicFields(kind, classicFields(call), null);
      return { result: withClassicErrors(() => addEntity(call.portal, kind, change, call.actor)).id };
    },
    [`${prefix}.update`]: (call) => {
      const entity = existing(call, kind, kind.name === 'contact' ? 'Contact is not found' : 'Not found');
      const change = readClassicFields(kind, classicFields(call), entity);
      withClassicErrors(() => updateEntity(call.portal, kind, entity, change, call.actor, 'always'));
      return { result: true };
    },
    [`${prefix}.get`]: (call) => ({
      result: classicCard(kind, userFieldsOf(call.portal, kind), existing(call, kind, 'Not found')),
    }),
    [`${prefix}.delete`]: (call) => {
      deleteEntity(call.portal, kind, existing(call, kind, 'Not found').id, call.actor);
      return { result: true };
    },
    [`${prefix}.list`]: list(kind),
    [`${prefix}.fields`]: (call) => ({ result: classicFieldDescriptions(kind, userFieldsOf(call.portal, kind)) }),
  };
}

/** Unknown fields in filter and order are ignored: a mistyped filter returns everything, as on a real portal. */
function list(kind: EntityKind): Method {
  return (call) => {
    const userFields = userFieldsOf(call.portal, kind);
    const schema = entitySchema(kind, userFields);
    const ignore = (): void => undefined;
    const filter = parseFilter(param(call, 'filter'), schema, ignore);
    const found = visibleEntities(call, kind).filter((entity) => matchesFilter(entity, filter, schema));
    const sorted = sortRows(found, parseOrder(param(call, 'order'), schema, ignore), schema);
    const { rows, ...counters } = pageOf(sorted, param(call, 'start'));
    const select = selectOf(call);
    return { result: rows.map((entity) => classicRow(kind, userFields, entity, select)), ...counters };
  };
}

/** Cards the portal's index knows already. */
export function visibleEntities(call: MethodCall, kind: EntityKind): Entity[] {
  const now = call.portal.now();
  return call.portal.entities[kind.name].all().filter((entity) => entity.visibleFromMs <= now);
}

function existing(call: MethodCall, kind: EntityKind, notFound: string): Entity {
  const entity = call.portal.entities[kind.name].get(classicId(call));
  if (!entity) throw new RestError(400, '', notFound);
  return entity;
}

function withClassicErrors<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof InvalidFieldError)) throw error;
    throw new RestError(400, error.problem === 'email' ? 'ERROR_CORE' : '', error.message);
  }
}
