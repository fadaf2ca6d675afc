/** REST of the messages that the flood limit keeps back. All dates are ISO 8601 UTC. */
import { z } from 'zod';

/** A message kept back by the flood limit: it is not in any dialogue's inbox until released. `GET /api/held` */
export const heldMessageSchema = z
  .object({
    id: z.string(),
    channel: z.object({ id: z.string(), name: z.string() }),
    dialogueId: z.string(),
    dialogueNumber: z.int(),
    text: z.string(),
    receivedAt: z.string(),
  })
  .meta({ id: 'HeldMessage' });
/** A held message. */
export type HeldMessage = z.infer<typeof heldMessageSchema>;

/** List of held messages; `POST /api/held/{id}/release` and `…/discard` act on one. */
export const heldListSchema = z.object({ held: z.array(heldMessageSchema), total: z.int() }).meta({ id: 'HeldList' });
