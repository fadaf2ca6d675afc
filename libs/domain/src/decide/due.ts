import type { DialogueEventOf } from '../dialogue/dialogue-event.ts';
import type { FlowNodeOf } from '../flow/flow-graph.ts';
import { remind } from './ask.ts';
import { runBeside } from './beside.ts';
import { closeDialogue } from './close.ts';
import { placeOf, waitingNode } from './conversation.ts';
import { escalate } from './hand-off.ts';
import { leadAgain } from './lead-again.ts';
import { speakInstead } from './proposals.ts';
import { giveBack } from './steps.ts';
import { laterBy, timersOf } from './timers.ts';
import type { Turn } from './turn.ts';
import { duePort } from './wait.ts';
import { leaveBy } from './walk.ts';

/** How long the timers of the token are put off while the assistant is switched off, in minutes. */
const holdMinutes = 60;

function isDue(turn: Turn, event: DialogueEventOf<'timer'>): boolean {
  const { now } = turn.context;
  // Whoever woke the dialogue may have a clock that is a little ahead of the one that says "now".
  const reached = event.dueAt > now ? event.dueAt : now;
  return timersOf(turn.content, turn.flow, turn.state).some(
    ({ timer, key, at }) => timer === event.timer && key === event.key && at <= reached,
  );
}

/** What each timer does when it is due. */
export async function onTimer(turn: Turn, event: DialogueEventOf<'timer'>): Promise<void> {
  if (!isDue(turn, event)) return turn.ignore('Timer.Stale');
  const node = waitingNode(turn);
  switch (event.timer) {
    case 'wait':
      return node?.kind === 'wait' && turn.assistantLeads ? leaveBy(turn, node, duePort(node)) : hold(turn);
    case 'askReminder':
      return node?.kind === 'ask' && turn.assistantLeads ? remind(turn, node) : hold(turn);
    case 'askClose':
      return node?.kind === 'ask' && turn.assistantLeads ? giveUpOn(turn, node) : hold(turn);
    case 'trigger':
      return runTimed(turn, event.key);
    case 'returnToAssistant':
      giveBack(turn, placeOf(turn));
      return leadAgain(turn);
    case 'answerDeadline':
      return escalate(turn, placeOf(turn));
    case 'consultDeadline':
      return speakInstead(turn, turn.state.consulting?.seq ?? -1);
    case 'idleClose':
      return closeDialogue(turn, placeOf(turn), 'idle');
  }
}

/** The assistant is switched off: the token stays where it is, and its timers come again later. */
function hold(turn: Turn): void {
  const { position } = turn.state;
  turn.ignore('Timer.AssistantOff');
  if (position) turn.update({ position: { ...position, notBefore: laterBy(turn.context.now, holdMinutes) } });
}

async function giveUpOn(turn: Turn, node: FlowNodeOf<'ask'>): Promise<void> {
  if (turn.flow.edges.has(`${node.id}:silent`)) return leaveBy(turn, node, 'silent');
  closeDialogue(turn, node.id, 'silent');
}

async function runTimed(turn: Turn, triggerId: string): Promise<void> {
  const trigger = turn.flow.beside.find((candidate) => candidate.id === triggerId);
  if (!trigger) return;
  const { usedTriggers, triggerRuns, lastClientAt } = turn.state;
  if (trigger.kind === 'timerTrigger') turn.update({ usedTriggers: [...usedTriggers, trigger.id] });
  if (trigger.kind === 'silenceTrigger' && lastClientAt !== null) {
    const before = triggerRuns[trigger.id];
    const times = before?.since === lastClientAt ? before.times + 1 : 1;
    const runs = { times, since: lastClientAt, at: turn.context.now };
    turn.update({ triggerRuns: { ...triggerRuns, [trigger.id]: runs } });
  }
  await runBeside(turn, trigger);
}
