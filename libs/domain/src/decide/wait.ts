import { nextOpening } from '../calendar/working-time.ts';
import { nextLocalTime } from '../calendar/zoned-time.ts';
import type { Position } from '../dialogue/dialogue-state.ts';
import type { FlowNode, FlowNodeOf } from '../flow/flow-graph.ts';
import type { WaitedEvent } from '../flow/node-configs.ts';
import { timeZoneOf } from './bundle.ts';
import { laterBy } from './timers.ts';
import type { Turn } from './turn.ts';

type Weekdays = Parameters<typeof nextLocalTime>[3];

/** Port of a wait that its time ends; an event that did not come in time is a timeout. */
export function duePort(node: FlowNodeOf<'wait'>): 'next' | 'timeout' {
  return node.config.for.kind === 'event' ? 'timeout' : 'next';
}

/** Until when a wait lasts: a time, `over` when it is over already, `never` when such a time does not come. */
function untilOf(turn: Turn, node: FlowNodeOf<'wait'>): string {
  const { now } = turn.context;
  const wait = node.config.for;
  switch (wait.kind) {
    case 'duration':
      return laterBy(now, wait.minutes);
    case 'event':
      return laterBy(now, wait.timeoutMinutes);
    case 'localTime': {
      const days = wait.days.length > 0 ? (wait.days as Weekdays) : undefined;
      return nextLocalTime(timeZoneOf(turn.content), now, wait.time, days) ?? 'never';
    }
    case 'businessHours': {
      const opening = turn.content.calendar ? nextOpening(turn.content.calendar, now) : now;
      return opening === null ? 'never' : Date.parse(opening) <= Date.parse(now) ? 'over' : opening;
    }
  }
}

/** Puts the token at a wait. @returns `over` when there is nothing to wait for, `never` when the wait would not end */
export function enterWait(turn: Turn, node: FlowNodeOf<'wait'>): 'waits' | 'over' | 'never' {
  const until = untilOf(turn, node);
  if (until === 'over' || until === 'never') return until;
  const position = { nodeId: node.id, enteredAt: turn.context.now, asked: 0, until };
  turn.update({ position, completed: false });
  return 'waits';
}

/**
 * The port by which something that happens ends a wait, or null when the token stays.
 *
 * @param signal name of the signal, where one was accepted
 */
export function portOfEvent(
  node: FlowNodeOf<'wait'>,
  happened: WaitedEvent,
  signal: string | null = null,
): string | null {
  const wait = node.config.for;
  if (wait.kind === 'event' && wait.events.includes(happened)) {
    if (happened !== 'signal' || wait.signal === null || wait.signal === signal) return 'next';
  }
  return happened === 'clientMessage' && node.config.onMessage === 'leave' ? 'message' : null;
}

/** The port by which a token leaves that was held back; null when it still has to wait. */
export function portAfterHold(node: FlowNode, position: Position, now: string): string | null {
  if (position.met !== undefined) return position.met;
  return node.kind === 'wait' && position.until && position.until <= now ? duePort(node) : null;
}
