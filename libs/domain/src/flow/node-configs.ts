import type { SlotKey } from '../slots/slot-declaration.ts';
import type { ConditionTree, LocalizedText } from './flow-graph.ts';

/** Who moved a card. */
export type MoveSource = 'crm' | 'operator' | 'assistant';

/** How a known contact is completed, per field. */
export type UpdatePolicy = 'fillEmpty' | 'overwrite' | 'append';

/** What reminds a silent client, and when the question is given up. All limits stand in the node. */
export interface SilenceConfig {
  /** Silence after which the client is reminded, in minutes. */
  remindAfterMinutes: number;
  /** Wordings of the reminders, one each; when they are used up, only the close is left. */
  reminders: LocalizedText[];
  /** Silence after the last word of ours, in minutes, after which the token leaves by `silent`. */
  closeAfterMinutes: number;
}

/** What a wait node waits for. */
export type WaitConfig =
  | { kind: 'duration'; minutes: number }
  /** The next such time of day in the channel's time zone; `days` 1 (Monday) to 7, empty for every day. */
  | { kind: 'localTime'; time: string; days: number[] }
  /** The next opening of the funnel's calendar; passes at once while it is open. */
  | { kind: 'businessHours' }
  /** A signal or a person's deed; after `timeoutMinutes` the token leaves by `timeout`. */
  | { kind: 'event'; events: WaitedEvent[]; signal: string | null; timeoutMinutes: number };

/** An event that a wait can end on. */
export type WaitedEvent = 'clientMessage' | 'managerMessage' | 'stageMoved' | 'responsibleChanged' | 'signal';

/** What a timer trigger counts from. */
export type TimerOrigin = 'dialogueStart' | 'episodeStart' | 'lastClientMessage' | 'handOff';

/** One reason of a score. */
export interface Criterion {
  points: number;
  reason: LocalizedText;
  when: ConditionTree;
}

/** Config of a node kind. Every text that a client may read has both languages. */
export interface NodeConfigs {
  /** Starts the token when a dialogue, or a new episode of it, begins. */
  newDialogueTrigger: { when: ConditionTree | null; priority: number };
  /** Starts the token on a client message. `when: null` takes any message. */
  clientMessageTrigger: {
    when: ConditionTree | null;
    oncePerEpisode: boolean;
    priority: number;
    /** Runs also while a question is open, beside it; then the question is asked again. @default false */
    interrupts?: boolean | undefined;
  };
  /** Runs beside the conversation when a signal of the catalogue is accepted. */
  signalTrigger: { signal: string; when: ConditionTree | null };
  /** Runs beside the conversation when the card was moved; empty `stageKeys` and `by` take any. */
  stageMovedTrigger: { stageKeys: string[]; by: MoveSource[]; when: ConditionTree | null };
  /** Runs beside the conversation when another manager became responsible. */
  responsibleChangedTrigger: { when: ConditionTree | null };
  /** Runs beside the conversation once per episode, so many minutes after its origin. */
  timerTrigger: { afterMinutes: number; since: TimerOrigin; when: ConditionTree | null };
  /** Runs beside the conversation when the client has not answered for so long, at most `times` times in a row. */
  silenceTrigger: { minutes: number; times: number; when: ConditionTree | null };
  /** Runs beside the conversation when a person presses its button. */
  manualTrigger: { when: ConditionTree | null };
  /**
   * Chooses by rules; `otherwise` is always there as the last port. `policy`: the first by priority (default), or all
   * that fire, one after another.
   */
  rule: {
    outputs: { port: string; title: LocalizedText; priority: number; conditions: ConditionTree }[];
    policy?: 'first' | 'all' | undefined;
  };
  /**
   * Collects slots. Asks for what is missing only, at most `attempts` times in all, then leaves by `gaveUp`.
   * `again` holds the wording of the re-asks by the slots still missing; the last entry repeats.
   */
  ask: {
    slots: SlotKey[];
    attempts: number;
    question: LocalizedText;
    again: { missing: SlotKey[]; text: LocalizedText }[];
    /** Whether a detail that is known already is not asked for. @default true */
    skipKnown?: boolean | undefined;
    silence?: SilenceConfig | null | undefined;
  };
  reply: { text: LocalizedText };
  /** The score is `score` and the points of every criterion that holds. */
  qualify: { score: number; reasons: LocalizedText[]; criteria?: Criterion[] | undefined };
  findOrCreateContact: Record<string, never>;
  /** Completes the contact with what is known by now. */
  updateContact: { name: UpdatePolicy; phone: UpdatePolicy; email: UpdatePolicy };
  /** `card`: which kind of card; by default the channel says it. */
  createLead: { title: LocalizedText; stageKey: string; card?: 'channel' | 'lead' | 'deal' | undefined };
  /** `allowBack`: the assistant may move the card backwards here. @default false */
  moveStage: { stageKey: string; allowBack?: boolean | undefined };
  addTags: { tags: string[] };
  removeTags: { tags: string[] };
  addNote: { text: LocalizedText };
  attachHistory: Record<string, never>;
  /** `choose`: let the funnel's distribution choose a manager first. @default false */
  assignResponsible: { choose?: boolean | undefined };
  /** Raises a signal of the catalogue. */
  raiseSignal: { signal: string };
  /** Gives the dialogue back to the assistant. */
  returnToAssistant: Record<string, never>;
  wait: { for: WaitConfig; onMessage?: 'stay' | 'leave' | undefined };
  /**
   * Sends the outgoing webhook that an admin has set up (its address and secret are live by id). With `waitForAnswer`
   * the token stands here until the answer came, whose values go into the declared fields.
   */
  callWebhook: {
    webhookId: string;
    waitForAnswer: boolean;
    /** Field key → name of a top-level value of the answer's JSON. */
    answer: Record<string, string>;
  };
  /** Runs another published flow from its start to its end. Only in drafts: publishing draws it in. */
  subFlow: { flowId: string };
  handOff: {
    reason: LocalizedText;
    text: LocalizedText | null;
    /** Working time a manager has for the first answer, in minutes; null: the funnel's own. */
    answerWithinMinutes?: number | null | undefined;
    /** Put a to-do into the CRM. @default false */
    task?: boolean | undefined;
  };
  /** `close`: the dialogue is closed, until the client writes again. @default false */
  end: { close?: boolean | undefined };
}
