import type { EntityManager } from '@mikro-orm/postgresql';
import { backAndForthWindowMs, isBackAndForth } from '@voronka/domain';
import type { LockedDialogue } from './dialogue-lock.ts';
import { firstRow, rows } from './sql.ts';

/** Whether a row `b` of the stopped fields holds. */
const isStopped = '(b.released_at is null or b.released_at < b.stopped_at)';

/** Stopped fields of a dialogue `d`'s card in the CRM of its channel `c`, as JSON. */
export const stoppedFieldsSql = `(select coalesce(json_agg(b.field), '[]') from crm_stopped_fields b
  where b.integration_id = c.integration_id and b.card_kind = d.card_kind and b.card_id = d.lead_id and ${isStopped})`;

/** What the card's fields became, ours and the CRM's changes together, since a moment. */
const changesOf = {
  stage: `
    select s.finished_at as at, s.detail->>'stageKey' as value from steps s
    where s.dialogue_id = ? and s.kind = 'moveStage' and s.status = 'done' and s.finished_at > ?
    union all
    select i.received_at, i.payload->>'stageKey' from inbox i
    where i.dialogue_id = ? and i.kind = 'cardMoved' and i.payload->>'source' = 'crm' and i.received_at > ?`,
  responsible: `
    select s.finished_at as at, s.detail->>'responsible' as value from steps s
    where s.dialogue_id = ? and s.kind = 'assignResponsible' and s.status = 'done' and s.finished_at > ?
    union all
    select i.received_at, i.payload->'crmResponsible'->>'id' from inbox i
    where i.dialogue_id = ? and i.kind = 'responsibleChanged' and i.payload->>'source' = 'crm' and i.received_at > ?`,
} as const;

/** A field of a card that we write. */
export type WrittenField = keyof typeof changesOf;

/**
 * Stops our writing of a field that went back and forth too often in the CRM; the next step that would write it fails with
 * `Crm.BackAndForth`, which a person can retry.
 *
 * @param dialogue locked
 */
export async function stopIfBackAndForth(
  em: EntityManager,
  dialogue: LockedDialogue,
  field: WrittenField,
): Promise<void> {
  const card = [dialogue.integration_id, dialogue.card_kind, dialogue.lead_id, field];
  const before = await firstRow<{ stopped: boolean; released_at: Date | null }>(
    em,
    `select stopped_at is not null and ${isStopped} as stopped, released_at from crm_stopped_fields b
     where integration_id = ? and card_kind = ? and card_id = ? and field = ?`,
    card,
  );
  if (before?.stopped) return;
  const released = before?.released_at ? new Date(before.released_at).getTime() : 0;
  const since = new Date(Math.max(Date.now() - backAndForthWindowMs, released));
  const { id } = dialogue;
  const found = await rows<{ value: string | null }>(em, `${changesOf[field]} order by at`, [id, since, id, since]);
  if (!isBackAndForth(found.flatMap(({ value }) => value ?? []))) return;
  await em.execute(
    `insert into crm_stopped_fields (integration_id, card_kind, card_id, field, workspace_id, stopped_at)
     values (?, ?, ?, ?, ?, now())
     on conflict (integration_id, card_kind, card_id, field) do update set stopped_at = now()`,
    [...card, dialogue.workspace_id],
  );
}

/** A person has decided that the fields of a dialogue's card may be written again; what was before counts no more. */
export async function releaseFields(em: EntityManager, dialogue: LockedDialogue): Promise<void> {
  await em.execute(
    `update crm_stopped_fields set released_at = now()
     where integration_id = ? and card_kind = ? and card_id = ?`,
    [dialogue.integration_id, dialogue.card_kind, dialogue.lead_id],
  );
}
