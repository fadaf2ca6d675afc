import type { ReplayOutcome } from '@voronka/contracts';
import type { Database } from '@voronka/persistence';
import { checkOpenDialogues } from './check-open-dialogues.ts';
import type { CheckInput } from './check-open-dialogues.ts';
import { logOutcome, namedAtMost, outcomeOf } from './replay-outcome.ts';

/** This build would carry open dialogues on differently from how they began: it must not take over. */
export class BuildRefusedError extends Error {
  override readonly name = 'BuildRefusedError';
  constructor(readonly outcome: ReplayOutcome) {
    super(
      'This build does not fit open dialogues and was not started. Start the former build, or release the change behind ' +
        'a named patch: docs/runbooks/upgrading.md',
    );
  }
}

/**
 * Lets a build pass when the history of every open dialogue replays on it. Called before the worker asks Temporal for its
 * first task, so that a build that does not fit never touches a dialogue.
 *
 * @throws BuildRefusedError naming dialogues and events
 * @throws Error when a history could not be read: the start is to be repeated
 */
export async function passReplayGate(input: Omit<CheckInput, 'again'> & { database: Database }): Promise<void> {
  const { build, database, logger } = input;
  const startedAt = Date.now();
  const report = await checkOpenDialogues({ ...input, again: false, giveUpAfter: namedAtMost });
  const outcome = await outcomeOf(report, build.id, database);
  logOutcome(logger, outcome);
  if (outcome.divergedCount > 0) throw new BuildRefusedError(outcome);
  if (outcome.unreadCount > 0) throw new Error(`${outcome.unreadCount} histories could not be read`);
  const fields = { version: build.id, count: outcome.replayed, durationMs: Date.now() - startedAt };
  logger.info(fields, 'Every open dialogue replays on this build');
}
