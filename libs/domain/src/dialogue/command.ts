import type { NodeKind, SlotName } from '../flow/flow-graph.ts';

/** Parts that all commands share. */
interface CommandBase {
  nodeId: string;
  /** The rule that led here: the last choice on the path; null when no choice was made. */
  ruleId: string | null;
}

/** What a decision wants done. Texts are final (variables filled, language chosen): what is decided is what is said. */
export type Command = CommandBase &
  (
    | { kind: 'ask'; slots: SlotName[]; text: string }
    | { kind: 'reply'; text: string }
    | { kind: 'qualify'; score: number; reasons: string[] }
    | { kind: 'findOrCreateContact'; name: string | null; phone: string | null; email: string | null }
    | { kind: 'createLead'; title: string; stageKey: string }
    | { kind: 'moveStage'; stageKey: string }
    | { kind: 'addTags'; tags: string[] }
    | { kind: 'addNote'; text: string }
    | { kind: 'attachHistory' }
    | { kind: 'assignResponsible' }
    | { kind: 'handOff'; reason: string; text: string | null }
    | { kind: 'callManager'; reason: string }
    | { kind: 'raiseIncident'; code: string; detail: string }
  );

/** Every kind of command. */
export type CommandKind = Command['kind'];

/** A command of one kind. */
export type CommandOf<K extends CommandKind> = Extract<Command, { kind: K }>;

/** A step the flow asked for and the permission table refused. */
export interface SkippedStep {
  nodeId: string;
  kind: NodeKind;
  reason: string;
}
