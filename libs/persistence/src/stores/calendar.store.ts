import { randomUUID } from 'node:crypto';
import { VoronkaError } from '@voronka/contracts';
import type { SaveCalendar } from '@voronka/contracts';
import type { Database } from '../orm.ts';
import { appendAudit } from './audit-log.ts';
import { publishForFunnels } from './distribution.store.ts';
import type { SetupDeed } from './setup.store.ts';
import { rows } from './sql.ts';

/** Working hours. Who gets a dialogue follows a change at once; what a bundle holds of it, new dialogues run. */
export class CalendarStore {
  constructor(private readonly database: Database) {}

  /** @param calendar has passed `checkCalendar` @returns its id */
  async create(deed: SetupDeed, calendar: SaveCalendar): Promise<string> {
    const id = randomUUID();
    await this.database.em.fork().transactional(async (em) => {
      await em.execute(
        'insert into calendars (id, workspace_id, name, time_zone, week, holidays) values (?, ?, ?, ?, ?, ?)',
        [id, deed.workspaceId, ...columnsOf(calendar)],
      );
      await appendAudit(em, {
        ...deed,
        action: 'calendar.create',
        target: `calendar:${id}`,
        detail: summary(calendar),
      });
    });
    return id;
  }

  /** @param calendar has passed `checkCalendar` @throws VoronkaError `Request.NotFound` */
  async update(deed: SetupDeed, id: string, calendar: SaveCalendar): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      const changed = await rows(
        em,
        `update calendars set name = ?, time_zone = ?, week = ?, holidays = ?, updated_at = now()
         where id = ? and workspace_id = ? returning id`,
        [...columnsOf(calendar), id, deed.workspaceId],
      );
      if (changed.length === 0) throw new VoronkaError('Request.NotFound', 'no calendar with this id');
      const funnels = await rows<{ funnel_id: string }>(
        em,
        'select funnel_id from funnel_distribution where calendar_id = ?',
        [id],
      );
      await publishForFunnels(
        em,
        funnels.map((row) => row.funnel_id),
        deed.actor.id,
      );
      await appendAudit(em, {
        ...deed,
        action: 'calendar.update',
        target: `calendar:${id}`,
        detail: summary(calendar),
      });
    });
  }

  /** @throws VoronkaError `Request.NotFound`, `Request.Conflict` while somebody works by it */
  async delete(deed: SetupDeed, id: string): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      const found = await rows(em, 'select id from calendars where id = ? and workspace_id = ? for update', [
        id,
        deed.workspaceId,
      ]);
      if (found.length === 0) throw new VoronkaError('Request.NotFound', 'no calendar with this id');
      const used = await rows(
        em,
        `select 1 from users where calendar_id = ? union all select 1 from funnel_distribution where calendar_id = ? limit 1`,
        [id, id],
      );
      if (used.length > 0) throw new VoronkaError('Request.Conflict', 'the calendar is in use');
      await em.execute('delete from calendars where id = ?', [id]);
      await appendAudit(em, { ...deed, action: 'calendar.delete', target: `calendar:${id}` });
    });
  }
}

function columnsOf({ name, hours }: SaveCalendar): string[] {
  return [name, hours.timeZone, JSON.stringify(hours.week), JSON.stringify(hours.holidays)];
}

function summary({ name, hours }: SaveCalendar): Record<string, unknown> {
  return { name, timeZone: hours.timeZone, hours: hours.week.length, holidays: hours.holidays.length };
}
