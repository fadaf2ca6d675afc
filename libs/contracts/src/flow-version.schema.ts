/** REST of a flow's versions, and of what publishing means for dialogues that are open. All dates are ISO 8601 UTC. */
import { z } from 'zod';
import { flowSchema } from './flow-draft.schema.ts';
import { flowGraphSchema } from './flow.schema.ts';
import { localized } from './localized.ts';

/** A dialogue that keeps what it runs, because the place where it stands is not in the other flow. */
export const stayingDialogueSchema = z
  .object({
    dialogueId: z.string(),
    number: z.int(),
    clientName: z.string().nullable(),
    nodeId: z.string(),
    nodeLabel: localized,
    /** The node is gone, or another kind of node has its id. */
    reason: z.enum(['nodeMissing', 'nodeChanged']),
  })
  .meta({ id: 'StayingDialogue' });
/** A dialogue that cannot be moved. */
export type StayingDialogue = z.infer<typeof stayingDialogueSchema>;

/** What became of open dialogues. `stayed` lists at most 200 of `stayedTotal`. */
export const moveReportSchema = z
  .object({ moved: z.int(), stayedTotal: z.int(), stayed: z.array(stayingDialogueSchema) })
  .meta({ id: 'MoveReport' });
/** What became of open dialogues. */
export type MoveReport = z.infer<typeof moveReportSchema>;

/** Answer of publishing and of restoring. `moved` is null where open dialogues were left alone. */
export const publishedFlowSchema = flowSchema
  .extend({ version: z.int(), moved: moveReportSchema.nullable() })
  .meta({ id: 'PublishedFlow' });
/** A flow that was just published. */
export type PublishedFlow = z.infer<typeof publishedFlowSchema>;

/** `GET /api/flows/{id}/draft/impact`, `GET /api/flows/{id}/versions/{n}/impact`: what moving open dialogues would do. */
export const flowImpactSchema = z
  .object({
    openDialogues: z.int(),
    fits: z.int(),
    /** Where they stand, the most crowded first; `nodeId` null: at no node. */
    places: z.array(
      z.object({ nodeId: z.string().nullable(), label: localized.nullable(), count: z.int(), fits: z.boolean() }),
    ),
    /** At most 200 of those that would stay. */
    stays: z.array(stayingDialogueSchema),
  })
  .meta({ id: 'FlowImpact' });
/** What moving open dialogues would do. */
export type FlowImpact = z.infer<typeof flowImpactSchema>;

const version = z.object({
  number: z.int(),
  note: z.string(),
  author: z.string().nullable(),
  publishedAt: z.string(),
  /** It is what new dialogues run. */
  live: z.boolean(),
});

/** `GET /api/flows/{id}/versions`, the newest first. */
export const flowVersionListSchema = z.object({ versions: z.array(version) }).meta({ id: 'FlowVersionList' });
/** The versions of a flow. */
export type FlowVersionList = z.infer<typeof flowVersionListSchema>;

/** `GET /api/flows/{id}/versions/{n}` */
export const flowVersionSchema = version.extend({ graph: flowGraphSchema }).meta({ id: 'FlowVersion' });
/** A version with its drawing. */
export type FlowVersion = z.infer<typeof flowVersionSchema>;
