import type { Json, JsonObject } from '../../http/json.ts';
import { fieldsOf } from '../account.ts';
import type { Account } from '../account.ts';
import type { ItemReader } from '../input/item-reader.ts';
import type { Card, CustomField, EntityName, FieldValue, FieldValues } from '../model.ts';

/** Field values a request names. A field without values is cleared. */
export function readFieldValues(account: Account, entity: EntityName, reader: ItemReader): FieldValues[] | undefined {
  return reader.objects('custom_fields_values')?.flatMap((member) => {
    const field = resolveField(account, entity, member);
    if (!field) return [];
    const values = member.objects('values') ?? [];
    const read = values.flatMap((value) => readValue(field, value) ?? []);
    return [{ fieldId: field.id, values: isMultiple(field) ? read : read.slice(0, 1) }];
  });
}

/** The fields of a card after a request: what it named is replaced as a whole, the others stay. */
export function mergedFields(current: readonly FieldValues[], named: readonly FieldValues[]): FieldValues[] {
  const kept = current.filter((row) => !named.some((other) => other.fieldId === row.fieldId));
  return [...kept, ...named].filter((row) => row.values.length > 0);
}

/** `custom_fields_values` of an answer; `null` when there are none. */
export function fieldValuesView(account: Account, entity: EntityName, card: Card): Json {
  const rows = fieldsOf(account, entity).flatMap((field): JsonObject[] => {
    const held = card.fields.find((row) => row.fieldId === field.id);
    if (!held) return [];
    return [
      {
        field_id: field.id,
        field_name: field.name,
        field_code: field.code,
        field_type: field.type,
        values: held.values.map((value) => valueView(field, value)),
      },
    ];
  });
  return rows.length > 0 ? rows : null;
}

function valueView(field: CustomField, { value, enumId }: FieldValue): JsonObject {
  const choice = field.enums.find((row) => row.id === enumId);
  return choice ? { value, enum_id: choice.id, enum_code: choice.code } : { value };
}

function resolveField(account: Account, entity: EntityName, reader: ItemReader): CustomField | undefined {
  const fields = fieldsOf(account, entity);
  if (reader.has('field_id')) {
    const id = reader.integer('field_id');
    const field = fields.find((row) => row.id === id);
    if (!field && id !== undefined) reader.refuseChoice('field_id');
    return field;
  }
  const code = reader.text('field_code');
  if (code === undefined) {
    reader.refuseMissing('field_id');
    return undefined;
  }
  const field = fields.find((row) => row.code === code);
  if (!field) reader.refuseChoice('field_code');
  return field;
}

const isMultiple = (field: CustomField): boolean => field.type === 'multitext' || field.type === 'multiselect';

function readValue(field: CustomField, reader: ItemReader): FieldValue | undefined {
  switch (field.type) {
    case 'multitext':
      return readMultitext(field, reader);
    case 'select':
    case 'multiselect':
    case 'radiobutton':
      return readChoice(field, reader);
    case 'checkbox':
      return plain(reader.flag('value'));
    case 'numeric':
    case 'monetary':
      return readNumber(reader);
    case 'date':
    case 'date_time':
    case 'birthday':
      return readMoment(reader);
    default:
      return plain(reader.text('value'));
  }
}

const plain = (value: Json | undefined): FieldValue | undefined =>
  value === undefined || value === '' ? undefined : { value, enumId: null };

function readMultitext(field: CustomField, reader: ItemReader): FieldValue | undefined {
  const value = reader.text('value');
  const choice = readEnum(field, reader);
  const kind = choice ?? field.enums[0];
  return value === undefined || value.trim() === '' || !kind ? undefined : { value, enumId: kind.id };
}

function readChoice(field: CustomField, reader: ItemReader): FieldValue | undefined {
  const named = readEnum(field, reader);
  if (named) return { value: named.value, enumId: named.id };
  const value = reader.text('value');
  if (value === undefined) return undefined;
  const choice = field.enums.find((row) => row.value === value);
  if (!choice) reader.refuseChoice('value');
  return choice && { value: choice.value, enumId: choice.id };
}

function readEnum(field: CustomField, reader: ItemReader): CustomField['enums'][number] | undefined {
  for (const [name, wanted] of [
    ['enum_id', reader.integer('enum_id')],
    ['enum_code', reader.text('enum_code')],
  ] as const) {
    if (wanted === undefined) continue;
    const choice = field.enums.find((row) => (name === 'enum_id' ? row.id === wanted : row.code === wanted));
    if (!choice) reader.refuseChoice(name);
    return choice;
  }
  return undefined;
}

/** Numbers come back as text. */
function readNumber(reader: ItemReader): FieldValue | undefined {
  const value = reader.item['value'];
  if (value === undefined || value === null || value === '') return undefined;
  if ((typeof value === 'number' || typeof value === 'string') && Number.isFinite(Number(value)))
    return { value: String(value), enumId: null };
  reader.refuse('InvalidType', 'value', 'This value should be of type numeric.');
  return undefined;
}

/** Unix seconds, also from an RFC 3339 text. */
function readMoment(reader: ItemReader): FieldValue | undefined {
  const value = reader.item['value'];
  if (typeof value === 'string' && !Number.isNaN(Date.parse(value)))
    return { value: Math.floor(Date.parse(value) / 1000), enumId: null };
  return plain(reader.integer('value'));
}
