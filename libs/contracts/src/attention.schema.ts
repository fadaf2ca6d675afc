/** REST of what waits for a person besides incidents and held messages, and of acting on many incidents at once. */
import { z } from 'zod';

/** What a person can decide about an incident. */
export const incidentActionSchema = z.enum(['retry', 'skip', 'handOver']).meta({ id: 'IncidentAction' });
/** What a person decides about an incident. */
export type IncidentAction = z.infer<typeof incidentActionSchema>;

/** Incidents that one request settles at most. */
export const incidentsAtOnce = 500;

/** `POST /api/incidents/bulk`: either a selection, or all open ones of one code, the oldest first. */
export const bulkIncidentsSchema = z
  .union([
    z.strictObject({ action: incidentActionSchema, ids: z.array(z.uuid()).min(1).max(incidentsAtOnce) }),
    z.strictObject({ action: incidentActionSchema, code: z.string().min(1).max(100) }),
  ])
  .meta({ id: 'BulkIncidents' });

/** Answer of it. `notOpen`: settled already, or unknown. `left`: open ones of the code beyond the most at once. */
export const bulkIncidentsResultSchema = z
  .object({ results: z.array(z.object({ id: z.string(), outcome: z.enum(['done', 'notOpen']) })), left: z.int() })
  .meta({ id: 'BulkIncidentsResult' });
/** What became of each incident. */
export type BulkIncidentsResult = z.infer<typeof bulkIncidentsResultSchema>;

/**
 * A dialogue that has waited too long. `wakeUpLate`: what it wanted to do by itself did not happen; `undecided`: what
 * came in was not read; `answerLate`: a manager has not answered in time; `escalated`: others were called since.
 */
export const attentionReasonSchema = z
  .enum(['wakeUpLate', 'undecided', 'answerLate', 'escalated'])
  .meta({ id: 'AttentionReason' });
/** Why a dialogue is listed. */
export type AttentionReason = z.infer<typeof attentionReasonSchema>;

/** `GET /api/attention`: what has waited too long, the longest first; at most 200 of `total`. */
export const attentionListSchema = z
  .object({
    total: z.int(),
    dialogues: z.array(
      z.object({
        dialogueId: z.string(),
        number: z.int(),
        clientName: z.string().nullable(),
        channel: z.object({ id: z.string(), name: z.string() }),
        manager: z.object({ id: z.string(), name: z.string() }).nullable(),
        reasons: z.array(attentionReasonSchema).min(1),
        /** When the earliest of them was due. ISO 8601 UTC. */
        since: z.string(),
        escalationLevel: z.int(),
      }),
    ),
  })
  .meta({ id: 'AttentionList' });
/** What has waited too long. */
export type AttentionList = z.infer<typeof attentionListSchema>;
