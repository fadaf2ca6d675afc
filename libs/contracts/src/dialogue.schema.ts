/** REST of the list of dialogues and of one dialogue. All dates are ISO 8601 UTC. */
import { z } from 'zod';
import { checkFlowFilter, flowFilterShape } from './flow-traffic.schema.ts';
import { flowGraphSchema } from './flow.schema.ts';
import { localized } from './localized.ts';

/** What a dialogue is in, in people's words. */
export const dialogueStatusSchema = z
  .enum(['assistant', 'manager', 'needsManager', 'incident', 'delayed', 'completed'])
  .meta({ id: 'DialogueStatus' });
/** Status of a dialogue. */
export type DialogueStatus = z.infer<typeof dialogueStatusSchema>;

/** One row of the list of dialogues. */
export const dialogueSummarySchema = z
  .object({
    id: z.string(),
    number: z.int(),
    clientName: z.string().nullable(),
    channel: z.object({ id: z.string(), name: z.string(), kind: z.enum(['widget', 'webhook']) }),
    status: dialogueStatusSchema,
    owner: z.enum(['assistant', 'manager']),
    manager: z.object({ id: z.string(), name: z.string() }).nullable(),
    stage: z.object({ key: z.string(), name: localized }).nullable(),
    lastMessage: z
      .object({ from: z.enum(['client', 'assistant', 'manager', 'system']), text: z.string(), at: z.string() })
      .nullable(),
    unread: z.int(),
    updatedAt: z.string(),
  })
  .meta({ id: 'DialogueSummary' });
/** One row of the list. */
export type DialogueSummary = z.infer<typeof dialogueSummarySchema>;

/**
 * Query of `GET /api/dialogues`. `status=open` is every status but `completed`. `today` takes what the overview counts
 * for today: dialogues begun, or dialogues whose lead was created, since midnight of the workspace.
 */
export const dialogueListQuerySchema = z
  .object({
    search: z.string().trim().max(200).optional(),
    status: z.union([dialogueStatusSchema, z.literal('open')]).optional(),
    today: z.enum(['dialogues', 'leads']).optional(),
    /** Of the channels of this funnel. */
    funnel: z.uuid().optional(),
    /** Key of the stage at which the card stands; `-`: there is no card yet. */
    stage: z.string().max(60).optional(),
    ...flowFilterShape,
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  })
  .check((context) => checkFlowFilter(context.value, context))
  .meta({ id: 'DialogueListQuery' });
/** Filters of the list of dialogues, as the address bar and the request carry them. */
export type DialogueListQuery = z.input<typeof dialogueListQuerySchema>;

/** `GET /api/dialogues` */
export const dialogueListSchema = z
  .object({ dialogues: z.array(dialogueSummarySchema), nextCursor: z.string().nullable(), total: z.int() })
  .meta({ id: 'DialogueList' });
/** A page of the list of dialogues. */
export type DialogueList = z.infer<typeof dialogueListSchema>;

/** A message as people in the company see it. */
export const dialogueMessageSchema = z
  .object({
    id: z.string(),
    position: z.int(),
    from: z.enum(['client', 'assistant', 'manager', 'system']),
    author: z.string().nullable(),
    text: z.string(),
    at: z.string(),
    status: z.enum([
      'accepted',
      'held',
      'planned',
      'sending',
      'sent',
      'sentBeforeTakeover',
      'delivered',
      'read',
      'perhaps',
      'cancelled',
      'failed',
    ]),
    /** Turn that decided it, for "why?"; null for client and manager messages. */
    turn: z.int().nullable(),
  })
  .meta({ id: 'DialogueMessage' });
/** A message. */
export type DialogueMessage = z.infer<typeof dialogueMessageSchema>;

/** `GET /api/dialogues/{id}` */
export const dialogueDetailSchema = dialogueSummarySchema
  .extend({
    client: z.object({
      name: z.string().nullable(),
      phone: z.string().nullable(),
      email: z.string().nullable(),
      page: z.string().nullable(),
      referrer: z.string().nullable(),
      utm: z.record(z.string(), z.string()),
      consent: z.object({ version: z.string(), acceptedAt: z.string() }).nullable(),
    }),
    crm: z
      .object({
        integrationName: z.string(),
        contactId: z.string().nullable(),
        /** Kind of the card that `leadId` names. */
        cardKind: z.enum(['lead', 'deal']),
        leadId: z.string().nullable(),
        leadUrl: z.string().nullable(),
        contactUrl: z.string().nullable(),
        responsible: z.string().nullable(),
        tags: z.array(z.string()),
      })
      .nullable(),
    bundle: z.object({ hash: z.string(), flowId: z.string() }),
    episode: z.int(),
    /** What the dialogue will do by itself next; null: nothing. */
    nextWakeUp: z
      .object({
        at: z.string(),
        timer: z.enum([
          'wait',
          'askReminder',
          'askClose',
          'trigger',
          'returnToAssistant',
          'answerDeadline',
          'consultDeadline',
          'idleClose',
        ]),
        /** The node that is waited at, or the trigger that will run. */
        nodeLabel: localized.nullable(),
      })
      .nullable(),
    /** Why it is closed; null: it is open. */
    closed: z.enum(['done', 'stopped', 'spam', 'silent', 'idle']).nullable(),
    /** How often others were called because no manager answered. */
    escalationLevel: z.int(),
    /** Until when a manager is to answer. */
    answerDeadlineAt: z.string().nullable(),
    /** What people may do by hand in it, by what it runs. */
    byHand: z.object({
      signals: z.array(
        z.object({
          name: z.string(),
          title: localized,
          fields: z.array(
            z.object({
              key: z.string(),
              title: localized,
              type: z.enum(['string', 'number', 'boolean']),
              required: z.boolean(),
            }),
          ),
        }),
      ),
      stages: z.array(z.object({ key: z.string(), name: localized })),
      buttons: z.array(z.object({ triggerId: z.string(), label: localized })),
    }),
    workflowUrl: z.string().nullable(),
    messages: z.array(dialogueMessageSchema),
  })
  .meta({ id: 'DialogueDetail' });
/** A dialogue in full. */
export type DialogueDetail = z.infer<typeof dialogueDetailSchema>;

/** `GET /api/dialogues/{id}/flow`: the flow the dialogue runs, and its path. */
export const dialogueFlowSchema = z
  .object({
    flowId: z.string(),
    name: localized,
    bundleHash: z.string(),
    graph: flowGraphSchema,
    /** Node ids passed so far, in order, with the turn. */
    visited: z.array(z.object({ nodeId: z.string(), turn: z.int() })),
    edges: z.array(z.object({ edgeId: z.string(), turn: z.int() })),
    /** Where the token stands; null when the flow is over. */
    current: z.string().nullable(),
  })
  .meta({ id: 'DialogueFlow' });
/** Flow of a dialogue. */
export type DialogueFlow = z.infer<typeof dialogueFlowSchema>;

/** `POST /api/dialogues/{id}/messages`: a manager's answer; takes the dialogue over. `id` makes a repeat harmless. */
export const managerMessageSchema = z
  .strictObject({ id: z.uuid(), text: z.string().trim().min(1).max(8000) })
  .meta({ id: 'ManagerMessage' });
