import type { BusinessCalendar } from '../calendar/business-calendar.ts';
import type { FlowGraph, Locale, LocalizedText } from '../flow/flow-graph.ts';
import type { Funnel, StageMapping } from '../funnel/funnel.ts';
import type { AssistantMode, ChannelSwitches } from '../permission/permission.ts';
import type { SignalDeclaration } from '../signals/signal-catalogue.ts';

/** Who answers the client's turns: the flow itself, or an outside assistant with the flow as its fallback. */
export type AssistantKind = 'builtIn' | 'outside' | 'languageModel';

/** Limits and texts of a channel that are not drawn. */
export interface ChannelPolicies {
  /** Tags put on every lead of this channel (R6.1). */
  automaticTags: string[];
  /** Notes (R6.2) and history (R6.3) go to the CRM. */
  notes: boolean;
  history: boolean;
  /** Last words to a client who asks not to be written to. @default a short goodbye */
  stopText?: LocalizedText | undefined;
  /** A manager who leads and leaves a client unanswered for so many minutes gives the dialogue back. null: never. */
  returnAfterMinutes?: number | null | undefined;
  /** Working time for the first answer after a hand-off, in minutes; null: no deadline. */
  answerWithinMinutes?: number | null | undefined;
  /** Days without any word after which the dialogue closes by itself. null: never. @default 30 */
  closeAfterDays?: number | null | undefined;
  /** A manager is chosen by the funnel's distribution when a dialogue begins. @default false */
  assignOnNewDialogue?: boolean | undefined;
}

/** What a dialogue runs, frozen by publishing and named by the hash of its canonical form. Never holds a secret. */
export interface BundleContent {
  version: 1;
  flowId: string;
  flow: FlowGraph;
  funnel: Funnel;
  /** Stage key → status id of the channel's integration. */
  stageMapping: StageMapping;
  channel: {
    id: string;
    name: string;
    switches: ChannelSwitches;
    /** ISO 3166 alpha-2, for phones written without a country code. */
    defaultCountry: string;
    defaultLocale: Locale;
    /** IANA. @default 'Europe/Moscow' */
    timeZone?: string | undefined;
    /** Kind of card that `createLead` makes here. @default 'lead' */
    card?: 'lead' | 'deal' | undefined;
    /** Messages that follow each other within this time become one turn, in ms; 0 or missing: each is its own. */
    joinWindowMs?: number | undefined;
  };
  assistant: {
    id: string;
    mode: AssistantMode;
    /** @default 'builtIn' */
    kind?: AssistantKind | undefined;
    /** How long an outside assistant may take for a turn, in seconds. @default 20 */
    deadlineSeconds?: number | undefined;
    /** Signals may move the card backwards. @default false */
    mayMoveBack?: boolean | undefined;
  } | null;
  /** The workspace's signals, and the stages that the funnel moves to on them. */
  signals?: SignalDeclaration[] | undefined;
  signalStages?: Readonly<Record<string, string>> | undefined;
  /** Business hours of the funnel; missing: always open. */
  calendar?: BusinessCalendar | null | undefined;
  policies: ChannelPolicies;
}

/** A bundle with its content hash (hex SHA-256 of the canonical JSON). */
export interface Bundle {
  hash: string;
  content: BundleContent;
}

/** The time zone of a bundle's channel. */
export function timeZoneOf(content: BundleContent): string {
  return content.channel.timeZone ?? 'Europe/Moscow';
}
