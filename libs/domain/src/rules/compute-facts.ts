import { isOpen } from '../calendar/working-time.ts';
import { zonedTime } from '../calendar/zoned-time.ts';
import type { BundleContent } from '../decide/bundle.ts';
import { timeZoneOf } from '../decide/bundle.ts';
import type { Understood } from '../decide/decision-record.ts';
import type { DecisionContext, DialogueEvent } from '../dialogue/dialogue-event.ts';
import type { DialogueState } from '../dialogue/dialogue-state.ts';
import { compiledFlowOf } from '../flow/compile-flow.ts';
import type { FlowNode } from '../flow/flow-graph.ts';
import { startsOf } from '../flow/node-specifications.ts';
import { isBuiltInSlot } from '../flow/slot-titles.ts';
import type { SlotKey } from '../slots/slot-declaration.ts';
import type { Understanding } from '../slots/understand.ts';
import type { FactValue, Facts } from './choice.ts';
import type { FactName } from './facts.ts';
import { neverMinutes } from './facts.ts';

/** What was read from the client message of this decision; null where the event is none. */
export type Reading = Pick<Understanding, 'question' | 'refusal' | 'correction' | 'notUnderstood'> & {
  understood: readonly Understood[];
};

/** What a run is about, where that is not the event itself: a decision may raise signals and move cards. */
export interface Occasion {
  signal: { name: string; source: string } | null;
  move: { source: string; previous: string | null } | null;
}

/** The dialogue's card, as far as rules look at it. */
export type CardFacts = Pick<DecisionContext, 'lead' | 'stageKey'>;

/** What facts are made of besides the state, where that is not what event and context say. */
export interface Circumstances {
  occasion?: Occasion;
  /** The card as the decision's own commands leave it. */
  card?: CardFacts;
  clock?: ReturnType<typeof computeClockFacts>;
}

/**
 * The slots an ask wants that are not known yet, in the ask's order.
 *
 * @param knownAfter values that came with this event or before do not count; 0 counts all
 */
export function missingSlots(
  wanted: readonly SlotKey[],
  state: Pick<DialogueState, 'slots'>,
  knownAfter = 0,
): SlotKey[] {
  return wanted.filter((slot) => (state.slots[slot]?.seq ?? -1) < knownAfter);
}

function minutesSince(at: string | null, now: string): number {
  if (at === null) return neverMinutes;
  return Math.max(0, Math.floor((Date.parse(now) - Date.parse(at)) / 60_000));
}

/** Facts of the clock: the same for a whole decision. */
export function computeClockFacts(content: BundleContent, now: string): Pick<Record<FactName, FactValue>, ClockFact> {
  const local = zonedTime(timeZoneOf(content), now);
  return {
    now,
    'time.hour': Math.floor(local.minuteOfDay / 60),
    'time.weekday': local.weekday,
    'businessHours.open': content.calendar ? isOpen(content.calendar, now) : true,
  };
}

type ClockFact = 'now' | 'time.hour' | 'time.weekday' | 'businessHours.open';

/** Whether a trigger that was used starts the token; one that a newer flow no longer has did so. */
function startsToken(trigger: FlowNode | undefined): boolean {
  return trigger === undefined || startsOf(trigger) === 'token';
}

/** What an event itself is about. */
export function occasionOf(event: DialogueEvent): Occasion {
  return {
    signal: event.kind === 'signal' ? { name: event.name, source: event.source } : null,
    move: event.kind === 'cardMoved' ? { source: event.source, previous: event.previous } : null,
  };
}

function declaredFacts(content: BundleContent, state: DialogueState): Record<string, FactValue> {
  const facts: Record<string, FactValue> = {};
  for (const slot of content.flow.slots ?? []) {
    if (isBuiltInSlot(slot.key)) continue;
    const known = state.slots[slot.key];
    facts[`slots.${slot.key}.known`] = known !== undefined;
    facts[`slots.${slot.key}.value`] = slot.kind === 'number' ? Number(known?.value ?? 0) : (known?.value ?? '');
  }
  for (const field of content.flow.fields ?? []) {
    facts[`fields.${field.key}`] = state.fields[field.key] ?? field.default;
  }
  return facts;
}

/**
 * The facts of one decision. Pure: everything, "now" included, comes from the arguments.
 *
 * @returns every declared fact, those of the flow's own slots and fields included
 */
export function computeFacts(
  content: BundleContent,
  state: DialogueState,
  event: DialogueEvent,
  context: DecisionContext,
  reading: Reading | null,
  { occasion = occasionOf(event), card = context, clock = computeClockFacts(content, context.now) }: Circumstances = {},
): Facts {
  const { nodes } = compiledFlowOf(content.flow);
  const node = state.position && nodes.get(state.position.nodeId);
  const ask = node?.kind === 'ask' ? node.config : null;
  const asked = ask && state.position ? state.position.asked : 0;
  const understood = reading?.understood ?? [];
  const { now } = context;
  return {
    ...declaredFacts(content, state),
    ...({
      'event.kind': event.kind,
      'message.text': state.lastMessage,
      'message.locale': state.locale,
      'message.question': reading?.question ?? false,
      'message.refusal': reading?.refusal ?? false,
      'message.correction': reading?.correction ?? false,
      'message.notUnderstood': reading?.notUnderstood ?? '',
      'client.messages': state.clientMessages,
      'slots.name.known': state.slots.name !== undefined,
      'slots.phone.known': state.slots.phone !== undefined,
      'slots.email.known': state.slots.email !== undefined,
      'ask.asked': asked,
      'ask.left': ask ? Math.max(0, ask.attempts - asked) : 0,
      'ask.missing': ask ? missingSlots(ask.slots, state, state.position?.knownAfter ?? 0) : [],
      'understood.any': understood.length > 0,
      'understood.slots': understood.map((part) => part.slot),
      stage: card.stageKey ?? '',
      tags: state.tags,
      score: state.score ?? 0,
      owner: state.owner,
      'manager.assigned': (context.managerId ?? null) !== null,
      'contact.known': context.contactKnown,
      'lead.state': card.lead,
      'channel.name': context.channelName,
      episode: state.episode,
      'dialogue.isNew': state.episodeMessages === 1,
      'flow.started': state.usedTriggers.some((id) => startsToken(nodes.get(id))),
      'flow.completed': state.completed,
      'flow.handedOff': state.handedOff,
      'triggers.used': state.usedTriggers,
      'signal.name': occasion.signal?.name ?? '',
      'signal.source': occasion.signal?.source ?? '',
      'signals.received': Object.keys(state.signals),
      'move.source': occasion.move?.source ?? '',
      'move.previous': occasion.move?.previous ?? '',
      'time.sinceStart': minutesSince(state.startedAt, now),
      'time.sinceClient': minutesSince(state.lastClientAt, now),
      'time.sinceAssistant': minutesSince(state.lastAssistantAt, now),
      'time.sinceManager': minutesSince(state.lastManagerAt, now),
      'time.sinceHandOff': minutesSince(state.handOff?.at ?? null, now),
      ...clock,
    } satisfies Record<FactName, FactValue>),
  };
}
