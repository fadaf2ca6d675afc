import type { Bundle } from '../decide/bundle.ts';
import type { DecideInput } from '../decide/decide.ts';
import type { Decision, WakeUpTime } from '../decide/decision-record.ts';
import type { Command } from '../dialogue/command.ts';
import type { DecisionContext, DialogueEvent } from '../dialogue/dialogue-event.ts';
import type { DialogueState } from '../dialogue/dialogue-state.ts';
import { initialDialogueState } from '../dialogue/dialogue-state.ts';
import type { SimulatedCard } from './pretended-step.ts';
import { noCard } from './pretended-step.ts';

/** What a simulated dialogue runs, and what its channel allows. */
export interface SimulationPlace extends Pick<DecisionContext, 'permissions' | 'assistantOff' | 'channelName'> {
  bundle: Bundle;
}

/** The rules library and the parsers, the same as the worker's. */
export type SimulationTools = Omit<DecideInput, 'context'>;

/** How the pretended CRM behaves: it does what it is asked, refuses everything, or does not answer at all. */
export type CrmMood = 'answers' | 'refuses' | 'silent';

/** One step of a decision and what became of it. */
export interface SimulatedStep {
  command: Command;
  /** `delayed`: the CRM has not answered yet; `planned`: it was recorded, or would be, but nothing is known of it. */
  status: 'planned' | 'done' | 'alreadyDone' | 'refused' | 'cancelled' | 'failed' | 'delayed';
  detail: Record<string, unknown>;
}

/** One decided event. */
export interface SimulatedTurn {
  /** From 1. */
  turn: number;
  event: DialogueEvent;
  decision: Decision;
  steps: readonly SimulatedStep[];
}

/** What stands in the conversation, as the client reads it. */
export interface SimulatedMessage {
  from: 'client' | 'assistant' | 'manager';
  text: string;
  /** ISO 8601 UTC. */
  at: string;
  turn: number;
}

/** Messages of the client that wait for more of the same, as the channel's window wants it. */
export interface Gathering {
  messages: readonly { messageId: string; text: string; at: string }[];
  /** When they become one turn, ISO 8601 UTC. */
  until: string;
}

/** CRM steps that wait for an answer, the first one since a moment (ISO 8601 UTC). */
export interface LateSteps {
  since: string;
  steps: readonly { turn: number; index: number; command: Command }[];
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
  gathering: Gathering | null;
  crm: CrmMood;
  late: LateSteps | null;
  /**
   * What happened last was cut short: `chain`, events that followed one another without end; `skip`, a skip that stands
   * at a moment before the one that was wanted.
   */
  stopped: 'chain' | 'skip' | null;
}

/** A dialogue in which nothing has happened yet. @param now ISO 8601 UTC */
export function beginSimulation(place: SimulationPlace, now: string): SimulatedDialogue {
  return {
    place,
    state: initialDialogueState(place.bundle.content.channel.defaultLocale),
    card: noCard,
    now,
    turns: [],
    messages: [],
    wakeUp: null,
    gathering: null,
    crm: 'answers',
    late: null,
    stopped: null,
  };
}

/** A moment so many ms later, ISO 8601 UTC. */
export function later(at: string, ms: number): string {
  return new Date(Date.parse(at) + ms).toISOString();
}

/** The place in the dialogue's one order that the next event gets. */
export function nextSeq({ turns }: Pick<SimulatedDialogue, 'turns'>): number {
  return (turns.at(-1)?.event.seq ?? 0) + 1;
}

/** What the company says by a decision. */
export function answersOf({ turn, decision }: Pick<SimulatedTurn, 'turn' | 'decision'>): SimulatedMessage[] {
  const { now } = decision.record.context;
  return decision.commands.flatMap((command): SimulatedMessage[] => {
    const speaks = command.kind === 'ask' || command.kind === 'reply' || command.kind === 'handOff';
    return speaks && command.text !== null ? [{ from: 'assistant', text: command.text, at: now, turn }] : [];
  });
}

/** What is said by an event itself. */
export function saidIn(event: DialogueEvent, turn: number): SimulatedMessage[] {
  const from = event.kind === 'clientMessage' ? 'client' : event.kind === 'managerMessage' ? 'manager' : null;
  return from !== null && 'text' in event ? [{ from, text: event.text, at: event.at, turn }] : [];
}
