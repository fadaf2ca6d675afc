import type { FlowNodeOf, LocalizedText, SlotName } from '../flow/flow-graph.ts';
import { missingSlots } from '../rules/facts.ts';
import type { Turn } from './turn.ts';

function sameSlots(a: readonly SlotName[], b: readonly SlotName[]): boolean {
  return a.length === b.length && a.every((slot) => b.includes(slot));
}

/**
 * The wording of a question: the flow's question while nothing is known and nothing was asked; afterwards the wording
 * for exactly what is missing. Several wordings for the same slots follow one another, the last repeats.
 *
 * @param asked how often the node has asked before
 */
export function askWording(
  config: FlowNodeOf<'ask'>['config'],
  missing: readonly SlotName[],
  asked: number,
): LocalizedText {
  if (asked === 0 && missing.length === config.slots.length) return config.question;
  const fitting = config.again.filter((entry) => sameSlots(entry.missing, missing));
  return (fitting[Math.max(0, asked - 1)] ?? fitting.at(-1))?.text ?? config.question;
}

/**
 * Asks for what is missing and waits.
 *
 * @param counts false when a person gave the dialogue back: that question is no attempt
 */
export function ask(turn: Turn, node: FlowNodeOf<'ask'>, counts = true): void {
  const { position } = turn.state;
  const here = position?.nodeId === node.id ? position : { nodeId: node.id, enteredAt: turn.context.now, asked: 0 };
  const missing = missingSlots(node.config.slots, turn.state);
  turn.emit(node.id, { kind: 'ask', slots: missing, text: turn.say(askWording(node.config, missing, here.asked)) });
  turn.update({ position: counts ? { ...here, asked: here.asked + 1 } : here });
}
