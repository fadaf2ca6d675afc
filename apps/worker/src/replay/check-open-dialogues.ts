import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { openReplayedRuns, replayOpenDialogues } from '@voronka/audit/replay';
import type { ReplayProgress, ReplayReport } from '@voronka/audit/replay';
import type { Logger } from '@voronka/platform';
import type { DataConverter } from '@temporalio/common';
import type { WorkerBuild } from './worker-build.ts';

/** What {@link checkOpenDialogues} needs. */
export interface CheckInput {
  readonly client: Client;
  readonly dataConverter: DataConverter;
  readonly build: WorkerBuild;
  /** `VORONKA_HOME`; its folder `replay` keeps what this build has replayed. */
  readonly home: string;
  readonly logger: Logger;
  readonly onProgress: (progress: ReplayProgress) => void;
  /** Whether dialogues are replayed that this build replayed before and that have not changed. */
  readonly again: boolean;
  /** @default all diverged dialogues are found */
  readonly giveUpAfter?: number;
}

const tellEveryMs = 5_000;
const saveEveryMs = 30_000;

/** Replays every open dialogue on a build, keeps what went well, and says from time to time how far it is. */
export async function checkOpenDialogues(input: CheckInput): Promise<ReplayReport> {
  const { client, dataConverter, build, home, logger, again, giveUpAfter } = input;
  const replayedRuns = await openReplayedRuns(join(home, 'replay'), build.id, !again);
  let toldAt = Date.now();
  let savedAt = Date.now();
  // A folder that cannot be written, as in a container: the next start replays everything again.
  const keep = (save: () => Promise<void>) =>
    save().catch((error: unknown) => logger.warn({ err: error }, 'What was replayed cannot be kept'));
  const report = await replayOpenDialogues({
    client,
    build: { workflowBundle: { code: build.code }, dataConverter },
    replayedRuns,
    onProgress(progress) {
      const now = Date.now();
      if (now - toldAt >= tellEveryMs) {
        toldAt = now;
        input.onProgress(progress);
      }
      if (now - savedAt >= saveEveryMs) {
        savedAt = now;
        void keep(() => replayedRuns.save());
      }
    },
    ...(giveUpAfter === undefined ? {} : { giveUpAfter }),
  });
  await keep(async () => {
    await (report.gaveUp ? replayedRuns.save() : replayedRuns.finish());
    // Who was refused leaves the former build's record: that one comes back.
    if (report.diverged.length === 0) await replayedRuns.forgetOthers();
  });
  return report;
}
