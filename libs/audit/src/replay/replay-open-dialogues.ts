import type { Client } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import type { ReplayWorkerOptions } from '@temporalio/worker';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import { VoronkaError } from '@voronka/contracts';
import { checkKey } from './check-key.ts';
import { completedPart } from './completed-part.ts';
import { firstDivergentEvent, namedEvent, reasonOf } from './divergence.ts';
import { countOpenRuns, historyOf, lastEventOf, openRunPages } from './open-runs.ts';
import type { OpenRun } from './open-runs.ts';
import type { DivergedDialogue, ReplayProgress, ReplayReport, UnreadDialogue } from './replay-report.ts';
import type { ReplayedRuns } from './replayed-runs.ts';

/** What {@link replayOpenDialogues} needs. */
export interface ReplayInput {
  readonly client: Client;
  /** The build that is asked: its workflow bundle, and the data converter that reads the histories. */
  readonly build: ReplayWorkerOptions;
  readonly replayedRuns: ReplayedRuns;
  /** Called after every dialogue. */
  readonly onProgress: (progress: ReplayProgress) => void;
  /** After that many diverged dialogues the others are not looked at any more. @default all are */
  readonly giveUpAfter?: number;
}

/** A history and what it is of. */
interface Replayable extends OpenRun {
  readonly history: History;
  readonly lastEvent: string;
}

// One replays while the other's history is on its way: a replay itself keeps the one thread busy.
const lanes = 2;
/** For so many diverged dialogues the event is searched when the error does not name it. */
const searchedEvents = 20;

/**
 * Replays the history of every open dialogue on a build and tells which of them it would carry on differently. Nothing is
 * changed in Temporal, and no activity runs. At most {@link lanes} histories are in memory at a time; there is no limit of
 * time, and none is left out but those that this very build has replayed in their present state.
 *
 * @throws when the bundle cannot be loaded, or Temporal cannot be asked for the list
 */
export async function replayOpenDialogues(input: ReplayInput): Promise<ReplayReport> {
  const { client, build, replayedRuns, onProgress, giveUpAfter = Number.POSITIVE_INFINITY } = input;
  const total = await countOpenRuns(client);
  const diverged: DivergedDialogue[] = [];
  const unread: UnreadDialogue[] = [];
  let replayed = 0;
  let unchanged = 0;
  const changed = changedRuns();

  const progress = () => onProgress({ done: replayed + unchanged + diverged.length + unread.length, total });
  const gaveUp = () => diverged.length >= giveUpAfter;

  function cannotRead(run: OpenRun, error: unknown): void {
    unread.push({ ...run, reason: codeOf(error) });
    progress();
  }

  function succeeded({ runId, lastEvent }: Pick<Replayable, 'runId' | 'lastEvent'>): void {
    replayedRuns.add(runId, lastEvent);
    replayed += 1;
    progress();
  }

  /** Open runs that have changed since they were last replayed. */
  async function* changedRuns(): AsyncGenerator<OpenRun> {
    for await (const page of openRunPages(client)) {
      const marks = await Promise.all(
        page.map((run) => lastEventOf(client, run).catch((error: unknown) => cannotRead(run, error))),
      );
      for (const [index, run] of page.entries()) {
        const mark = marks[index];
        if (typeof mark !== 'string') continue;
        if (!replayedRuns.has(run.runId, mark)) yield run;
        else {
          unchanged += 1;
          progress();
        }
      }
    }
  }

  /** The next history that has something to be replayed; undefined at the end. */
  async function next(): Promise<Replayable | undefined> {
    while (!gaveUp()) {
      const run = await changed.next();
      if (run.done) return undefined;
      try {
        const found = await historyOf(client, run.value);
        if (!found) continue;
        await checkKey(client, build.dataConverter, run.value, found.history);
        const history = completedPart(found.history);
        if (history) return { ...run.value, history, lastEvent: found.lastEvent };
        succeeded({ ...run.value, ...found });
      } catch (error) {
        cannotRead(run.value, error);
      }
    }
    return undefined;
  }

  async function lane(): Promise<void> {
    let current = await next();
    // A replay worker costs a tenth of a second; without anything to do there is none.
    if (!current) return;
    async function* histories() {
      for (; current; current = await next()) yield current;
    }
    for await (const { error } of Worker.runReplayHistories(build, histories())) {
      if (!current) return;
      const { history, lastEvent, ...run } = current;
      if (!error) succeeded({ ...run, lastEvent });
      else {
        const { message } = error;
        const event = namedEvent(message) ?? (await search(run, history));
        diverged.push({ ...run, event, reason: reasonOf(message) });
        progress();
      }
    }
  }

  async function search({ workflowId }: OpenRun, history: History) {
    return diverged.length < searchedEvents ? firstDivergentEvent(build, workflowId, history) : null;
  }

  await Promise.all(Array.from({ length: lanes }, lane));
  return { replayed, unchanged, diverged, unread, gaveUp: gaveUp() };
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  // Of foreign errors nobody knows what their messages hold.
  if (error instanceof VoronkaError) return error.message;
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
}
