import type { Client } from '@temporalio/client';
import { archiveClosedRuns } from '@voronka/audit';
import type { HistoryArchiveStore } from '@voronka/contracts';
import type { Logger } from '@voronka/platform';

const intervalMs = 60_000;
// Retention is at least 30 days: a day behind is early enough to act and late enough to mean it.
const alarmAfterMs = 24 * 3_600_000;

/** Archives the histories of closed runs every minute and alarms when it falls behind. */
export function startArchiveLoop(deps: { client: Client; archive: HistoryArchiveStore; logger: Logger }): {
  stop(): void;
} {
  const run = async () => {
    const { archived, behindMs } = await archiveClosedRuns(deps.client, deps.archive, Date.now());
    if (archived > 0) deps.logger.info({ count: archived }, 'Archived histories of closed dialogue runs');
    if (behindMs > alarmAfterMs) deps.logger.error({ ageMs: behindMs }, 'The history archive is behind');
  };
  const timer = setInterval(() => {
    run().catch((error: unknown) => deps.logger.warn({ err: error }, 'Archiving failed; it is repeated'));
  }, intervalMs);
  return { stop: () => clearInterval(timer) };
}
