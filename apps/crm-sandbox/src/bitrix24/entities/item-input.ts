import type { Json, JsonObject } from '../../http/json.ts';
import { isJsonObject, listOf, positiveInteger, scalarText } from '../../http/json.ts';
import { isMultifieldName } from '../fields/common-fields.ts';
import type { EntityKind } from '../fields/entity-kinds.ts';
import { itemNameOf } from '../fields/field-spec.ts';
import type { UserFieldRow } from '../model.ts';
import { storedValue } from './classic-input.ts';
import type { EntityChange, MultifieldChange } from './entity-change.ts';

/** Reads `fields` of crm.item.add and .update. Unknown and read-only names are dropped without an error. */
export function readItemFields(kind: EntityKind, userFields: readonly UserFieldRow[], input: JsonObject): EntityChange {
  const fields: Record<string, string | null> = {};
  for (const spec of kind.fields) {
    const value = input[spec.itemName];
    if (value === undefined || spec.readOnly || spec.multiple || spec.name === 'CONTACT_ID') continue;
    fields[spec.name] = storedValue(spec, value);
  }
  const wanted = userFields.flatMap((row): [string, string[]][] => {
    const value = input[row.fieldName] ?? input[itemNameOf(row.fieldName)];
    return value === undefined ? [] : [[row.fieldName, listOf(value).map((item) => scalarText(item) ?? '')]];
  });
  return {
    fields,
    userFields: Object.fromEntries(wanted),
    multifields: kind.hasMultifields ? readMultifields(input['fm']) : [],
    contactIds: readContactIds(input),
  };
}

/**
 * `fm`: members of a list, and members under a key like `n0`, add a value; a member under the number of a value edits
 * it, or with an empty value deletes it. Without `typeId` a member does nothing.
 *
 * @source B24 docs: universal/crm-item-update
 */
function readMultifields(value: Json | undefined): MultifieldChange[] {
  if (value === undefined || typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, element]: [string, Json]): MultifieldChange[] => {
    if (!isJsonObject(element)) return [];
    const typeId = (scalarText(element['typeId']) ?? '').toUpperCase();
    if (!isMultifieldName(typeId)) return [];
    const text = scalarText(element['value']);
    const valueType = scalarText(element['valueType']) || null;
    const id = positiveInteger(element['id']) ?? (Array.isArray(value) ? undefined : positiveInteger(key));
    if (id !== undefined)
      return [text === '' ? { kind: 'delete', id } : { kind: 'edit', id, valueType, value: text ?? null }];
    return text ? [{ kind: 'add', typeId, valueType: valueType ?? 'WORK', value: text }] : [];
  });
}

function readContactIds(input: JsonObject): number[] | undefined {
  const value = input['contactIds'] ?? input['contactId'];
  if (value === undefined) return undefined;
  return listOf(value)
    .map(positiveInteger)
    .filter((id) => id !== undefined);
}
