import type { EntityManager } from '@mikro-orm/postgresql';
import type { AssignmentCandidate, AssignmentChoice, AssignmentReason, ConsideredManager } from '@voronka/domain';
import { appendAudit } from './audit-log.ts';
import type { LockedDialogue } from './dialogue-lock.ts';
import { appendInboxRow } from './inbox-rows.ts';
import { firstRow, notifyLive } from './sql.ts';

/** How a dialogue's assignment ended. */
export type AssignmentOutcomeReason =
  | AssignmentReason
  /** The channel belongs to no funnel. */
  | 'noFunnel'
  /** A manager has it already: an earlier attempt, a person, or the manager's own answer. */
  | 'alreadyAssigned'
  /** Dialogues that came earlier still wait; this one joined the queue behind them. */
  | 'behindOthers';

/** What became of a dialogue that looked for a manager. */
export interface AssignmentOutcome {
  /** Who has the dialogue now; null: it waits, or assignment is off. */
  managerId: string | null;
  reason: AssignmentOutcomeReason;
  /** Everybody who was looked at; empty when nobody had to be. */
  considered: ConsideredManager[];
  /** The inbox row that tells the dialogue, to wake it; null when nothing changed. */
  seq: number | null;
}

/** How a dialogue asks for a manager. */
export interface AssignOptions {
  correlationId: string;
  /** Who is responsible in the CRM, by the CRM's id. @default what the dialogue's row says */
  crmResponsibleUserId?: string | null | undefined;
  /** The manager who did not answer in time: somebody else is looked for, and the dialogue stays theirs if nobody is free. */
  insteadOf?: string | undefined;
}

/** What only an assignment asks of a dialogue's row. */
export interface Standing {
  awaiting_manager_since: string | null;
  responsible_crm_user_id: string | null;
}

const productActor = { id: null, name: 'Voronka' };

/** A locked dialogue's place in the queue and its responsible in the CRM. */
export async function standingOf(em: EntityManager, dialogueId: string): Promise<Standing> {
  const found = await firstRow<Standing>(
    em,
    'select awaiting_manager_since, responsible_crm_user_id from dialogues where id = ?',
    [dialogueId],
  );
  return found ?? { awaiting_manager_since: null, responsible_crm_user_id: null };
}

/** Ends the wait of a dialogue that needs nobody any more. */
export async function leaveQueue(em: EntityManager, dialogueId: string, standing: Standing): Promise<void> {
  if (standing.awaiting_manager_since === null) return;
  await em.execute('update dialogues set awaiting_manager_since = null where id = ?', [dialogueId]);
}

/** Whether dialogues of the funnel have waited longer than this one, which may not wait yet. */
export async function othersWait(
  em: EntityManager,
  funnelId: string,
  dialogueId: string,
  standing: Standing,
): Promise<boolean> {
  const earlier = await firstRow(
    em,
    `select d.id from dialogues d join channels c on c.id = d.channel_id
     where c.funnel_id = ? and d.id <> ? and d.manager_id is null
       and d.awaiting_manager_since < coalesce(?::timestamptz, 'infinity') limit 1`,
    [funnelId, dialogueId, standing.awaiting_manager_since],
  );
  return earlier !== null;
}

/** Writes who is responsible for a locked dialogue; it waits no longer. */
export async function giveTo(em: EntityManager, dialogue: LockedDialogue, managerId: string): Promise<void> {
  await em.execute(
    'update dialogues set manager_id = ?, awaiting_manager_since = null, updated_at = now() where id = ?',
    [managerId, dialogue.id],
  );
}

/** Gives a locked dialogue to a chosen manager. @returns `seq` of the inbox row that tells the dialogue */
export async function give(
  em: EntityManager,
  dialogue: LockedDialogue,
  choice: AssignmentChoice & { managerId: string },
  options: AssignOptions,
): Promise<number | null> {
  await giveTo(em, dialogue, choice.managerId);
  const seq = await appendInboxRow(em, dialogue, {
    updateId: `assignment:${dialogue.id}:${dialogue.next_seq}`,
    kind: 'responsibleChanged',
    payload: {
      source: 'assignment',
      managerId: choice.managerId,
      reason: choice.reason,
      byUserId: null,
      version: null,
    },
    correlationId: options.correlationId,
  });
  await auditAssignment(em, dialogue, choice, options);
  await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id });
  return seq;
}

/** Notes when a manager got a dialogue. No two notes fall on one moment: round robin tells people apart by theirs. */
export async function rememberTurn(
  em: EntityManager,
  managerId: string,
  candidates: readonly AssignmentCandidate[],
  at: Date,
): Promise<void> {
  const turns = candidates.map(({ lastAssignedAt }) => (lastAssignedAt === null ? 0 : Date.parse(lastAssignedAt) + 1));
  await em.execute('update users set last_assigned_at = ? where id = ?', [
    new Date(Math.max(at.getTime(), ...turns)),
    managerId,
  ]);
}

/** Notes in the audit log who was chosen, or that nobody was, and why. */
export async function auditAssignment(
  em: EntityManager,
  dialogue: LockedDialogue,
  outcome: Pick<AssignmentOutcome, 'managerId' | 'reason' | 'considered'>,
  options: AssignOptions,
): Promise<void> {
  const { managerId, reason, considered } = outcome;
  await appendAudit(em, {
    workspaceId: dialogue.workspace_id,
    actor: productActor,
    action: managerId === null ? 'dialogue.awaitManager' : 'dialogue.assign',
    target: `dialogue:${dialogue.id}`,
    detail: { managerId, reason, considered, ...(options.insteadOf ? { insteadOf: options.insteadOf } : {}) },
    correlationId: options.correlationId,
  });
}
