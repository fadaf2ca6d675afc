import type { OpenRun, ReplayReport } from '@voronka/audit/replay';
import type { ReplayOutcome } from '@voronka/contracts';
import { readDialogueNumbers } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import type { Logger } from '@voronka/platform';

/** So many dialogues are named; the others are counted. */
export const namedAtMost = 20;

/** The report as other programs and people read it: counts, and the first dialogues with their numbers. */
export async function outcomeOf(report: ReplayReport, build: string, database: Database): Promise<ReplayOutcome> {
  const diverged = report.diverged.slice(0, namedAtMost);
  const unread = report.unread.slice(0, namedAtMost);
  const ids = [...diverged, ...unread].map(({ dialogueId }) => dialogueId);
  // The replay needs no database; without one, ids have to do.
  const numbers = await readDialogueNumbers(database.em.fork(), ids).catch(() => new Map<string, number>());
  const named = ({ dialogueId, runId }: OpenRun) => ({ dialogueId, runId, number: numbers.get(dialogueId) ?? null });
  return {
    build,
    replayed: report.replayed,
    unchanged: report.unchanged,
    divergedCount: report.diverged.length,
    diverged: diverged.map((run) => ({ ...named(run), event: run.event, reason: run.reason })),
    unreadCount: report.unread.length,
    unread: unread.map((run) => ({ ...named(run), reason: run.reason })),
    gaveUp: report.gaveUp,
  };
}

/** Logs each dialogue that diverged or could not be read, up to {@link namedAtMost} of a kind. */
export function logOutcome(logger: Logger, { build, diverged, unread }: ReplayOutcome): void {
  for (const { dialogueId, runId, event, reason } of diverged) {
    const where = event ? `event ${event.id} ${event.type}: ${reason}` : reason;
    logger.error(
      { dialogueId, runId, version: build, reason: where },
      'An open dialogue does not replay on this build',
    );
  }
  for (const { dialogueId, runId, reason } of unread) {
    logger.error({ dialogueId, runId, reason }, 'The history of an open dialogue could not be read');
  }
}
