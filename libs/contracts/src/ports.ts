import type { CrmCardKind, CrmClientData } from './crm.port.ts';
import type { ErrorCode } from './errors.ts';
import type {
  Bundle,
  CardField,
  Command,
  Decision,
  DialogueEvent,
  DialogueState,
  DecisionContext,
} from '@voronka/domain';

/**
 * State of a leaky bucket, shared by all processes. One row per real key of the vendor's limit, in PostgreSQL, so that
 * workers and APIs count together.
 */
export interface LimiterStore {
  /**
   * Takes one place in the bucket, or says how long to wait.
   * @returns 0 when the request may go now, else the wait in ms (nothing was taken)
   */
  take(key: string, limit: { capacity: number; drainPerSecond: number; lane: 'interactive' | 'bulk' }): Promise<number>;
  /** Blocks the key for a time after the vendor said "too many". */
  block(key: string, forMs: number): Promise<void>;
}

/** State of one intended write at a vendor. */
export type IntentStatus = 'planned' | 'sent' | 'confirmed' | 'unknown';

/** One intended write at a vendor. Key: `{dialogue}:{episode}:{purpose}`. */
export interface Intent {
  key: string;
  status: IntentStatus;
  vendorId: string | null;
  /** When the write last left this process, ISO 8601 UTC. */
  sentAt: string | null;
}

/** A lease on an intent: an attempt without it may not write. */
export interface IntentLease {
  intent: Intent;
  token: string;
  /** The intent is new, and was stored as sent: its holder may write at once. */
  fresh: boolean;
}

/** The intents, in PostgreSQL. Every change checks the lease's token. */
export interface IntentStore {
  /**
   * Makes the intent if it is new, as sent, and takes its lease.
   * @returns null when another attempt holds the lease
   */
  acquire(input: {
    key: string;
    integrationId: string;
    dialogueId: string;
    leaseMs: number;
  }): Promise<IntentLease | null>;
  /** Marks a repeated write as leaving now. @throws VoronkaError `Crm.Busy` when the lease is lost */
  markSent(lease: IntentLease): Promise<void>;
  markConfirmed(lease: IntentLease, vendorId: string): Promise<void>;
  markUnknown(lease: IntentLease, code: string): Promise<void>;
  /** The write certainly did not happen. */
  markPlanned(lease: IntentLease, code: string | null): Promise<void>;
  /** Frees the lease; does nothing when it is lost. */
  release(lease: IntentLease): Promise<void>;
}

/** What a unique claim is about. */
export type ClaimSubject =
  | { kind: 'phone'; value: string }
  | { kind: 'email'; value: string }
  | { kind: 'openLead' | 'openDeal'; value: string };

/** Outcome of asking for a claim. */
export type ClaimAnswer =
  /** Nobody has it: the caller holds it now and stores the vendor id when it has one. */
  | { state: 'held'; token: string }
  /** Someone else is creating it just now. */
  | { state: 'busy'; retryAfterMs: number }
  | { state: 'stored'; vendorId: string };

/** One contact per (integration, phone or e-mail), one open lead and one open deal per (integration, contact). */
export interface ClaimStore {
  /** A claim whose lease ran out, or that this same holder has, is taken anew. */
  take(input: { integrationId: string; subject: ClaimSubject; holder: string; leaseMs: number }): Promise<ClaimAnswer>;
  /** Keeps the id for good. @throws VoronkaError `Crm.Busy` when the claim is lost */
  store(input: { integrationId: string; subject: ClaimSubject; token: string; vendorId: string }): Promise<void>;
  /** Frees the claim; does nothing when it is lost. */
  release(input: { integrationId: string; subject: ClaimSubject; token: string }): Promise<void>;
  /** Forgets a stored id that the vendor no longer has, or a lead that is closed. */
  forget(input: { integrationId: string; subject: ClaimSubject; vendorId: string }): Promise<void>;
}

/** What one turn is decided on, read under the dialogue's row lock. */
export interface TurnMaterial {
  turn: number;
  bundle: Bundle;
  state: DialogueState;
  event: DialogueEvent;
  context: DecisionContext;
}

/** A committed decision, or, without a new one, where the dialogue stands. */
export interface CommittedTurn {
  turn: number;
  lastSeq: number;
  /** Commands that are not finished yet, with their place in the decision. */
  commands: { index: number; command: Command }[];
  more: boolean;
  /** The channel is served from our own process: sending is a local write. */
  localDelivery: boolean;
  /** The CRM of the channel; null without one. */
  integrationId: string | null;
  /** When to ask again although nothing happens, ISO 8601 UTC; null: only when woken. */
  wakeAt: string | null;
  /** The dialogue is closed and nothing waits: its run may end. */
  closed: boolean;
  attributes: DialogueAttributes;
  /** Labels of the commands' nodes, by node id; a command of no node has none. */
  labels: Readonly<Record<string, string>>;
}

/** What Temporal's own pages may search a dialogue by: ids and keys, never words of people. */
export interface DialogueAttributes {
  channel: string;
  /** '' without a lead. */
  stage: string;
  /** User id; '' while nobody is responsible. */
  responsible: string;
  /** First 12 hexadecimal digits of the bundle's hash. */
  flowVersion: string;
  state: 'assistant' | 'manager' | 'waiting' | 'parked' | 'closed';
}

/** The one transaction of a decision (see architecture, "The decision is committed once"). */
export interface TurnStore {
  /**
   * Reads the next undone inbox row, has it decided and commits the outcome with the new cursor and the outbox rows.
   * Messages that follow each other within the channel's window are one turn; without a row, a wake-up that is due
   * becomes one.
   * @param afterTurn the last turn the caller has; a later committed one is returned as stored. null: from the first
   *   turn with unfinished commands
   * @param decideTurn pure; may run again when two attempts meet
   */
  commitNextTurn(
    dialogueId: string,
    afterTurn: number | null,
    decideTurn: (material: TurnMaterial) => Promise<Decision>,
  ): Promise<CommittedTurn>;
}

/** What a CRM step knows about its dialogue. */
export interface StepMaterial {
  dialogueId: string;
  workspaceId: string;
  integrationId: string | null;
  episode: number;
  command: Command;
  bundle: Bundle;
  contactId: string | null;
  /** Id of the dialogue's card. */
  leadId: string | null;
  /** Kind of that card, or of the one that would be made. */
  cardKind: CrmCardKind;
  /** Key of the stage the card is known to be in. */
  stageKey: string | null;
  /** CRM user of the dialogue's manager, else of the channel's default manager. */
  responsibleCrmUserId: string | null;
  /** CRM user whom the card is known to have as its responsible; null before anybody was asked. */
  knownResponsibleId: string | null;
  /** Fields of the card that are not written any more, because they went back and forth. */
  stopped: readonly CardField[];
  origin: { page: string | null; referrer: string | null; utm: Record<string, string> };
  correlationId: string;
  /** When the step was decided, ISO 8601 UTC: an outage older than two minutes shows as "delayed". */
  decidedAt: string;
  /** Live guard, computed anew at the step: brakes work at once. */
  permission: { allowed: boolean; reason: string | null };
  /** The outcome of an earlier attempt that finished this command; null: it is still to be done. */
  finished: StepReport | null;
  /** The dialogue's inbox has rows after the one that this command was decided for, besides what its own turn's steps found. */
  rowsAfter: boolean;
}

/** What is missing in the CRM, so that a step went on without it. */
export interface StepNotice {
  code: ErrorCode;
  /**
   * Id of it at the vendor: a user, a field. While an incident with the same code and the same id is open in the integration, no
   * other is opened, whichever dialogues come upon it.
   */
  missing: string;
}

/** What a step reports; it lands on the dialogue's row and on its timeline, once per command. */
export interface StepReport {
  outcome: 'done' | 'alreadyDone' | 'refused' | 'cancelled';
  /** Ids and counts for the timeline; no personal data. */
  detail: Readonly<Record<string, string | number | boolean | null | undefined>>;
  /** The step has written an inbox row, which is to be decided. */
  wake?: true | undefined;
  /**
   * What the CRM knows of the client. Where the dialogue misses some of it, the store writes a `contactKnown` row into the
   * inbox; it is kept nowhere else.
   */
  known?: Readonly<CrmClientData> | undefined;
  /** The card is not what it was known to be: it is to be compared. */
  differs?: true | undefined;
  /** The dialogue goes on, and the step or a part of it could not be done: an incident tells people. */
  notice?: StepNotice | undefined;
  changes?:
    | {
        contactId?: string | undefined;
        leadId?: string | undefined;
        cardKind?: CrmCardKind | undefined;
        stageKey?: string | undefined;
        leadState?: 'open' | 'won' | 'lost' | undefined;
        historyAttached?: boolean | undefined;
        responsibleCrmUserId?: string | undefined;
      }
    | undefined;
}

/** What became of one attempt of a step, for the log: ids and codes only. */
export interface StepNote {
  dialogueId: string;
  turn: number;
  index: number;
  command: Command['kind'];
  /** Of the message that led to the step. */
  correlationId: string;
  outcome: StepReport['outcome'] | 'failed';
  /** Of the failure; null when it went well. */
  code: string | null;
  durationMs: number;
}

/** One line of the conversation, for the history on the card. */
export interface ConversationLine {
  from: 'client' | 'assistant' | 'manager' | 'system';
  author: string | null;
  text: string;
  /** ISO 8601 UTC. */
  at: string;
}

/** Reads and writes of the steps. */
export interface StepStore {
  load(ref: { dialogueId: string; turn: number; index: number }): Promise<StepMaterial>;
  /** Stores the outcome once; a repeat keeps the first. */
  report(ref: { dialogueId: string; turn: number; index: number }, report: StepReport): Promise<void>;
  conversation(dialogueId: string): Promise<ConversationLine[]>;
  /** Shows the dialogue as waiting for the CRM. */
  markDelayed(ref: { dialogueId: string; turn: number; index: number }, code: ErrorCode): Promise<void>;
  /** Puts a `stepFailed` row into the inbox, once per command. */
  writeStepFailure(ref: { dialogueId: string; turn: number; index: number }, code: ErrorCode): Promise<void>;
  /** Raises an incident and calls a manager, once per command. */
  raiseIncident(ref: { dialogueId: string; turn: number; index: number }): Promise<void>;
  /** Asks for a manager: attention mark, notification; once per command. */
  callManager(ref: { dialogueId: string; turn: number; index: number }): Promise<void>;
  /** Tells more people that a client waits: raises the mark's level and notifies anew; once per command. */
  escalate(ref: { dialogueId: string; turn: number; index: number }, level: number): Promise<void>;
}

/** Chooses a manager by the funnel's distribution. */
export interface ManagerAssignment {
  /**
   * Assigns the dialogue, or puts it into the queue when nobody is free; a dialogue that has a manager keeps them. What it
   * came to is written into the dialogue's inbox.
   */
  assign(dialogueId: string, options: { correlationId: string }): Promise<{ managerId: string | null; reason: string }>;
  /** Gives it to somebody else when its manager has not answered in time, where the funnel says so. */
  passOn(dialogueId: string, options: { correlationId: string }): Promise<{ managerId: string | null; reason: string }>;
}

/** A message that a sender holds for the length of its lease. */
export interface ClaimedMessage {
  messageId: string;
  token: string;
  channelId: string;
  channelKind: 'widget' | 'webhook';
  workspaceId: string;
  dialogueId: string;
  chatKey: string;
  from: 'assistant' | 'manager' | 'system';
  author: string | null;
  text: string;
  /** ISO 8601 UTC. */
  at: string;
  /** An earlier sender held it and never came back: it may have been delivered. */
  claimedBefore: boolean;
  correlationId: string;
}

/** What became of words in the site's chat; the step that says them is finished with it. */
export interface ShownWords {
  outcome: 'sent' | 'cancelled';
  correlationId: string;
}

/** The outbox: a row is claimed only while its ownership epoch is current. */
export interface OutboxStore {
  messageOfCommand(ref: { dialogueId: string; turn: number; index: number }): Promise<string | null>;
  /**
   * Shows a command's words in the site's chat, which reads them from our own database: here the claim, the delivery and
   * its confirmation are one, and so is the outcome of the step that says them.
   * @returns null: they go to another channel, or their row is in a state that only a claim sorts out
   */
  show(ref: { dialogueId: string; turn: number; index: number }): Promise<ShownWords | null>;
  claim(messageId: string): Promise<ClaimedMessage | 'busy' | 'sent' | 'cancelled' | 'perhaps'>;
  confirm(claim: ClaimedMessage, outcome: 'sent' | 'perhaps'): Promise<void>;
  /** The message certainly did not leave; it waits for the next attempt. */
  giveBack(claim: ClaimedMessage, code: ErrorCode): Promise<void>;
  /** Manager messages that nobody sends just now. */
  waitingManagerMessages(olderThanMs: number, limit: number): Promise<string[]>;
}

/** Hands a message to its channel. */
export interface ChannelDelivery {
  /**
   * @throws VoronkaError `Channel.DeliveryFailed`: certainly not delivered, try again
   * @throws VoronkaError `Channel.DeliveryAmbiguous`: perhaps delivered
   */
  deliver(message: ClaimedMessage): Promise<void>;
  /** Whether repeating a message that may have been delivered is harmless. */
  deduplicates(channelId: string): Promise<boolean>;
}

/** Sends committed outbox rows; used by the worker for the assistant and by the API for managers. */
export interface OutboxSender {
  /** Shows the words of one command, where they need no sending; see `OutboxStore.show`. */
  show(ref: { dialogueId: string; turn: number; index: number }): Promise<ShownWords | null>;
  /**
   * Sends the rows of one command, or nothing when a manager has taken over since it was decided.
   * @returns what became of it
   */
  sendForCommand(ref: { dialogueId: string; turn: number; index: number }): Promise<'sent' | 'cancelled' | 'perhaps'>;
  /** Sends one message (a manager's). */
  sendMessage(messageId: string): Promise<'sent' | 'cancelled' | 'perhaps'>;
}

/** A closed run's history on its way to the archive. */
export interface ArchivedHistory {
  dialogueId: string;
  runId: string;
  /** JSON of `historyToJSON`; payloads in it are encrypted already. */
  json: string;
  eventCount: number;
  /** ISO 8601 UTC. */
  closedAt: string;
}

/** Where histories outlive Temporal's retention. */
export interface HistoryArchiveStore {
  /** Which of these runs are stored already. */
  archivedOf(runIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Stores a history once; a repeat does nothing. Runs of dialogues that are not ours are left alone. */
  store(history: ArchivedHistory): Promise<void>;
  /** JSON of an archived run, or null. */
  load(runId: string): Promise<string | null>;
}
