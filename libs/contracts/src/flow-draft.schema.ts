/** REST of the flows and their drafts. All dates are ISO 8601 UTC. */
import { z } from 'zod';
import { apiErrorSchema } from './api-error.schema.ts';
import { flowGraphSchema } from './flow.schema.ts';
import { localized } from './localized.ts';

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

/** 409 `Flow.DraftChanged` of saving and publishing: `draft` is what somebody else has saved meanwhile. */
export const draftConflictSchema = apiErrorSchema.extend({ draft: flowDraftSchema }).meta({ id: 'DraftConflict' });
/** The answer to a save that came too late. */
export type DraftConflict = z.infer<typeof draftConflictSchema>;

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
