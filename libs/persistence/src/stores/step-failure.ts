import type { EntityManager } from '@mikro-orm/postgresql';
import type { CommandRef, ErrorCode } from '@voronka/contracts';
import { isCrmStepKind } from '@voronka/domain';
import type { Command, DecisionRecord } from '@voronka/domain';
import { lockDialogue } from './dialogue-lock.ts';
import { appendInboxRow } from './inbox-rows.ts';
import { firstRow, notifyLive, rows } from './sql.ts';

/**
 * A step failed for good: closes it and the CRM steps of its turn behind it, and puts a `stepFailed` row with all of
 * them into the inbox, so that a retry can run them again. A repeat does nothing.
 */
export async function writeStepFailure(em: EntityManager, ref: CommandRef, code: ErrorCode): Promise<void> {
  const dialogue = await lockDialogue(em, ref.dialogueId);
  const failed = await firstRow(
    em,
    `update steps set status = 'failed', code = ?, finished_at = now(), delayed_since = null
     where dialogue_id = ? and turn = ? and command_index = ? and finished_at is null returning turn`,
    [code, ref.dialogueId, ref.turn, ref.index],
  );
  if (!failed) return;
  const decision = await firstRow<{ record: DecisionRecord; correlation_id: string }>(
    em,
    `select x.record, i.correlation_id from decisions x join inbox i on i.dialogue_id = x.dialogue_id and i.seq = x.seq
     where x.dialogue_id = ? and x.turn = ?`,
    [ref.dialogueId, ref.turn],
  );
  const all = decision?.record.commands ?? [];
  const first = all[ref.index];
  if (!decision || !first) return;
  const behind = await cancelCrmStepsBehind(em, ref, all);
  await em.execute(
    'update dialogues set delayed_since = (select min(delayed_since) from steps where dialogue_id = ?) where id = ?',
    [dialogue.id, dialogue.id],
  );
  await appendInboxRow(em, dialogue, {
    updateId: `failure:${dialogue.id}:${ref.turn}:${ref.index}`,
    kind: 'stepFailed',
    payload: { turn: ref.turn, index: ref.index, nodeId: first.nodeId, code, commands: [first, ...behind] },
    correlationId: decision.correlation_id,
  });
  await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id });
}

async function cancelCrmStepsBehind(em: EntityManager, ref: CommandRef, all: Command[]): Promise<Command[]> {
  const crmIndexes = all.flatMap((command, index) => (index > ref.index && isCrmStepKind(command.kind) ? [index] : []));
  if (crmIndexes.length === 0) return [];
  const cancelled = await rows<{ command_index: number }>(
    em,
    `update steps set status = 'cancelled', finished_at = now()
     where dialogue_id = ? and turn = ? and command_index = any(?::int[]) and finished_at is null
     returning command_index`,
    [ref.dialogueId, ref.turn, `{${crmIndexes.join(',')}}`],
  );
  return cancelled
    .map((row) => row.command_index)
    .sort((a, b) => a - b)
    .flatMap((index) => all[index] ?? []);
}
