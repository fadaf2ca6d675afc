import { z } from 'zod';

/**
 * What the worker says on its standard output about the replay of open dialogues, one JSON object a line: `{ replaying }`
 * while it lasts, `{ refused }` when the build may not take over, `{ replayed }` when the replay was all that was asked.
 */
export const replayingSchema = z.object({
  /** Dialogues looked at so far. */
  done: z.number().int().nonnegative(),
  /** Open dialogues when it began. */
  total: z.number().int().nonnegative(),
});

const dialogueOf = z.object({
  dialogueId: z.string(),
  /** Number that people see; null when the database could not be asked. */
  number: z.number().int().nullable(),
  runId: z.string(),
  /** In the words of Temporal, without data of a client. */
  reason: z.string(),
});

/** See {@link replayingSchema}. The lists hold the first of many. */
export const replayOutcomeSchema = z.object({
  /** Id of the build. */
  build: z.string(),
  replayed: z.number().int().nonnegative(),
  /** Replayed by this very build before, and not changed since. */
  unchanged: z.number().int().nonnegative(),
  divergedCount: z.number().int().nonnegative(),
  diverged: z.array(dialogueOf.extend({ event: z.object({ id: z.number().int(), type: z.string() }).nullable() })),
  unreadCount: z.number().int().nonnegative(),
  unread: z.array(dialogueOf),
  /** So many had diverged that the others were not looked at. */
  gaveUp: z.boolean(),
});

/** How far the replay is. */
export type Replaying = z.infer<typeof replayingSchema>;

/** What the replay came to. */
export type ReplayOutcome = z.infer<typeof replayOutcomeSchema>;
