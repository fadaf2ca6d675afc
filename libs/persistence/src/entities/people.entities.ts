import { defineEntity, p } from '@mikro-orm/postgresql';
import type { InferEntity } from '@mikro-orm/postgresql';
import type { AssignmentStrategy, Holiday, OwnAssignmentStrategy, WeekHours } from '@voronka/domain';

/** Working hours of a company, a funnel or a person. */
export const Calendar = defineEntity({
  name: 'Calendar',
  tableName: 'calendars',
  properties: {
    id: p.uuid().primary(),
    workspaceId: p.uuid(),
    name: p.text(),
    /** IANA name. */
    timeZone: p.text(),
    week: p.json<WeekHours[]>(),
    holidays: p.json<Holiday[]>(),
    createdAt: p.datetime(3).defaultRaw('now()'),
    updatedAt: p.datetime(3).defaultRaw('now()'),
  },
});

/** How a funnel's dialogues find their manager. Its row's lock orders the assignments of the funnel. */
export const FunnelDistribution = defineEntity({
  name: 'FunnelDistribution',
  tableName: 'funnel_distribution',
  properties: {
    funnelId: p.uuid().primary(),
    workspaceId: p.uuid(),
    enabled: p.boolean().default(false),
    strategy: p.text().$type<AssignmentStrategy>().default('roundRobin'),
    fallback: p.text().$type<OwnAssignmentStrategy>().default('roundRobin'),
    /** null: around the clock. */
    calendarId: p.uuid().nullable(),
    /** Users who take part. */
    memberIds: p.json<string[]>(),
    respectCapacity: p.boolean().default(true),
    /** How long a called manager has for the first answer, in working minutes; null: any time. */
    answerDeadlineMinutes: p.integer().nullable(),
    /** Who is called when the deadline has passed. */
    escalation: p.text().$type<'nextManager' | 'allManagers'>().default('nextManager'),
    /** After so many minutes without a word of the manager the assistant leads again; null: never by itself. */
    returnToAssistantMinutes: p.integer().nullable(),
  },
});

/** A row of {@link Calendar}. */
export type CalendarRow = InferEntity<typeof Calendar>;
/** A row of {@link FunnelDistribution}. */
export type DistributionRow = InferEntity<typeof FunnelDistribution>;
