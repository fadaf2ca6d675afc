import { isCrmStepKind } from '@voronka/domain';
import type { Command, SlotName } from '@voronka/domain';
import type { CommittedTurn, PlannedCommand, StepActivityName } from '@voronka/contracts';

const collectOne: Record<SlotName, StepActivityName> = {
  name: 'collectName',
  phone: 'collectPhone',
  email: 'collectEmail',
};

/** The Activity Type that runs a command, readable in history. */
export function activityOf(command: Command): StepActivityName {
  switch (command.kind) {
    case 'ask': {
      const [only, ...others] = command.slots;
      return only !== undefined && others.length === 0 ? collectOne[only] : 'collectContactDetails';
    }
    case 'reply':
      return 'sendReply';
    default:
      return command.kind;
  }
}

function laneOf(command: Command, localDelivery: boolean): PlannedCommand['lane'] {
  if (isCrmStepKind(command.kind)) return 'crm';
  const speaks =
    command.kind === 'ask' || command.kind === 'reply' || (command.kind === 'handOff' && command.text !== null);
  return speaks && !localDelivery ? 'remote' : 'local';
}

/** What the workflow needs to know of a committed turn: ids and kinds, no words of anyone. */
export function planCommands(dialogueId: string, committed: CommittedTurn): PlannedCommand[] {
  return committed.commands.map(({ index, command }) => ({
    dialogueId,
    turn: committed.turn,
    index,
    kind: command.kind,
    nodeId: command.nodeId,
    activity: activityOf(command),
    lane: laneOf(command, committed.localDelivery),
  }));
}
