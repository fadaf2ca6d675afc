import type { CrmClientData, CrmUpdatePolicies } from '@voronka/contracts';
import { samePhone } from '@voronka/domain';
import type { UpdatePolicy } from '@voronka/domain';
import { multifieldRowsOf, nameField, newMultifield, toContact } from './contact-mapping.ts';
import type { Row } from './rows.ts';
import { textOf } from './rows.ts';

function sameEmail(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/**
 * An element without ID adds a value and leaves the others alone; one with ID changes that value.
 *
 * @returns null when there is nothing to write
 */
function multifieldChange(
  stored: unknown,
  value: string | null,
  policy: UpdatePolicy,
  same: (a: string, b: string) => boolean,
): Record<string, string>[] | null {
  const present = multifieldRowsOf(stored);
  if (value === null || present.some((row) => same(row.value, value))) return null;
  const [first] = present;
  if (!first || policy === 'append') return newMultifield(value);
  return policy === 'overwrite' ? [{ ID: first.id, VALUE: value }] : null;
}

type NameFields = Partial<Record<'NAME' | 'SECOND_NAME' | 'LAST_NAME', string>>;

/**
 * A person's name stands in three fields. Where only a stand-in is there, all three become the new name; otherwise a first
 * name replaces a first name and a surname a surname, and no field that the new name says nothing about is touched.
 */
function nameWanted(row: Row, name: string): NameFields {
  if (toContact(row).name === '') return { NAME: nameField(name), SECOND_NAME: '', LAST_NAME: '' };
  const words = name.split(/\s+/);
  const surname = words.at(-1);
  if (textOf(row.LAST_NAME) === null || words.length === 1 || surname === undefined) return { NAME: nameField(name) };
  return { NAME: nameField(words.slice(0, -1).join(' ')), LAST_NAME: nameField(surname) };
}

function nameChange(row: Row, name: string | null, policy: UpdatePolicy): NameFields {
  if (name === null || (policy !== 'overwrite' && toContact(row).name !== '')) return {};
  const wanted = nameWanted(row, name);
  return Object.fromEntries(Object.entries(wanted).filter(([field, value]) => value !== (textOf(row[field]) ?? '')));
}

/** Fields of `crm.contact.update` that bring a contact to what is known; empty when there is nothing to write. */
export function contactChanges(row: Row, data: CrmClientData, policies: CrmUpdatePolicies): Record<string, unknown> {
  const name = nameChange(row, data.name, policies.name);
  const phone = multifieldChange(row.PHONE, data.phone, policies.phone, samePhone);
  const email = multifieldChange(row.EMAIL, data.email, policies.email, sameEmail);
  return { ...name, ...(phone === null ? {} : { PHONE: phone }), ...(email === null ? {} : { EMAIL: email }) };
}
