import { callJson } from './http-json.ts';

/** The card as the CRM itself tells it. */
export interface CrmCard {
  readonly contact: { readonly id: string; readonly name: string; readonly phones: readonly string[] } | null;
  readonly lead: {
    readonly id: string;
    readonly title: string;
    readonly stage: string;
    readonly responsible: { readonly id: string; readonly name: string };
    readonly contactId: string;
    readonly tags: readonly string[];
    readonly utmSource: string | null;
  } | null;
  readonly comments: readonly string[];
  /** How many there are in all; the demo's CRM was empty before. */
  readonly counts: { readonly contacts: number; readonly leads: number };
}

type Row = Readonly<Record<string, unknown>>;

/**
 * Reads contact, lead and comments by the CRM's own REST API (the Bitrix24 dialect), not by what we believe.
 *
 * @param webhookUrl address of the portal's inbound webhook; holds a key
 * @source https://apidocs.bitrix24.com, crm.contact.list, crm.lead.list, crm.lead.get, crm.timeline.comment.list
 */
export async function readCard(webhookUrl: string): Promise<CrmCard> {
  const call = async (method: string, body: Row = {}) => {
    const { json } = await callJson(new URL(method, webhookUrl), `CRM ${method}`, { body });
    return (json as { result: unknown }).result;
  };
  const contacts = rowsOf(await call('crm.contact.list', { select: ['ID', 'NAME', 'LAST_NAME', 'PHONE'] }));
  const leads = rowsOf(await call('crm.lead.list', { select: ['ID'] }));
  const counts = { contacts: contacts.length, leads: leads.length };
  const [contact] = contacts;
  const shownContact = contact
    ? {
        id: text(contact['ID']),
        name: fullName(contact),
        phones: rowsOf(contact['PHONE']).map((row) => text(row['VALUE'])),
      }
    : null;
  const [found] = leads;
  if (!found) return { contact: shownContact, lead: null, comments: [], counts };
  const lead = (await call('crm.lead.get', { id: found['ID'] })) as Row;
  const stages = rowsOf(await call('crm.status.list', { filter: { ENTITY_ID: 'STATUS' } }));
  const [user] = rowsOf(await call('user.get', { ID: lead['ASSIGNED_BY_ID'] }));
  const comments = rowsOf(
    await call('crm.timeline.comment.list', {
      filter: { ENTITY_ID: found['ID'], ENTITY_TYPE: 'lead' },
      select: ['ID', 'COMMENT'],
      order: { ID: 'ASC' },
    }),
  );
  return {
    contact: shownContact,
    lead: {
      id: text(lead['ID']),
      title: text(lead['TITLE']),
      stage: text(stages.find((stage) => stage['STATUS_ID'] === lead['STATUS_ID'])?.['NAME']),
      responsible: { id: text(lead['ASSIGNED_BY_ID']), name: user ? fullName(user) : '' },
      contactId: text(lead['CONTACT_ID']),
      tags: Object.entries(lead).flatMap(([name, value]) =>
        name.endsWith('_TAGS') && Array.isArray(value) ? value.map(text) : [],
      ),
      utmSource: text(lead['UTM_SOURCE']) || null,
    },
    comments: comments.map((row) => text(row['COMMENT'])),
    counts,
  };
}

function rowsOf(value: unknown): Row[] {
  return Array.isArray(value) ? value.filter((row): row is Row => row !== null && typeof row === 'object') : [];
}

function fullName(row: Row): string {
  return [row['NAME'], row['LAST_NAME']].map(text).filter(Boolean).join(' ');
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
