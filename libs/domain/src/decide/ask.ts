import type { FlowNodeOf, LocalizedText } from '../flow/flow-graph.ts';
import { missingSlots } from '../rules/compute-facts.ts';
import type { SlotKey } from '../slots/slot-declaration.ts';
import type { Turn } from './turn.ts';

/** How often the client may ask something instead of answering without it counting as an attempt. */
const freeInterruptions = 3;

function sameSlots(a: readonly SlotKey[], b: readonly SlotKey[]): boolean {
  return a.length === b.length && a.every((slot) => b.includes(slot));
}

/** Why a question is put: only an attempt counts. */
export type AskedAs = 'attempt' | 'afterInterruption' | 'afterReturn';

/**
 * The wording of the next question: the node's question at first, then the re-asks for what is missing, in their order;
 * the last one repeats.
 *
 * @param asked how often the question has been put already
 */
export function askWording(
  config: FlowNodeOf<'ask'>['config'],
  missing: readonly SlotKey[],
  asked: number,
): LocalizedText {
  if (asked === 0 && missing.length === config.slots.length) return config.question;
  const fitting = config.again.filter((entry) => sameSlots(entry.missing, missing));
  return (fitting[Math.max(0, asked - 1)] ?? fitting.at(-1))?.text ?? config.question;
}

/** What the question that the token stands at still misses. */
export function missingAt(turn: Turn, node: FlowNodeOf<'ask'>): SlotKey[] {
  const { position } = turn.state;
  const knownAfter = position?.nodeId === node.id ? (position.knownAfter ?? 0) : 0;
  return missingSlots(node.config.slots, turn.state, knownAfter);
}

/** What a question has to ask for when the token comes to it. */
export function missingOnArrival(turn: Turn, { config }: FlowNodeOf<'ask'>): readonly SlotKey[] {
  return config.skipKnown === false ? config.slots : missingSlots(config.slots, turn.state);
}

/** Puts the token at a question, before its first words. */
export function enterAsk(turn: Turn, node: FlowNodeOf<'ask'>): void {
  const anew = node.config.skipKnown === false ? { knownAfter: turn.event.seq + 1 } : {};
  turn.update({ position: { nodeId: node.id, enteredAt: turn.context.now, asked: 0, ...anew }, completed: false });
}

/** Whether the question that the token stands at has been put to the client, by the flow or by an outside assistant. */
export function isOpenQuestion(turn: Turn): boolean {
  const { position } = turn.state;
  return position !== null && (position.asked > 0 || position.saidAt !== undefined);
}

/**
 * Asks for what is missing. Where an outside assistant has spoken, its words are the question, and no attempt.
 */
export function ask(turn: Turn, node: FlowNodeOf<'ask'>, as: AskedAs = 'attempt'): void {
  const { position } = turn.state;
  const here = position?.nodeId === node.id ? position : { nodeId: node.id, enteredAt: turn.context.now, asked: 0 };
  const missing = missingAt(turn, node);
  const said = { ...here, reminded: 0, saidAt: turn.context.now };
  if (turn.spokenFor) {
    turn.skip(node, 'Assistant.SpokeItself');
    return turn.update({ position: said });
  }
  const interrupted = here.interrupted ?? 0;
  const text = turn.say(askWording(node.config, missing, here.asked + interrupted));
  turn.emit(node.id, { kind: 'ask', slots: missing, text });
  const counted = {
    attempt: { asked: here.asked + 1 },
    afterInterruption: { interrupted: interrupted + 1 },
    afterReturn: {},
  };
  turn.update({ position: { ...said, ...counted[as] } });
}

/**
 * Whether the client asked something instead of answering, so that asking again is no attempt; not for ever.
 *
 * @param answered whether a trigger of the flow has answered it
 */
export function interrupts(turn: Turn, node: FlowNodeOf<'ask'>, answered: boolean): boolean {
  const { position } = turn.state;
  const { reading } = turn;
  if (!position) return false;
  const gives = reading?.understood.some((part) => node.config.slots.includes(part.slot)) === true;
  if (!answered && (reading?.question !== true || gives)) return false;
  return (position.interrupted ?? 0) < freeInterruptions;
}

/** Reminds a silent client of the open question. */
export function remind(turn: Turn, node: FlowNodeOf<'ask'>): void {
  const { position } = turn.state;
  const said = position?.reminded ?? 0;
  const text = node.config.silence?.reminders[said];
  if (!position || !text) return;
  turn.speak(node, text);
  turn.update({ position: { ...position, reminded: said + 1, saidAt: turn.context.now } });
}
