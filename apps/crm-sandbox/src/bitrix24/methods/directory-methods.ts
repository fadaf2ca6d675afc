import type { JsonObject } from '../../http/json.ts';
import { isJsonObject, positiveInteger, scalarText } from '../../http/json.ts';
import { entityKinds } from '../fields/entity-kinds.ts';
import { stageDirectory, worksWithLeads } from '../portal.ts';
import type { Portal } from '../portal.ts';
import type { RowSchema } from '../lists/filter.ts';
import { matchesFilter, parseFilter } from '../lists/filter.ts';
import { parseOrder, sortRows } from '../lists/list-page.ts';
import type { MethodCall, MethodTable } from '../method.ts';
import type { StatusRow } from '../model.ts';
import { RestError } from '../rest-error.ts';
import { param } from './call-params.ts';

/** Directories: `crm.status.list` and `.delete`, `crm.category.list`, and whether the portal works with leads. */
export const directoryMethods: MethodTable = {
  'crm.status.list': (call) => {
    const ignore = (): void => undefined;
    const filter = parseFilter(param(call, 'filter'), statusSchema, ignore);
    const rows = call.portal.statuses.all().filter((row) => matchesFilter(row, filter, statusSchema));
    const sorted = sortRows(rows, parseOrder(param(call, 'order'), statusSchema, ignore), statusSchema);
    return { result: sorted.map(statusRow), total: sorted.length };
  },
  'crm.status.delete': (call) => {
    if (!call.user.admin) throw new RestError(400, '', 'Access denied.');
    const row = existingStatus(call);
    const flags = param(call, 'params');
    const isForced = isJsonObject(flags) && scalarText(flags['FORCED']) === 'Y';
    if (row.system && !isForced)
      throw new RestError(
        400,
        '',
        'CRM System Status can be deleted only if parameter FORCED is specified and equal to "Y".',
      );
    if (isInUse(call.portal, row)) throw new RestError(400, '', 'There are active items in this status.');
    call.portal.statuses.delete(row.id);
    return { result: true };
  },
  'crm.category.list': (call) => {
    if (positiveInteger(call.params['entityTypeId']) !== 2)
      throw new RestError(400, 'ENTITY_TYPE_NOT_SUPPORTED', 'The entity type does not support categories');
    const categories = call.portal.categories.all().map((row) => ({
      id: row.number,
      name: row.name,
      sort: row.sort,
      entityTypeId: 2,
      isDefault: row.number === 0 ? 'Y' : 'N',
      ...(row.number === 0 ? {} : { originId: '', originatorId: '' }),
    }));
    return { result: { categories }, total: categories.length };
  },
  // 1 = classic mode, with leads; 2 = simple mode, deals only.
  'crm.settings.mode.get': (call) => ({ result: worksWithLeads(call.portal) ? 1 : 2 }),
};

function existingStatus(call: MethodCall): StatusRow {
  const id = positiveInteger(param(call, 'id'));
  if (id === undefined) throw new RestError(400, '', 'Invalid identifier.');
  const row = call.portal.statuses.get(id);
  if (!row) throw new RestError(400, '', 'Status is not found.');
  return row;
}

/** Whether a card stands in a stage; the values of other directories may always go. */
function isInUse(portal: Portal, { entityId, statusId }: StatusRow): boolean {
  return Object.values(entityKinds).some((kind) =>
    portal.entities[kind.name]
      .all()
      .some(
        ({ fields }) =>
          kind.stage !== null &&
          fields[kind.stage.field] === statusId &&
          stageDirectory(kind, Number(fields['CATEGORY_ID'] ?? 0)) === entityId,
      ),
  );
}

const statusSchema: RowSchema<StatusRow> = {
  resolve: (name) =>
    ['ID', 'ENTITY_ID', 'STATUS_ID', 'NAME', 'SORT', 'SYSTEM', 'SEMANTICS', 'CATEGORY_ID'].includes(name)
      ? name
      : undefined,
  typeOf: (field) => (field === 'ID' || field === 'SORT' || field === 'CATEGORY_ID' ? 'number' : 'text'),
  read: (row, field) => scalarText(statusRow(row)[field]) ?? null,
};

function statusRow(row: StatusRow): JsonObject {
  const names = { S: 'success', F: 'failure' } as const;
  const stage = row.entityId === 'STATUS' || row.entityId.startsWith('DEAL_STAGE');
  const semantics = row.semantics === null ? 'process' : names[row.semantics];
  return {
    ID: String(row.id),
    ENTITY_ID: row.entityId,
    STATUS_ID: row.statusId,
    NAME: row.name,
    NAME_INIT: row.system ? row.name : '',
    SORT: String(row.sort),
    SYSTEM: row.system ? 'Y' : 'N',
    COLOR: row.color,
    SEMANTICS: row.semantics,
    CATEGORY_ID: row.categoryId === null ? null : String(row.categoryId),
    ...(stage ? { EXTRA: { SEMANTICS: semantics, COLOR: row.color } } : {}),
  };
}
