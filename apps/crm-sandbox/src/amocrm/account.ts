import type { Clock } from '../bitrix24/portal-time.ts';
import type { Collection, DocumentStore, StoredDocument } from '../store/document-store.ts';
import type {
  AccountUser,
  Card,
  Company,
  Contact,
  CustomField,
  EntityName,
  EventRow,
  Lead,
  LossReason,
  Note,
  Pipeline,
  PipelineStatus,
  Tag,
  Task,
  TokenRow,
  UnsortedItem,
  WebhookRow,
} from './model.ts';

/** Statuses that stand in every pipeline. */
export const wonStatusId = 142;
export const lostStatusId = 143;

/** Number, name and address part of the one account. */
export const accountProfile = { id: 30_100_200, name: 'Песочница', subdomain: 'demo' } as const;

/** Everything one account remembers, and its clock. */
export interface Account {
  readonly store: DocumentStore;
  readonly now: Clock;
  readonly leads: Collection<Lead>;
  readonly contacts: Collection<Contact>;
  readonly companies: Collection<Company>;
  readonly users: Collection<AccountUser>;
  readonly pipelines: Collection<Pipeline>;
  readonly tags: Collection<Tag>;
  readonly customFields: Collection<CustomField>;
  readonly notes: Collection<Note>;
  readonly tasks: Collection<Task>;
  readonly lossReasons: Collection<LossReason>;
  readonly events: Collection<EventRow>;
  readonly unsorted: Collection<UnsortedItem>;
  readonly webhooks: Collection<WebhookRow>;
  readonly tokens: Collection<TokenRow>;
  /** Gives ids to statuses and to choices of fields. */
  readonly counters: Collection<StoredDocument>;
}

export function openAccount(store: DocumentStore, now: Clock): Account {
  return {
    store,
    now,
    leads: store.collection('leads'),
    contacts: store.collection('contacts'),
    companies: store.collection('companies'),
    users: store.collection('users'),
    pipelines: store.collection('pipelines'),
    tags: store.collection('tags'),
    customFields: store.collection('customFields'),
    notes: store.collection('notes'),
    tasks: store.collection('tasks'),
    lossReasons: store.collection('lossReasons'),
    events: store.collection('events'),
    unsorted: store.collection('unsorted'),
    webhooks: store.collection('webhooks'),
    tokens: store.collection('tokens'),
    counters: store.collection('counters'),
  };
}

/** Unix seconds, as the API writes every moment. */
export function nowSeconds(account: Account): number {
  return Math.floor(account.now() / 1000);
}

/** A card that is neither missing nor in the bin. */
export function livingCard(account: Account, entity: EntityName, id: number): Card | undefined {
  const card: Card | undefined = account[entity].get(id);
  return card && !card.isDeleted ? card : undefined;
}

export function mainPipeline(account: Account): Pipeline {
  const main = account.pipelines.find((pipeline) => pipeline.isMain);
  if (!main) throw new Error('The account has no main pipeline');
  return main;
}

export function statusOf(account: Account, lead: Lead): PipelineStatus | undefined {
  return account.pipelines.get(lead.pipelineId)?.statuses.find((status) => status.id === lead.statusId);
}

/** The first status a lead can be put into by hand. */
export function firstStatus(pipeline: Pipeline): PipelineStatus {
  const status = pipeline.statuses.find((candidate) => candidate.type === 0);
  if (!status) throw new Error(`Pipeline ${pipeline.id} has no status`);
  return status;
}

export function isClosed(lead: Lead): boolean {
  return lead.statusId === wonStatusId || lead.statusId === lostStatusId;
}

export function fieldsOf(account: Account, entity: EntityName): CustomField[] {
  return account.customFields
    .all()
    .filter((field) => field.entity === entity)
    .sort((a, b) => a.sort - b.sort || a.id - b.id);
}

/** Texts of a field with that code, such as all values of `PHONE`. */
export function valuesByCode(account: Account, entity: EntityName, card: Card, code: string): string[] {
  const field = account.customFields.find((row) => row.entity === entity && row.code === code);
  const values = card.fields.find((row) => row.fieldId === field?.id)?.values ?? [];
  return values.map(({ value }) => (typeof value === 'string' ? value : JSON.stringify(value)));
}
