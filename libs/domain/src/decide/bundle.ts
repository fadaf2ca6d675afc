import type { FlowGraph, Locale } from '../flow/flow-graph.ts';
import type { Funnel, StageMapping } from '../funnel/funnel.ts';
import type { AssistantMode, ChannelSwitches } from '../permission/permission.ts';

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
  };
  assistant: { id: string; mode: AssistantMode } | null;
  policies: {
    /** Tags put on every lead of this channel (R6.1). */
    automaticTags: string[];
    /** Notes (R6.2) and history (R6.3) go to the CRM. */
    notes: boolean;
    history: boolean;
  };
}

/** A bundle with its content hash (hex SHA-256 of the canonical JSON). */
export interface Bundle {
  hash: string;
  content: BundleContent;
}
