import { z } from 'zod';
import type { FlowFinding as DomainFinding, Suggestion } from '@voronka/domain';
import { fieldDeclarationSchema, flowEdgeSchema, flowNodeSchema, slotDeclarationSchema } from './flow.schema.ts';
import { localized } from './localized.ts';

/** One change of the drawn flow; `applyChanges` of the domain makes it. */
const flowChangeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('addNode'), node: flowNodeSchema }),
  z.object({ kind: z.literal('removeNode'), nodeId: z.string() }),
  z.object({ kind: z.literal('renameNode'), nodeId: z.string(), newId: z.string() }),
  z.object({ kind: z.literal('addEdge'), edge: flowEdgeSchema }),
  z.object({ kind: z.literal('removeEdge'), edge: flowEdgeSchema }),
  z.object({
    kind: z.literal('setConfig'),
    nodeId: z.string(),
    path: z.array(z.union([z.string(), z.int()])).readonly(),
    value: z.unknown(),
  }),
  z.object({ kind: z.literal('setSlots'), slots: z.array(slotDeclarationSchema) }),
  z.object({ kind: z.literal('setFields'), fields: z.array(fieldDeclarationSchema) }),
]);

/** A concrete proposal that would settle a finding; `changes` are empty where a person does it elsewhere. */
const flowSuggestionSchema = z
  .object({ kind: z.string(), text: localized, changes: z.array(flowChangeSchema) })
  .meta({ id: 'FlowSuggestion' }) satisfies z.ZodType<Omit<Suggestion, 'kind'>>;

/** One finding of the check before publishing. */
export const flowFindingSchema = z
  .object({
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    nodeId: z.string().nullable(),
    message: localized,
    hint: localized,
    suggestion: flowSuggestionSchema.nullable(),
  })
  .meta({ id: 'FlowFinding' }) satisfies z.ZodType<Omit<DomainFinding, 'code' | 'suggestion'>>;

/** One finding. */
export type FlowFinding = z.infer<typeof flowFindingSchema>;

/** `GET /api/flows/{id}/findings`: the check of the draft. */
export const flowFindingListSchema = z.object({ findings: z.array(flowFindingSchema) }).meta({ id: 'FlowFindingList' });
