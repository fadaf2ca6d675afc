import type { Bundle } from '../decide/bundle.ts';
import type { DecideInput } from '../decide/decide.ts';
import { decide } from '../decide/decide.ts';
import type { Decision, WakeUpTime } from '../decide/decision-record.ts';
import type { Command, PlainValue } from '../dialogue/command.ts';
import type { DecisionContext, DialogueEvent, DialogueEventBody } from '../dialogue/dialogue-event.ts';
import type { DialogueState } from '../dialogue/dialogue-state.ts';
import { initialDialogueState } from '../dialogue/dialogue-state.ts';
import type { SimulatedCard } from './pretended-step.ts';
import { leadAt, noCard, pretend, simulatedManagerId } from './pretended-step.ts';

/** What a simulated dialogue runs, and what its channel allows. */
export interface SimulationPlace extends Pick<DecisionContext, 'permissions' | 'assistantOff' | 'channelName'> {
  bundle: Bundle;
}

/** The rules library and the parsers, the same as the worker's. */
export type SimulationTools = Omit<DecideInput, 'context'>;

/** One step of a decision and what was pretended of it. */
export interface SimulatedStep {
  command: Command;
  status: 'done' | 'refused';
  detail: Record<string, PlainValue>;
}

/** One decided event. */
export interface SimulatedTurn {
  /** From 1. */
  turn: number;
  event: DialogueEvent;
  decision: Decision;
  steps: SimulatedStep[];
}

/** What stands in the conversation, as the client reads it. */
export interface SimulatedMessage {
  from: 'client' | 'assistant' | 'manager';
  text: string;
  /** ISO 8601 UTC. */
  at: string;
  turn: number;
}

/** A dialogue that exists only here. Immutable: what happens makes a new one. */
export interface SimulatedDialogue {
  place: SimulationPlace;
  state: DialogueState;
  card: SimulatedCard;
  /** What its clock shows, ISO 8601 UTC; it goes on only by events and skips. */
  now: string;
  turns: readonly SimulatedTurn[];
  messages: readonly SimulatedMessage[];
  /** What it wakes up for next. */
  wakeUp: WakeUpTime | null;
}

/** Each event takes so long, so that no two things happen at once. */
const eventMs = 1000;
/** A decision is made so long after its event. */
const decisionMs = 200;
/** Events that may follow one another by themselves; a flow that asks for more is a circle. */
const mostInARow = 50;

function later(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString();
}

/** A dialogue in which nothing has happened yet. @param now ISO 8601 UTC */
export function beginSimulation(place: SimulationPlace, now: string): SimulatedDialogue {
  const state = initialDialogueState(place.bundle.content.channel.defaultLocale);
  return { place, state, card: noCard, now, turns: [], messages: [], wakeUp: null };
}

/** What an event says of the card before it is decided. */
function cardBefore(card: SimulatedCard, event: DialogueEvent): SimulatedCard {
  if (event.kind === 'managerMessage' || event.kind === 'responsibleChanged') {
    return { ...card, managerId: event.managerId };
  }
  return card;
}

/** What the decision itself makes of the card: a new episode has none, and a card that was moved stands elsewhere. */
function cardAfter({ place, state, card }: SimulatedDialogue, event: DialogueEvent, decision: Decision): SimulatedCard {
  const { commands, nextState, record } = decision;
  if (nextState.episode > state.episode) {
    return { ...noCard, contactKnown: card.contactKnown, managerId: card.managerId };
  }
  if (event.kind !== 'cardMoved' || record.ignored !== undefined) return card;
  if (commands.some(({ kind }) => kind === 'moveStage')) return card;
  const { stageKey } = event;
  return { ...card, stageKey, lead: card.lead === 'none' ? 'none' : leadAt(place.bundle.content, stageKey) };
}

function saidBy(event: DialogueEvent): SimulatedMessage['from'] | null {
  if (event.kind === 'clientMessage') return 'client';
  return event.kind === 'managerMessage' ? 'manager' : null;
}

function messagesOf({ turn, event, decision }: Omit<SimulatedTurn, 'steps'>): SimulatedMessage[] {
  const from = saidBy(event);
  const said = from !== null && 'text' in event ? [{ from, text: event.text, at: event.at, turn }] : [];
  const { now } = decision.record.context;
  const answers = decision.commands.flatMap((command): SimulatedMessage[] => {
    const speaks = command.kind === 'ask' || command.kind === 'reply' || command.kind === 'handOff';
    return speaks && command.text !== null ? [{ from: 'assistant', text: command.text, at: now, turn }] : [];
  });
  return [...said, ...answers];
}

/** Decides one event as the worker does, and pretends what it asks for. */
async function decideOne(
  dialogue: SimulatedDialogue,
  body: DialogueEventBody,
  tools: SimulationTools,
): Promise<{ dialogue: SimulatedDialogue; answers: DialogueEventBody[] }> {
  const { place, state, now } = dialogue;
  const { bundle, permissions, assistantOff, channelName } = place;
  const turn = dialogue.turns.length + 1;
  const event: DialogueEvent = { ...body, seq: turn, at: now };
  const before = cardBefore(dialogue.card, event);
  const context = { now: later(now, decisionMs), permissions, assistantOff, channelName, ...before };
  const decision = await decide(bundle, state, event, { ...tools, context });
  let card = cardAfter({ ...dialogue, card: before }, event, decision);
  const steps: SimulatedStep[] = [];
  const answers: DialogueEventBody[] = [];
  for (const [index, command] of decision.commands.entries()) {
    const outcome = pretend(command, card, bundle.content, { turn, index });
    card = outcome.card;
    steps.push({ command, status: outcome.status, detail: outcome.detail });
    if (outcome.answer) answers.push(outcome.answer);
  }
  const decided = { turn, event, decision };
  return {
    dialogue: {
      place,
      state: decision.nextState,
      card,
      now: later(now, eventMs),
      turns: [...dialogue.turns, { ...decided, steps }],
      messages: [...dialogue.messages, ...messagesOf(decided)],
      wakeUp: decision.wakeUp,
    },
    answers,
  };
}

/** Something happens: it is decided, and so is all that follows from it by itself. */
export async function play(
  dialogue: SimulatedDialogue,
  body: DialogueEventBody,
  tools: SimulationTools,
): Promise<SimulatedDialogue> {
  let present = dialogue;
  const waiting = [body];
  for (let count = 0; count < mostInARow; count += 1) {
    const next = waiting.shift();
    if (!next) break;
    const decided = await decideOne(present, next, tools);
    present = decided.dialogue;
    waiting.push(...decided.answers);
  }
  return present;
}

/**
 * Lets time go by until a moment. Every wake-up that comes due on the way is an event at its time, one after another.
 *
 * @param until ISO 8601 UTC; an earlier moment than the clock shows is now
 */
export async function skipTo(
  dialogue: SimulatedDialogue,
  until: string,
  tools: SimulationTools,
): Promise<SimulatedDialogue> {
  let present = dialogue;
  for (let count = 0; count < mostInARow; count += 1) {
    const { wakeUp, now } = present;
    if (!wakeUp || wakeUp.at > until) break;
    const at = wakeUp.at > now ? wakeUp.at : now;
    const { timer, key, at: dueAt } = wakeUp;
    present = await play({ ...present, now: at }, { kind: 'timer', timer, key, dueAt }, tools);
  }
  return present.now < until ? { ...present, now: until } : present;
}

/** The client writes. */
export function clientWrites(dialogue: SimulatedDialogue, text: string): DialogueEventBody {
  return { kind: 'clientMessage', messageId: `message-${dialogue.turns.length + 1}`, text };
}

/** A manager writes, and thereby leads. */
export function managerWrites(dialogue: SimulatedDialogue, text: string): DialogueEventBody {
  const messageId = `message-${dialogue.turns.length + 1}`;
  return { kind: 'managerMessage', messageId, managerId: simulatedManagerId, text };
}
