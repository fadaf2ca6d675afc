import type { CrmCallContext, CrmPort } from '@voronka/contracts';
import { phoneDigits, samePhone } from '@voronka/domain';
import type { Row } from '../shared/rows.ts';
import { rowOf, rowsOf } from '../shared/rows.ts';
import { changedIn, contactChanges } from './contact-changes.ts';
import { contactBody, toContact } from './contact-mapping.ts';
import { createdId } from './created-rows.ts';
import { readCard } from './read-card.ts';
import { gone } from './failures.ts';
import type { FieldDirectory } from './field-directory.ts';
import { findByExternalKey } from './find-by-key.ts';
import type { AmocrmRestClient } from './rest-client.ts';
import type { NewBody } from './write-new.ts';
import { writeNew } from './write-new.ts';

type ContactCalls = Pick<
  CrmPort,
  'findContacts' | 'getContact' | 'findContactByExternalKey' | 'createContact' | 'planContactChange' | 'changeContact'
>;

/** Digits that are the same in every spelling of a number: without the country's or the trunk prefix. */
const significantDigits = 10;

/** Hits of a search that are compared at most: its first page. */
const mostHits = 250;

/** Contacts of an account. */
export function contactCalls(rest: AmocrmRestClient, fields: FieldDirectory): ContactCalls {
  const search = async (query: string, context: CrmCallContext): Promise<Row[]> => {
    const answer = await rest.read(
      'contacts',
      [
        ['query', query],
        ['limit', mostHits],
      ],
      context,
    );
    return rowsOf(rowOf(answer?._embedded)?.contacts);
  };

  return {
    // The search looks into every field and the vendor ignores filters it does not know, so each hit is compared.
    async findContacts({ phone, email }, context) {
      const queries = [
        ...(phone === null ? [] : [phoneDigits(phone).slice(-significantDigits)]),
        ...(email === null ? [] : [email]),
      ];
      const found = new Map<string, ReturnType<typeof toContact>>();
      for (const query of queries) {
        for (const contact of (await search(query, context)).map(toContact)) found.set(contact.id, contact);
      }
      return [...found.values()].filter(
        (contact) =>
          (phone !== null && contact.phones.some((other) => samePhone(other, phone))) ||
          (email !== null && contact.emails.some((other) => other.toLowerCase() === email.toLowerCase())),
      );
    },

    async getContact(id, context) {
      const row = await readCard(rest, 'contacts', id, [], context);
      return row === null ? null : toContact(row);
    },

    async findContactByExternalKey(externalKey, context) {
      const row = await findByExternalKey(rest, 'contacts', externalKey, [], context);
      return row === null ? null : toContact(row);
    },

    createContact(contact, context) {
      const send = async (body: NewBody) =>
        createdId(await rest.write('POST', 'contacts', [body], context), 'contacts');
      return writeNew(fields, () => contactBody(contact), send, context);
    },

    async planContactChange(id, data, policies, context) {
      const row = await readCard(rest, 'contacts', id, [], context);
      if (row === null) throw gone('contact');
      const patch = contactChanges(row, data, policies);
      const changed = changedIn(patch);
      return changed.length === 0 ? null : { contactId: id, changed, fields: { ...patch } };
    },

    async changeContact({ contactId, fields: patch }, context) {
      await rest.write('PATCH', `contacts/${contactId}`, patch, context);
    },
  };
}
