import type { CloseReason } from '../dialogue/command.ts';
import type { DecisionContext, DialogueEventOf } from '../dialogue/dialogue-event.ts';
import type { DialogueState, SlotValue } from '../dialogue/dialogue-state.ts';
import type { FlowNode } from '../flow/flow-graph.ts';
import { compiledFlowOf } from '../flow/compile-flow.ts';
import { missingSlots } from '../rules/compute-facts.ts';
import type { ParseDate } from '../slots/date.ts';
import { detectLocale } from '../slots/locale.ts';
import type { ParsePhone } from '../slots/phone.ts';
import type { SlotKey } from '../slots/slot-declaration.ts';
import type { Understanding } from '../slots/understand.ts';
import { understand } from '../slots/understand.ts';
import type { BundleContent } from './bundle.ts';
import { timeZoneOf } from './bundle.ts';

/** A client message at its place in the dialogue. */
export type ClientMessage = DialogueEventOf<'clientMessage'>;

/** The libraries that reading a message needs, passed in. */
export interface Parsers {
  parsePhone: ParsePhone;
  parseDate: ParseDate;
}

/** The state with a client message taken in, and what was read from it. */
export interface Absorbed {
  state: DialogueState;
  reading: Understanding;
  /** Why the dialogue was closed before this message. */
  closedBefore: CloseReason | null;
}

function slotsAskedBy(node: FlowNode | undefined): readonly SlotKey[] {
  return node?.kind === 'ask' ? node.config.slots : [];
}

/** The slots of an open question: all of them, and those that it still misses. */
interface OpenQuestion {
  asked: readonly SlotKey[];
  missing: readonly SlotKey[];
}

/**
 * Keeps what a message gives. A known value gives way to a correction, and to an answer to a question that asks for it;
 * a name that is known gives way only where it is asked for anew. A value that the client takes back is forgotten.
 */
function mergeSlots(
  slots: DialogueState['slots'],
  reading: Understanding,
  { asked, missing }: OpenQuestion,
  seq: number,
): DialogueState['slots'] {
  const merged = { ...slots };
  for (const slot of reading.retracted) delete merged[slot];
  for (const { slot, value, raw, others } of reading.understood) {
    const known = merged[slot];
    const replaces = reading.correction || missing.includes(slot) || (slot !== 'name' && asked.includes(slot));
    // The same value given anew is an answer too, to a question that asks again for what was known.
    if (known && known.value !== value && !replaces) continue;
    const kept: SlotValue = { value, raw, seq, ...(others?.length ? { others } : {}) };
    if (!known || known.value !== value || asked.includes(slot)) merged[slot] = kept;
  }
  return merged;
}

/** What the client has called wrong so far. */
function takenBackBy({ slots, takenBack }: DialogueState, reading: Understanding): DialogueState['takenBack'] {
  const all = { ...takenBack };
  for (const slot of reading.retracted) {
    const wrong = slots[slot]?.value;
    if (wrong !== undefined) all[slot] = [...new Set([...(all[slot] ?? []), wrong])];
  }
  return all;
}

/** Begins a new episode: the lead of the last one is closed and its flow is over. What is known of the client stays. */
function beginEpisode(state: DialogueState, at: string): DialogueState {
  return {
    ...state,
    episode: state.episode + 1,
    episodeStartedAt: at,
    position: null,
    parked: null,
    tags: [],
    score: null,
    usedTriggers: [],
    triggerRuns: {},
    episodeMessages: 0,
    consulting: null,
    completed: false,
    handedOff: false,
    handOff: null,
    pendingContact: null,
  };
}

/**
 * Whether a message opens a new episode: the lead is closed, and nothing of the flow is under way. What was asked before
 * a manager took over is not.
 */
function opensEpisode(state: DialogueState, context: DecisionContext): boolean {
  const over = state.completed || state.handedOff || state.closed !== null || state.owner === 'manager';
  return (context.lead === 'won' || context.lead === 'lost') && over;
}

/** Takes a message into the times and counters of the state. */
function countMessage(before: DialogueState, event: ClientMessage, context: DecisionContext): DialogueState {
  const first = before.clientMessages === 0 ? { startedAt: event.at, episodeStartedAt: event.at } : {};
  const opened = { ...before, ...first };
  const state = opensEpisode(opened, context) ? beginEpisode(opened, event.at) : opened;
  return {
    ...state,
    closed: null,
    clientMessages: state.clientMessages + 1,
    episodeMessages: state.episodeMessages + 1,
    lastMessage: event.text,
    lastClientAt: event.at,
    unansweredSince: state.unansweredSince ?? event.at,
  };
}

/** Counts a client message, notices its language, and keeps the details it gives, asked for or not. */
export function absorbClientMessage(
  bundle: BundleContent,
  before: DialogueState,
  event: ClientMessage,
  context: DecisionContext,
  { parsePhone, parseDate }: Parsers,
): Absorbed {
  const counted = countMessage(before, event, context);
  const { position } = counted;
  const leads = counted.owner === 'assistant' && position !== null;
  const node = leads ? compiledFlowOf(bundle.flow).nodes.get(position.nodeId) : undefined;
  const asked = slotsAskedBy(node);
  const missing = missingSlots(asked, counted, position?.knownAfter ?? 0);
  const locale = detectLocale(event.text, counted.locale);
  const known = Object.entries(counted.slots).flatMap(([slot, kept]) => (kept ? [[slot, kept.value] as const] : []));
  const reading = understand(event.text, {
    locale,
    wanted: missing,
    declarations: bundle.flow.slots ?? [],
    known: Object.fromEntries(known),
    parsePhone,
    parseDate,
    defaultCountry: bundle.channel.defaultCountry,
    now: context.now,
    timeZone: timeZoneOf(bundle),
  });
  const slots = mergeSlots(counted.slots, reading, { asked, missing }, event.seq);
  const takenBack = takenBackBy(counted, reading);
  return { state: { ...counted, locale, slots, takenBack }, reading, closedBefore: before.closed };
}
