import type { CrmContact, CrmLead, CrmStage, CrmUser, NewCrmContact, NewCrmLead } from '@voronka/contracts';
import { samePhone } from '@voronka/domain';

/** `ORIGINATOR_ID` of everything the product creates. */
export const originator = 'voronka';

/** The field that holds tags: the vendor has no tags of its own on leads. */
export const tagsField = 'UF_CRM_VORONKA_TAGS';

type Row = Readonly<Record<string, unknown>>;

/** A row of an answer, or null when it is none. */
export function rowOf(value: unknown): Row | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : null;
}

/** Rows of a list answer. */
export function rowsOf(value: unknown): Row[] {
  return Array.isArray(value) ? value.map(rowOf).filter((row) => row !== null) : [];
}

/** The old methods give most scalars as text, some as numbers, absent ones as null or ''. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' ? String(value) : null;
}

/** Ids of absent links come as "0". */
function linkOf(value: unknown): string | null {
  const id = textOf(value);
  return id === '0' ? null : id;
}

function isoTimeOf(value: unknown): string | null {
  const time = Date.parse(textOf(value) ?? '');
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function multifieldOf(value: unknown): string[] {
  return rowsOf(value).flatMap((row) => textOf(row.VALUE)?.trim() ?? []);
}

/** What the vendor calls process, success and failure. Portals without it still have the two system statuses. */
function semanticsOf(value: unknown, statusId: string): CrmStage['semantics'] {
  const word = textOf(value)?.toUpperCase()[0];
  if (word === 'S' || (word === undefined && statusId === 'CONVERTED')) return 'won';
  return word === 'F' || (word === undefined && statusId === 'JUNK') ? 'lost' : 'open';
}

/** A contact of `crm.contact.get` or `.list`. */
export function toContact(row: Row): CrmContact {
  const phones = multifieldOf(row.PHONE);
  const emails = multifieldOf(row.EMAIL);
  const name = [row.NAME, row.SECOND_NAME, row.LAST_NAME]
    .map(textOf)
    .filter((part) => part !== null)
    .join(' ');
  // A card made without a name carries the number or address instead: see `contactFields`.
  const isStandIn = phones.some((phone) => samePhone(phone, name)) || emails.includes(name);
  return {
    id: textOf(row.ID) ?? '',
    name: isStandIn ? '' : name,
    phones,
    emails,
    updatedAt: isoTimeOf(row.DATE_MODIFY),
  };
}

/** A lead of `crm.lead.get` or `.list`. */
export function toLead(row: Row): CrmLead {
  const statusId = textOf(row.STATUS_ID) ?? '';
  const tags = row[tagsField];
  return {
    id: textOf(row.ID) ?? '',
    title: textOf(row.TITLE) ?? '',
    statusId,
    semantics: semanticsOf(row.STATUS_SEMANTIC_ID, statusId),
    responsibleId: linkOf(row.ASSIGNED_BY_ID),
    contactId: linkOf(row.CONTACT_ID),
    // An empty multiple field is `false`.
    tags: Array.isArray(tags) ? tags.flatMap((tag) => textOf(tag) ?? []) : [],
    externalKey: textOf(row.ORIGINATOR_ID) === originator ? textOf(row.ORIGIN_ID) : null,
    createdAt: isoTimeOf(row.DATE_CREATE),
    updatedAt: isoTimeOf(row.DATE_MODIFY),
  };
}

/** A row of `crm.status.list` for the directory STATUS. */
export function toStage(row: Row): CrmStage {
  const id = textOf(row.STATUS_ID) ?? '';
  const semantics = textOf(row.SEMANTICS) ?? textOf(rowOf(row.EXTRA)?.SEMANTICS);
  return {
    id,
    name: textOf(row.NAME) ?? id,
    sort: Number(textOf(row.SORT) ?? 0),
    semantics: semanticsOf(semantics, id),
  };
}

/** A row of `user.get`. */
export function toUser(row: Row): CrmUser {
  const id = textOf(row.ID) ?? '';
  const name = [row.NAME, row.LAST_NAME]
    .map(textOf)
    .filter((part) => part !== null)
    .join(' ');
  return {
    id,
    name: name === '' ? (textOf(row.EMAIL) ?? id) : name,
    active: row.ACTIVE === true || row.ACTIVE === 'Y',
  };
}

/** Lengths beyond which the vendor's own columns end. */
const maxLength = { name: 50, title: 250, sourceDescription: 4000 };

/** One new value of a phone or e-mail. */
export function newMultifield(value: string): { VALUE: string; VALUE_TYPE: 'WORK' }[] {
  return [{ VALUE: value, VALUE_TYPE: 'WORK' }];
}

/** Fields of `crm.contact.add`. A contact needs a name: without one it gets the phone or e-mail as a stand-in. */
export function contactFields(contact: NewCrmContact): Record<string, unknown> {
  return {
    NAME: (contact.name ?? contact.phone ?? contact.email ?? contact.externalKey).slice(0, maxLength.name),
    SOURCE_ID: 'WEB',
    ORIGINATOR_ID: originator,
    ORIGIN_ID: contact.externalKey,
    ...(contact.phone === null ? {} : { PHONE: newMultifield(contact.phone) }),
    ...(contact.email === null ? {} : { EMAIL: newMultifield(contact.email) }),
    ...(contact.responsibleId === null ? {} : { ASSIGNED_BY_ID: contact.responsibleId }),
  };
}

/** Cuts a client's name to what the vendor stores. */
export function nameField(name: string): string {
  return name.slice(0, maxLength.name);
}

const utmNames = ['source', 'medium', 'campaign', 'content', 'term'] as const;

/** Fields of `crm.lead.add`. Where the client came from is written as bare addresses, the same in every language. */
export function leadFields(lead: NewCrmLead): Record<string, unknown> {
  const { page, referrer, utm } = lead.source;
  const cameFrom = [page, referrer === null ? null : `← ${referrer}`].filter((part) => part !== null).join('\n');
  return {
    TITLE: lead.title.slice(0, maxLength.title),
    STATUS_ID: lead.statusId,
    SOURCE_ID: 'WEB',
    ORIGINATOR_ID: originator,
    ORIGIN_ID: lead.externalKey,
    ...(cameFrom === '' ? {} : { SOURCE_DESCRIPTION: cameFrom.slice(0, maxLength.sourceDescription) }),
    ...(lead.contactId === null ? {} : { CONTACT_ID: lead.contactId }),
    ...(lead.responsibleId === null ? {} : { ASSIGNED_BY_ID: lead.responsibleId }),
    ...Object.fromEntries(
      utmNames.flatMap((name) => (utm[name] === undefined ? [] : [[`UTM_${name.toUpperCase()}`, utm[name]]])),
    ),
  };
}
