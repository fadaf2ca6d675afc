import { defineEntity, p } from '@mikro-orm/postgresql';
import type { InferEntity } from '@mikro-orm/postgresql';
import type { WebhookCrmSettings } from '@voronka/contracts';
import type {
  AssistantKind,
  AssistantMode,
  BundleContent,
  ChannelSwitches,
  CrmStatus,
  FlowGraph,
  IntegrationKind,
  LocalizedText,
  SignalDeclaration,
  Stage,
} from '@voronka/domain';

/** A drawn flow: its draft, and what is published. */
export const Flow = defineEntity({
  name: 'Flow',
  tableName: 'flows',
  properties: {
    id: p.uuid().primary(),
    workspaceId: p.uuid(),
    name: p.json<LocalizedText>(),
    draft: p.json<FlowGraph>(),
    /** Grows with every save: two people never overwrite each other silently. */
    draftRevision: p.integer().default(1),
    draftUpdatedAt: p.datetime(3).defaultRaw('now()'),
    draftAuthorId: p.uuid().nullable(),
    live: p.json<FlowGraph>().nullable(),
    livePublishedAt: p.datetime(3).nullable(),
    liveAuthorId: p.uuid().nullable(),
    liveNote: p.text().default(''),
    /** Put away: kept, but neither edited nor published. */
    archivedAt: p.datetime(3).nullable(),
  },
});

/** A flow as it was published, numbered from 1. Never changed. */
export const FlowVersion = defineEntity({
  name: 'FlowVersion',
  tableName: 'flow_versions',
  properties: {
    flowId: p.uuid().primary(),
    number: p.integer().primary(),
    workspaceId: p.uuid(),
    graph: p.json<FlowGraph>(),
    note: p.text().default(''),
    authorId: p.uuid().nullable(),
    publishedAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** Settings of an assistant that are not secret. */
export interface AssistantSettings {
  /** How long an outside assistant may take for a turn, in seconds. @default 20 */
  deadlineSeconds?: number;
  /** Its signals may move the card backwards. @default false */
  mayMoveBack?: boolean;
  /** Language model: address of its OpenAI-compatible API, up to and without `/chat/completions`. */
  baseUrl?: string;
  model?: string;
  instructions?: string;
  temperature?: number;
  /** Names, phones and e-mails of clients may leave for it. @default false */
  allowPersonalData?: boolean;
}

/** Who answers in channels: the flow itself, or an outside assistant with the flow as its fallback. */
export const Assistant = defineEntity({
  name: 'Assistant',
  tableName: 'assistants',
  properties: {
    id: p.uuid().primary(),
    workspaceId: p.uuid(),
    name: p.text(),
    mode: p.text().$type<AssistantMode>(),
    enabled: p.boolean().default(true),
    flowId: p.uuid().nullable(),
    kind: p.text().$type<AssistantKind>().default('builtIn'),
    settings: p.json<AssistantSettings>().default('{}' as never),
    /** Language model: the sealed API key. */
    secret: p.text().nullable().hidden(),
  },
});

/** The columns a lead moves through. */
export const FunnelEntity = defineEntity({
  name: 'Funnel',
  tableName: 'funnels',
  properties: {
    id: p.uuid().primary(),
    workspaceId: p.uuid(),
    name: p.json<LocalizedText>(),
    stages: p.json<Stage[]>(),
  },
});

/** Settings of a CRM that are not secret. */
export interface IntegrationSettings {
  /** Where a person opens the CRM, for links to cards; origin without path. */
  portalUrl?: string;
  /** Id of the application that is installed there, of amoCRM FULL and of Bitrix24 that is not joined by a webhook. */
  clientId?: string;
  /** Bitrix24: origin of the server that gives the application its tokens. @default the vendor's */
  authServerUrl?: string;
  /** amoCRM FULL: id of the account, as the first token of its widget told it. */
  accountId?: number;
  /** How long after it left a write may still turn up there, in ms. @default 75000, of the connector */
  indexLagMs?: number;
  /** A CRM that is joined by webhooks: stages, names of fields, what goes with every lead. */
  webhook?: WebhookCrmSettings;
}

/** A joined CRM. `secret` is sealed (AES-256-GCM) and only opened by the connector. */
export const Integration = defineEntity({
  name: 'Integration',
  tableName: 'integrations',
  properties: {
    id: p.uuid().primary(),
    workspaceId: p.uuid(),
    kind: p.text().$type<IntegrationKind>(),
    name: p.text(),
    enabled: p.boolean().default(true),
    settings: p.json<IntegrationSettings>(),
    secret: p.text().nullable().hidden(),
    createdAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** A signal of the workspace's catalogue. */
export const Signal = defineEntity({
  name: 'Signal',
  tableName: 'signals',
  properties: {
    workspaceId: p.uuid().primary(),
    name: p.text().primary(),
    declaration: p.json<SignalDeclaration>(),
    enabled: p.boolean().default(true),
    createdAt: p.datetime(3).defaultRaw('now()'),
    updatedAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** The stage to which a funnel moves on a signal. */
export const FunnelSignal = defineEntity({
  name: 'FunnelSignal',
  tableName: 'funnel_signals',
  properties: {
    funnelId: p.uuid().primary(),
    signal: p.text().primary(),
    workspaceId: p.uuid(),
    stageKey: p.text(),
  },
});

/** Binds one funnel column to one CRM status. */
export const StageMappingEntity = defineEntity({
  name: 'StageMapping',
  tableName: 'stage_mappings',
  properties: {
    integrationId: p.uuid().primary(),
    funnelId: p.uuid().primary(),
    stageKey: p.text().primary(),
    workspaceId: p.uuid(),
    crmStatusId: p.text(),
  },
});

/** What a CRM's stages were when it was last asked. */
export const CrmStageList = defineEntity({
  name: 'CrmStageList',
  tableName: 'crm_stage_lists',
  properties: {
    integrationId: p.uuid().primary(),
    cardKind: p.text().$type<'lead' | 'deal'>().primary(),
    workspaceId: p.uuid(),
    stages: p.json<CrmStatus[]>(),
    readAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** Binds a manager to a CRM user. */
export const ManagerLink = defineEntity({
  name: 'ManagerLink',
  tableName: 'manager_links',
  properties: {
    integrationId: p.uuid().primary(),
    userId: p.uuid().primary(),
    workspaceId: p.uuid(),
    crmUserId: p.text(),
  },
});

/** Settings of a channel that are not secret. */
export interface ChannelSettings {
  /** ISO 3166 alpha-2. */
  defaultCountry: string;
  defaultLocale: 'ru' | 'en';
  /** Widget: sites that may embed it, as origins. Empty: none. */
  allowedOrigins?: string[];
  title?: LocalizedText;
  greeting?: LocalizedText;
  consent?: { version: string; text: LocalizedText };
  /** Webhook: where answers are posted. */
  outgoingUrl?: string;
  /** Webhook: the provider drops a message id that it has seen, so that an unclear delivery may be repeated. */
  receiverDeduplicates?: boolean;
  /** Client messages of one dialogue per minute before they are held. @default 20 */
  messagesPerMinute?: number;
  /** New dialogues of one source per minute before they are held. @default 10 */
  dialoguesPerMinute?: number;
  /** IANA. @default 'Europe/Moscow' */
  timeZone?: string;
  /** Messages that follow each other within this time become one turn, in ms. @default 0, each is its own */
  joinWindowMs?: number;
  /** What a new enquiry becomes in the CRM. @default 'lead' */
  card?: 'lead' | 'deal';
}

/** What a channel does in the CRM besides its switches (R6). */
export interface ChannelPolicies {
  automaticTags: string[];
  notes: boolean;
  history: boolean;
  /** Days of silence after which a dialogue closes by itself; null: never. @default 30 */
  closeAfterDays?: number | null;
  /** Last words to a client who asks not to be written to. */
  stopText?: LocalizedText;
}

/** A way by which clients write. Names its assistant, funnel and integration. */
export const Channel = defineEntity({
  name: 'Channel',
  tableName: 'channels',
  properties: {
    id: p.uuid().primary(),
    workspaceId: p.uuid(),
    kind: p.text().$type<'widget' | 'webhook'>(),
    /** Public and unguessable; part of addresses. */
    key: p.text(),
    name: p.text(),
    enabled: p.boolean().default(true),
    settings: p.json<ChannelSettings>(),
    /** Webhook: the sealed signing secret. */
    secret: p.text().nullable().hidden(),
    assistantId: p.uuid().nullable(),
    funnelId: p.uuid().nullable(),
    integrationId: p.uuid().nullable(),
    defaultManagerId: p.uuid().nullable(),
    switches: p.json<ChannelSwitches>(),
    policies: p.json<ChannelPolicies>(),
    /** What new dialogues pin; null until something is published for the channel. */
    liveBundleHash: p.text().nullable(),
  },
});

/** An immutable published bundle. `canonical` is the exact text whose SHA-256 is the hash. */
export const BundleEntity = defineEntity({
  name: 'Bundle',
  tableName: 'bundles',
  properties: {
    workspaceId: p.uuid().primary(),
    hash: p.text().primary(),
    channelId: p.uuid(),
    canonical: p.text().$type<string>(),
    /** The flow that it runs; kept by PostgreSQL from the text. */
    flowId: p.text().nullable().generated("(canonical::jsonb ->> 'flowId') stored"),
    createdAt: p.datetime(3).defaultRaw('now()'),
    authorId: p.uuid().nullable(),
    note: p.text().default(''),
  },
});

/** A row of {@link Flow}. */
export type FlowRow = InferEntity<typeof Flow>;
/** A funnel as stored. */
export type FunnelRow = InferEntity<typeof FunnelEntity>;
/** A row of {@link Assistant}. */
export type AssistantRow = InferEntity<typeof Assistant>;
/** A row of {@link Channel}. */
export type ChannelRow = InferEntity<typeof Channel>;
/** A row of {@link Integration}. */
export type IntegrationRow = InferEntity<typeof Integration>;
/** What `canonical` parses to. */
export type BundleRowContent = BundleContent;
