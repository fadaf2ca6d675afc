import type { Command, SkippedStep } from '../dialogue/command.ts';
import type { DecisionContext, DialogueEvent, TimerKind } from '../dialogue/dialogue-event.ts';
import type { DialogueState } from '../dialogue/dialogue-state.ts';
import type { LocalizedText, NodeKind } from '../flow/flow-graph.ts';
import type { ChoiceTrace, Facts } from '../rules/choice.ts';
import type { SignalRefusal } from '../signals/signal-catalogue.ts';
import type { UnderstoodSlot, Understanding } from '../slots/understand.ts';

/** One node the token passed, in order. */
export interface PathStep {
  nodeId: string;
  kind: NodeKind;
  label: LocalizedText;
  /** The rules that were run here; null where there is nothing to choose. */
  choice: ChoiceTrace | null;
  /** The port and node the token went on by; null where it stopped. */
  edge: { edgeId: string; port: string; target: string } | null;
  /** The node was passed beside the conversation, not by its token. */
  beside?: true | undefined;
}

/** What was understood from a client message. */
export type Understood = UnderstoodSlot;

/** What else was read from a client message. */
export type ReadingRecord = Omit<Understanding, 'understood'>;

/** A signal and what became of it. */
export interface SignalRecord {
  name: string;
  source: string;
  /** null: accepted. */
  refused: SignalRefusal | null;
}

/** The next moment at which the dialogue wakes up by itself. */
export interface WakeUpTime {
  timer: TimerKind;
  /** Names the timer among those of its kind: a node id, or the kind. */
  key: string;
  /** ISO 8601 UTC. */
  at: string;
}

/** Why a decision came out as it did: complete enough to repeat and to prove it. */
export interface DecisionRecord {
  version: 1;
  bundleHash: string;
  event: DialogueEvent;
  context: DecisionContext;
  facts: Facts;
  understood: Understood[];
  path: PathStep[];
  commands: Command[];
  skipped: SkippedStep[];
  /** Only of a client message. */
  reading?: ReadingRecord | undefined;
  signals?: SignalRecord[] | undefined;
  /** Code of why the event changed nothing; missing when it did. */
  ignored?: string | undefined;
}

/** What `decide` answers. */
export interface Decision {
  commands: Command[];
  nextState: DialogueState;
  record: DecisionRecord;
  /** Earliest wake-up of the state it leads to; null when nothing is waited for. */
  wakeUp: WakeUpTime | null;
}
