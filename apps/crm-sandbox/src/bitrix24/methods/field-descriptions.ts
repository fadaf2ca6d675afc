import type { Json, JsonObject } from '../../http/json.ts';
import type { EntityKind } from '../fields/entity-kinds.ts';
import type { UserFieldRow } from '../model.ts';

/** What `crm.lead.fields` answers: every standard and user field by name. */
export function classicFieldDescriptions(kind: EntityKind, userFields: readonly UserFieldRow[]): JsonObject {
  const standard = kind.fields.map((spec): [string, Json] => [
    spec.name,
    {
      type: spec.type,
      isRequired: false,
      isReadOnly: spec.readOnly,
      isImmutable: false,
      isMultiple: spec.multiple,
      isDynamic: false,
      ...(spec.statusType ? { statusType: spec.statusType } : {}),
      title: spec.title,
    },
  ]);
  const user = userFields.map((row): [string, Json] => [
    row.fieldName,
    {
      type: row.userTypeId,
      isRequired: row.mandatory,
      isReadOnly: false,
      isImmutable: false,
      isMultiple: row.multiple,
      isDynamic: true,
      ...(row.userTypeId === 'enumeration'
        ? { items: row.list.map((choice) => ({ ID: String(choice.id), VALUE: choice.value })) }
        : {}),
      title: row.fieldName,
      listLabel: row.label,
      formLabel: row.label,
      filterLabel: row.label,
    },
  ]);
  return Object.fromEntries([...standard, ...user]);
}
