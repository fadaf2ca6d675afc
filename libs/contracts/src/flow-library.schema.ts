/** REST of the collection of flows: new ones, copies, files, the archive, and which channel runs which. */
import { z } from 'zod';
import { flowTemplateNames } from '@voronka/domain';
import { openDialoguesSchema } from './flow-publishing.schema.ts';
import { flowGraphSchema } from './flow.schema.ts';
import { moveReportSchema } from './flow-version.schema.ts';

const title = z.string().trim().min(1).max(100);

/** Name of a flow, in both languages. */
export const flowNameSchema = z.strictObject({ ru: title, en: title }).meta({ id: 'FlowName' });

/** `POST /api/flows`: a flow with a draft and nothing published. Answers with the flow. */
export const createFlowSchema = z
  .strictObject({
    name: flowNameSchema,
    from: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('empty') }),
      z.strictObject({ kind: z.literal('template'), template: z.enum(flowTemplateNames) }),
      /** The draft of another flow of the workspace. */
      z.strictObject({ kind: z.literal('copy'), flowId: z.uuid() }),
    ]),
  })
  .meta({ id: 'CreateFlow' });
/** A flow to make. */
export type CreateFlow = z.infer<typeof createFlowSchema>;

/** `PATCH /api/flows/{id}` */
export const renameFlowSchema = z.strictObject({ name: flowNameSchema }).meta({ id: 'RenameFlow' });

/** Marks a file as a flow of this product. */
export const flowFileFormat = 'voronka.flow';
/** Version of the file's form that is written, and the newest that is read. */
export const flowFileVersion = 1;

/** `GET /api/flows/{id}/export`: a flow as one file, with what it declares. */
export const flowFileSchema = z
  .strictObject({
    format: z.literal(flowFileFormat),
    version: z.literal(flowFileVersion),
    name: flowNameSchema,
    flow: flowGraphSchema,
    /** SHA-256 of the canonical JSON of `name` and `flow`, in hex. A file without it was written by hand. */
    hash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .optional(),
  })
  .meta({ id: 'FlowFile' });
/** A flow as one file. */
export type FlowFile = z.infer<typeof flowFileSchema>;

/** `GET /api/flows/{id}/export?of=draft`: the draft, or what is published. */
export const exportFlowSchema = z.strictObject({ of: z.enum(['draft', 'live']).default('draft') });

/** Length of a file at most, in characters: a flow of 2,000 nodes fits. */
export const flowFileLimit = 3_000_000;

/**
 * `POST /api/flows/import`: a new flow from the text of a file. Answers with the flow, or with 422 `Flow.FileInvalid`
 * whose `fields` name the places in the file.
 */
export const importFlowSchema = z
  .strictObject({ content: z.string().min(1).max(flowFileLimit) })
  .meta({ id: 'ImportFlow' });

/**
 * `PUT /api/channels/{id}/flow`: the published flow that the channel's assistant leads with. An assistant of several
 * channels takes all of them along, which has to be said.
 */
export const bindFlowSchema = z
  .strictObject({ flowId: z.uuid(), allChannels: z.boolean().default(false), openDialogues: openDialoguesSchema })
  .meta({ id: 'BindFlow' });

/** Answer of it: the channels that run the flow now. `moved` is null where open dialogues were left alone. */
export const boundFlowSchema = z
  .object({
    flowId: z.string(),
    channels: z.array(z.object({ id: z.string(), name: z.string() })),
    moved: moveReportSchema.nullable(),
  })
  .meta({ id: 'BoundFlow' });
/** A channel's flow that was just set. */
export type BoundFlow = z.infer<typeof boundFlowSchema>;
