import type { EntityManager } from '@mikro-orm/postgresql';
import { timelineDecisionOf } from '@voronka/contracts';
import type { DialogueFlow, Timeline, TimelineDecision } from '@voronka/contracts';
import type { DecisionRecord, DialogueState, LocalizedText } from '@voronka/domain';
import type { BundleCache } from '../stores/bundle-cache.ts';
import { firstRow, rows } from '../stores/sql.ts';
import { iso, isoOrNull } from './values.ts';

interface DecisionColumns {
  turn: number;
  seq: string;
  bundle_hash: string;
  record: DecisionRecord;
  created_at: string;
}

interface StepColumns {
  turn: number;
  command_index: number;
  kind: string;
  node_id: string;
  status: TimelineDecision['steps'][number]['status'];
  detail: Record<string, unknown>;
  delayed_since: string | null;
  finished_at: string | null;
}

function readDecisions(em: EntityManager, dialogueId: string): Promise<DecisionColumns[]> {
  return rows<DecisionColumns>(
    em,
    'select turn, seq, bundle_hash, record, created_at from decisions where dialogue_id = ? order by turn',
    [dialogueId],
  );
}

/** Every decision of a dialogue with its rules, facts and what became of its steps, oldest first; null if unknown. */
export async function readTimeline(
  em: EntityManager,
  { workspaceId, dialogueId }: { workspaceId: string; dialogueId: string },
): Promise<Timeline | null> {
  const dialogue = await firstRow(em, 'select id from dialogues where id = ? and workspace_id = ?', [
    dialogueId,
    workspaceId,
  ]);
  if (!dialogue) return null;
  const [decisions, steps] = await Promise.all([
    readDecisions(em, dialogueId),
    rows<StepColumns>(
      em,
      `select turn, command_index, kind, node_id, status, detail, delayed_since, finished_at from steps
       where dialogue_id = ? order by turn, command_index`,
      [dialogueId],
    ),
  ]);
  return {
    decisions: decisions.map((decision) =>
      toTimelineDecision(
        decision,
        steps.filter((step) => step.turn === decision.turn),
      ),
    ),
  };
}

function toTimelineDecision({ turn, record, created_at }: DecisionColumns, steps: StepColumns[]): TimelineDecision {
  return timelineDecisionOf(record, {
    turn,
    at: iso(created_at),
    steps: steps.map((step) => ({
      index: step.command_index,
      kind: step.kind,
      nodeId: step.node_id,
      status: step.delayed_since && !step.finished_at ? 'delayed' : step.status,
      detail: step.detail,
      finishedAt: isoOrNull(step.finished_at),
    })),
  });
}

/** The flow a dialogue runs, with the way it took. @returns null for an unknown dialogue */
export async function readDialogueFlow(
  em: EntityManager,
  bundles: BundleCache,
  key: { workspaceId: string; dialogueId: string },
): Promise<DialogueFlow | null> {
  const dialogue = await firstRow<{ bundle_hash: string; state: DialogueState }>(
    em,
    'select bundle_hash, state from dialogues where id = ? and workspace_id = ?',
    [key.dialogueId, key.workspaceId],
  );
  if (!dialogue) return null;
  const { content } = await bundles.load(em, key.workspaceId, dialogue.bundle_hash);
  const flow = await firstRow<{ name: LocalizedText }>(em, 'select name from flows where id = ?', [content.flowId]);
  const decisions = await readDecisions(em, key.dialogueId);
  const steps = decisions.flatMap(({ turn, record }) => record.path.map((step) => ({ turn, step })));
  return {
    flowId: content.flowId,
    name: flow?.name ?? { ru: '', en: '' },
    bundleHash: dialogue.bundle_hash,
    graph: content.flow,
    visited: steps.map(({ turn, step }) => ({ nodeId: step.nodeId, turn })),
    edges: steps.flatMap(({ turn, step }) => (step.edge ? [{ edgeId: step.edge.edgeId, turn }] : [])),
    current: dialogue.state.position?.nodeId ?? dialogue.state.parked?.nodeId ?? null,
  };
}
