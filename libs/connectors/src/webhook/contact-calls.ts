import type { CrmCallContext, CrmClientData, CrmContact, CrmPort } from '@voronka/contracts';
import { samePhone } from '@voronka/domain';
import { rowOf, rowsOf, textOf } from '../shared/rows.ts';
import type { Row } from '../shared/rows.ts';
import { toContact } from './answers.ts';
import type { WebhookCommandClient } from './command-client.ts';
import { contactChanges } from './contact-changes.ts';
import { notFound } from './failures.ts';
import type { FieldNames } from './field-names.ts';

type ContactCalls = Pick<
  CrmPort,
  'findContacts' | 'getContact' | 'findContactByExternalKey' | 'createContact' | 'planContactChange' | 'changeContact'
>;

/** A contact of a receiver that cannot be asked: it is taken to be there, and nothing of it is known. */
function unread(id: string): CrmContact {
  return { id, name: '', phones: [], emails: [], updatedAt: null };
}

/** People. What a receiver does not answer is taken as "nothing found": its own contacts are then those that we made. */
export function contactCalls(receiver: WebhookCommandClient, names: FieldNames<'contact'>): ContactCalls {
  const find = async (by: Record<string, string>, context: CrmCallContext): Promise<Row[]> =>
    rowsOf(await receiver.ask('contact.find', by, 'contacts', context));
  const read = (rows: readonly Row[]): CrmContact[] => rows.flatMap((row) => toContact(row, names) ?? []);
  const getContact: ContactCalls['getContact'] = async (id, context) => {
    const contact = await receiver.ask('contact.read', { id }, 'contact', context);
    return contact === undefined ? unread(id) : toContact(contact, names);
  };
  return {
    getContact,
    async findContacts({ phone, email }, context) {
      if (phone === null && email === null) return [];
      const by = { ...(phone === null ? {} : { phone }), ...(email === null ? {} : { email }) };
      return read(await find(by, context)).filter(
        (contact) =>
          (phone !== null && contact.phones.some((one) => samePhone(one, phone))) ||
          (email !== null && contact.emails.some((one) => one.toLowerCase() === email.toLowerCase())),
      );
    },
    async findContactByExternalKey(key, context) {
      // A receiver that ignores what it is asked by would give everybody.
      const ours = (row: Row) => textOf(names.read(rowOf(row.fields) ?? {}, 'key')) === key;
      return read((await find({ key }, context)).filter(ours))[0] ?? null;
    },
    async createContact({ externalKey, name, phone, email, responsibleId }, context) {
      const fields = names.toTheirs({ key: externalKey, name, phone, email, responsible: responsibleId });
      return (await receiver.make('contact.create', { noun: 'contact', key: externalKey }, { fields }, context)).id;
    },
    async planContactChange(id, data, policies, context) {
      const stored = await getContact(id, context);
      if (stored === null) throw notFound('contact.read');
      const patch = contactChanges(stored, data, policies);
      const changed = Object.keys(patch) as (keyof CrmClientData)[];
      if (changed.length === 0) return null;
      return { contactId: id, changed, fields: { fields: names.toTheirs(patch), policies } };
    },
    async changeContact({ contactId, fields }, context) {
      await receiver.set('contact.update', { id: contactId, ...fields }, context);
    },
  };
}
