import type { CrmCapabilities } from '@voronka/domain';

/** A contact as the CRM holds it. */
export interface CrmContact {
  id: string;
  name: string;
  /** As stored at the vendor; compare with `samePhone`, never as text. */
  phones: string[];
  emails: string[];
  /** ISO 8601 UTC, or null when the vendor does not say. */
  updatedAt: string | null;
}

/** A lead as the CRM holds it. */
export interface CrmLead {
  id: string;
  title: string;
  statusId: string;
  semantics: 'open' | 'won' | 'lost';
  responsibleId: string | null;
  contactId: string | null;
  tags: string[];
  externalKey: string | null;
  createdAt: string | null;
  updatedAt: string | null;
}

/** A status of the CRM's lead funnel. */
export interface CrmStage {
  id: string;
  name: string;
  sort: number;
  semantics: 'open' | 'won' | 'lost';
}

/** A user of the CRM who can be responsible. */
export interface CrmUser {
  id: string;
  name: string;
  active: boolean;
}

/** What a call carries besides its data: for logs and for the limiter's lane. */
export interface CrmCallContext {
  correlationId: string;
  lane: 'interactive' | 'bulk';
}

/** New contact. `externalKey` is `{dialogue}:{episode}:contact`. */
export interface NewCrmContact {
  externalKey: string;
  name: string | null;
  phone: string | null;
  email: string | null;
  responsibleId: string | null;
}

/** New lead. `externalKey` is `{dialogue}:{episode}:lead`. */
export interface NewCrmLead {
  externalKey: string;
  title: string;
  statusId: string;
  contactId: string | null;
  responsibleId: string | null;
  /** Where the client came from; utm_* without the prefix. */
  source: { page: string | null; referrer: string | null; utm: Record<string, string> };
}

/** A text on the card's timeline. `marker` makes it findable again after an ambiguous write. */
export interface CrmCommentInput {
  leadId: string;
  marker: string;
  /** Plain text of people; the connector escapes it for the vendor. */
  text: string;
}

/**
 * What every CRM connector does. Reads are safe to repeat; writes are sent once per call, and the caller wraps them in
 * the effectively-once protocol. All failures are `VoronkaError` with a `Crm.*` code; `Crm.Ambiguous` means that the
 * write may have happened.
 */
export interface CrmPort {
  readonly vendor: 'bitrix24';
  readonly capabilities: CrmCapabilities;
  /** How long a new entity may stay invisible to search, in ms. */
  readonly indexLagMs: number;

  /** Whether the credentials work; throws `Crm.*` otherwise. */
  check(context: CrmCallContext): Promise<{ account: string; user: string }>;
  listStages(context: CrmCallContext): Promise<CrmStage[]>;
  listUsers(context: CrmCallContext): Promise<CrmUser[]>;

  /** Contacts with exactly this phone (any spelling) or e-mail, re-checked by value. */
  findContacts(by: { phone: string | null; email: string | null }, context: CrmCallContext): Promise<CrmContact[]>;
  getContact(id: string, context: CrmCallContext): Promise<CrmContact | null>;
  findContactByExternalKey(externalKey: string, context: CrmCallContext): Promise<CrmContact | null>;
  createContact(contact: NewCrmContact, context: CrmCallContext): Promise<string>;
  /** Adds what is missing; never replaces a value that is there. Returns what was added. */
  completeContact(
    id: string,
    data: { name: string | null; phone: string | null; email: string | null },
    context: CrmCallContext,
  ): Promise<string[]>;

  getLead(id: string, context: CrmCallContext): Promise<CrmLead | null>;
  findLeadByExternalKey(externalKey: string, context: CrmCallContext): Promise<CrmLead | null>;
  /** Open leads of a contact, newest first. */
  findOpenLeads(contactId: string, context: CrmCallContext): Promise<CrmLead[]>;
  createLead(lead: NewCrmLead, context: CrmCallContext): Promise<string>;
  moveLead(id: string, statusId: string, context: CrmCallContext): Promise<void>;
  setResponsible(leadId: string, userId: string, context: CrmCallContext): Promise<void>;
  /** Adds tags to those that are there. Returns which were missing. */
  addTags(leadId: string, tags: string[], context: CrmCallContext): Promise<string[]>;

  findComment(by: { leadId: string; marker: string }, context: CrmCallContext): Promise<string | null>;
  addComment(comment: CrmCommentInput, context: CrmCallContext): Promise<string>;
  updateComment(id: string, comment: CrmCommentInput, context: CrmCallContext): Promise<void>;
}

/** Finds the connector of an integration; live by id, so that a changed address or token counts at once. */
export interface CrmConnectorProvider {
  /** @throws VoronkaError `Crm.NotConfigured` when there is none */
  forIntegration(integrationId: string): Promise<CrmPort>;
}
