import { VoronkaError, withinBarriers } from '@voronka/contracts';
import type {
  Barrier,
  CommandRef,
  ConversationLine,
  CrmCardKind,
  StepMaterial,
  StepReport,
  StepStore,
  ErrorCode,
} from '@voronka/contracts';
import { isCrmStepKind } from '@voronka/domain';
import type { CardField, Command } from '@voronka/domain';
import type { DialogueOrigin } from '../entities/dialogue.entities.ts';
import type { Database } from '../orm.ts';
import { BundleCache } from './bundle-cache.ts';
import { writeContactKnown } from './contact-known.ts';
import { liveColumns, liveJoins, liveSettings } from './live-settings.ts';
import type { LiveRow } from './live-settings.ts';
import { lockDialogue } from './dialogue-lock.ts';
import { commandOf, writeIncident, writeNotice } from './incident-write.ts';
import { writeStepFailure } from './step-failure.ts';
import { stoppedFieldsSql } from './stopped-fields.ts';
import { preparedRow } from './prepared.ts';
import { firstRow, liveChannel, notifyLive, rows } from './sql.ts';

interface StepRowForRun extends LiveRow {
  workspace_id: string;
  channel_id: string;
  integration_id: string | null;
  episode: number;
  bundle_hash: string;
  command: Command | null;
  contact_id: string | null;
  lead_id: string | null;
  card_kind: CrmCardKind;
  stage_key: string | null;
  responsible_crm_user_id: string | null;
  known_responsible_id: string | null;
  stopped: CardField[];
  origin: DialogueOrigin;
  correlation_id: string;
  decided_at: Date;
  step_status: string | null;
  step_detail: StepReport['detail'];
  step_finished: boolean;
  rows_after: boolean;
}

/**
 * The outcome of a step on its row and on the dialogue's, under the dialogue's lock, told to those who look; nothing, and no
 * row, when the step has an outcome already. The dialogue's row, which has many indexes, is left alone by a step that tells
 * nothing new of it. Only a step that was delayed asks whether others still are: of what commits
 * while this waits for the lock, a subquery would see nothing.
 */
const projectReport = `
  with dialogue as (select id, workspace_id from dialogues where id = ? for update),
  waiting as (
    select s.delayed_since from steps s, dialogue
    where s.dialogue_id = dialogue.id and s.turn = ? and s.command_index = ?),
  first as (
    update steps s set status = ?, detail = ?::jsonb, finished_at = now(), delayed_since = null
    from dialogue where s.dialogue_id = dialogue.id and s.turn = ? and s.command_index = ? and s.finished_at is null
    returning s.dialogue_id, s.turn, s.command_index),
  news as (
    select ?::text as contact_id, ?::text as lead_id, ?::text as card_kind, ?::text as stage_key, ?::text as lead_state,
      ?::boolean as history_attached, ?::text as responsible_crm_user_id),
  changed as (
    update dialogues d set contact_id = coalesce(news.contact_id, d.contact_id), lead_id = coalesce(news.lead_id, d.lead_id),
      card_kind = coalesce(news.card_kind, d.card_kind), stage_key = coalesce(news.stage_key, d.stage_key),
      lead_state = coalesce(news.lead_state, d.lead_state),
      history_attached = coalesce(news.history_attached, d.history_attached),
      responsible_crm_user_id = coalesce(news.responsible_crm_user_id, d.responsible_crm_user_id), updated_at = now(),
      delayed_since = case when waiting.delayed_since is null then d.delayed_since else (
        select min(o.delayed_since) from steps o
        where o.dialogue_id = d.id and (o.turn, o.command_index) <> (first.turn, first.command_index)) end
    from first, waiting, news
    where d.id = first.dialogue_id and (waiting.delayed_since is not null or not (news.* is null)))
  select pg_notify('${liveChannel}', json_build_object('workspaceId', d.workspace_id, 'dialogueId', d.id)::text)
  from first, dialogue d`;

function projection(ref: CommandRef, { outcome, detail, changes = {} }: StepReport): unknown[] {
  return [
    ref.dialogueId,
    ref.turn,
    ref.index,
    outcome,
    JSON.stringify(detail),
    ref.turn,
    ref.index,
    changes.contactId ?? null,
    changes.leadId ?? null,
    changes.cardKind ?? null,
    changes.stageKey ?? null,
    changes.leadState ?? null,
    changes.historyAttached ?? null,
    changes.responsibleCrmUserId ?? null,
  ];
}

/** What the steps read, and the one place where their outcomes land. */
export class PostgresStepStore implements StepStore {
  private readonly bundles = new BundleCache();

  constructor(
    private readonly database: Database,
    private readonly barrier: Barrier,
  ) {}

  async load(ref: CommandRef): Promise<StepMaterial> {
    const row = await preparedRow<StepRowForRun>(
      this.database,
      `select d.workspace_id, d.channel_id, c.integration_id, d.episode, d.bundle_hash, d.contact_id, d.lead_id, d.card_kind,
              d.stage_key, d.origin, i.correlation_id, x.created_at as decided_at, l.crm_user_id as responsible_crm_user_id,
              coalesce(d.responsible_crm_user_id, d.card_responsible_id) as known_responsible_id, ${stoppedFieldsSql} as stopped,
              x.record -> 'commands' -> ?::int as command, s.status as step_status, s.detail as step_detail,
              s.finished_at is not null as step_finished,
              exists (select from inbox n where n.dialogue_id = d.id and n.seq > x.seq
                        and n.kind <> 'contactKnown') as rows_after, ${liveColumns}
       from dialogues d
       join channels c on c.id = d.channel_id ${liveJoins}
       left join steps s on s.dialogue_id = d.id and s.turn = ? and s.command_index = ?
       join decisions x on x.dialogue_id = d.id and x.turn = ?
       join inbox i on i.dialogue_id = d.id and i.seq = x.seq
       left join manager_links l on l.integration_id = c.integration_id
                                and l.user_id = coalesce(d.manager_id, c.default_manager_id)
       where d.id = ?`,
      [ref.index, ref.turn, ref.index, ref.turn, ref.dialogueId],
    );
    if (!row?.command) throw new VoronkaError('Dialogue.Unknown', 'no such command');
    const { command } = row;
    const bundle = await this.bundles.load(this.database.em.fork(), row.workspace_id, row.bundle_hash);
    return {
      dialogueId: ref.dialogueId,
      workspaceId: row.workspace_id,
      integrationId: row.integration_id,
      episode: row.episode,
      command,
      bundle,
      contactId: row.contact_id,
      leadId: row.lead_id,
      cardKind: row.card_kind,
      stageKey: row.stage_key,
      responsibleCrmUserId: row.responsible_crm_user_id,
      knownResponsibleId: row.known_responsible_id,
      stopped: row.stopped,
      origin: {
        page: row.origin.page ?? null,
        referrer: row.origin.referrer ?? null,
        utm: row.origin.utm ?? {},
      },
      correlationId: row.correlation_id,
      decidedAt: new Date(row.decided_at).toISOString(),
      permission: permissionFor(row, bundle, command),
      finished: row.step_finished ? reportOf(row) : null,
      rowsAfter: row.rows_after,
    };
  }

  async report(ref: CommandRef, report: StepReport): Promise<void> {
    const { known, notice } = report;
    const values = projection(ref, report);
    await withinBarriers(this.barrier, 'worker.step.project', async () => {
      if (!known && !notice) return void (await preparedRow(this.database, projectReport, values));
      await this.database.em.fork().transactional(async (em) => {
        const dialogue = await lockDialogue(em, ref.dialogueId);
        const first = await firstRow(em, projectReport, values);
        if (first && known) await writeContactKnown(em, dialogue, ref, known);
        if (first && notice) await writeNotice(em, dialogue, ref, notice);
      });
    });
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
        const command = await commandOf(em, ref);
        if (command?.kind !== 'raiseIncident') throw new VoronkaError('Internal.Error', 'not an incident command');
        await writeIncident(em, dialogue, ref, command);
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
      await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id, also: 'handOff' });
    });
  }

  async escalate(ref: CommandRef, level: number): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      const dialogue = await lockDialogue(em, ref.dialogueId);
      await em.execute(
        `update dialogues set needs_manager = (owner = 'assistant'), escalation_level = greatest(escalation_level, ?),
           updated_at = now() where id = ?`,
        [level, dialogue.id],
      );
      await notifyLive(em, { workspaceId: dialogue.workspace_id, dialogueId: dialogue.id, also: 'handOff' });
    });
  }
}

function reportOf({ step_status: status, step_detail: detail }: StepRowForRun): StepReport {
  return { outcome: status === 'failed' ? 'cancelled' : (status as StepReport['outcome']), detail };
}

function permissionFor(live: LiveRow, bundle: StepMaterial['bundle'], command: Command): StepMaterial['permission'] {
  if (!isCrmStepKind(command.kind)) return { allowed: true, reason: null };
  const permission = liveSettings(live, bundle, { paused: 'counts' }).permissions[command.kind];
  return permission.allowed ? { allowed: true, reason: null } : { allowed: false, reason: permission.reason };
}
