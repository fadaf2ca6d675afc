import type { Json, JsonObject } from '../../http/json.ts';
import { accountProfile } from '../account.ts';
import { selfLink } from '../entities/card-view.ts';
import { listAnswer } from '../lists/list-page.ts';
import { assertAdmin, noContent, ok, pathId, viewOptions } from '../method.ts';
import type { ApiAnswer, ApiCall, MethodTable } from '../method.ts';
import type { AccountUser } from '../model.ts';
import { adminUserId } from '../seed.ts';

/** Identifier of the account in the chats API. */
const amojoId = '7f3c2c0e-0000-4000-8000-000030100200';

/** The account itself and its people. */
export const accountMethods: MethodTable = {
  'GET /api/v4/account': getAccount,
  'GET /api/v4/users': listUsers,
  'GET /api/v4/users/{id}': getUser,
};

function getAccount(call: ApiCall): ApiAnswer {
  const extras: Readonly<Record<string, Json>> = {
    amojo_id: amojoId,
    version: 15,
    drive_url: `${call.baseUrl}/drive`,
    is_api_filter_enabled: true,
  };
  const embeddable: Readonly<Record<string, Json>> = {
    amojo_rights: { can_direct: true, can_create_groups: true },
    users_groups: [{ id: 0, name: 'Отдел продаж', uuid: null }],
    task_types: [
      { id: 1, name: 'Связаться', color: null, icon_id: null, code: 'FOLLOW_UP' },
      { id: 2, name: 'Встреча', color: null, icon_id: null, code: 'MEETING' },
    ],
    datetime_settings: {
      date_pattern: 'd.m.Y H:i',
      short_date_pattern: 'd.m.Y',
      time_format: 'H:i:s',
      timezone: 'Europe/Moscow',
      timezone_offset: '+03:00',
    },
  };
  const wanted = viewOptions(call).with;
  const pick = (from: Readonly<Record<string, Json>>): JsonObject =>
    Object.fromEntries(Object.entries(from).filter(([name]) => wanted.has(name)));
  const embedded = pick(embeddable);
  return ok({
    id: accountProfile.id,
    name: accountProfile.name,
    subdomain: accountProfile.subdomain,
    created_at: 1_700_000_000,
    created_by: 0,
    updated_at: 1_700_000_000,
    updated_by: 0,
    current_user_id: call.actor.userId,
    country: 'RU',
    currency: 'RUB',
    currency_symbol: '₽',
    customers_mode: 'disabled',
    is_unsorted_on: true,
    mobile_feature_version: 0,
    is_loss_reason_enabled: true,
    is_helpbot_enabled: false,
    is_technical_account: false,
    contact_name_display_order: 1,
    ...pick(extras),
    _links: selfLink(viewOptions(call), 'account'),
    ...(Object.keys(embedded).length > 0 ? { _embedded: embedded } : {}),
  });
}

/** @source AMO:users-api: people are told to administrators only */
function listUsers(call: ApiCall): ApiAnswer {
  assertAdmin(call);
  return listAnswer(call, 'users', call.account.users.all().filter(isListed), (user) => userView(call, user));
}

const isListed = (user: AccountUser): boolean => !user.isDeleted;

function getUser(call: ApiCall): ApiAnswer {
  assertAdmin(call);
  const user = call.account.users.get(pathId(call));
  return user && isListed(user) ? ok(userView(call, user)) : noContent;
}

function userView(call: ApiCall, user: AccountUser): JsonObject {
  const right = { view: 'A', edit: 'A', add: 'A', delete: 'A', export: 'A' };
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    lang: 'ru',
    ...(viewOptions(call).with.has('uuid') ? { uuid: user.uuid } : {}),
    rights: {
      leads: right,
      contacts: right,
      companies: right,
      tasks: { edit: 'A', delete: 'A' },
      mail_access: false,
      catalog_access: false,
      files_access: false,
      status_rights: null,
      catalog_rights: null,
      custom_fields_rights: null,
      oper_day_reports_view_access: false,
      oper_day_user_tracking: false,
      is_admin: user.isAdmin || user.id === adminUserId,
      is_free: false,
      is_active: user.isActive,
      group_id: null,
      role_id: null,
    },
    _links: selfLink(viewOptions(call), `users/${user.id}`),
  };
}
