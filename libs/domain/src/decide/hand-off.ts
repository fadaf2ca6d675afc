import { addWorkingMinutes } from '../calendar/working-time.ts';
import type { FlowNodeOf, LocalizedText } from '../flow/flow-graph.ts';
import { escalationLevels, laterBy } from './timers.ts';
import type { Turn } from './turn.ts';

/** Working time for an answer after an escalation, in minutes, where neither node nor channel says one. */
const escalationMinutes = 15;

const tooLate: LocalizedText = {
  ru: 'Клиент не дождался ответа менеджера вовремя',
  en: 'The client has not been answered by a manager in time',
};

/** When so much working time will have passed. @returns ISO 8601 UTC; null when the calendar does not hold so much */
function deadlineAfter(turn: Turn, minutes: number): string | null {
  const { now } = turn.context;
  const { calendar } = turn.content;
  return calendar ? addWorkingMinutes(calendar, now, minutes) : laterBy(now, minutes);
}

/**
 * Begins to wait for a manager's first answer.
 *
 * @param withinMinutes working time for it; null: what the channel says
 * @returns the deadline, ISO 8601 UTC; null without one
 */
export function expectManager(turn: Turn, withinMinutes: number | null): string | null {
  const minutes = withinMinutes ?? turn.content.policies.answerWithinMinutes ?? null;
  const deadlineAt = minutes === null ? null : deadlineAfter(turn, minutes);
  turn.update({ handedOff: true, handOff: { at: turn.context.now, deadlineAt, escalations: 0, withinMinutes } });
  return deadlineAt;
}

/**
 * Hands the dialogue off to a manager: words for the client, a call, a to-do in the CRM where it is wished for. From here
 * on the assistant is silent, until a manager or a rule gives the dialogue back.
 */
export function handOff(turn: Turn, node: FlowNodeOf<'handOff'>): void {
  turn.update({ position: null, completed: true, consulting: null });
  const deadlineAt = expectManager(turn, node.config.answerWithinMinutes ?? null);
  const { reason, text, task } = node.config;
  const speaks = turn.assistantLeads && !turn.spokenFor;
  const words = turn.note(reason);
  turn.emit(node.id, {
    kind: 'handOff',
    reason: words,
    text: text && speaks ? turn.say(text) : null,
    ...(deadlineAt === null ? {} : { deadlineAt }),
  });
  if (task && turn.permitsKind(node.id, 'createTask')) {
    turn.emit(node.id, { kind: 'createTask', text: words, deadlineAt });
  }
}

/** Nobody has answered in time: tells more people, and sets the next deadline. */
export function escalate(turn: Turn, nodeId: string): void {
  const { handOff: pending } = turn.state;
  if (!pending) return;
  const level = pending.escalations + 1;
  const minutes = pending.withinMinutes ?? turn.content.policies.answerWithinMinutes ?? escalationMinutes;
  const deadlineAt = level < escalationLevels ? deadlineAfter(turn, minutes) : null;
  turn.update({ handOff: { ...pending, escalations: level, deadlineAt } });
  turn.emit(nodeId, { kind: 'escalate', level, reason: turn.note(tooLate) });
}
