import type { CommittedTurn, EngineActivities, PlannedCommand, PlannedWakeUp, TurnStore } from '@voronka/contracts';
import { decide } from '@voronka/domain';
import type { EvaluateChoice, ParseDate, ParsePhone } from '@voronka/domain';
import type { CrmPace } from '../crm/index.ts';
import { attributesOf, planCommands } from './planned-command.ts';

/** What a decision needs besides what is stored. */
export interface DecideDependencies {
  turns: TurnStore;
  evaluate: EvaluateChoice;
  parsePhone: ParsePhone;
  parseDate: ParseDate;
  now: () => Date;
  /** Says which CRMs are quick. */
  pace: CrmPace;
}

/**
 * How long the CRM steps of a turn may be tried within the workflow task, in ms; the task's time (`dialogueTaskTimeout`) is
 * not used up. A wake-up waits for the step that runs and no other: the next one finds that the inbox has a new row.
 */
const nearBudgetMs = 4_000;

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
  pace,
}: DecideDependencies): EngineActivities['decideTurn'] {
  return async function decideTurn({ dialogueId, afterTurn }) {
    const committed = await turns.commitNextTurn(dialogueId, afterTurn, ({ bundle, state, event, context }) =>
      decide(bundle, state, event, { evaluate, parsePhone, parseDate, context }),
    );
    const commands = planCommands(dialogueId, committed);
    return {
      turn: committed.turn,
      lastSeq: committed.lastSeq,
      commands,
      more: committed.more,
      wakeUp: wakeUpOf(committed.wakeAt, now()),
      closed: committed.closed,
      attributes: attributesOf(committed.attributes),
      oneByOne: true,
      ...(mayBeNear(committed, commands, pace) ? { nearUntilMs: now().getTime() + nearBudgetMs } : {}),
    };
  };
}

/** Whether nothing waits behind the plan's CRM steps: no next row, and no command that leaves when the workflow task ends. */
function mayBeNear(
  { integrationId, more }: CommittedTurn,
  commands: readonly PlannedCommand[],
  pace: CrmPace,
): boolean {
  if (integrationId === null || more || !pace.isQuick(integrationId)) return false;
  return (
    commands.some(({ lane }) => lane === 'crm') && commands.every(({ lane }) => lane === 'crm' || lane === 'local')
  );
}

function wakeUpOf(wakeAt: string | null, now: Date): PlannedWakeUp | null {
  if (wakeAt === null) return null;
  const atMs = Date.parse(wakeAt);
  return { atMs, inMs: Math.max(1, atMs - now.getTime()) };
}
