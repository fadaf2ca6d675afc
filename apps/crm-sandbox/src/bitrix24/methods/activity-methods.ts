import type { JsonObject } from '../../http/json.ts';
import { scalarText } from '../../http/json.ts';
import type { RowSchema } from '../lists/filter.ts';
import { matchesFilter, parseFilter } from '../lists/filter.ts';
import { pageOf, parseOrder, sortRows } from '../lists/list-page.ts';
import { selectFrom } from '../lists/select.ts';
import type { MethodTable } from '../method.ts';
import type { TodoRow } from '../model.ts';
import { portalTime } from '../portal-time.ts';
import { param, selectOf } from './call-params.ts';

/** `crm.activity.list`: what is to be done on cards. To-dos are the only activities here. */
export const activityMethods: MethodTable = {
  'crm.activity.list': (call) => {
    const ignore = (): void => undefined;
    const filter = parseFilter(param(call, 'filter'), schema, ignore);
    const rows = call.portal.todos.all().filter((row) => matchesFilter(row, filter, schema));
    const order = parseOrder(param(call, 'order') ?? { START_TIME: 'ASC' }, schema, ignore);
    const { rows: page, ...counters } = pageOf(sortRows(rows, order, schema), param(call, 'start'));
    const select = selectOf(call);
    return { ...counters, result: page.map((row) => selectFrom(activityRow(row), select)) };
  },
};

const numbers = ['ID', 'OWNER_ID', 'OWNER_TYPE_ID', 'TYPE_ID', 'RESPONSIBLE_ID', 'AUTHOR_ID', 'EDITOR_ID'];
const moments = ['CREATED', 'LAST_UPDATED', 'START_TIME', 'END_TIME', 'DEADLINE'];
const texts = ['PROVIDER_ID', 'PROVIDER_TYPE_ID', 'SUBJECT', 'DESCRIPTION', 'COMPLETED', 'STATUS', 'ORIGIN_ID'];
const filterable: ReadonlySet<string> = new Set([...numbers, ...moments, ...texts]);

const schema: RowSchema<TodoRow> = {
  resolve: (name) => (filterable.has(name) ? name : undefined),
  typeOf: (field) => (moments.includes(field) ? 'moment' : numbers.includes(field) ? 'number' : 'text'),
  read: (row, field) => scalarText(activityRow(row)[field]) ?? null,
};

/** @source B24 docs: crm-activity-list (row), activity types: a universal to-do is of type 6 and provider CRM_TODO */
function activityRow(row: TodoRow): JsonObject {
  const created = portalTime(row.createdMs ?? row.deadlineMs);
  const deadline = portalTime(row.deadlineMs);
  const author = String(row.authorId ?? row.responsibleId);
  return {
    ID: String(row.id),
    OWNER_ID: String(row.ownerId),
    OWNER_TYPE_ID: String(row.ownerTypeId),
    TYPE_ID: '6',
    PROVIDER_ID: 'CRM_TODO',
    PROVIDER_TYPE_ID: 'TODO',
    PROVIDER_GROUP_ID: null,
    ASSOCIATED_ENTITY_ID: '0',
    SUBJECT: row.title,
    CREATED: created,
    LAST_UPDATED: created,
    START_TIME: created,
    END_TIME: deadline,
    DEADLINE: deadline,
    COMPLETED: 'N',
    STATUS: '1',
    RESPONSIBLE_ID: String(row.responsibleId),
    PRIORITY: '2',
    NOTIFY_TYPE: '0',
    NOTIFY_VALUE: '0',
    DESCRIPTION: row.description,
    DESCRIPTION_TYPE: '2',
    DIRECTION: '0',
    LOCATION: '',
    SETTINGS: [],
    ORIGINATOR_ID: null,
    ORIGIN_ID: null,
    AUTHOR_ID: author,
    EDITOR_ID: author,
    PROVIDER_PARAMS: [],
    PROVIDER_DATA: null,
    RESULT_MARK: '0',
    RESULT_VALUE: null,
    RESULT_SUM: null,
    RESULT_CURRENCY_ID: null,
    RESULT_STATUS: '0',
    RESULT_STREAM: '0',
    RESULT_SOURCE_ID: null,
    AUTOCOMPLETE_RULE: '0',
  };
}
