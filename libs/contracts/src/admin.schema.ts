/** REST of the people's interface: login, dialogues, flows, incidents. All dates are ISO 8601 UTC. */
import { z } from 'zod';
import { checkFlowFilter, flowFilterShape } from './flow-traffic.schema.ts';
import { flowGraphSchema } from './flow.schema.ts';

const localized = z.object({ ru: z.string(), en: z.string() });

/** Roles of people and of outside assistants. */
export const roleSchema = z.enum(['admin', 'manager', 'auditor', 'assistant']).meta({ id: 'Role' });
/** A role. */
export type Role = z.infer<typeof roleSchema>;

/** A flow's draft. `revision` grows with every save; `author` saved it last, at `updatedAt`. */
export const flowDraftSchema = z
  .object({
    graph: flowGraphSchema,
    revision: z.int(),
    updatedAt: z.string(),
    author: z.string().nullable(),
    /** It differs from what is published. */
    changed: z.boolean(),
  })
  .meta({ id: 'FlowDraft' });
/** A flow's draft. */
export type FlowDraft = z.infer<typeof flowDraftSchema>;

/** Every error answer. `code` is the key of the text in both languages; `fields` names what is wrong where. */
export const apiErrorSchema = z
  .object({
    code: z.string(),
    message: localized,
    fields: z.array(z.object({ path: z.string(), message: localized })).optional(),
    correlationId: z.string(),
  })
  .meta({ id: 'ApiError' });
/** An error answer. */
export type ApiError = z.infer<typeof apiErrorSchema>;

/** 409 `Flow.DraftChanged` of saving and publishing: `draft` is what somebody else has saved meanwhile. */
export const draftConflictSchema = apiErrorSchema.extend({ draft: flowDraftSchema }).meta({ id: 'DraftConflict' });
/** The answer to a save that came too late. */
export type DraftConflict = z.infer<typeof draftConflictSchema>;

/** `POST /api/auth/login` */
export const loginSchema = z
  .strictObject({ email: z.string().trim().min(3).max(200), password: z.string().min(1).max(200) })
  .meta({ id: 'Login' });

/** `POST /api/auth/password` */
export const changePasswordSchema = z
  .strictObject({ current: z.string().min(1).max(200), next: z.string().min(10).max(200) })
  .meta({ id: 'ChangePassword' });

/** `GET /api/auth/me`, also the answer of login. */
export const meSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    name: z.string(),
    role: roleSchema,
    locale: z.enum(['ru', 'en']),
    mustChangePassword: z.boolean(),
    workspace: z.object({ id: z.string(), name: z.string() }),
  })
  .meta({ id: 'Me' });
/** Who is logged in. */
export type Me = z.infer<typeof meSchema>;

/** `PATCH /api/auth/me` */
export const updateMeSchema = z.strictObject({ locale: z.enum(['ru', 'en']) }).meta({ id: 'UpdateMe' });

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

/** Trace of one rule, for the timeline. `conditions` is the domain's `ConditionTrace`. */
export const ruleTraceSchema = z
  .object({
    ruleId: z.string(),
    title: localized,
    port: z.string(),
    priority: z.number(),
    result: z.enum(['true', 'false', 'notEvaluated']),
    chosen: z.boolean(),
    conditions: z.unknown(),
  })
  .meta({ id: 'RuleTrace' });

/** One decision on the timeline. */
export const timelineDecisionSchema = z
  .object({
    turn: z.int(),
    at: z.string(),
    bundleHash: z.string(),
    event: z.object({
      kind: z.string(),
      seq: z.int(),
      text: z.string().nullable(),
      /** What people did in the CRM; null for all that happened here. */
      crm: z
        .object({
          change: z.enum(['moved', 'responsible', 'deleted', 'contact', 'outside']),
          /** CRM user who did it; null where the CRM did not tell. */
          by: z.string().nullable(),
          stageKey: z.string().nullable(),
          /** Who is responsible there now. */
          responsible: z.string().nullable(),
        })
        .nullable(),
    }),
    understood: z.array(z.object({ slot: z.string(), value: z.string() })),
    facts: z.record(z.string(), z.unknown()),
    path: z.array(
      z.object({
        nodeId: z.string(),
        kind: z.string(),
        label: localized,
        rules: z.array(ruleTraceSchema).nullable(),
        edge: z.object({ edgeId: z.string(), port: z.string(), target: z.string() }).nullable(),
      }),
    ),
    steps: z.array(
      z.object({
        index: z.int(),
        kind: z.string(),
        nodeId: z.string(),
        /** Rule that led here, with its title. */
        rule: z.object({ id: z.string(), title: localized }).nullable(),
        status: z.enum(['planned', 'done', 'alreadyDone', 'refused', 'cancelled', 'failed', 'delayed']),
        detail: z.record(z.string(), z.unknown()),
        finishedAt: z.string().nullable(),
      }),
    ),
    skipped: z.array(z.object({ nodeId: z.string(), kind: z.string(), reason: z.string() })),
  })
  .meta({ id: 'TimelineDecision' });
/** One decision on the timeline. */
export type TimelineDecision = z.infer<typeof timelineDecisionSchema>;

/** `GET /api/dialogues/{id}/timeline`, oldest first. */
export const timelineSchema = z.object({ decisions: z.array(timelineDecisionSchema) }).meta({ id: 'Timeline' });
/** The timeline of a dialogue. */
export type Timeline = z.infer<typeof timelineSchema>;

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

/** A flow with what is drafted and what runs. */
export const flowSchema = z
  .object({
    id: z.string(),
    name: localized,
    /** null while it is in use; an archived flow is kept, but neither edited nor published. */
    archivedAt: z.string().nullable(),
    draft: flowDraftSchema,
    live: z
      .object({ graph: flowGraphSchema, publishedAt: z.string(), author: z.string().nullable(), note: z.string() })
      .nullable(),
    channels: z.array(z.object({ id: z.string(), name: z.string(), bundleHash: z.string().nullable() })),
  })
  .meta({ id: 'Flow' });
/** A flow. */
export type Flow = z.infer<typeof flowSchema>;

/** `GET /api/flows`: archived ones too. */
export const flowListSchema = z
  .object({
    flows: z.array(
      z.object({
        id: z.string(),
        name: localized,
        publishedAt: z.string().nullable(),
        archivedAt: z.string().nullable(),
        changed: z.boolean(),
        openDialogues: z.int(),
        /** Whose new dialogues run it. */
        channels: z.array(z.object({ id: z.string(), name: z.string() })),
      }),
    ),
  })
  .meta({ id: 'FlowList' });

/** The list of flows. */
export type FlowList = z.infer<typeof flowListSchema>;

/** `PUT /api/flows/{id}/draft`; answers 409 `Flow.DraftChanged` when `revision` is not the stored one. */
export const saveDraftSchema = z.strictObject({ revision: z.int(), graph: flowGraphSchema }).meta({ id: 'SaveDraft' });

/** What happens to dialogues that are open: they keep what they run, or go over where their place exists. */
export const openDialoguesSchema = z.enum(['stay', 'move']).default('stay').meta({ id: 'OpenDialogues' });

/** `POST /api/flows/{id}/publish`: new dialogues run it. */
export const publishFlowSchema = z
  .strictObject({ revision: z.int(), note: z.string().max(500).default(''), openDialogues: openDialoguesSchema })
  .meta({ id: 'PublishFlow' });

/** `POST /api/flows/{id}/versions/{n}/restore`: that version is published again; the draft stays as it is. */
export const restoreFlowSchema = z
  .strictObject({ note: z.string().max(500).default(''), openDialogues: openDialoguesSchema })
  .meta({ id: 'RestoreFlow' });

/** `GET /api/incidents?state=open` */
export const incidentSchema = z
  .object({
    id: z.string(),
    dialogueId: z.string(),
    dialogueNumber: z.int(),
    clientName: z.string().nullable(),
    nodeId: z.string(),
    nodeLabel: localized,
    code: z.string(),
    message: localized,
    state: z.enum(['open', 'resolved']),
    createdAt: z.string(),
    resolvedAt: z.string().nullable(),
  })
  .meta({ id: 'Incident' });
/** An incident. */
export type Incident = z.infer<typeof incidentSchema>;

/** List of incidents. */
export const incidentListSchema = z.object({ incidents: z.array(incidentSchema) }).meta({ id: 'IncidentList' });

/** A message kept back by the flood limit: it is not in any dialogue's inbox until released. `GET /api/held` */
export const heldMessageSchema = z
  .object({
    id: z.string(),
    channel: z.object({ id: z.string(), name: z.string() }),
    dialogueId: z.string(),
    dialogueNumber: z.int(),
    text: z.string(),
    receivedAt: z.string(),
  })
  .meta({ id: 'HeldMessage' });
/** A held message. */
export type HeldMessage = z.infer<typeof heldMessageSchema>;

/** List of held messages; `POST /api/held/{id}/release` and `…/discard` act on one. */
export const heldListSchema = z.object({ held: z.array(heldMessageSchema), total: z.int() }).meta({ id: 'HeldList' });

/** `GET /api/overview` */
export const overviewSchema = z
  .object({
    openDialogues: z.int(),
    needsManager: z.int(),
    incidents: z.int(),
    delayed: z.int(),
    held: z.int(),
    leadsToday: z.int(),
    dialoguesToday: z.int(),
    integrations: z.array(z.object({ id: z.string(), name: z.string(), kind: z.string(), enabled: z.boolean() })),
    demo: z.object({ chatUrl: z.string(), crmUrl: z.string().nullable() }).nullable(),
  })
  .meta({ id: 'Overview' });

/** Numbers of the first page. */
export type Overview = z.infer<typeof overviewSchema>;

/**
 * Server-sent events of `GET /api/events` for people (cookie login): `dialogue` {id} when a dialogue changed,
 * `typing` {dialogueId}, `incident` {id}, `handOff` {id} when a manager is called, `held` {}, `ping` {}.
 */
export const liveEventNames = ['dialogue', 'typing', 'incident', 'handOff', 'held', 'ping'] as const;
