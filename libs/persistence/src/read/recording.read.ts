import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import type { DialogueRecording } from '@voronka/contracts';
import type { Bundle, DecisionRecord, RecordedTurn } from '@voronka/domain';
import type { BundleCache } from '../stores/bundle-cache.ts';
import { firstRow, rows } from '../stores/sql.ts';

interface StepColumns {
  turn: number;
  command_index: number;
  status: RecordedTurn['steps'][number]['status'];
  detail: Record<string, unknown>;
}

/**
 * The decisions of a dialogue up to one of them, as they were committed, with the bundles that made them.
 *
 * @param turn the last decision that is wanted, from 1
 * @returns null for an unknown dialogue
 * @throws VoronkaError `Request.Invalid` when the dialogue has no such decision
 */
export async function readRecording(
  em: EntityManager,
  bundles: BundleCache,
  { workspaceId, dialogueId }: { workspaceId: string; dialogueId: string },
  turn: number,
): Promise<DialogueRecording | null> {
  const dialogue = await firstRow<{ number: number; turn: number }>(
    em,
    'select number, turn from dialogues where id = ? and workspace_id = ?',
    [dialogueId, workspaceId],
  );
  if (!dialogue) return null;
  if (turn > dialogue.turn) {
    throw new VoronkaError('Request.Invalid', 'the dialogue has no such decision', { field: 'turn' });
  }
  const decisions = await rows<{ turn: number; record: DecisionRecord }>(
    em,
    'select turn, record from decisions where dialogue_id = ? and turn <= ? order by turn',
    [dialogueId, turn],
  );
  const steps = await rows<StepColumns>(
    em,
    `select turn, command_index, status, detail from steps where dialogue_id = ? and turn <= ?
     order by turn, command_index`,
    [dialogueId, turn],
  );
  const hashes = new Set(decisions.map(({ record }) => record.bundleHash));
  const used: Bundle[] = [];
  for (const hash of hashes) used.push(await bundles.load(em, workspaceId, hash));
  return {
    dialogueId,
    number: dialogue.number,
    flowId: used.at(-1)?.content.flowId ?? '',
    turns: decisions.map((decision) => ({
      ...decision,
      steps: steps
        .filter((step) => step.turn === decision.turn)
        .map(({ command_index: index, status, detail }) => ({ index, status, detail })),
    })),
    bundles: used,
  };
}
