import type { EntityManager } from '@mikro-orm/postgresql';
import type { DistributionSettings } from '@voronka/contracts';
import type { AssignmentCandidate, AssignmentPolicy, BusinessCalendar } from '@voronka/domain';
import { isoOrNull } from '../read/values.ts';
import { rows } from './sql.ts';

/**
 * Open dialogues of a manager (alias `d`): those they lead, and those that are theirs and not over. A lead that is won or
 * lost closes its dialogue for this count, and so does a dialogue that is closed itself.
 */
export const openForManagerSql = `d.manager_id is not null and d.lead_state not in ('won', 'lost')
  and d.closed is null and (d.owner = 'manager' or not coalesce((d.state->>'completed')::boolean, false))`;

/** Roles that lead dialogues, as a list in SQL. */
export const managerRolesSql = `('admin', 'manager')`;

/** Columns of a calendar that a join may have left empty. */
export interface CalendarColumns {
  time_zone: string | null;
  week: BusinessCalendar['week'] | null;
  holidays: BusinessCalendar['holidays'] | null;
}

/** A calendar of joined columns; null where there is none. */
export function calendarOf({ time_zone: timeZone, week, holidays }: CalendarColumns): BusinessCalendar | null {
  return timeZone !== null && week && holidays ? { timeZone, week, holidays } : null;
}

/** What a person's row says about absence; `at` decides whether a set end has come. */
export function isAway(
  person: { availability: 'available' | 'away'; availability_until: string | null },
  at: Date,
): boolean {
  if (person.availability === 'available') return false;
  return person.availability_until === null || new Date(person.availability_until) > at;
}

interface MemberRow extends CalendarColumns {
  id: string;
  disabled: boolean;
  availability: 'available' | 'away';
  availability_until: string | null;
  capacity: number | null;
  last_assigned_at: string | null;
}

/**
 * People as candidates for a dialogue, with their load of this moment. Unknown ids and people who lead no dialogues are
 * left out.
 *
 * @param query.integrationId CRM whose user ids are meant; null: none
 * @param query.locked holds their rows until the transaction ends, so that two funnels never count one load twice
 */
export async function readCandidates(
  em: EntityManager,
  query: { workspaceId: string; memberIds: readonly string[]; integrationId: string | null; at: Date; locked: boolean },
): Promise<AssignmentCandidate[]> {
  if (query.memberIds.length === 0) return [];
  const ids = JSON.stringify(query.memberIds);
  const listed = (column: string) => `${column} in (select value::uuid from jsonb_array_elements_text(?::jsonb))`;
  // Every assignment locks people in the order of their ids. A weaker lock than the one that other rows' references take.
  const members = await rows<MemberRow>(
    em,
    `select u.id, u.disabled, u.availability, u.availability_until, u.capacity, u.last_assigned_at,
            c.time_zone, c.week, c.holidays
     from users u left join calendars c on c.id = u.calendar_id
     where u.workspace_id = ? and u.role in ${managerRolesSql} and ${listed('u.id')}
     order by u.id ${query.locked ? 'for no key update of u' : ''}`,
    [query.workspaceId, ids],
  );
  const loads = await rows<{ manager_id: string; open: number }>(
    em,
    `select d.manager_id, count(*)::int as open from dialogues d
     where ${openForManagerSql} and ${listed('d.manager_id')} group by d.manager_id`,
    [ids],
  );
  const links = await rows<{ user_id: string; crm_user_id: string }>(
    em,
    `select user_id, crm_user_id from manager_links where integration_id = ? and ${listed('user_id')}`,
    [query.integrationId, ids],
  );
  const loadOf = new Map(loads.map((row) => [row.manager_id, row.open]));
  const crmUserOf = new Map(links.map((row) => [row.user_id, row.crm_user_id]));
  return members.map((member) => ({
    managerId: member.id,
    disabled: member.disabled,
    available: !isAway(member, query.at),
    calendar: calendarOf(member),
    openDialogues: loadOf.get(member.id) ?? 0,
    capacity: member.capacity,
    lastAssignedAt: isoOrNull(member.last_assigned_at),
    crmUserId: crmUserOf.get(member.id) ?? null,
  }));
}

/** A row of `funnel_distribution` with its calendar. */
export interface DistributionRow extends CalendarColumns {
  funnel_id: string;
  enabled: boolean;
  strategy: DistributionSettings['strategy'];
  fallback: DistributionSettings['fallback'];
  calendar_id: string | null;
  member_ids: string[];
  respect_capacity: boolean;
  answer_deadline_minutes: number | null;
  escalation: DistributionSettings['escalation'];
  return_to_assistant_minutes: number | null;
}

/** Reads rows of `funnel_distribution f` with the calendar that {@link policyOf} needs. */
export const distributionSelect = `select f.*, c.time_zone, c.week, c.holidays
  from funnel_distribution f left join calendars c on c.id = f.calendar_id`;

/** The part of a distribution that chooses managers. */
export function policyOf(row: DistributionRow): AssignmentPolicy {
  return {
    enabled: row.enabled,
    strategy: row.strategy,
    fallback: row.fallback,
    calendar: calendarOf(row),
    respectCapacity: row.respect_capacity,
  };
}

/** A distribution as its settings page shows and saves it. */
export function settingsOf(row: DistributionRow): DistributionSettings {
  return {
    enabled: row.enabled,
    strategy: row.strategy,
    fallback: row.fallback,
    calendarId: row.calendar_id,
    memberIds: row.member_ids,
    respectCapacity: row.respect_capacity,
    answerDeadlineMinutes: row.answer_deadline_minutes,
    escalation: row.escalation,
    returnToAssistantMinutes: row.return_to_assistant_minutes,
  };
}
