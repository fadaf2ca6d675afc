import type { CrmContact, NewCrmContact } from '@voronka/contracts';
import { samePhone } from '@voronka/domain';
import type { Row } from '../shared/rows.ts';
import { textOf } from '../shared/rows.ts';
import { isStandIn } from '../shared/stand-in-name.ts';
import type { FieldValues } from './field-values.ts';
import type { NewBody } from './write-new.ts';
import { externalKeyOf, isoTimeOf, keyField, newValue, valuesOf } from './field-values.ts';

/** The name as people see it: first and last name where they are kept apart. */
function shownName(row: Row): string {
  const parts = [row.first_name, row.last_name].map(textOf).filter((part) => part !== null);
  return (parts.length > 0 ? parts.join(' ') : (textOf(row.name) ?? '')).trim();
}

/** A contact of the account. What only stands in for a name is read as no name. */
export function toContact(row: Row): CrmContact {
  const phones = valuesOf(row, 'PHONE').map(({ value }) => value);
  const emails = valuesOf(row, 'EMAIL').map(({ value }) => value);
  const name = shownName(row);
  // A card made without a name carries the number, the address or our key instead: see `contactBody`.
  const nameless =
    phones.some((phone) => samePhone(phone, name)) ||
    emails.includes(name) ||
    name === externalKeyOf(row) ||
    isStandIn(name);
  return { id: textOf(row.id) ?? '', name: nameless ? '' : name, phones, emails, updatedAt: isoTimeOf(row.updated_at) };
}

/** Length beyond which a name is cut. */
const maxNameLength = 255;

/** Cuts a client's name to what is stored. */
export function nameText(name: string): string {
  return name.slice(0, maxNameLength);
}

/** A contact of `POST /contacts`. Without a name it gets the phone or e-mail as a stand-in. */
export function contactBody(contact: NewCrmContact): NewBody {
  const fields: FieldValues[] = [keyField(contact.externalKey)];
  if (contact.phone !== null) fields.push({ field_code: 'PHONE', values: [newValue(contact.phone)] });
  if (contact.email !== null) fields.push({ field_code: 'EMAIL', values: [newValue(contact.email)] });
  return {
    first_name: nameText(contact.name ?? contact.phone ?? contact.email ?? contact.externalKey),
    ...(contact.responsibleId === null ? {} : { responsible_user_id: Number(contact.responsibleId) }),
    custom_fields_values: fields,
  };
}
