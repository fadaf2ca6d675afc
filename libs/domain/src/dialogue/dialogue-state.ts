import type { Locale, SlotName } from '../flow/flow-graph.ts';
import type { Command } from './command.ts';

/** A collected detail. `value` is normalised: E.164 for a phone, lower case for an e-mail. */
export interface SlotValue {
  value: string;
  /** What the client wrote. */
  raw: string;
  /** `seq` of the message it came from. */
  seq: number;
}

/** Where the one token of the conversation stands and what it waits for. */
export interface Position {
  nodeId: string;
  /** ISO 8601 UTC. */
  enteredAt: string;
  /** How often this node has asked so far; 0 before the first question. */
  asked: number;
}

/** Who leads the conversation. */
export type Owner = 'assistant' | 'manager';

/** The token is parked here until a person acts. */
export interface Parked {
  nodeId: string;
  code: string;
  /** What to run again on a retry; empty when the walk itself stopped and goes on from the node. */
  commands: Command[];
}

/** All that a decision depends on besides the bundle, the event and its context. Lives in PostgreSQL as jsonb. */
export interface DialogueState {
  version: 1;
  /** Starts at 1; a new one begins when the lead is closed. */
  episode: number;
  locale: Locale;
  owner: Owner;
  position: Position | null;
  parked: Parked | null;
  slots: Partial<Record<SlotName, SlotValue>>;
  tags: string[];
  score: number | null;
  /** Trigger nodes that already started the token in this episode. */
  usedTriggers: string[];
  /** The flow reached an end in this episode. */
  completed: boolean;
  /** A manager has been asked to come. */
  handedOff: boolean;
  /** Client messages seen so far, in all episodes. */
  clientMessages: number;
  /** Text of the last client message: rules that run after a retry or a return still see what was asked. */
  lastMessage: string;
  /**
   * Contact node that found nothing to search by; it is made up for as soon as a phone or e-mail is known, else at
   * hand-off or end. null when nothing is owed.
   */
  pendingContact: string | null;
}

/** The state of a dialogue that has not seen anything yet. */
export function initialDialogueState(locale: Locale): DialogueState {
  return {
    version: 1,
    episode: 1,
    locale,
    owner: 'assistant',
    position: null,
    parked: null,
    slots: {},
    tags: [],
    score: null,
    usedTriggers: [],
    completed: false,
    handedOff: false,
    clientMessages: 0,
    lastMessage: '',
    pendingContact: null,
  };
}
