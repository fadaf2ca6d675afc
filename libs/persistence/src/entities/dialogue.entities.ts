import { defineEntity, p } from '@mikro-orm/postgresql';
import type { InferEntity } from '@mikro-orm/postgresql';
import type { CrmCardKind } from '@voronka/contracts';
import type { CloseReason, DecisionRecord, DialogueState, Locale, Owner, TimerKind } from '@voronka/domain';

const standsAtSql = "(coalesce(state #>> '{position,nodeId}', state #>> '{parked,nodeId}')) stored";
const passedSql = "(jsonb_path_query_array(record, '$.path[*].nodeId')) stored";
const edgesSql = "(jsonb_path_query_array(record, '$.path[*].edge.edgeId')) stored";

/** Where a client came from. */
export interface DialogueOrigin {
  page?: string | undefined;
  referrer?: string | undefined;
  /** utm_* without the prefix. */
  utm?: Record<string, string> | undefined;
}

/** One dialogue: the row whose lock orders everything that happens in it. */
export const Dialogue = defineEntity({
  name: 'Dialogue',
  tableName: 'dialogues',
  properties: {
    id: p.uuid().primary(),
    number: p.integer().generated('identity'),
    workspaceId: p.uuid(),
    channelId: p.uuid(),
    /** The channel's id of the chat; may be a phone number. */
    chatKey: p.text(),
    bundleHash: p.text(),
    state: p.json<DialogueState>(),
    turn: p.integer().default(0),
    /** The inbox `seq` that the next row gets. */
    nextSeq: p.bigint('number').default(1),
    /** The inbox is decided up to here. */
    lastSeq: p.bigint('number').default(0),
    nextPosition: p.integer().default(1),
    owner: p.text().$type<Owner>().default('assistant'),
    /** Grows when the ownership changes; older assistant rows are never sent. */
    epoch: p.integer().default(0),
    managerId: p.uuid().nullable(),
    episode: p.integer().default(1),
    contactId: p.text().nullable(),
    /** The card's id. */
    leadId: p.text().nullable(),
    /** What kind of card it is. */
    cardKind: p.text().$type<CrmCardKind>().default('lead'),
    leadState: p.text().$type<'none' | 'open' | 'won' | 'lost'>().default('none'),
    stageKey: p.text().nullable(),
    /** When it came to that stage; kept by PostgreSQL whenever the stage changes. */
    stageSince: p.datetime(3).nullable(),
    historyAttached: p.boolean().default(false),
    responsibleCrmUserId: p.text().nullable(),
    /** The CRM's status that no column is bound to, while the card was last told to stand there. */
    cardOutside: p.text().nullable(),
    /** The card was deleted in the CRM. */
    cardGone: p.boolean().default(false),
    /** CRM user whom the card was seen to have before anybody here was asked. */
    cardResponsibleId: p.text().nullable(),
    /** When it was last made sure that the card is still there. */
    cardLookedForAt: p.datetime(3).nullable(),
    needsManager: p.boolean().default(false),
    /** Waits since then for a manager who is free; null: does not wait. */
    awaitingManagerSince: p.datetime(3).nullable(),
    delayedSince: p.datetime(3).nullable(),
    clientName: p.text().nullable(),
    clientPhone: p.text().nullable(),
    clientEmail: p.text().nullable(),
    locale: p.text().$type<Locale>(),
    origin: p.json<DialogueOrigin>(),
    consentVersion: p.text().nullable(),
    consentAt: p.datetime(3).nullable(),
    /** Hash of the network address that opened it, for the flood limit. */
    sourceKey: p.text().nullable(),
    unread: p.integer().default(0),
    /** The earliest thing the dialogue will do by itself, with the timer's name and key; null: nothing. */
    nextWakeAt: p.datetime(3).nullable(),
    nextWakeTimer: p.text().$type<TimerKind>().nullable(),
    nextWakeKey: p.text().nullable(),
    /** Why it is closed; a client message opens it again. */
    closed: p.text().$type<CloseReason>().nullable(),
    /** Node of its flow at which it stands, or is parked; kept by PostgreSQL from the state. */
    standsAt: p.text().nullable().generated(standsAtSql),
    /** How often the wait for a manager's answer was escalated. */
    escalationLevel: p.integer().default(0),
    /** Until when a manager's first answer is expected after a hand-off. */
    answerDeadlineAt: p.datetime(3).nullable(),
    createdAt: p.datetime(3).defaultRaw('now()'),
    updatedAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** What happened to a dialogue, in one order. The inbox is the queue. */
export const InboxRow = defineEntity({
  name: 'InboxRow',
  tableName: 'inbox',
  properties: {
    id: p.uuid().primary(),
    workspaceId: p.uuid(),
    channelId: p.uuid(),
    dialogueId: p.uuid(),
    seq: p.bigint('number'),
    updateId: p.text(),
    kind: p.text(),
    payload: p.json<Record<string, unknown>>(),
    epoch: p.integer(),
    correlationId: p.text(),
    receivedAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** Delivery state of a message. */
export type MessageStatus =
  | 'accepted'
  | 'planned'
  | 'sending'
  | 'sent'
  | 'sentBeforeTakeover'
  | 'delivered'
  | 'read'
  | 'perhaps'
  | 'cancelled'
  | 'failed';

/** A line of the conversation. */
export const Message = defineEntity({
  name: 'Message',
  tableName: 'messages',
  properties: {
    id: p.uuid().primary(),
    workspaceId: p.uuid(),
    dialogueId: p.uuid(),
    position: p.integer(),
    sender: p.text().$type<'client' | 'assistant' | 'manager' | 'system'>(),
    authorId: p.uuid().nullable(),
    body: p.text(),
    clientMessageId: p.text().nullable(),
    status: p.text().$type<MessageStatus>(),
    turn: p.integer().nullable(),
    commandIndex: p.integer().nullable(),
    createdAt: p.datetime(3).defaultRaw('now()'),
    sentAt: p.datetime(3).nullable(),
    deliveredAt: p.datetime(3).nullable(),
    readAt: p.datetime(3).nullable(),
  },
});

/** A message on its way to the channel. Sent only while its epoch is current. */
export const OutboxRow = defineEntity({
  name: 'OutboxRow',
  tableName: 'outbox',
  properties: {
    messageId: p.uuid().primary(),
    workspaceId: p.uuid(),
    dialogueId: p.uuid(),
    channelId: p.uuid(),
    sender: p.text().$type<'assistant' | 'manager' | 'system'>(),
    epoch: p.integer(),
    status: p.text().$type<'planned' | 'claimed' | 'sent' | 'perhaps' | 'cancelled' | 'failed'>(),
    leaseToken: p.uuid().nullable(),
    leaseUntil: p.datetime(3).nullable(),
    attempts: p.integer().default(0),
    lastCode: p.text().nullable(),
    correlationId: p.text(),
    createdAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** A committed decision with its complete record. Never changed. */
export const DecisionEntity = defineEntity({
  name: 'Decision',
  tableName: 'decisions',
  properties: {
    dialogueId: p.uuid().primary(),
    turn: p.integer().primary(),
    workspaceId: p.uuid(),
    seq: p.bigint('number'),
    bundleHash: p.text(),
    record: p.json<DecisionRecord>(),
    /** Ids of the nodes that were passed; kept by PostgreSQL from the record. */
    passed: p.json<string[]>().generated(passedSql),
    /** Ids of the connections that were taken; kept by PostgreSQL from the record. */
    edges: p.json<string[]>().generated(edgesSql),
    createdAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** One command of a decision and what became of it. */
export const StepRow = defineEntity({
  name: 'StepRow',
  tableName: 'steps',
  properties: {
    dialogueId: p.uuid().primary(),
    turn: p.integer().primary(),
    commandIndex: p.integer().primary(),
    workspaceId: p.uuid(),
    kind: p.text(),
    nodeId: p.text(),
    status: p
      .text()
      .$type<'planned' | 'done' | 'alreadyDone' | 'refused' | 'cancelled' | 'failed'>()
      .default('planned'),
    detail: p.json<Record<string, unknown>>(),
    code: p.text().nullable(),
    delayedSince: p.datetime(3).nullable(),
    createdAt: p.datetime(3).defaultRaw('now()'),
    finishedAt: p.datetime(3).nullable(),
  },
});

/** A row of {@link Dialogue}. */
export type DialogueRow = InferEntity<typeof Dialogue>;
/** A row of {@link Message}. */
export type MessageRow = InferEntity<typeof Message>;
