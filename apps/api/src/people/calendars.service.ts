import { Inject, Injectable } from '@nestjs/common';
import { VoronkaError } from '@voronka/contracts';
import type { CalendarSetup, SaveCalendar } from '@voronka/contracts';
import { checkCalendar } from '@voronka/domain';
import { CalendarStore, listCalendars } from '@voronka/persistence';
import type { Database } from '@voronka/persistence';
import type { Person } from '../auth/principal.ts';
import { DATABASE } from '../core/tokens.ts';
import { FieldsError } from '../http/api-fault.ts';
import { deedOf } from '../setup/setup.service.ts';
import { ManagerQueue } from './manager-queue.ts';

/** Working hours: saved only when they can be used, and with effect at once. */
@Injectable()
export class CalendarsService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CalendarStore) private readonly calendars: CalendarStore,
    @Inject(ManagerQueue) private readonly queue: ManagerQueue,
  ) {}

  /** All calendars of a workspace. */
  list(workspaceId: string): Promise<CalendarSetup[]> {
    return listCalendars(this.database.em.fork(), workspaceId, new Date());
  }

  /** @throws FieldsError `Request.Invalid` for hours that cannot be */
  async create(person: Person, calendar: SaveCalendar): Promise<CalendarSetup> {
    requireUsable(calendar);
    const id = await this.calendars.create(deedOf(person), calendar);
    return this.one(person.workspace.id, id);
  }

  /** @throws FieldsError `Request.Invalid` @throws VoronkaError `Request.NotFound` */
  async update(person: Person, id: string, calendar: SaveCalendar): Promise<CalendarSetup> {
    requireUsable(calendar);
    await this.calendars.update(deedOf(person), id, calendar);
    await this.queue.serve(person.workspace.id);
    return this.one(person.workspace.id, id);
  }

  /** @throws VoronkaError `Request.NotFound` @throws FieldsError `Request.Conflict` while somebody works by it */
  async delete(person: Person, id: string): Promise<void> {
    const { funnels, people } = await this.one(person.workspace.id, id);
    if (funnels.length + people.length > 0) {
      const users = (locale: 'ru' | 'en') =>
        [...funnels.map(({ name }) => name[locale]), ...people.map(({ name }) => name)].join(', ');
      throw new FieldsError('Request.Conflict', [
        {
          path: '',
          message: {
            ru: `По этому календарю работают: ${users('ru')}. Сначала выберите для них другой.`,
            en: `These work by this calendar: ${users('en')}. Choose another one for them first.`,
          },
        },
      ]);
    }
    await this.calendars.delete(deedOf(person), id);
  }

  private async one(workspaceId: string, id: string): Promise<CalendarSetup> {
    const found = (await this.list(workspaceId)).find((calendar) => calendar.id === id);
    if (!found) throw new VoronkaError('Request.NotFound', 'no calendar with this id');
    return found;
  }
}

function requireUsable({ hours }: SaveCalendar): void {
  const findings = checkCalendar(hours);
  if (findings.length === 0) return;
  throw new FieldsError(
    'Request.Invalid',
    findings.map(({ field, message }) => ({ path: `hours.${field}`, message })),
  );
}
