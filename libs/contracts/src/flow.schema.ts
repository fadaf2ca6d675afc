import { z } from 'zod';
import type { ConditionTree, FlowGraph } from '@voronka/domain';

const localizedText = z.object({ ru: z.string().max(2000), en: z.string().max(2000) });
const nodeId = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/);
const port = z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/);
const slotName = z.enum(['name', 'phone', 'email']);

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

const configs = {
  clientMessageTrigger: z.strictObject({
    when: conditionTreeSchema.nullable(),
    oncePerEpisode: z.boolean(),
    priority: z.int().min(1).max(1_000_000),
  }),
  rule: z.strictObject({
    outputs: z
      .array(
        z.strictObject({
          port,
          title: localizedText,
          priority: z.int().min(1).max(1_000_000),
          conditions: conditionTreeSchema,
        }),
      )
      .min(1)
      .max(50),
  }),
  ask: z.strictObject({
    slots: z.array(slotName).min(1).max(3),
    attempts: z.int().min(1).max(10),
    question: localizedText,
    again: z.array(z.strictObject({ missing: z.array(slotName).min(1), text: localizedText })).max(20),
  }),
  reply: z.strictObject({ text: localizedText }),
  qualify: z.strictObject({ score: z.number(), reasons: z.array(localizedText).max(20) }),
  findOrCreateContact: empty,
  createLead: z.strictObject({ title: localizedText, stageKey: z.string().min(1).max(64) }),
  moveStage: z.strictObject({ stageKey: z.string().min(1).max(64) }),
  addTags: z.strictObject({ tags: z.array(z.string().min(1).max(100)).min(1).max(30) }),
  addNote: z.strictObject({ text: localizedText }),
  attachHistory: empty,
  assignResponsible: empty,
  handOff: z.strictObject({ reason: localizedText, text: localizedText.nullable() }),
  end: empty,
} as const;

const nodeOf = <K extends keyof typeof configs>(kind: K) =>
  z.strictObject({
    id: nodeId,
    kind: z.literal(kind),
    label: localizedText,
    position: z.strictObject({ x: z.number(), y: z.number() }),
    config: configs[kind],
  });

/** One node of the drawn flow. */
export const flowNodeSchema = z.discriminatedUnion('kind', [
  nodeOf('clientMessageTrigger'),
  nodeOf('rule'),
  nodeOf('ask'),
  nodeOf('reply'),
  nodeOf('qualify'),
  nodeOf('findOrCreateContact'),
  nodeOf('createLead'),
  nodeOf('moveStage'),
  nodeOf('addTags'),
  nodeOf('addNote'),
  nodeOf('attachHistory'),
  nodeOf('assignResponsible'),
  nodeOf('handOff'),
  nodeOf('end'),
]);

/** The drawn flow as it comes over the wire. Shape only; meaning is checked by `validateFlow` of the domain. */
export const flowGraphSchema = z
  .strictObject({
    nodes: z.array(flowNodeSchema).min(1).max(2000),
    edges: z.array(z.strictObject({ id: z.string().min(1).max(200), source: nodeId, port, target: nodeId })).max(5000),
  })
  .meta({ id: 'FlowGraph' }) satisfies z.ZodType<FlowGraph>;
