import type { EntityManager } from '@mikro-orm/postgresql';
import { VoronkaError } from '@voronka/contracts';
import type { DistributionSettings } from '@voronka/contracts';
import type { Database } from '../orm.ts';
import { managerRolesSql } from './assignment-members.ts';
import { appendAudit } from './audit-log.ts';
import { publishBundle } from './bundle.store.ts';
import type { SetupDeed } from './setup.store.ts';
import { firstRow, rows } from './sql.ts';

/**
 * How funnels give their dialogues to managers. Who gets a dialogue follows it at once; what a bundle holds of it, new
 * dialogues run.
 */
export class DistributionStore {
  constructor(private readonly database: Database) {}

  /**
   * Saves a funnel's distribution as a whole.
   *
   * @throws VoronkaError `Request.NotFound` for an unknown funnel, `Request.Invalid` for an unknown calendar or member
   */
  async save(deed: SetupDeed, funnelId: string, settings: DistributionSettings): Promise<void> {
    const memberIds = [...new Set(settings.memberIds)];
    await this.database.em.fork().transactional(async (em) => {
      const known = (table: 'funnels' | 'calendars', id: string) =>
        firstRow(em, `select id from ${table} where id = ? and workspace_id = ?`, [id, deed.workspaceId]);
      if (!(await known('funnels', funnelId))) throw new VoronkaError('Request.NotFound', 'no funnel with this id');
      if (settings.calendarId !== null && !(await known('calendars', settings.calendarId))) {
        throw new VoronkaError('Request.Invalid', 'no such calendar', { field: 'calendarId' });
      }
      const members = await rows(
        em,
        `select id from users where workspace_id = ? and role in ${managerRolesSql}
           and id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`,
        [deed.workspaceId, JSON.stringify(memberIds)],
      );
      if (members.length < memberIds.length) {
        throw new VoronkaError('Request.Invalid', 'a member leads no dialogues', { field: 'memberIds' });
      }
      await em.execute(
        `insert into funnel_distribution (funnel_id, workspace_id, enabled, strategy, fallback, calendar_id, member_ids,
           respect_capacity, answer_deadline_minutes, escalation, return_to_assistant_minutes)
         values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (funnel_id) do update set enabled = excluded.enabled, strategy = excluded.strategy,
           fallback = excluded.fallback, calendar_id = excluded.calendar_id, member_ids = excluded.member_ids,
           respect_capacity = excluded.respect_capacity, answer_deadline_minutes = excluded.answer_deadline_minutes,
           escalation = excluded.escalation, return_to_assistant_minutes = excluded.return_to_assistant_minutes`,
        [
          funnelId,
          deed.workspaceId,
          settings.enabled,
          settings.strategy,
          settings.fallback,
          settings.calendarId,
          JSON.stringify(memberIds),
          settings.respectCapacity,
          settings.answerDeadlineMinutes,
          settings.escalation,
          settings.returnToAssistantMinutes,
        ],
      );
      await publishForFunnels(em, [funnelId], deed.actor.id);
      await appendAudit(em, {
        ...deed,
        action: 'funnel.distribution',
        target: `funnel:${funnelId}`,
        detail: { ...settings, memberIds },
      });
    });
  }
}

/** Makes new bundles for the channels of funnels whose people or hours have changed. In the transaction of the change. */
export async function publishForFunnels(
  em: EntityManager,
  funnelIds: readonly string[],
  authorId: string | null,
): Promise<void> {
  const channels = await rows<{ id: string }>(
    em,
    'select id from channels where funnel_id in (select value::uuid from jsonb_array_elements_text(?::jsonb)) order by id',
    [JSON.stringify(funnelIds)],
  );
  for (const { id } of channels) await publishBundle(em, id, { authorId, note: '' });
}
