import { z } from 'zod';
import type { FlowDiff as DomainDiff } from '@voronka/domain';
import { localized } from './localized.ts';

const change = z.enum(['added', 'removed', 'changed']);

const fieldChange = z.object({
  path: z.array(z.union([z.string(), z.int()])),
  /** The way to the value, in words. */
  title: localized,
  /** Any JSON; absent where it is new. */
  before: z.unknown().optional(),
  /** Any JSON; absent where it is gone. */
  after: z.unknown().optional(),
});

const place = z.object({ nodeId: z.string(), label: localized }).nullable();

/**
 * `GET /api/flows/{id}/draft/diff`: what publishing the draft would change. `GET /api/flows/{id}/versions/{n}/diff`: what
 * that version changed against the one before it.
 */
export const flowDiffSchema = z
  .object({
    nodes: z.array(
      z.object({ nodeId: z.string(), kind: z.string(), label: localized, change, fields: z.array(fieldChange) }),
    ),
    edges: z.array(
      z.object({
        source: z.string(),
        sourceLabel: localized,
        port: z.string(),
        portTitle: localized,
        change,
        before: place,
        after: place,
      }),
    ),
    declarations: z.array(
      z.object({
        part: z.enum(['slots', 'fields']),
        key: z.string(),
        title: localized,
        change,
        fields: z.array(fieldChange),
      }),
    ),
    /** Ids of nodes that were only moved on the canvas. */
    layout: z.array(z.string()),
    /** Notes and groups on the canvas; where they stand does not count. They change nothing for a client. */
    annotations: z.array(
      z.object({
        part: z.enum(['notes', 'groups']),
        key: z.string(),
        text: z.string(),
        change,
        before: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'FlowDiff' }) satisfies z.ZodType<Omit<DomainDiff, 'nodes'>>;
/** What differs between two drawings of a flow, as it comes over the wire. */
export type FlowDiffView = z.infer<typeof flowDiffSchema>;
