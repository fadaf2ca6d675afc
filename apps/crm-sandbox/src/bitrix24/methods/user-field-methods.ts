import type { Json, JsonObject } from '../../http/json.ts';
import { isJsonObject, listOf, positiveInteger, scalarText } from '../../http/json.ts';
import type { EntityKind } from '../fields/entity-kinds.ts';
import type { RowSchema } from '../lists/filter.ts';
import { matchesFilter, parseFilter } from '../lists/filter.ts';
import { parseOrder, sortRows } from '../lists/list-page.ts';
import type { Method, MethodCall, MethodTable } from '../method.ts';
import type { UserFieldRow } from '../model.ts';
import { userFieldsOf } from '../portal.ts';
import { RestError } from '../rest-error.ts';
import { classicFields, classicId, param } from './call-params.ts';

const userTypes = ['string', 'integer', 'double', 'boolean', 'enumeration', 'date', 'datetime', 'url', 'employee'];

/** `crm.lead.userfield.add`, `.list` and `.delete`, and the same for contacts and deals. */
export function userFieldMethods(kind: EntityKind): MethodTable {
  const prefix = `crm.${kind.name}.userfield`;
  return { [`${prefix}.add`]: add(kind), [`${prefix}.list`]: list(kind), [`${prefix}.delete`]: remove(kind) };
}

function add(kind: EntityKind): Method {
  return (call) => {
    assertAdmin(call);
    const fields = classicFields(call);
    const fieldName = fieldNameOf(fields);
    const userTypeId = scalarText(fields['USER_TYPE_ID']) ?? '';
    if (userTypeId === '') throw new RestError(400, '', "The 'USER_TYPE_ID' field is not found.");
    if (!userTypes.includes(userTypeId)) throw new RestError(400, 'ERROR_CORE', 'Invalid custom type specified.');
    if (userFieldsOf(call.portal, kind).some((row) => row.fieldName === fieldName))
      throw new RestError(400, 'ERROR_CORE', `Field ${fieldName} for object ${kind.userFieldEntity} already exists.`);
    const row = call.portal.userFields.insert((id) => ({
      id,
      entityId: kind.userFieldEntity,
      fieldName,
      userTypeId,
      multiple: scalarText(fields['MULTIPLE']) === 'Y',
      mandatory: scalarText(fields['MANDATORY']) === 'Y',
      label: labelOf(fields) ?? fieldName,
      sort: positiveInteger(fields['SORT']) ?? 100,
      xmlId: scalarText(fields['XML_ID']) || null,
      list: userTypeId === 'enumeration' ? choicesOf(call, fields['LIST']) : [],
    }));
    return { result: row.id };
  };
}

/** Takes a field away, with the values that cards have in it. */
function remove(kind: EntityKind): Method {
  return (call) => {
    const id = classicId(call);
    assertAdmin(call);
    const row = call.portal.userFields.get(id);
    if (!row) throw new RestError(400, 'ERROR_NOT_FOUND', `The entity with ID '${id}' is not found.`);
    if (row.entityId !== kind.userFieldEntity) throw new RestError(400, '', 'Access denied.');
    call.portal.userFields.delete(id);
    const cards = call.portal.entities[kind.name];
    for (const card of cards.all()) {
      const { [row.fieldName]: gone, ...userFields } = card.userFields;
      if (gone !== undefined) cards.put({ ...card, userFields });
    }
    return { result: true };
  };
}

/** Fields are of all cards of a kind: administrators only. */
function assertAdmin(call: MethodCall): void {
  if (!call.user.admin) throw new RestError(400, '', 'Access denied.');
}

function fieldNameOf(fields: JsonObject): string {
  const given = (scalarText(fields['FIELD_NAME']) ?? '').toUpperCase();
  if (given === '') throw new RestError(400, '', "The 'FIELD_NAME' field is not found.");
  const name = given.startsWith('UF_CRM_') ? given : `UF_CRM_${given}`;
  if (name.length > 50) throw new RestError(400, 'ERROR_CORE', 'Field name is too long (more than 50 characters).');
  if (!/^[A-Z0-9_]+$/.test(name))
    throw new RestError(
      400,
      'ERROR_CORE',
      'Field name contains invalid characters. Allowed characters are: A-Z, 0-9 and _.',
    );
  return name;
}

/** Labels come as text, or as texts by language. */
function labelOf(fields: JsonObject): string | undefined {
  const label = fields['EDIT_FORM_LABEL'] ?? fields['LABEL'];
  const text = isJsonObject(label) ? scalarText(label['ru'] ?? label['en']) : scalarText(label);
  return text || undefined;
}

function choicesOf(call: MethodCall, value: Json | undefined): UserFieldRow['list'] {
  const choices = listOf(value)
    .filter(isJsonObject)
    .map((choice, index) => ({
      id: call.portal.counters.nextId(),
      value: scalarText(choice['VALUE']) ?? '',
      sort: positiveInteger(choice['SORT']) ?? (index + 1) * 10,
      xmlId: scalarText(choice['XML_ID']) || `choice_${index + 1}`,
    }));
  const repeated = choices.find(
    (choice, index) => choices.findIndex((other) => other.xmlId === choice.xmlId) !== index,
  );
  if (repeated) throw new RestError(400, 'ERROR_CORE', `List item with XML_ID=${repeated.xmlId} already exists.`);
  return choices;
}

const schema: RowSchema<UserFieldRow> = {
  resolve: (name) =>
    ['ID', 'FIELD_NAME', 'USER_TYPE_ID', 'XML_ID', 'SORT', 'MULTIPLE', 'MANDATORY'].includes(name) ? name : undefined,
  typeOf: (field) => (field === 'ID' || field === 'SORT' ? 'number' : 'text'),
  read: (row, field) => scalarText(userFieldRow(row)[field]) ?? null,
};

function list(kind: EntityKind): Method {
  return (call) => {
    const ignore = (): void => undefined;
    const filter = parseFilter(param(call, 'filter'), schema, ignore);
    const rows = userFieldsOf(call.portal, kind).filter((row) => matchesFilter(row, filter, schema));
    const sorted = sortRows(rows, parseOrder(param(call, 'order'), schema, ignore), schema);
    return { result: sorted.map(userFieldRow), total: sorted.length };
  };
}

function userFieldRow(row: UserFieldRow): JsonObject {
  return {
    ID: String(row.id),
    ENTITY_ID: row.entityId,
    FIELD_NAME: row.fieldName,
    USER_TYPE_ID: row.userTypeId,
    XML_ID: row.xmlId,
    SORT: String(row.sort),
    MULTIPLE: row.multiple ? 'Y' : 'N',
    MANDATORY: row.mandatory ? 'Y' : 'N',
    SHOW_FILTER: 'E',
    SHOW_IN_LIST: 'Y',
    EDIT_IN_LIST: 'Y',
    IS_SEARCHABLE: 'N',
    SETTINGS: [],
    EDIT_FORM_LABEL: row.label,
    LIST_COLUMN_LABEL: row.label,
    LIST_FILTER_LABEL: row.label,
    ERROR_MESSAGE: null,
    HELP_MESSAGE: null,
    ...(row.userTypeId === 'enumeration'
      ? {
          LIST: row.list.map((choice) => ({
            ID: String(choice.id),
            SORT: String(choice.sort),
            VALUE: choice.value,
            DEF: 'N',
            XML_ID: choice.xmlId,
          })),
        }
      : {}),
  };
}
