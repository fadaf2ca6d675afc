import type { JsonObject } from '../../http/json.ts';
import { accountProfile, nowSeconds } from '../account.ts';
import { selfLink } from '../entities/card-view.ts';
import { hookSettings } from '../events/hook-settings.ts';
import { assertValid, readItem } from '../input/item-reader.ts';
import type { ItemReader } from '../input/item-reader.ts';
import { filterTexts, listAnswer } from '../lists/list-page.ts';
import { assertAdmin, noContent, viewOptions } from '../method.ts';
import type { ApiAnswer, ApiCall, MethodTable } from '../method.ts';
import type { WebhookRow } from '../model.ts';

/** Webhooks of the account; for administrators only. */
export const webhookMethods: MethodTable = {
  'GET /api/v4/webhooks': list,
  'POST /api/v4/webhooks': subscribe,
  'DELETE /api/v4/webhooks': unsubscribe,
};

function list(call: ApiCall): ApiAnswer {
  assertAdmin(call);
  const destinations = filterTexts(call, 'destination');
  const rows = call.account.webhooks.all().filter((row) => destinations?.includes(row.destination) ?? true);
  return listAnswer(call, 'webhooks', rows, (row) => webhookView(call, row));
}

/** A destination that is there already gets the new settings, and works again when it was disabled. */
function subscribe(call: ApiCall): ApiAnswer {
  assertAdmin(call);
  const { account } = call;
  const reader = readItem(call.body);
  const destination = readDestination(reader);
  const settings = reader.texts('settings') ?? [];
  if (settings.length === 0) reader.refuseMissing('settings');
  settings.forEach((setting, index) => {
    if (!hookSettings.includes(setting)) reader.refuseChoice(`settings.${index}`);
  });
  assertValid([reader]);
  const known = account.webhooks.find((row) => row.destination === destination);
  const now = nowSeconds(account);
  const changed = { settings, sort: reader.integer('sort') ?? 0, disabled: false, updatedAt: now };
  const row = known
    ? { ...known, ...changed }
    : { ...changed, id: account.webhooks.nextId(), destination, createdBy: call.actor.userId, createdAt: now };
  account.webhooks.put(row);
  return { status: 201, body: webhookView(call, row) };
}

function unsubscribe(call: ApiCall): ApiAnswer {
  assertAdmin(call);
  const reader = readItem(call.body);
  const destination = readDestination(reader);
  assertValid([reader]);
  const row = call.account.webhooks.find((candidate) => candidate.destination === destination);
  if (row) call.account.webhooks.delete(row.id);
  return noContent;
}

function readDestination(reader: ItemReader): string {
  const destination = reader.text('destination') ?? '';
  if (destination === '') reader.refuseMissing('destination');
  else if (!URL.canParse(destination) || !/^https?:/.test(destination))
    reader.refuse('InvalidValue', 'destination', 'This value is not a valid URL.');
  return destination;
}

function webhookView(call: ApiCall, row: WebhookRow): JsonObject {
  return {
    id: row.id,
    destination: row.destination,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    account_id: accountProfile.id,
    created_by: row.createdBy,
    sort: row.sort,
    disabled: row.disabled,
    settings: [...row.settings],
    _links: selfLink(viewOptions(call), 'webhooks'),
  };
}
