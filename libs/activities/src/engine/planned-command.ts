import { isBuiltInSlot, isCrmStepKind } from '@voronka/domain';
import type { Command, SlotName } from '@voronka/domain';
import { dialogueSearchAttributes } from '@voronka/contracts';
import type { CommittedTurn, DialogueAttributes, PlannedCommand, StepActivityName } from '@voronka/contracts';

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
      return only !== undefined && others.length === 0 && isBuiltInSlot(only)
        ? collectOne[only]
        : 'collectContactDetails';
    }
    case 'reply':
      return 'sendReply';
    default:
      return command.kind;
  }
}

function laneOf(command: Command, localDelivery: boolean): PlannedCommand['lane'] {
  if (isCrmStepKind(command.kind)) return 'crm';
  if (command.kind === 'callWebhook') return 'webhook';
  if (command.kind === 'consultAssistant') return 'remote';
  const speaks =
    command.kind === 'ask' || command.kind === 'reply' || (command.kind === 'handOff' && command.text !== null);
  return speaks && !localDelivery ? 'remote' : 'local';
}

/** The attributes under the names by which Temporal's pages know them. */
export function attributesOf(attributes: DialogueAttributes): Record<string, string> {
  return Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [
      dialogueSearchAttributes[key as keyof DialogueAttributes],
      value as string,
    ]),
  );
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
    label: committed.labels[command.nodeId],
  }));
}
