import { z } from 'zod';
import { annotationColors } from '@voronka/domain';
import type { ConditionTree, FlowGraph } from '@voronka/domain';

const localizedText = z.object({ ru: z.string().max(2000), en: z.string().max(2000) });
const nodeId = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/);
const port = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/);
/** Keys that people give to slots and fields of a flow: they become part of a fact's name. */
const key = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_]{0,39}$/);
const slotKey = key;
const fieldKey = key;

const operator = z.enum([
  'equal',
  'notEqual',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
  'in',
  'notIn',
  'contains',
  'doesNotContain',
  'hasAnyWord',
  'hasPhrase',
  'matchesPattern',
]);

const conditionLeaf = z.strictObject({
  fact: z.string().min(1).max(100),
  operator,
  value: z.union([z.string().max(500), z.number(), z.boolean(), z.array(z.string().max(200)).max(200)]),
  label: localizedText.optional(),
});

/** A condition tree. Empty `all` and `any` are refused: json-rules-engine fires on both. */
export const conditionTreeSchema: z.ZodType<ConditionTree> = z
  .lazy(() =>
    z.union([
      z.strictObject({ all: z.array(conditionTreeSchema).min(1).max(50) }),
      z.strictObject({ any: z.array(conditionTreeSchema).min(1).max(50) }),
      z.strictObject({ not: conditionTreeSchema }),
      conditionLeaf,
    ]),
  )
  .meta({ id: 'ConditionTree' });

const empty = z.strictObject({});
/** A place on the canvas, px. */
const place = z.strictObject({ x: z.number(), y: z.number() });
const when = conditionTreeSchema.nullable();
const priority = z.int().min(1).max(1_000_000);
const stageKey = z.string().min(1).max(64);
const signalName = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/);
// A year, in minutes.
const minutes = z.int().min(1).max(527_040);
const tags = z.array(z.string().min(1).max(100)).min(1).max(30);
const updatePolicy = z.enum(['fillEmpty', 'overwrite', 'append']);

const silence = z.strictObject({
  remindAfterMinutes: minutes,
  reminders: z.array(localizedText).max(10),
  closeAfterMinutes: minutes,
});

const waitFor = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('duration'), minutes }),
  z.strictObject({
    kind: z.literal('localTime'),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
    days: z.array(z.int().min(1).max(7)).max(7),
  }),
  z.strictObject({ kind: z.literal('businessHours') }),
  z.strictObject({
    kind: z.literal('event'),
    events: z
      .array(z.enum(['clientMessage', 'managerMessage', 'stageMoved', 'responsibleChanged', 'signal']))
      .min(1)
      .max(5),
    signal: signalName.nullable(),
    timeoutMinutes: minutes,
  }),
]);

const configs = {
  newDialogueTrigger: z.strictObject({ when, priority }),
  clientMessageTrigger: z.strictObject({
    when,
    oncePerEpisode: z.boolean(),
    priority,
    interrupts: z.boolean().optional(),
  }),
  signalTrigger: z.strictObject({ signal: signalName, when }),
  stageMovedTrigger: z.strictObject({
    stageKeys: z.array(stageKey).max(50),
    by: z.array(z.enum(['crm', 'operator', 'assistant'])).max(3),
    when,
  }),
  responsibleChangedTrigger: z.strictObject({ when }),
  timerTrigger: z.strictObject({
    afterMinutes: minutes,
    since: z.enum(['dialogueStart', 'episodeStart', 'lastClientMessage', 'handOff']),
    when,
  }),
  silenceTrigger: z.strictObject({ minutes, times: z.int().min(1).max(10), when }),
  manualTrigger: z.strictObject({ when }),
  rule: z.strictObject({
    outputs: z
      .array(z.strictObject({ port, title: localizedText, priority, conditions: conditionTreeSchema }))
      .min(1)
      .max(50),
    policy: z.enum(['first', 'all']).optional(),
  }),
  ask: z.strictObject({
    slots: z.array(slotKey).min(1).max(10),
    attempts: z.int().min(1).max(10),
    question: localizedText,
    again: z.array(z.strictObject({ missing: z.array(slotKey).min(1), text: localizedText })).max(20),
    skipKnown: z.boolean().optional(),
    silence: silence.nullable().optional(),
  }),
  reply: z.strictObject({ text: localizedText }),
  qualify: z.strictObject({
    score: z.number(),
    reasons: z.array(localizedText).max(20),
    criteria: z
      .array(z.strictObject({ points: z.number(), reason: localizedText, when: conditionTreeSchema }))
      .max(30)
      .optional(),
  }),
  findOrCreateContact: empty,
  updateContact: z.strictObject({ name: updatePolicy, phone: updatePolicy, email: updatePolicy }),
  createLead: z.strictObject({
    title: localizedText,
    stageKey,
    card: z.enum(['channel', 'lead', 'deal']).optional(),
  }),
  moveStage: z.strictObject({ stageKey, allowBack: z.boolean().optional() }),
  addTags: z.strictObject({ tags }),
  removeTags: z.strictObject({ tags }),
  addNote: z.strictObject({ text: localizedText }),
  attachHistory: empty,
  assignResponsible: z.strictObject({ choose: z.boolean().optional() }),
  raiseSignal: z.strictObject({ signal: signalName }),
  returnToAssistant: empty,
  wait: z.strictObject({ for: waitFor, onMessage: z.enum(['stay', 'leave']).optional() }),
  callWebhook: z.strictObject({
    webhookId: z.string().max(64),
    waitForAnswer: z.boolean(),
    answer: z.record(fieldKey, z.string().min(1).max(100)),
  }),
  subFlow: z.strictObject({ flowId: z.string().max(64) }),
  handOff: z.strictObject({
    reason: localizedText,
    text: localizedText.nullable(),
    answerWithinMinutes: minutes.nullable().optional(),
    task: z.boolean().optional(),
  }),
  end: z.strictObject({ close: z.boolean().optional() }),
} as const;

const nodeOf = <K extends keyof typeof configs>(kind: K) =>
  z.strictObject({
    id: nodeId,
    kind: z.literal(kind),
    label: localizedText,
    position: place,
    config: configs[kind],
  });

/** One node of the drawn flow. */
export const flowNodeSchema = z.discriminatedUnion('kind', [
  nodeOf('newDialogueTrigger'),
  nodeOf('clientMessageTrigger'),
  nodeOf('signalTrigger'),
  nodeOf('stageMovedTrigger'),
  nodeOf('responsibleChangedTrigger'),
  nodeOf('timerTrigger'),
  nodeOf('silenceTrigger'),
  nodeOf('manualTrigger'),
  nodeOf('rule'),
  nodeOf('ask'),
  nodeOf('reply'),
  nodeOf('qualify'),
  nodeOf('wait'),
  nodeOf('raiseSignal'),
  nodeOf('callWebhook'),
  nodeOf('subFlow'),
  nodeOf('findOrCreateContact'),
  nodeOf('updateContact'),
  nodeOf('createLead'),
  nodeOf('moveStage'),
  nodeOf('addTags'),
  nodeOf('removeTags'),
  nodeOf('addNote'),
  nodeOf('attachHistory'),
  nodeOf('assignResponsible'),
  nodeOf('handOff'),
  nodeOf('returnToAssistant'),
  nodeOf('end'),
]);

/** A connection from one port of a node to another node. */
export const flowEdgeSchema = z.strictObject({
  id: z.string().min(1).max(200),
  source: nodeId,
  port,
  target: nodeId,
});

const slotBase = { key, title: localizedText };

/** A slot that a flow declares besides name, phone and e-mail. */
export const slotDeclarationSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...slotBase, kind: z.literal('text'), maxLength: z.int().min(1).max(4000).optional() }),
  z.strictObject({ ...slotBase, kind: z.literal('number'), min: z.number().optional(), max: z.number().optional() }),
  z.strictObject({
    ...slotBase,
    kind: z.literal('choice'),
    options: z
      .array(
        z.strictObject({
          value: z.string().min(1).max(100),
          title: localizedText,
          words: z.array(z.string().min(1).max(100)).max(50),
        }),
      )
      .min(2)
      .max(50),
  }),
  z.strictObject({ ...slotBase, kind: z.literal('date'), past: z.boolean().optional() }),
]);

/** A value about the client or the enquiry that comes from outside the conversation. */
export const fieldDeclarationSchema = z
  .strictObject({
    key,
    title: localizedText,
    type: z.enum(['string', 'number', 'boolean']),
    default: z.union([z.string().max(500), z.number(), z.boolean()]),
  })
  .refine((field) => typeof field.default === field.type, { path: ['default'] });

/** Sides of a note or group on the canvas, px. */
const side = z.number().min(20).max(50_000);
const annotation = {
  id: nodeId,
  color: z.enum(annotationColors),
  position: place,
  size: z.strictObject({ width: side, height: side }),
};

/** A note on the canvas. */
export const stickyNoteSchema = z.strictObject({ ...annotation, text: z.string().max(4000) });

/** A frame around nodes. */
export const nodeGroupSchema = z.strictObject({
  ...annotation,
  title: z.string().max(200),
  nodeIds: z.array(nodeId).max(2000),
  collapsed: z.boolean(),
});

/** The drawn flow as it comes over the wire. Shape only; meaning is checked by `validateFlow` of the domain. */
export const flowGraphSchema = z
  .strictObject({
    nodes: z.array(flowNodeSchema).max(2000),
    edges: z.array(flowEdgeSchema).max(5000),
    slots: z.array(slotDeclarationSchema).max(50).optional(),
    fields: z.array(fieldDeclarationSchema).max(50).optional(),
    notes: z.array(stickyNoteSchema).max(500).optional(),
    groups: z.array(nodeGroupSchema).max(500).optional(),
  })
  .meta({ id: 'FlowGraph' }) satisfies z.ZodType<FlowGraph>;
