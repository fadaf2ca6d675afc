import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError, withinBarriers } from '@voronka/contracts';
import type {
  Barrier,
  CommandRef,
  ConversationLine,
  StepMaterial,
  StepReport,
  StepStore,
  ErrorCode,
} from '@voronka/contracts';
import { isCrmStepKind } from '@voronka/domain';
import type { Command, DecisionRecord } from '@voronka/domain';
import type { DialogueOrigin } from '../entities/dialogue.entities.ts';
import type { Database } from '../orm.ts';
import { BundleCache } from './bundle-cache.ts';
import { readLiveSettings } from './decision-context.ts';
import { lockDialogue } from './dialogue-lock.ts';
import { writeStepFailure } from './step-failure.ts';
import { firstRow, notifyLive, rows } from './sql.ts';

interface StepRowForRun {
  workspace_id: string;
  channel_id: string;
  integration_id: string | null;
  episode: number;
  bundle_hash: string;
  record: DecisionRecord;
  contact_id: string | null;
  lead_id: string | null;
  stage_key: string | null;
  responsible_crm_user_id: string | null;
  origin: DialogueOrigin;
  correlation_id: string;
  decided_at: Date;
}

/** What the steps read, and the one place where their outcomes land. */
export class PostgresStepStore implements StepStore {
  private readonly bundles = new BundleCache();

  constructor(
    private readonly database: Database,
    private readonly barrier: Barrier,
  ) {}

  async load(ref: CommandRef): Promise<StepMaterial> {
    const em = this.database.em.fork();
    const row = await firstRow<StepRowForRun>(
      em,
      `select d.workspace_id, d.channel_id, c.integration_id, d.episode, d.bundle_hash, x.record, d.contact_id, d.lead_id,
              d.stage_key, d.origin, i.correlation_id, x.created_at as decided_at, l.crm_user_id as responsible_crm_user_id
       from dialogues d
       join channels c on c.id = d.channel_id
       join decisions x on x.dialogue_id = d.id and x.turn = ?
       join inbox i on i.dialogue_id = d.id and i.seq = x.seq
       left join manager_links l on l.integration_id = c.integration_id
                                and l.user_id = coalesce(d.manager_id, c.default_manager_id)
       where d.id = ?`,
      [ref.turn, ref.dialogueId],
    );
    const command = row?.record.commands[ref.index];
    if (!row || !command) throw new VoronkaError('Dialogue.Unknown', 'no such command');
    const bundle = await this.bundles.load(em, row.workspace_id, row.bundle_hash);
    return {
      dialogueId: ref.dialogueId,
      workspaceId: row.workspace_id,
      integrationId: row.integration_id,
      episode: row.episode,
      command,
      bundle,
      contactId: row.contact_id,
      leadId: row.lead_id,
      stageKey: row.stage_key,
      responsibleCrmUserId: row.responsible_crm_user_id,
      origin: {
        page: row.origin.page ?? null,
        referrer: row.origin.referrer ?? null,
        utm: row.origin.utm ?? {},
      },
      correlationId: row.correlation_id,
      decidedAt: new Date(row.decided_at).toISOString(),
      permission: await this.permissionFor(em, row.channel_id, bundle, command),
    };
  }

  async report(ref: CommandRef, report: StepReport): Promise<void> {
    await withinBarriers(this.barrier, 'worker.step.project', () =>
      this.database.em.fork().transactional(async (em) => {
        const dialogue = await lockDialogue(em, ref.dialogueId);
        const first = await em.execute<object[]>(
          `update steps set status = ?, detail = ?, finished_at = now(), delayed_since = null
           where dialogue_id = ? and turn = ? and command_index = ? and finished_at is null returning turn`,
          [report.outcome, JSON.stringify(report.detail), ref.dialogueId, ref.turn, ref.index],
        );
        if (first.length === 0) return;
        const { contactId, leadId, stageKey, leadState, historyAttached, responsibleCrmUserId } = report.changes ?? {};
        await em.execute(
          `update dialogues set contact_id = coalesce(?, contact_id), lead_id = coalesce(?, lead_id),
             stage_key = coalesce(?, stage_key), lead_state = coalesce(?, lead_state),
             history_attached = coalesce(?::boolean, history_attached),
             responsible_crm_user_id = coalesce(?, responsible_crm_user_id), updated_at = now(),
             delayed_since = (select min(delayed_since) from steps where dialogue_id = ?)
           where id = ?`,
          [
            contactId ?? null,
            leadId ?? null,
            stageKey ?? null,
            leadState ?? null,
            historyAttached ?? null,
            responsibleCrmUserId ?? null,
            ref.dialogueId,
            ref.dialogueId,
          ],
        );
        await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id });
      }),
    );
  }

  async findReport(ref: CommandRef): Promise<StepReport | null> {
    const row = await firstRow<{ status: string; detail: StepReport['detail'] }>(
      this.database.em.fork(),
      `select status, detail from steps
       where dialogue_id = ? and turn = ? and command_index = ? and finished_at is not null`,
      [ref.dialogueId, ref.turn, ref.index],
    );
    return row
      ? { outcome: row.status === 'failed' ? 'cancelled' : (row.status as StepReport['outcome']), detail: row.detail }
      : null;
  }

  async conversation(dialogueId: string): Promise<ConversationLine[]> {
    const lines = await rows<{
      sender: ConversationLine['from'];
      author: string | null;
      body: string;
      created_at: Date;
    }>(
      this.database.em.fork(),
      `select m.sender, u.name as author, m.body, m.created_at from messages m left join users u on u.id = m.author_id
       where m.dialogue_id = ? and m.status not in ('cancelled', 'failed') order by m.position`,
      [dialogueId],
    );
    return lines.map((line) => ({
      from: line.sender,
      author: line.author,
      text: line.body,
      at: new Date(line.created_at).toISOString(),
    }));
  }

  async markDelayed(ref: CommandRef, code: ErrorCode): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      const dialogue = await lockDialogue(em, ref.dialogueId);
      await em.execute(
        `update steps set delayed_since = coalesce(delayed_since, now()), code = ?
         where dialogue_id = ? and turn = ? and command_index = ? and finished_at is null`,
        [code, ref.dialogueId, ref.turn, ref.index],
      );
      await em.execute('update dialogues set delayed_since = coalesce(delayed_since, now()) where id = ?', [
        dialogue.id,
      ]);
      await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id });
    });
  }

  async writeStepFailure(ref: CommandRef, code: ErrorCode): Promise<void> {
    await withinBarriers(this.barrier, 'worker.failure.commit', () =>
      this.database.em.fork().transactional((em) => writeStepFailure(em, ref, code)),
    );
  }

  async raiseIncident(ref: CommandRef): Promise<void> {
    await withinBarriers(this.barrier, 'worker.incident.commit', () =>
      this.database.em.fork().transactional(async (em) => {
        const dialogue = await lockDialogue(em, ref.dialogueId);
        const { record } = await em
          .execute<{ record: DecisionRecord }[]>('select record from decisions where dialogue_id = ? and turn = ?', [
            ref.dialogueId,
            ref.turn,
          ])
          .then(([row]) => row ?? { record: null });
        const command = record?.commands[ref.index];
        if (command?.kind !== 'raiseIncident') throw new VoronkaError('Internal.Error', 'not an incident command');
        await em.execute(
          `insert into incidents (id, workspace_id, dialogue_id, turn, command_index, node_id, code)
           values (gen_random_uuid(), ?, ?, ?, ?, ?, ?) on conflict (dialogue_id, turn, command_index) do nothing`,
          [dialogue.workspace_id, dialogue.id, ref.turn, ref.index, command.nodeId, command.code],
        );
        await em.execute('update dialogues set needs_manager = true, updated_at = now() where id = ?', [dialogue.id]);
        await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id, also: 'incident' });
      }),
    );
  }

  async callManager(ref: CommandRef): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      const dialogue = await lockDialogue(em, ref.dialogueId);
      // A manager who leads already needs no call.
      await em.execute(`update dialogues set needs_manager = (owner = 'assistant'), updated_at = now() where id = ?`, [
        dialogue.id,
      ]);
      await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id });
    });
  }

  private async permissionFor(
    em: EntityManager,
    channelId: string,
    bundle: StepMaterial['bundle'],
    command: Command,
  ): Promise<StepMaterial['permission']> {
    if (!isCrmStepKind(command.kind)) return { allowed: true, reason: null };
    const { permissions } = await readLiveSettings(em, channelId, bundle, { paused: 'counts' });
    const permission = permissions[command.kind];
    return permission.allowed ? { allowed: true, reason: null } : { allowed: false, reason: permission.reason };
  }
}
