import type { CrmCapabilities, IntegrationKind, UpdatePolicy } from '@voronka/domain';
import type { CheckItem } from './connection-check.schema.ts';
import type { VoronkaError } from './errors.ts';

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

/** Kinds of card that a dialogue may lead to. */
export type CrmCardKind = 'lead' | 'deal';

/** Names a card: ids of leads and of deals are counted apart. */
export interface CrmCardRef {
  kind: CrmCardKind;
  id: string;
}

/** A lead or a deal as the CRM holds it. */
export interface CrmCard extends CrmCardRef {
  title: string;
  statusId: string;
  semantics: 'open' | 'won' | 'lost';
  responsibleId: string | null;
  contactId: string | null;
  tags: string[];
  externalKey: string | null;
  createdAt: string | null;
  updatedAt: string | null;
  /** When and by which CRM user the stage was changed last. @default the vendor does not say */
  stageChangedAt?: string | null | undefined;
  stageChangedBy?: string | null | undefined;
  /** CRM user of the last change. @default the vendor does not say */
  updatedBy?: string | null | undefined;
}

/** One page of cards that were changed. */
export interface CrmChangedCards {
  cards: CrmCard[];
  /** Where the next page goes on; null: this was the last one. */
  next: string | null;
}

/** How a vendor's cards are watched for what people change there. */
export interface CrmChangeFeed {
  /**
   * Cards of a kind that were changed at a moment or later, page by page. What changes while it is read may be missing: read
   * again from a moment before.
   *
   * @param from.since ISO 8601 UTC, by the vendor's clock
   * @param from.next of the page before; null for the first one
   */
  changedCards(
    kind: CrmCardKind,
    from: { since: string; next: string | null },
    context: CrmCallContext,
  ): Promise<CrmChangedCards>;
  /** Those of at most 50 cards that are still there. */
  presentCards(kind: CrmCardKind, ids: readonly string[], context: CrmCallContext): Promise<CrmCard[]>;
  /**
   * Ids of cards that the vendor's own list of events names since a moment, those that were deleted or merged into others
   * too. Missing where the vendor keeps no such list.
   */
  eventCards?(kind: CrmCardKind, since: string, context: CrmCallContext): Promise<string[]>;
  /**
   * When and by which CRM user a card's stage was changed last; null when it is not known. Missing where cards tell it
   * themselves.
   */
  lastMove?(card: CrmCardRef, context: CrmCallContext): Promise<{ at: string; by: string | null } | null>;
}

/** An address that a vendor sends webhooks to. */
export interface CrmHookSubscription {
  destination: string;
  /** Of the account, by the vendor's number. */
  account: string | null;
  /** It sends nothing there: switched off, or subscribed to less than we follow. */
  off: boolean;
}

/** How a vendor is told where to send its webhooks, of one that can be told by its API. */
export interface CrmHookSubscriptions {
  list(context: CrmCallContext): Promise<CrmHookSubscription[]>;
  /** Subscribes an address, or switches it on again. */
  subscribe(destination: string, context: CrmCallContext): Promise<void>;
  /** One that is not there any more is no failure. */
  unsubscribe(destination: string, context: CrmCallContext): Promise<void>;
  /**
   * Whether a webhook comes from the joined account, of a vendor that sends an access token of ours along: it is shown to the
   * account itself. Other vendors have nothing to show.
   */
  isFromAccount?(shown: { account: string; accessToken: string }, context: CrmCallContext): Promise<boolean>;
}

/** A stage that cards of one kind may be in. */
export interface CrmStage {
  /** Status id; of deals outside the general funnel with the funnel's number: `C5:NEW`. */
  id: string;
  name: string;
  /** Name of the funnel; null where the kind has only one. */
  funnel: string | null;
  sort: number;
  semantics: 'open' | 'won' | 'lost';
}

/** A user of the CRM who can be responsible. */
export interface CrmUser {
  id: string;
  name: string;
  active: boolean;
}

/** What a connector found of its connection. */
export interface CrmCheck {
  /** Null, as all that is known of the CRM, where it does not let us in. */
  account: string | null;
  user: string | null;
  /** `false` for a portal that works with deals only. */
  leads: boolean | null;
  /** Why the CRM does not let us in; null: it does. */
  failure: VoronkaError | null;
  /** What it looked at; what the kind of CRM needs besides is looked at elsewhere. */
  items: CheckItem[];
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

/** New lead or deal. `externalKey` is `{dialogue}:{episode}:{kind}`. */
export interface NewCrmCard {
  kind: CrmCardKind;
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
  card: CrmCardRef;
  marker: string;
  /** Plain text of people; the connector escapes it for the vendor. */
  text: string;
}

/** What is known of a client. Null: not known, and what the CRM has stays as it is. */
export interface CrmClientData {
  name: string | null;
  /** E.164. */
  phone: string | null;
  /** Lower case. */
  email: string | null;
}

/** What may be done to each field of a contact that is there. Whatever the policy, no field is ever emptied. */
export type CrmUpdatePolicies = Readonly<Record<keyof CrmClientData, UpdatePolicy>>;

/** What is to be written to a contact, as its connector planned it a moment ago. */
export interface CrmContactChange {
  contactId: string;
  /** What of the client changes. */
  changed: readonly (keyof CrmClientData)[];
  /** In the vendor's words. */
  fields: Readonly<Record<string, unknown>>;
}

/** What a to-do may hang on: a client who has no card yet has one on the contact. */
export type CrmTaskOwner = CrmCardRef | { kind: 'contact'; id: string };

/** A to-do for a manager. `marker` makes it findable again after an ambiguous write. */
export interface CrmTaskInput {
  owner: CrmTaskOwner;
  marker: string;
  /** Plain text of people; the connector escapes it for the vendor. */
  text: string;
  /** ISO 8601 UTC. */
  deadlineAt: string;
  /** null: whoever the vendor chooses. */
  responsibleId: string | null;
}

/**
 * What every CRM connector does. Reads are safe to repeat; writes are sent once per call, and the caller wraps them in
 * the effectively-once protocol. All failures are `VoronkaError` with a `Crm.*` code; `Crm.Ambiguous` means that the
 * write may have happened.
 */
export interface CrmPort {
  readonly kind: IntegrationKind;
  readonly capabilities: CrmCapabilities;
  /** How long a new entity may stay invisible to search, in ms. */
  readonly indexLagMs: number;
  /** Whether making a card may be answered with one that was there: the vendor's own control of duplicates. */
  readonly joinsDuplicates: boolean;

  /**
   * Looks at everything that the connection needs and that the CRM tells without a trace: rights, fields, users, its clock.
   * Writes nothing.
   *
   * @throws VoronkaError `Crm.*` when the CRM cannot be asked at all; a refusal may be told as `failure`
   */
  check(context: CrmCallContext): Promise<CrmCheck>;
  /**
   * Whether cards may be leads. Where they may not, deals are made instead.
   *
   * Missing where that is no matter of the account's settings.
   */
  worksWithLeads?: ((context: CrmCallContext) => Promise<boolean>) | undefined;
  /** Stages of all funnels that cards of this kind have, in the vendor's order. */
  listStages(kind: CrmCardKind, context: CrmCallContext): Promise<CrmStage[]>;
  listUsers(context: CrmCallContext): Promise<CrmUser[]>;
  /**
   * Whether a user works there, known for minutes.
   *
   * Missing where the CRM itself refuses cards of people who have left.
   */
  hasUser?: ((userId: string, context: CrmCallContext) => Promise<boolean>) | undefined;

  /** Contacts with exactly this phone (any spelling) or e-mail, re-checked by value. */
  findContacts(by: { phone: string | null; email: string | null }, context: CrmCallContext): Promise<CrmContact[]>;
  getContact(id: string, context: CrmCallContext): Promise<CrmContact | null>;
  findContactByExternalKey(externalKey: string, context: CrmCallContext): Promise<CrmContact | null>;
  createContact(contact: NewCrmContact, context: CrmCallContext): Promise<string>;
  /**
   * What is to be written to a contact, by a policy per field: `fillEmpty` only where there is nothing, `overwrite` in place
   * of the first value, `append` beside those that are there (a name has no place for a second one: filled only when
   * empty). A value that is there in another spelling is never written again.
   *
   * @returns null when nothing is to be written
   */
  planContactChange(
    id: string,
    data: CrmClientData,
    policies: CrmUpdatePolicies,
    context: CrmCallContext,
  ): Promise<CrmContactChange | null>;
  changeContact(change: CrmContactChange, context: CrmCallContext): Promise<void>;

  getCard(card: CrmCardRef, context: CrmCallContext): Promise<CrmCard | null>;
  findCardByExternalKey(kind: CrmCardKind, externalKey: string, context: CrmCallContext): Promise<CrmCard | null>;
  /** Open cards of a contact, newest first. */
  findOpenCards(kind: CrmCardKind, contactId: string, context: CrmCallContext): Promise<CrmCard[]>;
  createCard(card: NewCrmCard, context: CrmCallContext): Promise<string>;
  moveCard(card: CrmCardRef, statusId: string, context: CrmCallContext): Promise<void>;
  setResponsible(card: CrmCardRef, userId: string, context: CrmCallContext): Promise<void>;
  /** Adds tags to those that are there. Returns which were missing. */
  addTags(card: CrmCardRef, tags: string[], context: CrmCallContext): Promise<string[]>;
  /** Takes tags away and leaves the others. Returns which were there. */
  removeTags(card: CrmCardRef, tags: string[], context: CrmCallContext): Promise<string[]>;

  findComment(by: { card: CrmCardRef; marker: string }, context: CrmCallContext): Promise<string | null>;
  addComment(comment: CrmCommentInput, context: CrmCallContext): Promise<string>;
  updateComment(id: string, comment: CrmCommentInput, context: CrmCallContext): Promise<void>;

  findTask(by: { owner: CrmTaskOwner; marker: string }, context: CrmCallContext): Promise<string | null>;
  addTask(task: CrmTaskInput, context: CrmCallContext): Promise<string>;

  /** Missing where the connector does not tell what people change. */
  readonly changes?: CrmChangeFeed | undefined;
  /** Missing where people enter the address of our webhooks in the CRM, and where there are none. */
  readonly hooks?: CrmHookSubscriptions | undefined;
}

/** Finds the connector of an integration; live by id, so that a changed address or token counts at once. */
export interface CrmConnectorProvider {
  /** @throws VoronkaError `Crm.NotConfigured` when there is none */
  forIntegration(integrationId: string): Promise<CrmPort>;
}
