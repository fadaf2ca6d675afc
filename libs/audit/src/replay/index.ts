export { replayOpenDialogues } from './replay-open-dialogues.ts';
export type { ReplayInput } from './replay-open-dialogues.ts';
export { openReplayedRuns } from './replayed-runs.ts';
export type { ReplayedRuns } from './replayed-runs.ts';
export type { DivergedDialogue, ReplayProgress, ReplayReport, UnreadDialogue } from './replay-report.ts';
export type { DivergentEvent } from './divergence.ts';
export type { OpenRun } from './open-runs.ts';
