import { defineEntity, p } from '@mikro-orm/postgresql';
import type { HintSource } from '@voronka/contracts';

/** A card that may have changed in its CRM; one row until it was read again. Names nothing but the card. */
export const CrmHint = defineEntity({
  name: 'CrmHint',
  tableName: 'crm_hints',
  properties: {
    integrationId: p.uuid().primary(),
    cardKind: p.text().$type<'lead' | 'deal'>().primary(),
    cardId: p.text().primary(),
    workspaceId: p.uuid(),
    source: p.text().$type<HintSource>(),
    /** Grows with every further hint: one that came while the card was read keeps the row. */
    generation: p.integer().default(1),
    putAt: p.datetime(3).defaultRaw('now()'),
    dueAt: p.datetime(3).defaultRaw('now()'),
    leaseToken: p.uuid().nullable(),
    leaseUntil: p.datetime(3).nullable(),
    leaseGeneration: p.integer().nullable(),
    attempts: p.integer().default(0),
  },
});

/** How an integration is watched: where its webhooks come in, and how its reconciliation stands. */
export const CrmWatch = defineEntity({
  name: 'CrmWatch',
  tableName: 'crm_watches',
  properties: {
    integrationId: p.uuid().primary(),
    workspaceId: p.uuid(),
    /** SHA-256 of the unguessable part of the address. */
    hookKeyHash: p.text().nullable().unique(),
    /** The sealed token that the vendor proves its webhooks with. */
    hookToken: p.text().nullable().hidden(),
    lastHookAt: p.datetime(3).nullable(),
    /** The account that webhooks must come from, by the vendor's number; null where it is not known. */
    hookAccount: p.text().nullable(),
    /** When the CRM was last found to send to our address, of one that is subscribed by its API. */
    subscribedAt: p.datetime(3).nullable(),
    /** Why it could not be subscribed; null when it could. */
    subscriptionCode: p.text().nullable(),
    /** When it was found switched off or removed, and subscribed again. */
    resubscribedAt: p.datetime(3).nullable(),
    everyMinutes: p.integer().default(5),
    /** Everything before was read; ISO 8601 UTC by the vendor's clock. */
    watermark: p.text().nullable(),
    /** A person has asked for a run. */
    askedAt: p.datetime(3).nullable(),
    runStartedAt: p.datetime(3).nullable(),
    runFinishedAt: p.datetime(3).nullable(),
    runChecked: p.integer().default(0),
    runChanges: p.integer().default(0),
    runCode: p.text().nullable(),
    leaseToken: p.uuid().nullable(),
    leaseUntil: p.datetime(3).nullable(),
  },
});

/** A user of a CRM, for the names of those who are nobody here. */
export const CrmUserEntity = defineEntity({
  name: 'CrmUser',
  tableName: 'crm_users',
  properties: {
    integrationId: p.uuid().primary(),
    crmUserId: p.text().primary(),
    workspaceId: p.uuid(),
    name: p.text(),
    active: p.boolean(),
    readAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** A field of a card that went back and forth and is not written any more, until a person releases it. */
export const CrmStoppedField = defineEntity({
  name: 'CrmStoppedField',
  tableName: 'crm_stopped_fields',
  properties: {
    integrationId: p.uuid().primary(),
    cardKind: p.text().$type<'lead' | 'deal'>().primary(),
    cardId: p.text().primary(),
    field: p.text().$type<'stage' | 'responsible'>().primary(),
    workspaceId: p.uuid(),
    stoppedAt: p.datetime(3).nullable(),
    releasedAt: p.datetime(3).nullable(),
  },
});
