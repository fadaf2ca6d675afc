import type { SentSignal, SignalSource } from '../dialogue/dialogue-event.ts';
import type { Position } from '../dialogue/dialogue-state.ts';

/** Something that a decision brought about and that triggers may run on. */
export type Happened =
  | { kind: 'signal'; source: SignalSource; signal: SentSignal }
  | { kind: 'stageMoved'; stageKey: string; previous: string | null };

/** The same, and where the token stood when it happened: a wait ends only by what happens while it lasts. */
export type Happening = Happened & { position: Position | null };
