import type { BesideTrigger } from '../flow/compile-flow.ts';
import type { Occasion } from '../rules/compute-facts.ts';
import { leadAgain } from './lead-again.ts';
import type { Turn } from './turn.ts';
import { leaveBy } from './walk.ts';

/** Runs that one decision may start beside the conversation; more is a circle of signals and moves. */
const runLimit = 10;

/** Runs a trigger beside the conversation, if its condition holds. */
export async function runBeside(turn: Turn, trigger: BesideTrigger): Promise<void> {
  const choice = turn.flow.choices.get(trigger.id);
  await turn.aside(async () => {
    const trace = choice ? await turn.choose(choice) : null;
    if (trace && trace.port === null) {
      turn.passed(trigger, trace, undefined);
      if (turn.choiceProblem !== null) turn.raiseIncident(trigger.id, 'Flow.Invalid', turn.choiceProblem);
      return;
    }
    await leaveBy(turn, trigger, 'next', trace);
  });
  if (turn.gaveBack) {
    turn.gaveBack = false;
    await leadAgain(turn);
  }
}

/** The triggers that wait for an occasion. */
function triggersFor(turn: Turn, occasion: Occasion, stageKey: string | null): BesideTrigger[] {
  return turn.flow.beside.filter((trigger) => {
    if (trigger.kind === 'signalTrigger') return trigger.config.signal === occasion.signal?.name;
    if (trigger.kind !== 'stageMovedTrigger' || occasion.move === null || stageKey === null) return false;
    const { stageKeys, by } = trigger.config;
    const source = occasion.move.source;
    return (
      (stageKeys.length === 0 || stageKeys.includes(stageKey)) &&
      (by.length === 0 || by.some((wanted) => wanted === source))
    );
  });
}

/** Ends a circle of signals and moves: nothing more of what this decision brought about is looked at. */
export function endCircle(turn: Turn, nodeId: string, detail: string): void {
  turn.happenings.length = 0;
  if (turn.circleEnded) return;
  turn.circleEnded = true;
  turn.raiseIncident(nodeId, 'Flow.CircleOfEvents', detail);
}

/** Runs what waits for an occasion, one trigger after another. */
export async function runTriggersFor(turn: Turn, occasion: Occasion, stageKey: string | null): Promise<void> {
  for (const trigger of triggersFor(turn, occasion, stageKey)) {
    turn.besideRuns += 1;
    if (turn.besideRuns > runLimit) return endCircle(turn, trigger.id, `more than ${runLimit} runs beside one event`);
    await turn.about(occasion, () => runBeside(turn, trigger));
  }
}
