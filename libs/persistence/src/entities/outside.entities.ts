import { defineEntity, p } from '@mikro-orm/postgresql';

/** An address that flows call. Address and secret are sealed. */
export const OutgoingWebhook = defineEntity({
  name: 'OutgoingWebhook',
  tableName: 'outgoing_webhooks',
  properties: {
    id: p.uuid().primary(),
    workspaceId: p.uuid(),
    name: p.text(),
    url: p.text().hidden(),
    secret: p.text().hidden(),
    enabled: p.boolean().default(true),
    createdAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** A turn that an outside assistant is asked about, by the `seq` of the client's message. */
export const AssistantTurnEntity = defineEntity({
  name: 'AssistantTurn',
  tableName: 'assistant_turns',
  properties: {
    dialogueId: p.uuid().primary(),
    seq: p.bigint('number').primary(),
    /** Where the command stands that asked. */
    turn: p.integer(),
    commandIndex: p.integer(),
    workspaceId: p.uuid(),
    assistantId: p.uuid(),
    state: p.text().$type<'open' | 'answered' | 'expired' | 'failed'>().default('open'),
    deadlineAt: p.datetime(3),
    createdAt: p.datetime(3).defaultRaw('now()'),
    answeredAt: p.datetime(3).nullable(),
    /** Token or model. */
    answeredBy: p.text().nullable(),
    /** Why there is no answer. */
    code: p.text().nullable(),
  },
});
