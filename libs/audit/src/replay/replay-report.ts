import type { DivergentEvent } from './divergence.ts';
import type { OpenRun } from './open-runs.ts';

/** An open dialogue that a build would carry on differently from how it began. */
export interface DivergedDialogue extends OpenRun {
  /** Null when it could not be found out, or for others than the first of many. */
  readonly event: DivergentEvent | null;
  /** What the replay said; holds no data of a client. */
  readonly reason: string;
}

/** An open dialogue whose history could not be fetched or decoded. */
export interface UnreadDialogue extends OpenRun {
  /** Message of an error of ours, else code and class. */
  readonly reason: string;
}

/** What a replay of all open dialogues came to. */
export interface ReplayReport {
  /** Dialogues that were replayed without a difference, now. */
  readonly replayed: number;
  /** Dialogues that this very build replayed before and that have not changed since. */
  readonly unchanged: number;
  readonly diverged: readonly DivergedDialogue[];
  readonly unread: readonly UnreadDialogue[];
  /** Whether it ended early, because enough dialogues had diverged. */
  readonly gaveUp: boolean;
}

/** How far a replay is. */
export interface ReplayProgress {
  readonly done: number;
  /** Open dialogues when it began; some may have closed since. */
  readonly total: number;
}
