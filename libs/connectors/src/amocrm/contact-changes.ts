import type { CrmClientData, CrmUpdatePolicies } from '@voronka/contracts';
import { samePhone } from '@voronka/domain';
import type { UpdatePolicy } from '@voronka/domain';
import type { Row } from '../shared/rows.ts';
import { textOf } from '../shared/rows.ts';
import { nameText, toContact } from './contact-mapping.ts';
import type { FieldValue, FieldValues } from './field-values.ts';
import { newValue, valuesOf } from './field-values.ts';

/** What is to be written to a contact, in the vendor's words. */
export interface ContactPatch {
  first_name?: string;
  last_name?: string;
  custom_fields_values?: FieldValues[];
}

function sameEmail(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/** A write replaces all values of a field, so those that stay are sent along. @returns null when nothing changes */
function fieldChange(
  stored: readonly FieldValue[],
  value: string | null,
  policy: UpdatePolicy,
  same: (a: string, b: string) => boolean,
): FieldValue[] | null {
  if (value === null || stored.some((one) => same(one.value, value))) return null;
  const [first, ...others] = stored;
  if (!first) return [newValue(value)];
  if (policy === 'append') return [...stored, newValue(value)];
  return policy === 'overwrite' ? [{ ...first, value }, ...others] : null;
}

/**
 * A person's name stands in two fields. Where only a stand-in is there, both become the new name; otherwise a first name
 * replaces a first name and a surname a surname.
 */
function nameWanted(row: Row, name: string): Pick<ContactPatch, 'first_name' | 'last_name'> {
  if (toContact(row).name === '') return { first_name: nameText(name), last_name: '' };
  const words = name.split(/\s+/);
  const surname = words.at(-1);
  if (textOf(row.last_name) === null || words.length === 1 || surname === undefined) {
    return { first_name: nameText(name) };
  }
  return { first_name: nameText(words.slice(0, -1).join(' ')), last_name: nameText(surname) };
}

function nameChange(
  row: Row,
  name: string | null,
  policy: UpdatePolicy,
): Pick<ContactPatch, 'first_name' | 'last_name'> {
  if (name === null || (policy !== 'overwrite' && toContact(row).name !== '')) return {};
  const wanted = nameWanted(row, name);
  const stored = {
    first_name: textOf(row.first_name) ?? textOf(row.name) ?? '',
    last_name: textOf(row.last_name) ?? '',
  };
  const isNew = wanted.first_name !== stored.first_name || (wanted.last_name ?? stored.last_name) !== stored.last_name;
  return isNew ? wanted : {};
}

/** What brings a contact to what is known; empty when there is nothing to write. */
export function contactChanges(row: Row, data: CrmClientData, policies: CrmUpdatePolicies): ContactPatch {
  const phones = fieldChange(valuesOf(row, 'PHONE'), data.phone, policies.phone, samePhone);
  const emails = fieldChange(valuesOf(row, 'EMAIL'), data.email, policies.email, sameEmail);
  const fields = [
    ...(phones === null ? [] : [{ field_code: 'PHONE', values: phones }]),
    ...(emails === null ? [] : [{ field_code: 'EMAIL', values: emails }]),
  ];
  return {
    ...nameChange(row, data.name, policies.name),
    ...(fields.length === 0 ? {} : { custom_fields_values: fields }),
  };
}

/** What of the client a patch changes. */
export function changedIn(patch: ContactPatch): (keyof CrmClientData)[] {
  const codes = (patch.custom_fields_values ?? []).map((field) => field.field_code);
  return [
    ...('first_name' in patch || 'last_name' in patch ? (['name'] as const) : []),
    ...(codes.includes('PHONE') ? (['phone'] as const) : []),
    ...(codes.includes('EMAIL') ? (['email'] as const) : []),
  ];
}
