import type { MoveSource } from '../flow/node-configs.ts';
import type { PermissionTable } from '../permission/permission.ts';
import type { SlotKey } from '../slots/slot-declaration.ts';
import type { Command, PlainValue } from './command.ts';

/** Where a signal comes from. */
export type SignalSource = 'rule' | 'assistant' | 'crm' | 'timer' | 'operator';

/** A signal as its source sends it. */
export interface SentSignal {
  name: string;
  payload: Record<string, PlainValue>;
  /**
   * The source's own version or time of what it knew, growing as text: an ISO 8601 time, or a number padded by the
   * source. An older one than the last accepted from the same source is stale. null: not said.
   */
  version: string | null;
}

/** A user of the CRM. `name` is null where the CRM did not tell it. */
export interface CrmPerson {
  id: string;
  name: string | null;
}

/** What became due. */
export type TimerKind =
  | 'wait'
  | 'askReminder'
  | 'askClose'
  | 'trigger'
  | 'returnToAssistant'
  | 'answerDeadline'
  | 'consultDeadline'
  | 'idleClose';

/** What happened, as one inbox row tells it. */
export type DialogueEventBody =
  /** `joined`: ids of further messages that were taken into this turn, in order; their texts are in `text`, line by line. */
  | { kind: 'clientMessage'; messageId: string; text: string; joined?: string[] | undefined }
  | { kind: 'managerMessage'; messageId: string; managerId: string; text: string }
  /** A person took the dialogue without writing; the client still waits if they waited. */
  | { kind: 'takenOver'; byUserId: string }
  /** `byUserId` is null when a limit or a rule gave it back. */
  | { kind: 'returnedToAssistant'; byUserId: string | null }
  /** `commands`: the failed one and the CRM commands of its turn that were not reached. */
  | { kind: 'stepFailed'; turn: number; index: number; nodeId: string; code: string; commands: Command[] }
  | { kind: 'incidentRetried'; incidentId: string; nodeId: string; byUserId: string }
  /** A person lets the flow go on without what failed. */
  | { kind: 'incidentSkipped'; incidentId: string; nodeId: string; byUserId: string }
  /** A person takes the dialogue out of the flow: a manager leads from here. */
  | { kind: 'incidentHandedOver'; incidentId: string; nodeId: string; byUserId: string }
  /** `by`: the user, token or integration that sent it, for the record. */
  | ({ kind: 'signal'; source: SignalSource; by: string | null } & SentSignal)
  /** The card stands in another column. `version`: the CRM's time of change. */
  | {
      kind: 'cardMoved';
      source: MoveSource;
      stageKey: string;
      previous: string | null;
      version: string | null;
      byUserId: string | null;
      /** Who moved it in the CRM. */
      crmUser?: CrmPerson | null | undefined;
    }
  /** `managerId` is null when nobody here is the CRM's responsible. */
  | {
      kind: 'responsibleChanged';
      source: 'assignment' | 'operator' | 'crm';
      managerId: string | null;
      reason: string | null;
      byUserId: string | null;
      version: string | null;
      /** Who changed it in the CRM, and who is responsible there now. */
      crmUser?: CrmPerson | null | undefined;
      crmResponsible?: CrmPerson | null | undefined;
    }
  /**
   * What else became of the card in the CRM: deleted there; linked to another contact; moved to a status that no column is
   * bound to, which leaves it in its column here. `lead`: what it means for the episode.
   */
  | {
      kind: 'cardChanged';
      change: 'deleted' | 'contact' | 'outside';
      lead: 'open' | 'won' | 'lost';
      contactId: string | null;
      /** The CRM's own status, of a move to the outside. */
      statusId: string | null;
      version: string | null;
      crmUser: CrmPerson | null;
    }
  /** The dialogue's earliest wake-up came. `key` and `dueAt` name the timer as `timersOf` gave it. */
  | { kind: 'timer'; timer: TimerKind; key: string; dueAt: string }
  /** An outside assistant answers the turn of event `turnSeq`. */
  | {
      kind: 'proposal';
      turnSeq: number;
      assistantId: string;
      by: string;
      reply: string | null;
      slots: Record<SlotKey, string>;
      signals: SentSignal[];
    }
  /** An outside assistant could not answer the turn of event `turnSeq`; the flow speaks at once. */
  | { kind: 'consultFailed'; turnSeq: number; code: string }
  /** An outgoing webhook that the token waits for came back. */
  | {
      kind: 'webhookAnswered';
      nodeId: string;
      turn: number;
      index: number;
      ok: boolean;
      fields: Record<string, PlainValue>;
    }
  | { kind: 'manualStart'; triggerId: string; byUserId: string }
  /** The CRM knew more about the client than the dialogue. */
  | { kind: 'contactKnown'; name: string | null; phone: string | null; email: string | null }
  /** Values from outside the conversation, by field key. */
  | { kind: 'fieldsChanged'; fields: Record<string, PlainValue>; by: string }
  /** An admin moves the dialogue to another bundle, if its position exists there. */
  | { kind: 'bundleMoved'; bundleHash: string; byUserId: string };

/** Every kind of event, for tables over them. */
export type DialogueEventKind = DialogueEventBody['kind'];

/** An event at its place in the dialogue's one order. */
export type DialogueEvent = DialogueEventBody & {
  /** Place in the dialogue's inbox, from 1, without gaps. */
  seq: number;
  /** When the API took it, ISO 8601 UTC. */
  at: string;
};

/** An event of one kind. */
export type DialogueEventOf<K extends DialogueEventKind> = Extract<DialogueEvent, { kind: K }>;

/** Live circumstances, read in the same transaction in which the decision is committed, and kept in the record. */
export interface DecisionContext {
  /** "now" of the decision, ISO 8601 UTC: a fact like any other, so that a decision can be repeated. */
  now: string;
  permissions: PermissionTable;
  contactKnown: boolean;
  lead: 'none' | 'open' | 'won' | 'lost';
  /** There is no lead yet, but a step that makes one is under way. @default false */
  leadUnderWay?: boolean | undefined;
  /** Key of the lead's stage; null without a lead. */
  stageKey: string | null;
  /** The history is attached to the card, so that further messages must reach it. */
  historyAttached: boolean;
  /** Brake: the assistant is switched off. */
  assistantOff: boolean;
  channelName: string;
  /** The manager the dialogue is assigned to; null while nobody is. */
  managerId?: string | null | undefined;
}
