/** REST of funnels: their stages, and how these are bound to a CRM's statuses. All dates are ISO 8601 UTC. */
import { z } from 'zod';
import { openDialoguesSchema } from './flow-publishing.schema.ts';
import { moveReportSchema } from './flow-version.schema.ts';
import { localized } from './localized.ts';

const givenName = z.strictObject({ ru: z.string().trim().min(1).max(80), en: z.string().trim().min(1).max(80) });
const semantics = z.enum(['open', 'won', 'lost']);
const stage = { key: z.string(), name: localized, sort: z.int(), semantics };

/** Kinds of card of a CRM. */
export const cardKindSchema = z.enum(['lead', 'deal']).meta({ id: 'CardKind' });

/** `GET /api/funnels` */
export const funnelListSchema = z
  .object({
    funnels: z.array(
      z.object({
        id: z.string(),
        name: localized,
        stages: z.array(z.object(stage)),
        channels: z.array(z.object({ id: z.string(), name: z.string() })),
        /** Dialogues of its channels that are not completed. */
        openDialogues: z.int(),
        /** Stages without a status in the CRMs that its channels write to; null: they write to none. */
        unmapped: z.int().nullable(),
      }),
    ),
  })
  .meta({ id: 'FunnelList' });
/** All funnels. */
export type FunnelList = z.infer<typeof funnelListSchema>;

/** `GET /api/funnels/{id}` */
export const funnelSchema = z
  .object({
    id: z.string(),
    name: localized,
    /** In the order of the funnel; with the open dialogues whose card stands there. */
    stages: z.array(z.object({ ...stage, openDialogues: z.int() })),
    /** Open dialogues that have no card yet. */
    withoutStage: z.int(),
    channels: z.array(
      z.object({ id: z.string(), name: z.string(), card: cardKindSchema, integrationId: z.string().nullable() }),
    ),
    integrations: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        enabled: z.boolean(),
        /** A channel of the funnel writes to it. */
        inUse: z.boolean(),
        unmapped: z.int(),
      }),
    ),
  })
  .meta({ id: 'Funnel' });
/** A funnel. */
export type FunnelSetup = z.infer<typeof funnelSchema>;

/** `POST /api/funnels`: a new funnel with the usual stages. */
export const createFunnelSchema = z.strictObject({ name: givenName }).meta({ id: 'CreateFunnel' });
/** A new funnel, as it is sent. */
export type CreateFunnel = z.input<typeof createFunnelSchema>;

/** `PUT /api/funnels/{id}`: name and stages as a whole; the list's order is the funnel's. */
export const saveFunnelSchema = z
  .strictObject({
    name: givenName,
    /** `key: null` makes a new stage; what is missing is removed, which is refused while it is used. */
    stages: z
      .array(z.strictObject({ key: z.string().max(60).nullable(), name: givenName, semantics }))
      .min(1)
      .max(50),
    /** Keys of the stages that the sender saw, in their order: whoever changes an older list is refused. */
    basedOn: z.array(z.string().max(60)).max(50),
    openDialogues: openDialoguesSchema,
  })
  .meta({ id: 'SaveFunnel' });
/** A change of a funnel, as it is sent. */
export type SaveFunnel = z.input<typeof saveFunnelSchema>;

/** Answer of it. `moved` is null where open dialogues were left alone. */
export const savedFunnelSchema = funnelSchema
  .extend({ moved: moveReportSchema.nullable() })
  .meta({ id: 'SavedFunnel' });
/** A funnel that was just saved. */
export type SavedFunnel = z.infer<typeof savedFunnelSchema>;

/** What a CRM calls its stages. */
export const crmStatusSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    /** The CRM's own funnel; null where it has only one. */
    funnel: z.string().nullable(),
    sort: z.number(),
    semantics,
  })
  .meta({ id: 'CrmStatus' });

/** `GET /api/funnels/{id}/mapping/{integrationId}?card=lead` */
export const stageMappingQuerySchema = z
  .object({
    /** @default what most channels of the funnel make */
    card: cardKindSchema.optional(),
    /** `true`: asks the CRM again, also when it was asked a moment ago. */
    fresh: z.enum(['true', 'false']).optional(),
  })
  .meta({ id: 'StageMappingQuery' });

/** How a funnel's stages are bound to a CRM, and what the CRM has. */
export const stageMappingSchema = z
  .object({
    funnelId: z.string(),
    integration: z.object({ id: z.string(), name: z.string(), enabled: z.boolean(), portalUrl: z.string().nullable() }),
    card: cardKindSchema,
    /** Kinds of card that the funnel's channels make there. */
    cardsInUse: z.array(cardKindSchema),
    /** False where the CRM works without leads: deals are made instead. */
    leads: z.boolean(),
    /** As last read from the CRM; null: never read. */
    statuses: z.array(crmStatusSchema).nullable(),
    readAt: z.string().nullable(),
    /** Why the CRM could not be asked just now; `statuses` are then the last that are known. */
    failure: z.object({ code: z.string(), message: localized }).nullable(),
    rows: z.array(
      z.object({
        stageKey: z.string(),
        statusId: z.string().nullable(),
        mark: z.enum(['mapped', 'unmapped', 'vanished', 'unchecked']),
        doubts: z.array(z.enum(['otherMeaning', 'shared'])),
        /** What would fit by its name. */
        suggestion: z
          .object({ statusId: z.string(), reason: z.enum(['sameName', 'synonym', 'similarName', 'closing']) })
          .nullable(),
      }),
    ),
  })
  .meta({ id: 'StageMapping' });
/** How a funnel's stages are bound to a CRM. */
export type StageMappingSetup = z.infer<typeof stageMappingSchema>;

/** `PUT /api/funnels/{id}/mapping/{integrationId}`: status by stage key; null or missing unbinds the stage. */
export const saveStageMappingSchema = z
  .strictObject({
    card: cardKindSchema,
    mapping: z.record(z.string().max(60), z.string().min(1).max(100).nullable()),
    openDialogues: openDialoguesSchema,
  })
  .meta({ id: 'SaveStageMapping' });
/** A mapping, as it is sent. */
export type SaveStageMapping = z.input<typeof saveStageMappingSchema>;

/** Answer of it. `moved` is null where open dialogues were left alone. */
export const savedStageMappingSchema = stageMappingSchema
  .extend({ moved: moveReportSchema.nullable() })
  .meta({ id: 'SavedStageMapping' });
/** A mapping that was just saved. */
export type SavedStageMapping = z.infer<typeof savedStageMappingSchema>;

/** `POST /api/funnels/{id}/mapping/{integrationId}/test-move`: moves a real card there and back. */
export const testMoveSchema = z
  .strictObject({
    card: cardKindSchema,
    cardId: z
      .string()
      .trim()
      .regex(/^\d{1,18}$/),
    statusId: z.string().min(1).max(100),
  })
  .meta({ id: 'TestMove' });
/** A test move, as it is sent. */
export type TestMove = z.input<typeof testMoveSchema>;

/** What was done, in order; a failure is an answer, not an error. */
export const testMoveReportSchema = z
  .object({
    /** The card went there and is back. */
    ok: z.boolean(),
    /** Null when it could not be read. */
    card: z.object({ title: z.string(), statusId: z.string(), url: z.string().nullable() }).nullable(),
    steps: z.array(
      z.object({
        /** `read`: the card as it was; `confirm…`: read again after a move. */
        step: z.enum(['read', 'move', 'confirmMove', 'putBack', 'confirmBack']),
        ok: z.boolean(),
        /** Where the card stands by this reading. */
        statusId: z.string().nullable(),
        code: z.string().nullable(),
        message: localized.nullable(),
      }),
    ),
    /** `untouched`: it never left; `elsewhere`: somebody moved it meanwhile, and it was left there; `unknown`: look at it. */
    end: z.enum(['untouched', 'back', 'moved', 'elsewhere', 'unknown']),
  })
  .meta({ id: 'TestMoveReport' });
/** Outcome of a test move. */
export type TestMoveReport = z.infer<typeof testMoveReportSchema>;
