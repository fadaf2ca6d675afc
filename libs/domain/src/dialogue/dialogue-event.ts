import type { PermissionTable } from '../permission/permission.ts';
import type { Command } from './command.ts';

/** What happened, as one inbox row tells it. */
export type DialogueEventBody =
  | { kind: 'clientMessage'; messageId: string; text: string }
  | { kind: 'managerMessage'; messageId: string; managerId: string; text: string }
  | { kind: 'returnedToAssistant'; byUserId: string }
  /** `commands`: the failed one and the CRM commands of its turn that were not reached. */
  | { kind: 'stepFailed'; turn: number; index: number; nodeId: string; code: string; commands: Command[] }
  | { kind: 'incidentRetried'; incidentId: string; nodeId: string; byUserId: string };

/** Every kind of event, for tables over them. */
export type DialogueEventKind = DialogueEventBody['kind'];

/** An event at its place in the dialogue's one order. */
export type DialogueEvent = DialogueEventBody & {
  /** Place in the dialogue's inbox, from 1, without gaps. */
  seq: number;
  /** When the API took it, ISO 8601 UTC. */
  at: string;
};

/** Live circumstances, read in the same transaction in which the decision is committed, and kept in the record. */
export interface DecisionContext {
  /** "now" of the decision, ISO 8601 UTC: a fact like any other, so that a decision can be repeated. */
  now: string;
  permissions: PermissionTable;
  contactKnown: boolean;
  lead: 'none' | 'open' | 'won' | 'lost';
  /** Key of the lead's stage; null without a lead. */
  stageKey: string | null;
  /** The history is attached to the card, so that further messages must reach it. */
  historyAttached: boolean;
  /** Brake: the assistant is switched off. */
  assistantOff: boolean;
  channelName: string;
}
