import type { JsonObject } from '../../http/json.ts';
import { accountProfile, fieldsOf } from '../account.ts';
import type { Account } from '../account.ts';
import { notFound } from '../api-error.ts';
import { selfLink } from '../entities/card-view.ts';
import { assertValid, readItem, readItems } from '../input/item-reader.ts';
import type { ItemReader } from '../input/item-reader.ts';
import { listAnswer } from '../lists/list-page.ts';
import { assertAdmin, noContent, ok, pathId, viewOptions } from '../method.ts';
import type { ApiAnswer, ApiCall, MethodTable } from '../method.ts';
import type { CustomField, EntityName, FieldChoice } from '../model.ts';

/** Types a field can be made with. */
const fieldTypes = [
  'text',
  'textarea',
  'numeric',
  'monetary',
  'checkbox',
  'select',
  'multiselect',
  'radiobutton',
  'date',
  'date_time',
  'birthday',
  'url',
  'streetaddress',
  'tracking_data',
];
const choiceTypes = ['select', 'multiselect', 'radiobutton'];

/** Fields of the cards. Changing them is for administrators. */
export const customFieldMethods: MethodTable = Object.fromEntries(
  (['leads', 'contacts', 'companies'] as const).flatMap((entity) => [
    [
      `GET /api/v4/${entity}/custom_fields`,
      (call: ApiCall) =>
        listAnswer(call, 'custom_fields', fieldsOf(call.account, entity), (field) => fieldView(call, field)),
    ],
    [`GET /api/v4/${entity}/custom_fields/{id}`, (call: ApiCall) => getField(call, entity)],
    [`POST /api/v4/${entity}/custom_fields`, (call: ApiCall) => addFields(call, entity)],
    [`PATCH /api/v4/${entity}/custom_fields/{id}`, (call: ApiCall) => changeField(call, entity)],
    [`DELETE /api/v4/${entity}/custom_fields/{id}`, (call: ApiCall) => deleteField(call, entity)],
  ]),
);

function find(call: ApiCall, entity: EntityName): CustomField | undefined {
  const field = call.account.customFields.get(pathId(call));
  return field?.entity === entity ? field : undefined;
}

function getField(call: ApiCall, entity: EntityName): ApiAnswer {
  const field = find(call, entity);
  return field ? ok(fieldView(call, field)) : noContent;
}

function addFields(call: ApiCall, entity: EntityName): ApiAnswer {
  assertAdmin(call);
  const readers = readItems(call.body);
  const added = readers.map((reader) => addField(call.account, entity, reader));
  assertValid(readers);
  const rows = added.map((field, index) => ({
    ...fieldView(call, field),
    request_id: readers[index]?.requestId ?? '',
  }));
  return ok({ _total_items: rows.length, _embedded: { custom_fields: rows } });
}

function addField(account: Account, entity: EntityName, reader: ItemReader): CustomField {
  const name = reader.text('name') ?? '';
  const type = reader.text('type') ?? '';
  const code = reader.text('code') ?? null;
  if (name === '') reader.refuseMissing('name');
  if (!fieldTypes.includes(type)) reader.refuseChoice('type');
  if (code !== null && fieldsOf(account, entity).some((field) => field.code === code))
    reader.refuse('NotUnique', 'code', 'Field with this code already exists.');
  return account.customFields.insert((id) => ({
    id,
    entity,
    name,
    type,
    code,
    sort: reader.integer('sort') ?? account.customFields.size + 1,
    isApiOnly: reader.flag('is_api_only') ?? false,
    isPredefined: false,
    enums: choiceTypes.includes(type) ? readChoices(account, reader) : [],
  }));
}

function changeField(call: ApiCall, entity: EntityName): ApiAnswer {
  assertAdmin(call);
  const field = find(call, entity);
  if (!field) throw notFound();
  const reader = readItem(call.body);
  const changed = {
    ...field,
    name: reader.text('name') ?? field.name,
    sort: reader.integer('sort') ?? field.sort,
    enums: reader.has('enums') && choiceTypes.includes(field.type) ? readChoices(call.account, reader) : field.enums,
  };
  assertValid([reader]);
  call.account.customFields.put(changed);
  return ok(fieldView(call, changed));
}

/** Cards lose their values with the field. */
function deleteField(call: ApiCall, entity: EntityName): ApiAnswer {
  assertAdmin(call);
  const { account } = call;
  const field = find(call, entity);
  if (!field || field.isPredefined) throw notFound();
  account.customFields.delete(field.id);
  return noContent;
}

/** A choice with an id keeps it. */
function readChoices(account: Account, reader: ItemReader): FieldChoice[] {
  return (reader.objects('enums') ?? []).map((choice, index) => ({
    id: choice.integer('id') ?? account.counters.nextId(),
    value: choice.text('value') ?? '',
    sort: choice.integer('sort') ?? (index + 1) * 10,
    code: choice.text('code') ?? null,
  }));
}

function fieldView(call: ApiCall, field: CustomField): JsonObject {
  const enums = field.enums.map(({ id, value, sort, code }) => ({ id, value, sort, code }));
  return {
    id: field.id,
    name: field.name,
    type: field.type,
    account_id: accountProfile.id,
    code: field.code,
    sort: field.sort,
    is_api_only: field.isApiOnly,
    is_predefined: field.isPredefined,
    is_deletable: !field.isPredefined,
    is_computed: false,
    enums: enums.length > 0 ? enums : null,
    group_id: null,
    required_statuses: [],
    remind: null,
    currency: null,
    entity_type: field.entity,
    _links: selfLink(viewOptions(call), `${field.entity}/custom_fields/${field.id}`),
  };
}
