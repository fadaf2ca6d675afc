import { defineEntity, p } from '@mikro-orm/postgresql';
import type { ClaimSubject, IntentStatus } from '@voronka/contracts';

/** Something that stopped and waits for a person. */
export const IncidentEntity = defineEntity({
  name: 'Incident',
  tableName: 'incidents',
  properties: {
    id: p.uuid().primary(),
    workspaceId: p.uuid(),
    dialogueId: p.uuid(),
    turn: p.integer(),
    commandIndex: p.integer(),
    nodeId: p.text(),
    code: p.text(),
    integrationId: p.uuid().nullable(),
    missing: p.text().nullable(),
    missingName: p.text().nullable(),
    state: p.text().$type<'open' | 'resolved'>().default('open'),
    createdAt: p.datetime(3).defaultRaw('now()'),
    resolvedAt: p.datetime(3).nullable(),
    resolvedBy: p.uuid().nullable(),
  },
});

/** A client message kept back by the flood limit. */
export const HeldMessageEntity = defineEntity({
  name: 'HeldMessage',
  tableName: 'held_messages',
  properties: {
    id: p.uuid().primary(),
    workspaceId: p.uuid(),
    channelId: p.uuid(),
    dialogueId: p.uuid(),
    updateId: p.text(),
    body: p.text(),
    correlationId: p.text(),
    state: p.text().$type<'held' | 'released' | 'discarded'>().default('held'),
    receivedAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** Request ids of the signed webhook channel, to refuse replays. */
export const WebhookRequest = defineEntity({
  name: 'WebhookRequest',
  tableName: 'webhook_requests',
  properties: {
    channelId: p.uuid().primary(),
    requestId: p.text().primary(),
    workspaceId: p.uuid(),
    receivedAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** One intended write at a vendor. */
export const CrmIntent = defineEntity({
  name: 'CrmIntent',
  tableName: 'crm_intents',
  properties: {
    key: p.text().primary(),
    workspaceId: p.uuid(),
    integrationId: p.uuid(),
    dialogueId: p.uuid(),
    status: p.text().$type<IntentStatus>().default('planned'),
    vendorId: p.text().nullable(),
    sentAt: p.datetime(3).nullable(),
    leaseToken: p.uuid().nullable(),
    leaseUntil: p.datetime(3).nullable(),
    attempts: p.integer().default(0),
    lastCode: p.text().nullable(),
    createdAt: p.datetime(3).defaultRaw('now()'),
    updatedAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** One person, one open lead or one open deal, per integration. */
export const CrmClaim = defineEntity({
  name: 'CrmClaim',
  tableName: 'crm_claims',
  properties: {
    integrationId: p.uuid().primary(),
    kind: p.text().$type<ClaimSubject['kind']>().primary(),
    value: p.text().primary(),
    workspaceId: p.uuid(),
    vendorId: p.text().nullable(),
    holder: p.text(),
    token: p.uuid(),
    leaseUntil: p.datetime(3),
    updatedAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** A leaky bucket of a vendor's limit, shared by all processes. */
export const LimiterBucket = defineEntity({
  name: 'LimiterBucket',
  tableName: 'limiter_buckets',
  properties: {
    key: p.text().primary(),
    level: p.double(),
    updatedAt: p.datetime(3),
    blockedUntil: p.datetime(3).nullable(),
  },
});

/** The history of a closed run. Never changed. */
export const HistoryArchive = defineEntity({
  name: 'HistoryArchive',
  tableName: 'history_archive',
  properties: {
    runId: p.text().primary(),
    workspaceId: p.uuid(),
    dialogueId: p.uuid(),
    history: p.blob(),
    eventCount: p.integer(),
    closedAt: p.datetime(3),
    archivedAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** Who did what. Never changed. */
export const AuditEntry = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_log',
  properties: {
    id: p.bigint('string').primary().generated('identity'),
    workspaceId: p.uuid(),
    at: p.datetime(3).defaultRaw('now()'),
    actorId: p.uuid().nullable(),
    actorName: p.text(),
    action: p.text(),
    target: p.text(),
    detail: p.json<Record<string, unknown>>(),
    correlationId: p.text(),
  },
});
