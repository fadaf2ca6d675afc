import { callJson, HttpStatusError } from './http.ts';

/** A person's cards, as the CRM itself tells them. */
export interface PersonInCrm {
  readonly contacts: readonly CrmContactCard[];
  /** Leads of all these contacts, closed ones too. */
  readonly leads: readonly CrmLeadCard[];
}

/** A contact of the CRM. */
export interface CrmContactCard {
  readonly id: string;
  readonly name: string;
  readonly phones: readonly string[];
}

/** A lead of the CRM with its timeline. */
export interface CrmLeadCard {
  readonly id: string;
  readonly title: string;
  readonly statusId: string;
  readonly responsibleId: string;
  readonly tags: readonly string[];
  readonly comments: readonly string[];
  /** Texts of the to-dos on it. */
  readonly todos: readonly string[];
}

/** What the sandbox says about itself when it is ready. */
export interface SandboxAddress {
  /** Holds a key. */
  readonly webhookUrl: string;
  readonly pageUrl: string;
  readonly controlToken: string;
  readonly bitrix24: Bitrix24Application;
  readonly amocrm: AmoCrmAccess;
}

/** A local application of the sandbox's portal. */
export interface Bitrix24Application {
  /** Origin of the portal, which gives the tokens, too. */
  readonly portalUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** How the sandbox's amoCRM account is reached. */
export interface AmoCrmAccess {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly longLivedToken: string;
}

/** An order to let requests to the CRM fail; kinds are listed in the sandbox's README. */
export interface CrmFault {
  readonly kind: string;
  /** Pattern with `*`. @default '*' */
  readonly method?: string;
  /** @default 1 */
  readonly times?: number;
  /** For slow answers, ms. */
  readonly delayMs?: number;
}

type Row = Readonly<Record<string, unknown>>;

const closedStatuses = ['CONVERTED', 'JUNK'];

/** Whether people still work on a lead. */
export function isOpenLead({ statusId }: CrmLeadCard): boolean {
  return !closedStatuses.includes(statusId);
}

/**
 * The CRM seen from outside the product: read by its own REST API, so that a test never believes what the product
 * believes, and made to fail by the sandbox's control interface.
 *
 * @source https://apidocs.bitrix24.com: crm.contact.list, crm.lead.list, crm.lead.get, crm.timeline.comment.list,
 *   crm.activity.list
 */
export class CrmView {
  /** @param address the sandbox as it runs now */
  constructor(private readonly address: () => SandboxAddress) {}

  /** Access to the account at amoCRM that stands beside the portal. */
  get amocrm(): AmoCrmAccess {
    return this.address().amocrm;
  }

  /** The application by which the portal can be joined, beside its webhook. */
  get application(): Bitrix24Application {
    return this.address().bitrix24;
  }

  /** Address of the portal's incoming webhook. */
  get webhookUrl(): string {
    return this.address().webhookUrl;
  }

  /** One call of the CRM's REST API. @throws HttpStatusError */
  async rest(method: string, body: Row = {}): Promise<unknown> {
    const answer = await callJson(new URL(method, this.address().webhookUrl), { body });
    if (answer.status !== 200) throw new HttpStatusError(`CRM ${method}`, answer);
    return (answer.json as { result: unknown }).result;
  }

  /** One call of the control interface. */
  async control(method: 'GET' | 'POST' | 'DELETE', path: string, body?: Row): Promise<Row> {
    const { pageUrl, controlToken } = this.address();
    const answer = await callJson(new URL(`/__sandbox/${path}`, pageUrl), {
      method,
      headers: { 'x-sandbox-token': controlToken },
      ...(body ? { body } : {}),
    });
    if (answer.status !== 200) throw new HttpStatusError(`sandbox ${method} ${path}`, answer);
    return answer.json as Row;
  }

  /** Lets the next fitting requests fail. */
  async fail(fault: CrmFault): Promise<void> {
    await this.control('POST', 'faults', { ...fault });
  }

  /** Ends all faults. */
  async heal(): Promise<void> {
    await this.control('DELETE', 'faults');
  }

  /** Number of all contacts and leads, whosever they are. */
  async counts(): Promise<{ contacts: number; leads: number }> {
    const { contacts, leads } = await this.control('GET', 'state');
    return { contacts: rowsOf(contacts).length, leads: rowsOf(leads).length };
  }

  /** Everything about the person with this phone, whichever way it is spelled on a card. @param phone E.164 */
  async person(phone: string): Promise<PersonInCrm> {
    const all = rowsOf(await this.allPages('crm.contact.list', { select: ['ID', 'NAME', 'PHONE'] }));
    const contacts = all.map(toContact).filter(({ phones }) => phones.some((one) => sameNumber(one, phone)));
    const leads: CrmLeadCard[] = [];
    for (const { id } of contacts) {
      const found = await this.allPages('crm.lead.list', { filter: { CONTACT_ID: id }, select: ['ID'] });
      for (const row of found) leads.push(await this.lead(textOf(row['ID'])));
    }
    return { contacts, leads };
  }

  private async lead(id: string): Promise<CrmLeadCard> {
    const lead = (await this.rest('crm.lead.get', { id })) as Row;
    const comments = await this.allPages('crm.timeline.comment.list', {
      filter: { ENTITY_ID: id, ENTITY_TYPE: 'lead' },
      select: ['ID', 'COMMENT'],
      order: { ID: 'ASC' },
    });
    const todos = await this.allPages('crm.activity.list', {
      filter: { OWNER_ID: id, OWNER_TYPE_ID: 1, PROVIDER_ID: 'CRM_TODO' },
      select: ['ID', 'DESCRIPTION'],
    });
    return {
      id,
      title: textOf(lead['TITLE']),
      statusId: textOf(lead['STATUS_ID']),
      responsibleId: textOf(lead['ASSIGNED_BY_ID']),
      tags: Object.entries(lead).flatMap(([name, value]) =>
        name.endsWith('_TAGS') && Array.isArray(value) ? value.map(textOf) : [],
      ),
      comments: comments.map((row) => textOf(row['COMMENT'])),
      todos: todos.map((row) => textOf(row['DESCRIPTION'])),
    };
  }

  private async allPages(method: string, body: Row): Promise<Row[]> {
    const rows: Row[] = [];
    for (let start = 0; ; start += 50) {
      const page = rowsOf(await this.rest(method, { ...body, start }));
      rows.push(...page);
      if (page.length < 50) return rows;
    }
  }
}

function toContact(row: Row): CrmContactCard {
  return {
    id: textOf(row['ID']),
    name: textOf(row['NAME']),
    phones: rowsOf(row['PHONE']).map((phone) => textOf(phone['VALUE'])),
  };
}

/** Compares the last ten digits: a number of the Russian plan without its prefix. */
function sameNumber(one: string, other: string): boolean {
  const digits = (text: string) => text.replace(/\D/g, '').slice(-10);
  return digits(one) === digits(other);
}

function rowsOf(value: unknown): Row[] {
  return Array.isArray(value) ? value.filter((row): row is Row => row !== null && typeof row === 'object') : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
