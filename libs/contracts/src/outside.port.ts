/** Ports to systems outside that a dialogue asks: assistants of others, language models, outgoing webhooks. */
import type { PlainValue, SentSignal, SlotKey } from '@voronka/domain';
import type { AssistantTurn } from './assistant.schema.ts';
import type { ErrorCode } from './errors.ts';

/** The turn of a dialogue's event `seq`. */
export interface TurnKey {
  dialogueId: string;
  seq: number;
}

/** What an outside assistant says to a turn. */
export interface OutsideProposal {
  /** Unique among the proposals of one author for the turn; a repeat does nothing. */
  requestId: string;
  /** Token or model that said it, for the record. */
  by: string;
  /** null: the flow finds the words. */
  reply: string | null;
  /** As the client wrote them; what cannot be read is left out. */
  slots: Record<SlotKey, string>;
  signals: SentSignal[];
}

/** Turns that outside assistants are asked about, kept in the dialogue's own order. */
export interface AssistantTurns {
  /**
   * Opens a turn and tells those who wait for one; once per turn.
   * @returns `over` when nobody waits for an answer any more
   */
  open(
    turn: TurnKey & { assistantId: string; turn: number; index: number; deadlineAt: string },
  ): Promise<'open' | 'over'>;
  /** @returns null when there is no such turn */
  read(key: TurnKey): Promise<AssistantTurn | null>;
  /**
   * Writes a `proposal` row into the inbox.
   * @throws VoronkaError `Proposal.ManagerLeads`, `Proposal.TurnClosed`, `Proposal.TooLate`
   */
  propose(key: TurnKey, proposal: OutsideProposal): Promise<{ seq: number; duplicate: boolean }>;
  /** Lets the flow speak at once: writes a `consultFailed` row unless the turn is over. */
  fail(key: TurnKey, code: ErrorCode): Promise<void>;
}

/** A language model that is set up as an assistant. */
export interface LanguageModelPort {
  /**
   * Asks the model for its proposal.
   *
   * @param input.timeoutMs for the whole answer
   * @throws VoronkaError `Assistant.Unavailable`: may help to try again
   * @throws VoronkaError `Assistant.NotConfigured`, `Assistant.Rejected`, `Assistant.UnreadableAnswer`
   */
  propose(input: { assistantId: string; turn: AssistantTurn; timeoutMs: number }): Promise<OutsideProposal>;
}

/** One call of an outgoing webhook. */
export interface WebhookCall {
  workspaceId: string;
  webhookId: string;
  /** The receiver drops a key that it has seen: a repeat of the same call carries the same one. */
  idempotencyKey: string;
  body: { event: string; dialogueId: string; nodeId: string; decidedAt: string; payload: Record<string, PlainValue> };
}

/** Calls what an admin has set up as an outgoing webhook; live by id. */
export interface OutgoingWebhooks {
  /**
   * @returns the plain top-level values of the receiver's JSON
   * @throws VoronkaError `Webhook.Unavailable`: may help to try again; its `retryAfterMs` is the receiver's
   * @throws VoronkaError `Webhook.NotConfigured`, `Webhook.Rejected`, `Webhook.AddressForbidden`: final
   */
  call(call: WebhookCall): Promise<{ status: number; fields: Record<string, PlainValue> }>;
}

/** Where the answer of a webhook that the token waits for lands. */
export interface WebhookAnswers {
  /** Writes a `webhookAnswered` row, once per call. */
  write(answer: {
    dialogueId: string;
    turn: number;
    index: number;
    nodeId: string;
    ok: boolean;
    fields: Record<string, PlainValue>;
    correlationId: string;
  }): Promise<void>;
}
