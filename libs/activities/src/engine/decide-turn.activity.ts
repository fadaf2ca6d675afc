import type { EngineActivities, TurnStore } from '@voronka/contracts';
import { decide } from '@voronka/domain';
import type { EvaluateChoice, ParsePhone } from '@voronka/domain';
import { planCommands } from './planned-command.ts';

/** What a decision needs besides what is stored. */
export interface DecideDependencies {
  turns: TurnStore;
  evaluate: EvaluateChoice;
  parsePhone: ParsePhone;
}

/**
 * Reads, decides and commits the next turn. Runs as a local activity: history keeps the outcome, and replay never depends
 * on the version of the rules library.
 */
export function buildDecideTurn({ turns, evaluate, parsePhone }: DecideDependencies): EngineActivities['decideTurn'] {
  return async function decideTurn({ dialogueId, afterTurn }) {
    const committed = await turns.commitNextTurn(dialogueId, afterTurn, ({ bundle, state, event, context }) =>
      decide(bundle, state, event, { evaluate, parsePhone, context }),
    );
    return {
      turn: committed.turn,
      lastSeq: committed.lastSeq,
      commands: planCommands(dialogueId, committed),
      more: committed.more,
    };
  };
}
