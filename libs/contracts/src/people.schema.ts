/** REST of people and their work: calendars, distribution of dialogues, availability. All dates are ISO 8601 UTC. */
import { z } from 'zod';
import type { BusinessCalendar } from '@voronka/domain';
import { localized } from './localized.ts';

const weekday = z.union([
  z.literal(1),
  z.literal(2),
  z.literal(3),
  z.literal(4),
  z.literal(5),
  z.literal(6),
  z.literal(7),
]);

/** Part of a day. What the texts must be is checked as a whole by the domain's `checkCalendar`. */
const dayHours = { from: z.string().max(5), to: z.string().max(5) };

/** When somebody works, by the wall clock of a time zone. */
export const businessCalendarSchema = z
  .strictObject({
    timeZone: z.string().max(100),
    week: z.array(z.strictObject({ day: weekday, ...dayHours })).max(70),
    holidays: z
      .array(
        z.strictObject({
          date: z.string().max(10),
          title: z.string().trim().max(100),
          hours: z.array(z.strictObject(dayHours)).max(10).optional(),
        }),
      )
      .max(400),
  })
  .meta({ id: 'BusinessCalendar' }) satisfies z.ZodType<BusinessCalendar>;

const named = z.object({ id: z.string(), name: z.string() });

/** A calendar with what it says just now and who works by it. */
export const calendarSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    hours: businessCalendarSchema,
    isOpen: z.boolean(),
    /** When it closes if it is open, else when it opens; null: not within a year. */
    changesAt: z.string().nullable(),
    funnels: z.array(z.object({ id: z.string(), name: localized })),
    people: z.array(named),
  })
  .meta({ id: 'Calendar' });
/** A calendar. */
export type CalendarSetup = z.infer<typeof calendarSchema>;

/** `GET /api/calendars` */
export const calendarListSchema = z.object({ calendars: z.array(calendarSchema) }).meta({ id: 'CalendarList' });
/** All calendars. */
export type CalendarList = z.infer<typeof calendarListSchema>;

/** `POST /api/calendars`, `PUT /api/calendars/{id}` */
export const saveCalendarSchema = z
  .strictObject({ name: z.string().trim().min(1).max(100), hours: businessCalendarSchema })
  .meta({ id: 'SaveCalendar' });
/** A calendar as it is saved. */
export type SaveCalendar = z.infer<typeof saveCalendarSchema>;

/** Why somebody gets no dialogue just now; null: is free. */
export const exclusionSchema = z.enum(['disabled', 'away', 'offHours', 'full']).nullable();

/** Whether a person takes new dialogues. */
export const availabilitySchema = z.enum(['available', 'away']).meta({ id: 'Availability' });

/** A person who can lead dialogues. */
export const personSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(['admin', 'manager']),
    disabled: z.boolean(),
    /** Of this moment: an absence that is over is none. */
    availability: availabilitySchema,
    /** End of an absence, where one is set. */
    availableFrom: z.string().nullable(),
    capacity: z.int().nullable(),
    calendarId: z.string().nullable(),
    openDialogues: z.int(),
    lastAssignedAt: z.string().nullable(),
    /** Why this person gets no dialogue just now, by their own hours and capacity; null: is free. */
    excluded: exclusionSchema,
    crmUsers: z.array(z.object({ integrationId: z.string(), integrationName: z.string(), crmUserId: z.string() })),
  })
  .meta({ id: 'Person' });
/** A person who can lead dialogues. */
export type PersonSetup = z.infer<typeof personSchema>;

/** `GET /api/people` */
export const peopleListSchema = z.object({ people: z.array(personSchema) }).meta({ id: 'PeopleList' });
/** People who can lead dialogues. */
export type PeopleList = z.infer<typeof peopleListSchema>;

const absenceEnd = z.iso.datetime().nullable();

/** `PUT /api/me/availability`. `until` ends an absence by itself; null: until it is changed. */
export const updateAvailabilitySchema = z
  .strictObject({ availability: availabilitySchema, until: absenceEnd.default(null) })
  .meta({ id: 'UpdateAvailability' });
/** Whether one takes new dialogues. */
export type UpdateAvailability = z.infer<typeof updateAvailabilitySchema>;

/** `PUT /api/people/{id}` */
export const updatePersonSchema = z
  .strictObject({
    availability: availabilitySchema,
    until: absenceEnd,
    capacity: z.int().min(0).max(10_000).nullable(),
    calendarId: z.uuid().nullable(),
  })
  .meta({ id: 'UpdatePerson' });
/** What an admin sets of a person. */
export type UpdatePerson = z.infer<typeof updatePersonSchema>;

const minutes = z
  .int()
  .min(1)
  .max(60 * 24 * 30);

/** `PUT /api/funnels/{id}/distribution` */
export const distributionSettingsSchema = z
  .strictObject({
    enabled: z.boolean(),
    strategy: z.enum(['roundRobin', 'leastLoaded', 'crmResponsible']),
    /** Decides when the CRM names nobody who is free. */
    fallback: z.enum(['roundRobin', 'leastLoaded']),
    /** Working hours of members without their own; null: around the clock. */
    calendarId: z.uuid().nullable(),
    memberIds: z.array(z.uuid()).max(500),
    respectCapacity: z.boolean(),
    /** Working minutes until the first answer of a called manager; null: any time. */
    answerDeadlineMinutes: minutes.nullable(),
    escalation: z.enum(['nextManager', 'allManagers']),
    /** Minutes of a manager's silence until the assistant leads again; null: never by itself. */
    returnToAssistantMinutes: minutes.nullable(),
  })
  .meta({ id: 'DistributionSettings' });
/** How a funnel's dialogues find their manager. */
export type DistributionSettings = z.infer<typeof distributionSettingsSchema>;

/** `GET /api/funnels/{id}/distribution` */
export const distributionSchema = z
  .object({
    funnel: z.object({ id: z.string(), name: localized }),
    settings: distributionSettingsSchema,
    /** What would happen to a dialogue that came now, as if assignment were on and the CRM named nobody. */
    now: z.object({
      /** Who would get it; null: it would wait. */
      managerId: z.string().nullable(),
      reason: z.enum([
        'roundRobin',
        'leastLoaded',
        'crmResponsible',
        'assignmentOff',
        'noMembers',
        'outsideHours',
        'nobodyFree',
      ]),
      members: z.array(
        z.object({
          managerId: z.string(),
          excluded: exclusionSchema,
          load: z.int(),
          /** When that reason ends by itself, where that is known. */
          freeFrom: z.string().nullable(),
        }),
      ),
    }),
    /** Dialogues that wait for a free manager, oldest first; at most 20 of them. */
    waiting: z.object({
      total: z.int(),
      dialogues: z.array(
        z.object({ id: z.string(), number: z.int(), clientName: z.string().nullable(), since: z.string() }),
      ),
    }),
  })
  .meta({ id: 'Distribution' });
/** A funnel's distribution. */
export type Distribution = z.infer<typeof distributionSchema>;

/** `PUT /api/dialogues/{id}/responsible`: changes the responsible manager by hand. */
export const setResponsibleSchema = z.strictObject({ managerId: z.uuid() }).meta({ id: 'SetResponsible' });
