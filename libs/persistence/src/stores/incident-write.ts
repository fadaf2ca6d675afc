import type { EntityManager } from '@mikro-orm/postgresql';
import type { CommandRef, StepNotice } from '@voronka/contracts';
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
 * Opens an incident for what a step found to be missing in the dialogue's CRM, and calls a manager; nothing where one that is open
 * tells of it already, be it another dialogue's.
 *
 * @param dialogue locked
 */
export async function writeNotice(
  em: EntityManager,
  dialogue: LockedDialogue,
  ref: CommandRef,
  { code, missing }: StepNotice,
): Promise<void> {
  const nodeId = (await commandOf(em, ref))?.nodeId;
  if (nodeId === undefined) return;
  const opened = await firstRow(
    em,
    `insert into incidents (id, workspace_id, dialogue_id, turn, command_index, node_id, code, integration_id, missing, missing_name)
     select gen_random_uuid(), d.workspace_id, d.id, ?, ?, ?, ?, c.integration_id, ?, (
       select u.name from manager_links l join users u on u.id = l.user_id
       where l.integration_id = c.integration_id and l.crm_user_id = ? order by u.name limit 1)
     from dialogues d join channels c on c.id = d.channel_id where d.id = ?
     on conflict do nothing returning id`,
    [ref.turn, ref.index, nodeId, code, missing, missing, dialogue.id],
  );
  if (opened) await callManager(em, dialogue);
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
  await callManager(em, dialogue);
}

async function callManager(em: EntityManager, dialogue: LockedDialogue): Promise<void> {
  await em.execute('update dialogues set needs_manager = true, updated_at = now() where id = ?', [dialogue.id]);
  await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id, also: 'incident' });
}
