/** REST of a dialogue's timeline. All dates are ISO 8601 UTC. */
import { z } from 'zod';
import { localized } from './localized.ts';

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
