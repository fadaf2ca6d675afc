import type { JsonObject } from '../../http/json.ts';
import { isJsonObject, scalarText } from '../../http/json.ts';
import type { RowSchema } from '../lists/filter.ts';
import { matchesFilter, parseFilter } from '../lists/filter.ts';
import { pageOf, sortRows } from '../lists/list-page.ts';
import type { MethodTable } from '../method.ts';
import type { PortalUser } from '../model.ts';
import { param } from './call-params.ts';

/** People of the portal. `user.get` takes its filter as FILTER, as `filter`, or as an `ID` beside it. */
export const userMethods: MethodTable = {
  'user.get': (call) => {
    const given = param(call, 'filter');
    const byId = call.params['ID'];
    const wanted = { ...(isJsonObject(given) ? given : {}), ...(byId === undefined ? {} : { ID: byId }) };
    const filter = parseFilter(activeAsFlag(wanted), schema, () => undefined);
    const found = call.portal.users.all().filter((user) => matchesFilter(user, filter, schema));
    const field = schema.resolve((scalarText(param(call, 'sort')) ?? 'ID').toUpperCase());
    const descending = scalarText(param(call, 'order'))?.toUpperCase() === 'DESC';
    const { rows, ...counters } = pageOf(
      sortRows(found, field ? [{ field, descending }] : [], schema),
      param(call, 'start'),
    );
    return { ...counters, result: rows.map(userRow) };
  },
  'user.current': (call) => ({ result: userRow(call.user) }),
  profile: (call) => ({
    result: {
      ID: String(call.user.id),
      ADMIN: call.user.admin,
      NAME: call.user.name,
      LAST_NAME: call.user.lastName,
      PERSONAL_GENDER: '',
      TIME_ZONE: '',
    },
  }),
};

const schema: RowSchema<PortalUser> = {
  resolve: (name) =>
    ['ID', 'ACTIVE', 'NAME', 'LAST_NAME', 'EMAIL', 'WORK_POSITION', 'USER_TYPE'].includes(name) ? name : undefined,
  typeOf: (field) => (field === 'ID' ? 'number' : 'text'),
  read: (user, field) => (field === 'ACTIVE' ? flag(user.active) : (scalarText(userRow(user)[field]) ?? null)),
};

const flag = (value: boolean): string => (value ? 'Y' : 'N');

/** ACTIVE comes as `true`, `"true"`, `1` or `Y`; as a filter it is compared as Y or N. */
function activeAsFlag(filter: JsonObject): JsonObject {
  if (!('ACTIVE' in filter)) return filter;
  return { ...filter, ACTIVE: flag(['1', 'y', 'true'].includes((scalarText(filter['ACTIVE']) ?? '').toLowerCase())) };
}

function userRow(user: PortalUser): JsonObject {
  return {
    ID: String(user.id),
    ACTIVE: user.active,
    NAME: user.name,
    LAST_NAME: user.lastName,
    SECOND_NAME: '',
    EMAIL: user.email,
    DATE_REGISTER: '2024-01-15T00:00:00+03:00',
    IS_ONLINE: 'N',
    PERSONAL_GENDER: '',
    PERSONAL_MOBILE: '',
    WORK_PHONE: '',
    WORK_POSITION: user.position,
    UF_DEPARTMENT: [1],
    USER_TYPE: 'employee',
  };
}
