import type { EntityManager } from '@mikro-orm/postgresql';
import type { CalendarSetup, Distribution, PersonSetup } from '@voronka/contracts';
import { chooseManager, isOpen, nextClosing, nextOpening } from '@voronka/domain';
import type { AssignmentCandidate, AssignmentPolicy, BusinessCalendar, LocalizedText } from '@voronka/domain';
import {
  distributionSelect,
  isAway,
  managerRolesSql,
  policyOf,
  readCandidates,
  settingsOf,
} from '../stores/assignment-members.ts';
import type { DistributionRow } from '../stores/assignment-members.ts';
import { firstRow, rows } from '../stores/sql.ts';
import { iso, isoOrNull } from './values.ts';

/** Waiting dialogues that a funnel's page names. */
const waitingShown = 20;

/** A distribution that nobody has set yet: off. */
const untouched: DistributionRow = {
  funnel_id: '',
  enabled: false,
  strategy: 'roundRobin',
  fallback: 'roundRobin',
  calendar_id: null,
  member_ids: [],
  respect_capacity: true,
  answer_deadline_minutes: null,
  escalation: 'nextManager',
  return_to_assistant_minutes: null,
  time_zone: null,
  week: null,
  holidays: null,
};

/** What decides about a person alone, without a funnel. */
const ownRules: AssignmentPolicy = {
  enabled: true,
  strategy: 'roundRobin',
  fallback: 'roundRobin',
  calendar: null,
  respectCapacity: true,
};

/** All calendars with what they say now and who works by them. */
export async function listCalendars(em: EntityManager, workspaceId: string, at: Date): Promise<CalendarSetup[]> {
  const calendars = await rows<{ id: string; name: string; time_zone: string } & Omit<BusinessCalendar, 'timeZone'>>(
    em,
    'select id, name, time_zone, week, holidays from calendars where workspace_id = ? order by name, id',
    [workspaceId],
  );
  const funnels = await rows<{ id: string; name: LocalizedText; calendar_id: string }>(
    em,
    `select n.id, n.name, f.calendar_id from funnel_distribution f join funnels n on n.id = f.funnel_id
     where f.workspace_id = ? and f.calendar_id is not null order by n.id`,
    [workspaceId],
  );
  const people = await rows<{ id: string; name: string; calendar_id: string }>(
    em,
    'select id, name, calendar_id from users where workspace_id = ? and calendar_id is not null order by name, id',
    [workspaceId],
  );
  return calendars.map(({ id, name, time_zone: timeZone, week, holidays }) => {
    const hours: BusinessCalendar = { timeZone, week, holidays };
    const open = isOpen(hours, at.toISOString());
    return {
      id,
      name,
      hours,
      isOpen: open,
      changesAt: (open ? nextClosing : nextOpening)(hours, at.toISOString()),
      funnels: funnels.filter((one) => one.calendar_id === id).map((one) => ({ id: one.id, name: one.name })),
      people: people.filter((one) => one.calendar_id === id).map((one) => ({ id: one.id, name: one.name })),
    };
  });
}

interface PersonRow {
  id: string;
  name: string;
  role: 'admin' | 'manager';
  disabled: boolean;
  availability: 'available' | 'away';
  availability_until: string | null;
  capacity: number | null;
  calendar_id: string | null;
}

/** Everybody who can lead dialogues, with their load and what keeps them from more. */
export async function listPeople(em: EntityManager, workspaceId: string, at: Date): Promise<PersonSetup[]> {
  const people = await rows<PersonRow>(
    em,
    `select id, name, role, disabled, availability, availability_until, capacity, calendar_id from users
     where workspace_id = ? and role in ${managerRolesSql} order by name, id`,
    [workspaceId],
  );
  const links = await rows<{ user_id: string; integration_id: string; name: string; crm_user_id: string }>(
    em,
    `select l.user_id, l.integration_id, i.name, l.crm_user_id
     from manager_links l join integrations i on i.id = l.integration_id
     where l.workspace_id = ? order by i.created_at, i.id`,
    [workspaceId],
  );
  const memberIds = people.map(({ id }) => id);
  const candidates = await readCandidates(em, { workspaceId, memberIds, integrationId: null, at, locked: false });
  const { considered } = chooseManager(ownRules, candidates, at.toISOString());
  return people.map((person) => {
    const candidate = candidates.find(({ managerId }) => managerId === person.id);
    const away = isAway(person, at);
    return {
      id: person.id,
      name: person.name,
      role: person.role,
      disabled: person.disabled,
      availability: away ? 'away' : 'available',
      availableFrom: away ? isoOrNull(person.availability_until) : null,
      capacity: person.capacity,
      calendarId: person.calendar_id,
      openDialogues: candidate?.openDialogues ?? 0,
      lastAssignedAt: candidate?.lastAssignedAt ?? null,
      excluded: considered.find(({ managerId }) => managerId === person.id)?.excluded ?? null,
      crmUsers: links
        .filter((link) => link.user_id === person.id)
        .map((link) => ({
          integrationId: link.integration_id,
          integrationName: link.name,
          crmUserId: link.crm_user_id,
        })),
    };
  });
}

/** A funnel's distribution, who would get a dialogue now, and who waits; null for an unknown funnel. */
export async function readDistribution(
  em: EntityManager,
  key: { workspaceId: string; funnelId: string },
  at: Date,
): Promise<Distribution | null> {
  const funnel = await firstRow<{ id: string; name: LocalizedText }>(
    em,
    'select id, name from funnels where id = ? and workspace_id = ?',
    [key.funnelId, key.workspaceId],
  );
  if (!funnel) return null;
  const row = (await firstRow<DistributionRow>(em, `${distributionSelect} where f.funnel_id = ?`, [funnel.id])) ?? {
    ...untouched,
    funnel_id: funnel.id,
  };
  const candidates = await readCandidates(em, {
    workspaceId: key.workspaceId,
    memberIds: row.member_ids,
    integrationId: null,
    at,
    locked: false,
  });
  return {
    funnel,
    settings: settingsOf(row),
    now: preview(policyOf(row), candidates, at, await absenceEnds(em, row.member_ids)),
    waiting: await readWaiting(em, funnel.id),
  };
}

function preview(
  policy: AssignmentPolicy,
  candidates: readonly AssignmentCandidate[],
  at: Date,
  absences: ReadonlyMap<string, string>,
): Distribution['now'] {
  const { managerId, reason, considered } = chooseManager({ ...policy, enabled: true }, candidates, at.toISOString());
  return {
    managerId,
    reason,
    members: considered.map((one) => {
      const calendar =
        candidates.find((candidate) => candidate.managerId === one.managerId)?.calendar ?? policy.calendar;
      const opens = one.excluded === 'offHours' && calendar ? nextOpening(calendar, at.toISOString()) : null;
      return { ...one, freeFrom: one.excluded === 'away' ? (absences.get(one.managerId) ?? null) : opens };
    }),
  };
}

async function absenceEnds(em: EntityManager, memberIds: readonly string[]): Promise<Map<string, string>> {
  const ends = await rows<{ id: string; availability_until: string }>(
    em,
    `select id, availability_until from users where availability_until is not null
       and id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`,
    [JSON.stringify(memberIds)],
  );
  return new Map(ends.map((row) => [row.id, iso(row.availability_until)]));
}

async function readWaiting(em: EntityManager, funnelId: string): Promise<Distribution['waiting']> {
  const waits = `from dialogues d join channels c on c.id = d.channel_id
    where c.funnel_id = ? and d.awaiting_manager_since is not null and d.manager_id is null`;
  const count = await firstRow<{ total: number }>(em, `select count(*)::int as total ${waits}`, [funnelId]);
  const oldest = await rows<{ id: string; number: number; client_name: string | null; awaiting_manager_since: string }>(
    em,
    `select d.id, d.number, d.client_name, d.awaiting_manager_since ${waits}
     order by d.awaiting_manager_since, d.id limit ?`,
    [funnelId, waitingShown],
  );
  return {
    total: count?.total ?? 0,
    dialogues: oldest.map((row) => ({
      id: row.id,
      number: row.number,
      clientName: row.client_name,
      since: iso(row.awaiting_manager_since),
    })),
  };
}
