import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import type { ErrorCode } from '@voronka/contracts';
import type { Bundle, DenialReason } from '@voronka/domain';
import { readBoardMoves } from '../read/board-moves.read.ts';
import type { LockedDialogue } from './dialogue-lock.ts';
import { liveSettings } from './live-settings.ts';

/** What people read when the card may not be moved, for each reason of the permission table. */
const refusals: Readonly<Record<DenialReason, ErrorCode>> = {
  'Permission.NoAssistant': 'Board.AssistantForbids',
  'Permission.NoIntegration': 'Crm.NotConfigured',
  'Permission.IntegrationOff': 'Crm.Paused',
  'Permission.ModeWithoutCrm': 'Board.AssistantForbids',
  'Permission.ModeTooLow': 'Board.AssistantForbids',
  'Permission.ChannelSwitchOff': 'Board.ChannelForbids',
  'Permission.CapabilityMissing': 'Crm.NotSupported',
};

/** Where the card is going, or stands when nothing moves it. */
async function placeOf(em: EntityManager, dialogue: LockedDialogue): Promise<string | null> {
  const move = (await readBoardMoves(em, [dialogue.id])).get(dialogue.id);
  return move?.state === 'waiting' ? move.to : dialogue.stage_key;
}

/**
 * Makes sure that a card can be moved as its mover saw it. What can be known now is refused now; an integration that is
 * switched off is no refusal, the move waits for it.
 *
 * @param dialogue locked
 * @param from where the mover saw the card
 * @throws VoronkaError `Board.NoCard`, `Board.CardElsewhere`, `Board.StageNotInFlow`, `Board.AssistantForbids`,
 *   `Board.ChannelForbids`, `Crm.NotConfigured`, `Crm.NotSupported`, `Crm.StageUnmapped`
 */
export async function requireMovable(
  em: EntityManager,
  dialogue: LockedDialogue,
  bundle: Bundle,
  { from, to }: { from: string; to: string },
): Promise<void> {
  const refuse = (code: ErrorCode): never => {
    throw new VoronkaError(code, 'the card cannot be moved');
  };
  if (dialogue.lead_id === null) refuse('Board.NoCard');
  if ((await placeOf(em, dialogue)) !== from) refuse('Board.CardElsewhere');
  const { content } = bundle;
  if (!content.funnel.stages.some(({ key }) => key === to)) refuse('Board.StageNotInFlow');
  const { permissions } = liveSettings(dialogue, bundle, { paused: 'isIgnored' });
  const { moveStage } = permissions;
  if (!moveStage.allowed) refuse(refusals[moveStage.reason]);
  if (content.stageMapping[to] === undefined) refuse('Crm.StageUnmapped');
}
