import type { Json, JsonObject } from '../../http/json.ts';
import { isMultifieldName, multifieldTypes } from '../fields/common-fields.ts';
import type { EntityKind } from '../fields/entity-kinds.ts';
import { isMoment, isNumeric, itemNameOf } from '../fields/field-spec.ts';
import type { Entity, UserFieldRow } from '../model.ts';
import type { FilterValue, RowSchema, ValueType } from '../lists/filter.ts';

/** How lists filter and sort cards of a kind, by the old methods' names. */
export function entitySchema(kind: EntityKind, userFields: readonly UserFieldRow[]): RowSchema<Entity> {
  const specs = new Map(kind.fields.map((spec) => [spec.name, spec]));
  const userNames = new Map(userFields.map((row) => [row.fieldName, row]));
  return {
    resolve: (name) => (specs.has(name) || userNames.has(name) ? name : undefined),
    typeOf: (name): ValueType => {
      const spec = specs.get(name);
      if (spec) return isNumeric(spec.type) ? 'number' : isMoment(spec.type) ? 'moment' : 'text';
      const type = userNames.get(name)?.userTypeId ?? '';
      if (['integer', 'double', 'enumeration', 'boolean'].includes(type)) return 'number';
      return type === 'date' || type === 'datetime' ? 'moment' : 'text';
    },
    read: (entity, name): FilterValue => {
      const spec = specs.get(name);
      if (!spec) return entity.userFields[name] ?? null;
      if (spec.type === 'crm_multifield')
        return entity.multifields.filter((row) => row.typeId === name).map((row) => row.value);
      if (name === 'CONTACT_IDS') return entity.contacts.map((link) => String(link.contactId));
      return entity.fields[name] ?? null;
    },
  };
}

/** A card as `crm.lead.get` shows it: scalars as text, contact details only where there are any. */
export function classicCard(kind: EntityKind, userFields: readonly UserFieldRow[], entity: Entity): JsonObject {
  return {
    ...standardFields(kind, entity),
    ...userFieldValues(userFields, entity),
    ...Object.fromEntries(
      multifieldTypes
        .map((type) => [type, classicMultifields(entity, type)] as const)
        .filter(([, values]) => values.length > 0),
    ),
  };
}

/**
 * A row as `crm.lead.list` shows it. The masks `*` and `UF_*` never bring contact details; without `select` the
 * standard fields come. `ID` always does.
 */
export function classicRow(
  kind: EntityKind,
  userFields: readonly UserFieldRow[],
  entity: Entity,
  select: readonly string[],
): JsonObject {
  const all = { ...standardFields(kind, entity), ...userFieldValues(userFields, entity) };
  const row: JsonObject = { ID: String(entity.id) };
  for (const name of select.length === 0 ? ['*'] : select) {
    if (name === '*') Object.assign(row, standardFields(kind, entity));
    else if (name === 'UF_*') Object.assign(row, userFieldValues(userFields, entity));
    else if (name in all) row[name] = all[name] ?? null;
    else if (kind.hasMultifields && isMultifieldName(name)) {
      const values = classicMultifields(entity, name);
      if (values.length > 0) row[name] = values;
    }
  }
  return row;
}

function standardFields(kind: EntityKind, entity: Entity): JsonObject {
  return Object.fromEntries(
    kind.fields
      .filter((spec) => !spec.multiple)
      .map((spec): [string, Json] => [spec.name, entity.fields[spec.name] ?? null]),
  );
}

/** An empty multiple field is `false`, as PHP's unserialize leaves it. */
function userFieldValues(userFields: readonly UserFieldRow[], entity: Entity): JsonObject {
  return Object.fromEntries(
    userFields.map((row): [string, Json] => {
      const value = entity.userFields[row.fieldName] ?? null;
      if (typeof value === 'string' || value === null) return [row.fieldName, row.multiple ? false : value];
      return [row.fieldName, value.length > 0 ? [...value] : false];
    }),
  );
}

function classicMultifields(entity: Entity, type: string): Json[] {
  return entity.multifields
    .filter((row) => row.typeId === type)
    .map((row) => ({ ID: String(row.id), VALUE_TYPE: row.valueType, VALUE: row.value, TYPE_ID: row.typeId }));
}

/** A card as crm.item.* shows it: camelCase names, numbers as numbers. */
export function itemCard(
  kind: EntityKind,
  userFields: readonly UserFieldRow[],
  entity: Entity,
  originalUserFieldNames: boolean,
): JsonObject {
  const card: JsonObject = {};
  for (const spec of kind.fields.filter(({ multiple }) => !multiple)) {
    const value = entity.fields[spec.name] ?? null;
    if (isNumeric(spec.type)) card[spec.itemName] = value === null ? emptyNumber(spec.type) : Number(value);
    else card[spec.itemName] = isMoment(spec.type) && value === '' ? null : value;
  }
  for (const row of userFields) {
    const value = entity.userFields[row.fieldName] ?? null;
    const name = originalUserFieldNames ? row.fieldName : itemNameOf(row.fieldName);
    card[name] = typeof value === 'string' || value === null ? (row.multiple ? [] : value) : [...value];
  }
  if (kind.linksContacts) card['contactIds'] = entity.contacts.map((link) => link.contactId);
  if (kind.hasMultifields) Object.assign(card, itemMultifields(entity));
  return { ...card, observers: [], entityTypeId: kind.entityTypeId };
}

/** Contact details in crm.item.*: the first value of each type, and all of them in `fm`. */
export function itemMultifields(entity: Entity): JsonObject {
  const first = (typeId: string, valueType?: string): string =>
    entity.multifields.find((row) => row.typeId === typeId && (valueType === undefined || row.valueType === valueType))
      ?.value ?? '';
  return {
    phone: first('PHONE'),
    phoneWork: first('PHONE', 'WORK'),
    phoneMobile: first('PHONE', 'MOBILE'),
    email: first('EMAIL'),
    emailWork: first('EMAIL', 'WORK'),
    emailHome: first('EMAIL', 'HOME'),
    fm: entity.multifields.map(({ id, typeId, valueType, value }) => ({ id, valueType, value, typeId })),
  };
}

function emptyNumber(type: string): number | null {
  return type === 'crm_contact' || type === 'crm_company' ? 0 : null;
}
