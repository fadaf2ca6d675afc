/** REST of the signals: the workspace's catalogue, the stages that funnels bind to them, and what people do by hand. */
import { z } from 'zod';
import type { SignalDeclaration } from '@voronka/domain';
import { openDialoguesSchema } from './flow-publishing.schema.ts';
import { conditionTreeSchema } from './flow.schema.ts';
import { moveReportSchema } from './flow-version.schema.ts';

const localized = z.object({ ru: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200) });
const key = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,39}$/);
const stageKey = z.string().min(1).max(64);
// A year.
const longestCooldownSeconds = 31_536_000;

/** Name of a signal. It is part of drawn flows and never changes. */
export const signalNameSchema = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/);

/** Who may send a signal. */
export const signalSourceSchema = z
  .enum(['rule', 'assistant', 'crm', 'timer', 'operator'])
  .meta({ id: 'SignalSource' });

const fieldSchema = z.strictObject({
  key,
  title: localized,
  type: z.enum(['string', 'number', 'boolean']),
  required: z.boolean(),
});

const declared = {
  title: localized,
  sources: z.array(signalSourceSchema).min(1).max(5),
  fields: z.array(fieldSchema).max(20),
  cooldownSeconds: z.int().min(0).max(longestCooldownSeconds),
  oncePerDialogue: z.boolean(),
  /** Source `rule`: raised by a client message that this holds for. */
  textRule: conditionTreeSchema.nullable(),
  /** Source `crm`: raised when the card is moved to this stage in the CRM. */
  onStage: stageKey.nullable(),
};

/** A signal as the engine knows it. */
export const signalDeclarationSchema = z
  .strictObject({ name: signalNameSchema, ...declared })
  .meta({ id: 'SignalDeclaration' }) satisfies z.ZodType<SignalDeclaration>;

/** `PUT /api/signals/{name}` */
export const updateSignalSchema = z
  .strictObject({ ...declared, enabled: z.boolean().default(true), openDialogues: openDialoguesSchema })
  .meta({ id: 'UpdateSignal' });
/** A signal without its name, as it is sent. */
export type UpdateSignal = z.input<typeof updateSignalSchema>;

/** `POST /api/signals` */
export const createSignalSchema = updateSignalSchema.extend({ name: signalNameSchema }).meta({ id: 'CreateSignal' });
/** A new signal, as it is sent. */
export type CreateSignal = z.input<typeof createSignalSchema>;

/** A signal of the catalogue. `usedBy`: published flows that wait for it or raise it. */
export const signalSchema = z
  .object({
    ...signalDeclarationSchema.shape,
    enabled: z.boolean(),
    usedBy: z.array(z.object({ id: z.string(), name: z.object({ ru: z.string(), en: z.string() }) })),
    updatedAt: z.string(),
  })
  .meta({ id: 'Signal' });
/** A signal of the catalogue. */
export type SignalSetup = z.infer<typeof signalSchema>;

/** `GET /api/signals`, by name. */
export const signalListSchema = z.object({ signals: z.array(signalSchema) }).meta({ id: 'SignalList' });
/** The catalogue. */
export type SignalList = z.infer<typeof signalListSchema>;

/** Answer of a change. `moved` is null where open dialogues were left alone. */
export const savedSignalSchema = z
  .object({ signal: signalSchema, moved: moveReportSchema.nullable() })
  .meta({ id: 'SavedSignal' });
/** A signal that was just saved. */
export type SavedSignal = z.infer<typeof savedSignalSchema>;

const stages = z.record(signalNameSchema, stageKey);

/** `GET /api/funnels/{id}/signals`: signal → stage that the funnel moves to on it. */
export const funnelSignalsSchema = z.object({ stages }).meta({ id: 'FunnelSignals' });
/** The stages that a funnel binds to signals. */
export type FunnelSignals = z.infer<typeof funnelSignalsSchema>;

/** `PUT /api/funnels/{id}/signals`, as a whole. */
export const saveFunnelSignalsSchema = z
  .strictObject({ stages, openDialogues: openDialoguesSchema })
  .meta({ id: 'SaveFunnelSignals' });

/** Answer of it. */
export const savedFunnelSignalsSchema = funnelSignalsSchema
  .extend({ moved: moveReportSchema.nullable() })
  .meta({ id: 'SavedFunnelSignals' });
/** The stages that were just saved. */
export type SavedFunnelSignals = z.infer<typeof savedFunnelSignalsSchema>;

const plainValue = z.union([z.string().max(2000), z.number(), z.boolean(), z.null()]);

/** `POST /api/dialogues/{id}/signals`. `id` is made by the browser and makes a repeat harmless. */
export const operatorSignalSchema = z
  .strictObject({ id: z.uuid(), name: signalNameSchema, payload: z.record(key, plainValue).default({}) })
  .meta({ id: 'OperatorSignal' });

/** `POST /api/dialogues/{id}/stage` */
export const operatorMoveSchema = z.strictObject({ id: z.uuid(), stageKey }).meta({ id: 'OperatorMove' });

/** `POST /api/dialogues/{id}/run/{triggerId}` */
export const operatorRunSchema = z.strictObject({ id: z.uuid() }).meta({ id: 'OperatorRun' });
