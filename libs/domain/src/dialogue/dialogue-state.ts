import type { Locale } from '../flow/flow-graph.ts';
import type { SignalSource } from './dialogue-event.ts';
import type { SlotKey } from '../slots/slot-declaration.ts';
import type { Understanding } from '../slots/understand.ts';
import type { CloseReason, Command, PlainValue } from './command.ts';

/** A collected detail. `value` is normalised: E.164 for a phone, lower case for an e-mail. */
export interface SlotValue {
  value: string;
  /** What the client wrote. */
  raw: string;
  /** `seq` of the event it came from. */
  seq: number;
  /** Further valid values, e.g. a second phone. */
  others?: string[] | undefined;
}

/** Where the one token of the conversation stands and what it waits for. */
export interface Position {
  nodeId: string;
  /** ISO 8601 UTC. */
  enteredAt: string;
  /** How often this node has asked so far; 0 before the first question. */
  asked: number;
  /** When a wait is over, ISO 8601 UTC; null or missing where the node waits for no time. */
  until?: string | null | undefined;
  /** How often the client has been reminded since the last answer. */
  reminded?: number | undefined;
  /** When the node last said something, ISO 8601 UTC. */
  saidAt?: string | undefined;
  /** Details count only when they came with this event or later: the question asks for them anew. */
  knownAfter?: number | undefined;
  /** How often the client asked something instead of answering, without it counting as an attempt. */
  interrupted?: number | undefined;
  /** What the node waits for happened while the token was held: the port by which it leaves once it may. */
  met?: string | undefined;
  /** The node's timers came while the assistant was switched off, and come again then, ISO 8601 UTC. */
  notBefore?: string | undefined;
}

/** Who leads the conversation. */
export type Owner = 'assistant' | 'manager';

/** The token is parked here until a person acts. */
export interface Parked {
  nodeId: string;
  code: string;
  /** What to run again on a retry; empty when the walk itself stopped and goes on from the node. */
  commands: Command[];
  /** Port whose edge is missing, when the node had run already. */
  port?: string | undefined;
  /** Nodes of further branches that the walk had not come to when it stopped. */
  rest?: string[] | undefined;
  /** The client wrote meanwhile and waits for the assistant's answer. */
  unanswered?: boolean | undefined;
  /** A person has settled the incident while a manager led: the token goes on when the assistant leads again. */
  settled?: 'retried' | 'skipped' | undefined;
}

/** What is remembered of a signal. */
export interface SignalMemory {
  /** How often it was accepted, in all episodes. */
  count: number;
  /** ISO 8601 UTC. */
  lastAt: string;
  /** Newest version accepted, by source. */
  versions: Partial<Record<SignalSource, string>>;
}

/** A dialogue that waits for a manager's first answer. */
export interface PendingHandOff {
  /** ISO 8601 UTC. */
  at: string;
  /** null: no deadline. */
  deadlineAt: string | null;
  /** Levels escalated so far. */
  escalations: number;
  /** Working time for an answer, in minutes; null or missing: what the channel says. */
  withinMinutes?: number | null | undefined;
}

/** An outside assistant has been asked about the client's turn of event `seq`. */
export interface Consulting {
  seq: number;
  /** ISO 8601 UTC; after it the flow speaks itself. */
  deadlineAt: string;
  /** What was read from the client's turn, for the flow that goes on later. */
  reading?: Understanding | undefined;
}

/** How often in a row a trigger ran. */
export interface TriggerRuns {
  times: number;
  /** The client's word that they follow, ISO 8601 UTC. */
  since: string;
  /** The last of them, ISO 8601 UTC. */
  at?: string | undefined;
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
  slots: Partial<Record<SlotKey, SlotValue>>;
  /** Values that the client has called wrong, by slot: what the CRM still holds must not bring them back. */
  takenBack: Partial<Record<SlotKey, string[]>>;
  tags: string[];
  score: number | null;
  /** Trigger nodes that already started the token in this episode. */
  usedTriggers: string[];
  /** The flow reached an end in this episode. */
  completed: boolean;
  /** A manager has been asked to come. */
  handedOff: boolean;
  /** Client messages seen so far, in all episodes, and in this one. */
  clientMessages: number;
  episodeMessages: number;
  /** Text of the last client message: rules that run after a retry or a return still see what was asked. */
  lastMessage: string;
  /**
   * Contact node that found nothing to search by; it is made up for as soon as a phone or e-mail is known, else at
   * hand-off or end. null when nothing is owed.
   */
  pendingContact: string | null;
  /** First client message of the dialogue and of the episode, ISO 8601 UTC. */
  startedAt: string | null;
  episodeStartedAt: string | null;
  /** Last words of each side, ISO 8601 UTC. */
  lastClientAt: string | null;
  lastAssistantAt: string | null;
  lastManagerAt: string | null;
  /** First client message that nobody has answered, ISO 8601 UTC. */
  unansweredSince: string | null;
  /** Values from outside the conversation. */
  fields: Record<string, PlainValue>;
  signals: Record<string, SignalMemory>;
  /** By trigger node. */
  triggerRuns: Record<string, TriggerRuns>;
  /** The dialogue waits for a manager, and the assistant is silent. */
  handOff: PendingHandOff | null;
  consulting: Consulting | null;
  /** Why the dialogue is closed; a client message opens it again. */
  closed: CloseReason | null;
  /** Newest versions accepted of changes from the CRM, by field. */
  crmVersions: Partial<Record<'stage' | 'responsible', string>>;
}

/** What a stored state has, whatever release wrote it. */
export type StoredState = Partial<DialogueState> & Pick<DialogueState, 'version' | 'episode' | 'locale' | 'owner'>;

/** What every dialogue begins with. Made anew each time: states must not share what they hold. */
function beginning(): Omit<DialogueState, 'version' | 'episode' | 'locale' | 'owner'> {
  return {
    position: null,
    parked: null,
    slots: {},
    takenBack: {},
    tags: [],
    score: null,
    usedTriggers: [],
    completed: false,
    handedOff: false,
    clientMessages: 0,
    episodeMessages: 0,
    lastMessage: '',
    pendingContact: null,
    startedAt: null,
    episodeStartedAt: null,
    lastClientAt: null,
    lastAssistantAt: null,
    lastManagerAt: null,
    unansweredSince: null,
    fields: {},
    signals: {},
    triggerRuns: {},
    handOff: null,
    consulting: null,
    closed: null,
    crmVersions: {},
  };
}

/** The state of a dialogue that has not seen anything yet. */
export function initialDialogueState(locale: Locale): DialogueState {
  return completeState({ version: 1, episode: 1, locale, owner: 'assistant' });
}

/** Adds what a state stored by an earlier release does not have yet. */
export function completeState(stored: StoredState): DialogueState {
  // An earlier release did not count by episodes: what matters is whether there was a message at all.
  return { ...beginning(), episodeMessages: stored.clientMessages ?? 0, ...stored };
}
