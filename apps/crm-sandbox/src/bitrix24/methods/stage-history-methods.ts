import type { JsonObject } from '../../http/json.ts';
import { positiveInteger, scalarText } from '../../http/json.ts';
import { kindByTypeId } from '../fields/entity-kinds.ts';
import type { EntityKind } from '../fields/entity-kinds.ts';
import type { RowSchema } from '../lists/filter.ts';
import { matchesFilter, parseFilter } from '../lists/filter.ts';
import { pageOf, parseOrder, sortRows } from '../lists/list-page.ts';
import { selectFrom } from '../lists/select.ts';
import type { MethodTable } from '../method.ts';
import type { StageMoveRow } from '../model.ts';
import { portalTime } from '../portal-time.ts';
import { RestError } from '../rest-error.ts';
import { param, selectOf } from './call-params.ts';

/** `crm.stagehistory.list` for leads and deals; for reconciliation after lost events. */
export const stageHistoryMethods: MethodTable = {
  'crm.stagehistory.list': (call) => {
    const kind = kindByTypeId(positiveInteger(call.params['entityTypeId']));
    if (!kind?.stage) throw new RestError(400, 'ENTITY_TYPE_NOT_SUPPORTED', 'Entity type is not supported');
    const schema = schemaOf(kind);
    const filter = parseFilter(param(call, 'filter'), schema, (name) => {
      throw new RestError(400, 'INVALID_ARG_VALUE', `Invalid filter: field '${name}' is not allowed in filter`);
    });
    const order = parseOrder(param(call, 'order'), schema, (name) => {
      throw new RestError(400, 'INVALID_ARG_VALUE', `Invalid order: field '${name}' is not allowed in order`);
    });
    const rows = call.portal.stageMoves
      .all()
      .filter((row) => row.entityTypeId === kind.entityTypeId && matchesFilter(row, filter, schema));
    const { rows: page, ...counters } = pageOf(sortRows(rows, order, schema), param(call, 'start'));
    const select = selectOf(call);
    const items = page.map((row) => selectFrom(moveRow(kind, row), select));
    return { ...counters, result: { items } };
  },
};

function schemaOf(kind: EntityKind): RowSchema<StageMoveRow> {
  const names = Object.keys(moveRow(kind, emptyMove));
  return {
    resolve: (name) => (names.includes(name) ? name : undefined),
    typeOf: (field) => {
      if (field === 'CREATED_TIME') return 'moment';
      return ['ID', 'TYPE_ID', 'OWNER_ID', 'CATEGORY_ID'].includes(field) ? 'number' : 'text';
    },
    read: (row, field) => scalarText(moveRow(kind, row)[field]) ?? null,
  };
}

const emptyMove: StageMoveRow = {
  id: 0,
  entityTypeId: 0,
  ownerId: 0,
  typeId: 1,
  createdMs: 0,
  stageId: '',
  semantics: 'P',
  categoryId: null,
  movedBy: 0,
};

function moveRow(kind: EntityKind, row: StageMoveRow): JsonObject {
  const common = {
    ID: row.id,
    TYPE_ID: row.typeId,
    OWNER_ID: row.ownerId,
    CREATED_TIME: portalTime(row.createdMs),
  };
  return kind.name === 'lead'
    ? { ...common, STATUS_SEMANTIC_ID: row.semantics, STATUS_ID: row.stageId }
    : { ...common, CATEGORY_ID: row.categoryId, STAGE_SEMANTIC_ID: row.semantics, STAGE_ID: row.stageId };
}
