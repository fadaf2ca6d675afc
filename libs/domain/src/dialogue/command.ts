import type { NodeKind } from '../flow/flow-graph.ts';
import type { UpdatePolicy } from '../flow/node-configs.ts';
import type { SlotKey } from '../slots/slot-declaration.ts';

/** Parts that all commands share. */
interface CommandBase {
  nodeId: string;
  /** The rule that led here: the last choice on the path; null when no choice was made. */
  ruleId: string | null;
}

/** Why a dialogue was closed. */
export type CloseReason = 'done' | 'stopped' | 'spam' | 'silent' | 'idle';

/** Whether a dialogue was closed by what the client wrote: nothing more is said until the client writes again. */
export function isUnwanted(reason: CloseReason | null): reason is 'stopped' | 'spam' {
  return reason === 'stopped' || reason === 'spam';
}

/** A plain value that crosses to other systems. */
export type PlainValue = string | number | boolean | null;

/** What a decision wants done. Texts are final (variables filled, language chosen): what is decided is what is said. */
export type Command = CommandBase &
  (
    | { kind: 'ask'; slots: SlotKey[]; text: string }
    | { kind: 'reply'; text: string }
    | { kind: 'qualify'; score: number; reasons: string[] }
    | { kind: 'findOrCreateContact'; name: string | null; phone: string | null; email: string | null }
    | {
        kind: 'updateContact';
        name: string | null;
        phone: string | null;
        email: string | null;
        policies: Record<'name' | 'phone' | 'email', UpdatePolicy>;
      }
    | { kind: 'createLead'; title: string; stageKey: string; card?: 'lead' | 'deal' | undefined }
    /** `allowBack`: the card may also be moved backwards. */
    | { kind: 'moveStage'; stageKey: string; allowBack?: boolean | undefined }
    | { kind: 'addTags'; tags: string[] }
    | { kind: 'removeTags'; tags: string[] }
    | { kind: 'addNote'; text: string }
    | { kind: 'attachHistory' }
    | { kind: 'assignResponsible' }
    /** A to-do for the responsible manager. `deadlineAt`: ISO 8601 UTC. */
    | { kind: 'createTask'; text: string; deadlineAt: string | null }
    /** The funnel's distribution chooses a manager; what it came to is a `responsibleChanged` event. */
    | { kind: 'assignManager' }
    | { kind: 'returnToAssistant' }
    | { kind: 'callWebhook'; webhookId: string; waitForAnswer: boolean; payload: Record<string, PlainValue> }
    /** Asks an outside assistant for the turn of event `seq`; after `deadlineAt` the flow speaks itself. */
    | { kind: 'consultAssistant'; seq: number; deadlineAt: string }
    | { kind: 'handOff'; reason: string; text: string | null; deadlineAt?: string | null | undefined }
    /** Nobody has answered in time; `level` counts from 1. */
    | { kind: 'escalate'; level: number; reason: string }
    | { kind: 'callManager'; reason: string }
    | { kind: 'raiseIncident'; code: string; detail: string }
    | { kind: 'closeDialogue'; reason: CloseReason }
  );

/** Every kind of command. */
export type CommandKind = Command['kind'];

/** A command of one kind. */
export type CommandOf<K extends CommandKind> = Extract<Command, { kind: K }>;

/** A step the flow asked for and did not get. */
export interface SkippedStep {
  nodeId: string;
  kind: NodeKind | CommandKind;
  reason: string;
}
