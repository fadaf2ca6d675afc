import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import { chooseManager } from '@voronka/domain';
import type { Database } from '../orm.ts';
import { distributionSelect, managerRolesSql, policyOf, readCandidates } from './assignment-members.ts';
import type { DistributionRow } from './assignment-members.ts';
import { auditAssignment, give, giveTo, leaveQueue, othersWait, rememberTurn, standingOf } from './assignment-rows.ts';
import type { AssignmentOutcome, AssignmentOutcomeReason, AssignOptions, Standing } from './assignment-rows.ts';
import { appendAudit } from './audit-log.ts';
import { lockDialogue } from './dialogue-lock.ts';
import type { LockedDialogue } from './dialogue-lock.ts';
import { appendInboxRow } from './inbox-rows.ts';
import { firstRow, notifyLive, rows } from './sql.ts';

/** A dialogue of the queue that has got its manager, to wake it by `responsibleChanged`. */
export interface AssignedDialogue {
  dialogueId: string;
  workspaceId: string;
  managerId: string;
  seq: number;
}

interface Place {
  workspace_id: string;
  funnel_id: string | null;
  integration_id: string | null;
}

/** Dialogues that one call takes out of the queue at most, so that a sweep stays short. */
const servedAtOnce = 200;

/**
 * Gives dialogues to managers. One transaction chooses and writes; it locks the funnel's distribution, then the people, then
 * the dialogue, always in this order, and nothing that holds a dialogue's lock asks for the others. Who is responsible says
 * nothing about who leads: an assigned dialogue is led by the assistant until the manager's first message.
 */
export class AssignmentStore {
  /** @param now the present; tests turn it */
  constructor(
    private readonly database: Database,
    private readonly now: () => Date = () => new Date(),
  ) {}

  /**
   * Finds a manager for a dialogue that has none, or puts it into the queue. A repeat changes nothing.
   *
   * @throws VoronkaError `Dialogue.Unknown`
   */
  async assign(dialogueId: string, options: AssignOptions): Promise<AssignmentOutcome> {
    return this.place(dialogueId, options, 'newcomer');
  }

  /**
   * Gives a dialogue to somebody else, because its manager has not answered in time; only where the funnel says so, and
   * only if somebody is free.
   */
  async passOn(dialogueId: string, options: { correlationId: string }): Promise<AssignmentOutcome> {
    const row = await firstRow<{ manager_id: string | null; escalation: string | null }>(
      this.database.em.fork(),
      `select d.manager_id, f.escalation from dialogues d join channels c on c.id = d.channel_id
       left join funnel_distribution f on f.funnel_id = c.funnel_id where d.id = ?`,
      [dialogueId],
    );
    if (row?.escalation !== 'nextManager') return nothing('assignmentOff');
    return this.assign(dialogueId, { ...options, ...(row.manager_id === null ? {} : { insteadOf: row.manager_id }) });
  }

  /**
   * Serves the queues of all funnels, oldest dialogue first: for a sweep, and after somebody has become free.
   *
   * @param scope.workspaceId @default all workspaces
   */
  async assignWaiting(scope: { workspaceId?: string; correlationId: string }): Promise<AssignedDialogue[]> {
    const funnels = await rows<{ funnel_id: string }>(
      this.database.em.fork(),
      `select c.funnel_id from dialogues d join channels c on c.id = d.channel_id
       join funnel_distribution f on f.funnel_id = c.funnel_id and f.enabled
       where d.awaiting_manager_since is not null ${scope.workspaceId === undefined ? '' : 'and d.workspace_id = ?'}
       group by c.funnel_id order by min(d.awaiting_manager_since)`,
      scope.workspaceId === undefined ? [] : [scope.workspaceId],
    );
    const assigned: AssignedDialogue[] = [];
    for (const { funnel_id: funnelId } of funnels) await this.serveFunnel(funnelId, scope.correlationId, assigned);
    return assigned;
  }

  /**
   * Changes the responsible manager by hand. Who leads the dialogue stays as it is.
   *
   * @returns null when this manager is responsible already
   * @throws VoronkaError `Dialogue.Unknown`, `Request.Invalid` for somebody who leads no dialogues
   */
  async setResponsible(input: {
    dialogueId: string;
    workspaceId: string;
    managerId: string;
    by: { id: string; name: string };
    correlationId: string;
  }): Promise<{ seq: number } | null> {
    return this.database.em.fork().transactional(async (em) => {
      const dialogue = await lockDialogue(em, input.dialogueId);
      if (dialogue.workspace_id !== input.workspaceId) throw new VoronkaError('Dialogue.Unknown', 'other workspace');
      const manager = await firstRow(
        em,
        `select id from users where id = ? and workspace_id = ? and not disabled and role in ${managerRolesSql}`,
        [input.managerId, input.workspaceId],
      );
      if (!manager) throw new VoronkaError('Request.Invalid', 'not a manager', { field: 'managerId' });
      if (dialogue.manager_id === input.managerId) return null;
      const before = dialogue.manager_id;
      await giveTo(em, dialogue, input.managerId);
      const seq = await appendInboxRow(em, dialogue, {
        updateId: `responsible:${dialogue.id}:${dialogue.next_seq}`,
        kind: 'responsibleChanged',
        payload: {
          source: 'operator',
          managerId: input.managerId,
          reason: null,
          byUserId: input.by.id,
          version: null,
        },
        correlationId: input.correlationId,
      });
      await appendAudit(em, {
        workspaceId: dialogue.workspace_id,
        actor: input.by,
        action: 'dialogue.responsible',
        target: `dialogue:${dialogue.id}`,
        detail: { before, managerId: input.managerId },
        correlationId: input.correlationId,
      });
      await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id });
      return seq === null ? null : { seq };
    });
  }

  private async serveFunnel(funnelId: string, correlationId: string, assigned: AssignedDialogue[]): Promise<void> {
    while (assigned.length < servedAtOnce) {
      const oldest = await firstRow<{ id: string; workspace_id: string }>(
        this.database.em.fork(),
        `select d.id, d.workspace_id from dialogues d join channels c on c.id = d.channel_id
         where c.funnel_id = ? and d.awaiting_manager_since is not null
         order by d.awaiting_manager_since, d.id limit 1`,
        [funnelId],
      );
      if (!oldest) return;
      const outcome = await this.place(oldest.id, { correlationId }, 'waiting');
      if (outcome.reason === 'alreadyAssigned') continue;
      if (outcome.managerId === null || outcome.seq === null) return;
      assigned.push({
        dialogueId: oldest.id,
        workspaceId: oldest.workspace_id,
        managerId: outcome.managerId,
        seq: outcome.seq,
      });
    }
  }

  private async place(
    dialogueId: string,
    options: AssignOptions,
    from: 'newcomer' | 'waiting',
  ): Promise<AssignmentOutcome> {
    return this.database.em.fork().transactional(async (em) => {
      const place = await firstRow<Place>(
        em,
        `select d.workspace_id, c.funnel_id, c.integration_id
         from dialogues d join channels c on c.id = d.channel_id where d.id = ?`,
        [dialogueId],
      );
      if (!place) throw new VoronkaError('Dialogue.Unknown', 'no dialogue with this id');
      if (place.funnel_id === null) return nothing('noFunnel');
      const distribution = await firstRow<DistributionRow>(
        em,
        `${distributionSelect} where f.funnel_id = ? for update of f`,
        [place.funnel_id],
      );
      if (!distribution?.enabled) return nothing('assignmentOff');
      const at = this.now();
      const candidates = await readCandidates(em, {
        workspaceId: place.workspace_id,
        memberIds: distribution.member_ids.filter((id) => id !== options.insteadOf),
        integrationId: place.integration_id,
        at,
        locked: true,
      });
      const dialogue = await lockDialogue(em, dialogueId);
      const standing = await standingOf(em, dialogueId);
      if (isTaken(dialogue, options.insteadOf)) {
        await leaveQueue(em, dialogueId, standing);
        return { ...nothing('alreadyAssigned'), managerId: dialogue.manager_id };
      }
      // Somebody else has served the queue meanwhile and found that the dialogue needs nobody any more.
      if (from === 'waiting' && standing.awaiting_manager_since === null) return nothing('alreadyAssigned');
      const isNew = from === 'newcomer' && dialogue.manager_id === null;
      if (isNew && (await othersWait(em, place.funnel_id, dialogueId, standing))) {
        return this.enqueue(em, dialogue, standing, options, nothing('behindOthers'));
      }
      const responsible = options.crmResponsibleUserId ?? standing.responsible_crm_user_id;
      const choice = chooseManager(policyOf(distribution), candidates, at.toISOString(), responsible);
      if (choice.managerId === null) {
        const outcome = { ...choice, seq: null };
        return dialogue.manager_id === null ? this.enqueue(em, dialogue, standing, options, outcome) : outcome;
      }
      const seq = await give(em, dialogue, { ...choice, managerId: choice.managerId }, options);
      await rememberTurn(em, choice.managerId, candidates, at);
      return { ...choice, seq };
    });
  }

  /** Puts a dialogue into the queue, at the place of its first wait. */
  private async enqueue(
    em: EntityManager,
    dialogue: LockedDialogue,
    standing: Standing,
    options: AssignOptions,
    outcome: AssignmentOutcome,
  ): Promise<AssignmentOutcome> {
    if (standing.awaiting_manager_since !== null) return outcome;
    await em.execute('update dialogues set awaiting_manager_since = ?, updated_at = now() where id = ?', [
      this.now(),
      dialogue.id,
    ]);
    await auditAssignment(em, dialogue, outcome, options);
    await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id });
    return outcome;
  }
}

function nothing(reason: AssignmentOutcomeReason): AssignmentOutcome {
  return { managerId: null, reason, considered: [], seq: null };
}

function isTaken(dialogue: LockedDialogue, insteadOf: string | undefined): boolean {
  return dialogue.manager_id !== null && dialogue.manager_id !== insteadOf;
}
