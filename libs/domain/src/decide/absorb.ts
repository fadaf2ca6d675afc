import type { DialogueEvent } from '../dialogue/dialogue-event.ts';
import type { DialogueState } from '../dialogue/dialogue-state.ts';
import type { FlowNode, SlotName } from '../flow/flow-graph.ts';
import { compiledFlowOf } from '../flow/compile-flow.ts';
import { missingSlots } from '../rules/facts.ts';
import { detectLocale } from '../slots/locale.ts';
import type { ParsePhone } from '../slots/phone.ts';
import type { Understanding } from '../slots/understand.ts';
import { understand } from '../slots/understand.ts';
import type { BundleContent } from './bundle.ts';
import type { DecisionContext } from '../dialogue/dialogue-event.ts';
import type { Understood } from './decision-record.ts';

/** A client message at its place in the dialogue. */
export type ClientMessage = Extract<DialogueEvent, { kind: 'clientMessage' }>;

/** The state with a client message taken in, and what was understood. */
export interface Absorbed {
  state: DialogueState;
  understood: Understood[];
}

function slotsAskedBy(node: FlowNode | undefined): readonly SlotName[] {
  return node?.kind === 'ask' ? node.config.slots : [];
}

/**
 * The first value of a slot stays, unless the client takes it back, or answers a question that also asked for it with
 * another phone or e-mail.
 */
function mergeSlots(
  slots: DialogueState['slots'],
  reading: Understanding,
  asked: readonly SlotName[],
  seq: number,
): DialogueState['slots'] {
  const merged = { ...slots };
  for (const { slot, value, raw } of reading.understood) {
    const known = merged[slot];
    const replaces = reading.correction || (slot !== 'name' && asked.includes(slot));
    if (!known || (known.value !== value && replaces)) merged[slot] = { value, raw, seq };
  }
  return merged;
}

/** Begins a new episode: the lead of the last one is closed and its flow is over. What is known of the client stays. */
function beginEpisode(state: DialogueState): DialogueState {
  return {
    ...state,
    episode: state.episode + 1,
    position: null,
    parked: null,
    tags: [],
    score: null,
    usedTriggers: [],
    completed: false,
    handedOff: false,
    pendingContact: null,
  };
}

/** Whether a message opens a new episode: an earlier one ended in this state and its lead is closed. */
function opensEpisode(state: DialogueState, context: DecisionContext): boolean {
  return (context.lead === 'won' || context.lead === 'lost') && (state.completed || state.handedOff);
}

/** Counts a client message, notices its language, and keeps the details it gives, asked for or not. */
export function absorbClientMessage(
  bundle: BundleContent,
  before: DialogueState,
  event: ClientMessage,
  context: DecisionContext,
  parsePhone: ParsePhone,
): Absorbed {
  const state = opensEpisode(before, context) ? beginEpisode(before) : before;
  const leads = state.owner === 'assistant' && state.position !== null;
  const node = leads ? compiledFlowOf(bundle.flow).nodes.get(state.position?.nodeId ?? '') : undefined;
  const asked = slotsAskedBy(node);
  const locale = detectLocale(event.text, state.locale);
  const reading = understand(event.text, {
    locale,
    wanted: missingSlots(asked, state),
    parsePhone,
    defaultCountry: bundle.channel.defaultCountry,
  });
  return {
    state: {
      ...state,
      locale,
      clientMessages: state.clientMessages + 1,
      lastMessage: event.text,
      slots: mergeSlots(state.slots, reading, asked, event.seq),
    },
    understood: reading.understood,
  };
}
