import type { EntityManager } from '@mikro-orm/postgresql';
import type { CommandRef } from '@voronka/contracts';
import type { Command, DecisionRecord } from '@voronka/domain';
import type { LockedDialogue } from './dialogue-lock.ts';
import { firstRow, notifyLive } from './sql.ts';

/** A command as it was decided; null when there is none. */
export async function commandOf(em: EntityManager, { dialogueId, turn, index }: CommandRef): Promise<Command | null> {
  const row = await firstRow<{ record: DecisionRecord }>(
    em,
    'select record from decisions where dialogue_id = ? and turn = ?',
    [dialogueId, turn],
  );
  return row?.record.commands[index] ?? null;
}

/**
 * Opens a command's incident, once, and calls a manager.
 *
 * @param dialogue locked
 * @param what.nodeId @default the command's own
 */
export async function writeIncident(
  em: EntityManager,
  dialogue: LockedDialogue,
  ref: CommandRef,
  what: { code: string; nodeId?: string },
): Promise<void> {
  const nodeId = what.nodeId ?? (await commandOf(em, ref))?.nodeId;
  if (nodeId === undefined) return;
  await em.execute(
    `insert into incidents (id, workspace_id, dialogue_id, turn, command_index, node_id, code)
     values (gen_random_uuid(), ?, ?, ?, ?, ?, ?) on conflict (dialogue_id, turn, command_index) do nothing`,
    [dialogue.workspace_id, dialogue.id, ref.turn, ref.index, nodeId, what.code],
  );
  await em.execute('update dialogues set needs_manager = true, updated_at = now() where id = ?', [dialogue.id]);
  await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id, also: 'incident' });
}
