import type { TimerKind } from '../dialogue/dialogue-event.ts';
import type { DialogueState } from '../dialogue/dialogue-state.ts';
import type { BesideTrigger, CompiledFlow } from '../flow/compile-flow.ts';
import type { BundleContent } from './bundle.ts';
import type { WakeUpTime } from './decision-record.ts';

/** How often a hand-off that nobody answers is escalated; then it has no deadline any more. */
export const escalationLevels = 3;

const defaultCloseAfterDays = 30;
const minuteMs = 60_000;

/** A moment later than another. @returns ISO 8601 UTC */
export function laterBy(at: string, minutes: number): string {
  return new Date(Date.parse(at) + minutes * minuteMs).toISOString();
}

/** The latest of some moments; null when there is none. */
function latest(...moments: (string | null | undefined)[]): string | null {
  return moments.reduce<string | null>((last, at) => (at && (last === null || at > last) ? at : last), null);
}

/** Timers of the node at which the token stands. They run only while the assistant leads. */
function tokenTimers(flow: CompiledFlow, state: DialogueState): WakeUpTime[] {
  const { position } = state;
  const node = position ? flow.nodes.get(position.nodeId) : undefined;
  if (!position || !node || state.parked || state.owner !== 'assistant' || state.consulting) return [];
  const timers: WakeUpTime[] = [];
  const arm = (timer: TimerKind, at: string): void => {
    timers.push({ timer, key: node.id, at: latest(at, position.notBefore) ?? at });
  };
  if (node.kind === 'wait' && position.until) arm('wait', position.until);
  if (node.kind === 'ask' && node.config.silence && position.saidAt !== undefined) {
    const { remindAfterMinutes, reminders, closeAfterMinutes } = node.config.silence;
    if ((position.reminded ?? 0) < reminders.length) arm('askReminder', laterBy(position.saidAt, remindAfterMinutes));
    arm('askClose', laterBy(position.saidAt, closeAfterMinutes));
  }
  return timers;
}

function triggerTime(trigger: BesideTrigger, state: DialogueState): string | null {
  switch (trigger.kind) {
    case 'timerTrigger': {
      const origins = {
        dialogueStart: state.startedAt,
        episodeStart: state.episodeStartedAt,
        lastClientMessage: state.lastClientAt,
        handOff: state.handOff?.at ?? null,
      };
      const origin = origins[trigger.config.since];
      if (origin === null || state.usedTriggers.includes(trigger.id)) return null;
      const at = laterBy(origin, trigger.config.afterMinutes);
      // What was due before this episode belongs to an earlier one.
      return state.episodeStartedAt !== null && at < state.episodeStartedAt ? null : at;
    }
    case 'silenceTrigger': {
      const lastOurs = latest(state.lastAssistantAt, state.lastManagerAt);
      if (lastOurs === null || state.lastClientAt === null || lastOurs <= state.lastClientAt) return null;
      const runs = state.triggerRuns[trigger.id];
      const inARow = runs?.since === state.lastClientAt ? runs : null;
      if (inARow && inARow.times >= trigger.config.times) return null;
      return laterBy(latest(lastOurs, inARow?.at) ?? lastOurs, trigger.config.minutes);
    }
    default:
      return null;
  }
}

function triggerTimers(flow: CompiledFlow, state: DialogueState): WakeUpTime[] {
  return flow.beside.flatMap((trigger) => {
    const at = triggerTime(trigger, state);
    return at === null ? [] : [{ timer: 'trigger' as const, key: trigger.id, at }];
  });
}

/** Limits of the channel, whatever the flow is. */
function policyTimers(content: BundleContent, state: DialogueState): WakeUpTime[] {
  const timers: WakeUpTime[] = [];
  const arm = (timer: TimerKind, at: string): void => void timers.push({ timer, key: timer, at });
  const { returnAfterMinutes } = content.policies;
  const { handOff, consulting } = state;
  if (consulting) arm('consultDeadline', consulting.deadlineAt);
  if (handOff?.deadlineAt) arm('answerDeadline', handOff.deadlineAt);
  if (state.owner === 'manager' && returnAfterMinutes && state.unansweredSince !== null) {
    arm('returnToAssistant', laterBy(state.unansweredSince, returnAfterMinutes));
  }
  return timers;
}

/** A dialogue closes after a long silence, but not before what the flow still plans for it. */
function idleTimers({ policies }: BundleContent, state: DialogueState, planned: readonly WakeUpTime[]): WakeUpTime[] {
  const days = policies.closeAfterDays === undefined ? defaultCloseAfterDays : policies.closeAfterDays;
  const lastWord = latest(state.lastClientAt, state.lastAssistantAt, state.lastManagerAt);
  if (days === null || lastWord === null) return [];
  const plans = planned.filter(({ timer }) => timer === 'trigger').map(({ at }) => at);
  const at = latest(laterBy(lastWord, days * 24 * 60), state.position?.until, ...plans);
  return at === null ? [] : [{ timer: 'idleClose', key: 'idleClose', at }];
}

/**
 * Everything a dialogue will wake up for by itself, earliest first. Derived from the state alone, so that whatever
 * changes the state also moves or removes its timers.
 */
export function timersOf(content: BundleContent, flow: CompiledFlow, state: DialogueState): WakeUpTime[] {
  if (state.closed !== null) return [];
  const planned = [...tokenTimers(flow, state), ...triggerTimers(flow, state)];
  const timers = [...policyTimers(content, state), ...planned, ...idleTimers(content, state, planned)];
  return timers.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** The earliest of them; null when nothing is waited for. */
export function wakeUpOf(content: BundleContent, flow: CompiledFlow, state: DialogueState): WakeUpTime | null {
  return timersOf(content, flow, state)[0] ?? null;
}
