import type { CrmPort } from '@voronka/contracts';
import { samePhone } from '@voronka/domain';
import { contactChanges } from './contact-changes.ts';
import { contactFields, toContact } from './contact-mapping.ts';
import { gone } from './entity-calls.ts';
import type { EntityCalls } from './entity-calls.ts';
import { phoneSpellings } from './phone-spellings.ts';
import type { Bitrix24RestClient } from './rest-client.ts';
import { rowOf, rowsOf, textOf } from './rows.ts';

type ContactCalls = Pick<
  CrmPort,
  'findContacts' | 'getContact' | 'findContactByExternalKey' | 'createContact' | 'planContactChange' | 'changeContact'
>;

/** The masks never bring contact details, so lists name them. */
const select = [
  'ID',
  'NAME',
  'SECOND_NAME',
  'LAST_NAME',
  'DATE_MODIFY',
  'ORIGINATOR_ID',
  'ORIGIN_ID',
  'PHONE',
  'EMAIL',
];

/** A search for duplicates by one kind of value, asked for contacts alone: 20 hits of another kind of card hide them. */
function searchFor(type: 'PHONE' | 'EMAIL', values: string[]) {
  return { method: 'crm.duplicate.findbycomm', params: { type, values, entity_type: 'CONTACT' } };
}

function isIn(fields: Record<string, unknown>, field: 'name' | 'phone' | 'email'): boolean {
  return field === 'name' ? 'NAME' in fields || 'LAST_NAME' in fields : field.toUpperCase() in fields;
}

/** Contacts of a portal. */
export function contactCalls(rest: Bitrix24RestClient, entities: EntityCalls): ContactCalls {
  return {
    async findContacts({ phone, email }, context) {
      const commands = {
        ...(phone === null ? {} : { phone: searchFor('PHONE', phoneSpellings(phone)) }),
        ...(email === null ? {} : { email: searchFor('EMAIL', [email]) }),
      };
      if (Object.keys(commands).length === 0) return [];
      const hits = await rest.readBatch(commands, context);
      const ids = new Set(
        Object.values(hits).flatMap((hit) => {
          // Nothing found is an empty array instead of an object.
          const contacts = rowOf(hit)?.CONTACT;
          return Array.isArray(contacts) ? contacts.flatMap((id) => textOf(id) ?? []) : [];
        }),
      );
      if (ids.size === 0) return [];
      const params = { filter: { '@ID': [...ids] }, select, order: { ID: 'ASC' }, start: -1 };
      const { result } = await rest.read('crm.contact.list', params, context);
      return rowsOf(result)
        .map(toContact)
        .filter(
          (contact) =>
            (phone !== null && contact.phones.some((other) => samePhone(other, phone))) ||
            (email !== null && contact.emails.some((other) => other.toLowerCase() === email.toLowerCase())),
        );
    },

    async getContact(id, context) {
      const row = await entities.get('crm.contact.get', id, context);
      return row === null ? null : toContact(row);
    },

    async findContactByExternalKey(externalKey, context) {
      const row = await entities.findByExternalKey('crm.contact.list', select, externalKey, context);
      return row === null ? null : toContact(row);
    },

    createContact: (contact, context) => entities.add('crm.contact.add', { fields: contactFields(contact) }, context),

    async planContactChange(id, data, policies, context) {
      const row = await entities.get('crm.contact.get', id, context);
      if (row === null) throw gone('contact');
      const fields = contactChanges(row, data, policies);
      const changed = (['name', 'phone', 'email'] as const).filter((field) => isIn(fields, field));
      return changed.length === 0 ? null : { contactId: id, changed, fields };
    },

    async changeContact({ contactId, fields }, context) {
      await rest.write('crm.contact.update', { id: contactId, fields }, context);
    },
  };
}
