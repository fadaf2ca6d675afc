import type { Row } from '../shared/rows.ts';
import { rowsOf, textOf } from '../shared/rows.ts';
import { keyFieldCode } from './field-directory.ts';

/** One value of a field, with the vendor's kind of phone or e-mail. */
export interface FieldValue {
  value: string;
  enum_id?: number;
  enum_code?: string;
}

/** A field as it is written: all its values, because a write replaces them all. */
export interface FieldValues {
  field_code: string;
  values: FieldValue[];
}

/** Values of a field of a card, in its order; empty ones are left out. */
export function valuesOf(card: Row, code: string): FieldValue[] {
  const field = rowsOf(card.custom_fields_values).find((row) => textOf(row.field_code) === code);
  return rowsOf(field?.values).flatMap((row): FieldValue[] => {
    const value = textOf(row.value)?.trim();
    if (value === undefined || value === '') return [];
    return [{ value, ...(typeof row.enum_id === 'number' ? { enum_id: row.enum_id } : {}) }];
  });
}

/** A new phone or e-mail. */
export function newValue(value: string): FieldValue {
  return { value, enum_code: 'WORK' };
}

/** The external key of what the product made; null for what others made. */
export function externalKeyOf(card: Row): string | null {
  return valuesOf(card, keyFieldCode)[0]?.value ?? null;
}

/** The field for the external key, as it is written. */
export function keyField(externalKey: string): FieldValues {
  return { field_code: keyFieldCode, values: [{ value: externalKey }] };
}

/** A moment in UTC, as ISO 8601; the vendor counts seconds. */
export function isoTimeOf(value: unknown): string | null {
  const seconds = Number(textOf(value) ?? Number.NaN);
  return Number.isNaN(seconds) || seconds <= 0 ? null : new Date(seconds * 1000).toISOString();
}
