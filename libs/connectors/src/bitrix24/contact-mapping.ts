import type { CrmContact, NewCrmContact } from '@voronka/contracts';
import { samePhone } from '@voronka/domain';
import { isStandIn } from '../shared/stand-in-name.ts';
import type { Row } from './rows.ts';
import { externalKeyOf, isoTimeOf, originator, rowsOf, textOf } from './rows.ts';

/** The values of a phone or e-mail field with their ids, in the card's order. */
export function multifieldRowsOf(value: unknown): { id: string; value: string }[] {
  return rowsOf(value).flatMap((row) => {
    const text = textOf(row.VALUE)?.trim();
    return text === undefined || text === '' ? [] : [{ id: textOf(row.ID) ?? '', value: text }];
  });
}

/** A contact of `crm.contact.get` or `.list`. What only stands in for a name is read as no name. */
export function toContact(row: Row): CrmContact {
  const valuesOf = (value: unknown) => multifieldRowsOf(value).map((each) => each.value);
  const phones = valuesOf(row.PHONE);
  const emails = valuesOf(row.EMAIL);
  const name = [row.NAME, row.SECOND_NAME, row.LAST_NAME]
    .map(textOf)
    .filter((part) => part !== null)
    .join(' ')
    .trim();
  // A card made without a name carries the number, the address or our key instead: see `contactFields`.
  const nameless =
    phones.some((phone) => samePhone(phone, name)) ||
    emails.includes(name) ||
    name === externalKeyOf(row) ||
    isStandIn(name);
  return {
    id: textOf(row.ID) ?? '',
    name: nameless ? '' : name,
    phones,
    emails,
    updatedAt: isoTimeOf(row.DATE_MODIFY),
  };
}

/** Length beyond which the vendor's own column ends. */
const maxNameLength = 50;

/** Cuts a client's name to what the vendor stores. */
export function nameField(name: string): string {
  return name.slice(0, maxNameLength);
}

/** One new value of a phone or e-mail. */
export function newMultifield(value: string): { VALUE: string; VALUE_TYPE: 'WORK' }[] {
  return [{ VALUE: value, VALUE_TYPE: 'WORK' }];
}

/** Fields of `crm.contact.add`. A contact needs a name: without one it gets the phone or e-mail as a stand-in. */
export function contactFields(contact: NewCrmContact): Record<string, unknown> {
  return {
    NAME: nameField(contact.name ?? contact.phone ?? contact.email ?? contact.externalKey),
    SOURCE_ID: 'WEB',
    ORIGINATOR_ID: originator,
    ORIGIN_ID: contact.externalKey,
    ...(contact.phone === null ? {} : { PHONE: newMultifield(contact.phone) }),
    ...(contact.email === null ? {} : { EMAIL: newMultifield(contact.email) }),
    ...(contact.responsibleId === null ? {} : { ASSIGNED_BY_ID: contact.responsibleId }),
  };
}
