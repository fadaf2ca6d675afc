import type { CrmCard, CrmCardKind, CrmCardRef } from './crm.port.ts';
import type { ErrorCode } from './errors.ts';
import type { WakeUpSignalName } from './workflow.ts';

/** Who says that a card may have changed: a webhook of the CRM, the reconciler, or a step that read it. */
export type HintSource = 'hook' | 'poll' | 'step';

/** Cards that may have changed in their CRM, to be read again. */
export interface CardHints {
  /** Puts them down, one row per card until it is done with; survives a restart. */
  put(hints: readonly { integrationId: string; card: CrmCardRef }[], source: HintSource): Promise<void>;
}

/** A hint that is being worked on. */
export interface ClaimedHint {
  integrationId: string;
  workspaceId: string;
  card: CrmCardRef;
  source: HintSource;
  token: string;
  /** Times it was looked at before. */
  attempts: number;
  /** When it was put down first, Unix time in ms. */
  waitingSinceMs: number;
}

/** A dialogue to be woken. */
export interface WakeTarget {
  dialogueId: string;
  workspaceId: string;
  kind: WakeUpSignalName;
  seq: number;
}

/** What came of comparing a card with the dialogues that own it. */
export interface CardTaking {
  wake: WakeTarget[];
  /** A write of ours is under way, or a card is being made: look again later. */
  waits: boolean;
}

/** A card that was just read, and who did what to it. */
export interface CardReading {
  /** null: it is not there any more. */
  card: CrmCard | null;
  /** Users of the CRM by id, as far as they are known. */
  people: ReadonlyMap<string, string>;
}

/** What a reconciliation begins with. */
export interface ClaimedRun {
  integrationId: string;
  workspaceId: string;
  token: string;
  /** ISO 8601 UTC by the vendor's clock; null before the first run. */
  watermark: string | null;
}

/** What a reconciliation ends with. */
export interface RunOutcome {
  /** Cards that were read. */
  checked: number;
  /** Cards that differed from what was known. */
  changes: number;
  watermark: string | null;
  /** Why it ended early; null when it did not. */
  code: ErrorCode | null;
}

/** The hints and runs, in PostgreSQL. */
export interface CardWatchStore extends CardHints {
  /** Takes hints that are due, oldest first, each for one worker. */
  claim(limit: number, leaseMs: number): Promise<ClaimedHint[]>;
  /** Done with. A hint that was put down again meanwhile stays. */
  settle(hint: ClaimedHint): Promise<void>;
  postpone(hint: ClaimedHint, delayMs: number): Promise<void>;
  /** Users of the CRM as they were last read. @returns ids with names */
  peopleOf(integrationId: string): Promise<Map<string, string>>;
  rememberPeople(
    integrationId: string,
    people: readonly { id: string; name: string; active: boolean }[],
  ): Promise<void>;
  /**
   * Compares a card with every dialogue that owns it, under each dialogue's lock, and writes what is new into its inbox.
   *
   * @returns null when the claim was lost: somebody else compares it now
   */
  take(hint: ClaimedHint, reading: CardReading): Promise<CardTaking | null>;
  /** Those of some cards that differ from what the dialogues that own them know. Locks nothing, and changes nothing. */
  differing(integrationId: string, cards: readonly CrmCard[]): Promise<CrmCardRef[]>;

  /** Takes an integration whose reconciliation is due or asked for; null when there is none. */
  claimRun(leaseMs: number): Promise<ClaimedRun | null>;
  finishRun(run: ClaimedRun, outcome: RunOutcome): Promise<void>;
  /** Those of some cards that dialogues own. */
  owned(integrationId: string, kind: CrmCardKind, ids: readonly string[]): Promise<string[]>;
  /** Open cards of dialogues that were looked for longest ago, and marks them as looked for. */
  openCardsToLookFor(integrationId: string, kind: CrmCardKind, limit: number): Promise<string[]>;
}

/** How our webhooks are subscribed in CRMs that are told so by their API, in PostgreSQL. Keys are known by their hashes. */
export interface HookSubscriptionStore {
  /** @returns null while an integration has no address */
  keyHashOf(integrationId: string): Promise<string | null>;
  /** Whether some integration's webhooks come in at this key. */
  isKey(keyHash: string): Promise<boolean>;
  /** Gives an integration's webhooks an address; the former one ends at once. */
  replaceKeyOf(integrationId: string, keyHash: string): Promise<void>;
  /**
   * The CRM sends to our address.
   *
   * @param found.account whose webhooks they are; null: the CRM does not say it
   * @param found.again it was subscribed before, and had been switched off or removed
   */
  noteSubscribed(integrationId: string, found: { account: string | null; again: boolean }): Promise<void>;
  /** The CRM sends to no address of ours any more: nothing comes in for the integration until it is subscribed again. */
  noteUnsubscribed(integrationId: string): Promise<void>;
  /**
   * Takes an integration that is switched off and whose CRM still sends to us, for a while: what failed is taken again then.
   *
   * @returns null when there is none
   */
  claimRelease(leaseMs: number): Promise<string | null>;
  /** The CRM does not let itself be subscribed, or did not answer. */
  noteRefusal(integrationId: string, code: ErrorCode): Promise<void>;
}
