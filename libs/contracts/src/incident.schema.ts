/** REST of the incidents. All dates are ISO 8601 UTC. */
import { z } from 'zod';
import { localized } from './localized.ts';

/** `GET /api/incidents?state=open` */
export const incidentSchema = z
  .object({
    id: z.string(),
    dialogueId: z.string(),
    dialogueNumber: z.int(),
    clientName: z.string().nullable(),
    nodeId: z.string(),
    nodeLabel: localized,
    code: z.string(),
    message: localized,
    state: z.enum(['open', 'resolved']),
    createdAt: z.string(),
    resolvedAt: z.string().nullable(),
  })
  .meta({ id: 'Incident' });
/** An incident. */
export type Incident = z.infer<typeof incidentSchema>;

/** List of incidents. */
export const incidentListSchema = z.object({ incidents: z.array(incidentSchema) }).meta({ id: 'IncidentList' });
