import type { LocalizedText, NodeKind, SlotName } from '../flow/flow-graph.ts';
import type { Command, SkippedStep } from '../dialogue/command.ts';
import type { DecisionContext, DialogueEvent } from '../dialogue/dialogue-event.ts';
import type { DialogueState } from '../dialogue/dialogue-state.ts';
import type { ChoiceTrace, Facts } from '../rules/choice.ts';

/** One node the token passed, in order. */
export interface PathStep {
  nodeId: string;
  kind: NodeKind;
  label: LocalizedText;
  /** The rules that were run here; null where there is nothing to choose. */
  choice: ChoiceTrace | null;
  /** The port and node the token went on by; null where it stopped. */
  edge: { edgeId: string; port: string; target: string } | null;
}

/** What was understood from a client message. */
export interface Understood {
  slot: SlotName;
  value: string;
  raw: string;
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
}

/** What `decide` answers. */
export interface Decision {
  commands: Command[];
  nextState: DialogueState;
  record: DecisionRecord;
}
