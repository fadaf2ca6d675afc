import type { EngineActivities, PlannedWakeUp, TurnStore } from '@voronka/contracts';
import { decide } from '@voronka/domain';
import type { EvaluateChoice, ParseDate, ParsePhone } from '@voronka/domain';
import { attributesOf, planCommands } from './planned-command.ts';

/** What a decision needs besides what is stored. */
export interface DecideDependencies {
  turns: TurnStore;
  evaluate: EvaluateChoice;
  parsePhone: ParsePhone;
  parseDate: ParseDate;
  now: () => Date;
}

/**
 * Reads, decides and commits the next turn. Runs as a local activity: history keeps the outcome, and replay never depends
 * on the version of the rules library.
 */
export function buildDecideTurn({
  turns,
  evaluate,
  parsePhone,
  parseDate,
  now,
}: DecideDependencies): EngineActivities['decideTurn'] {
  return async function decideTurn({ dialogueId, afterTurn }) {
    const committed = await turns.commitNextTurn(dialogueId, afterTurn, ({ bundle, state, event, context }) =>
      decide(bundle, state, event, { evaluate, parsePhone, parseDate, context }),
    );
    return {
      turn: committed.turn,
      lastSeq: committed.lastSeq,
      commands: planCommands(dialogueId, committed),
      more: committed.more,
      wakeUp: wakeUpOf(committed.wakeAt, now()),
      closed: committed.closed,
      attributes: attributesOf(committed.attributes),
    };
  };
}

function wakeUpOf(wakeAt: string | null, now: Date): PlannedWakeUp | null {
  if (wakeAt === null) return null;
  const atMs = Date.parse(wakeAt);
  return { atMs, inMs: Math.max(1, atMs - now.getTime()) };
}
