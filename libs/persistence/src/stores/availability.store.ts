import { VoronkaError } from '@voronka/contracts';
import type { UpdateAvailability, UpdatePerson } from '@voronka/contracts';
import type { Database } from '../orm.ts';
import { managerRolesSql } from './assignment-members.ts';
import { appendAudit } from './audit-log.ts';
import type { SetupDeed } from './setup.store.ts';
import { firstRow, rows } from './sql.ts';

/** Who takes new dialogues, and how many. Acts at once. */
export class AvailabilityStore {
  constructor(private readonly database: Database) {}

  /** A person comes or goes. @throws VoronkaError `Request.NotFound` for somebody who leads no dialogues */
  async setAvailability(deed: SetupDeed, userId: string, change: UpdateAvailability): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      const changed = await rows(
        em,
        `update users set availability = ?, availability_until = ?
         where id = ? and workspace_id = ? and role in ${managerRolesSql} returning id`,
        [change.availability, endOf(change), userId, deed.workspaceId],
      );
      if (changed.length === 0) throw new VoronkaError('Request.NotFound', 'nobody who leads dialogues has this id');
      await appendAudit(em, {
        ...deed,
        action: 'person.availability',
        target: `user:${userId}`,
        detail: { availability: change.availability, until: endOf(change) },
      });
    });
  }

  /**
   * Sets a person's availability, hours and capacity.
   *
   * @throws VoronkaError `Request.NotFound` for somebody who leads no dialogues, `Request.Invalid` for an unknown calendar
   */
  async updatePerson(deed: SetupDeed, userId: string, change: UpdatePerson): Promise<void> {
    await this.database.em.fork().transactional(async (em) => {
      if (change.calendarId !== null) {
        const calendar = await firstRow(em, 'select id from calendars where id = ? and workspace_id = ?', [
          change.calendarId,
          deed.workspaceId,
        ]);
        if (!calendar) throw new VoronkaError('Request.Invalid', 'no such calendar', { field: 'calendarId' });
      }
      const changed = await rows(
        em,
        `update users set availability = ?, availability_until = ?, capacity = ?, calendar_id = ?
         where id = ? and workspace_id = ? and role in ${managerRolesSql} returning id`,
        [change.availability, endOf(change), change.capacity, change.calendarId, userId, deed.workspaceId],
      );
      if (changed.length === 0) throw new VoronkaError('Request.NotFound', 'nobody who leads dialogues has this id');
      await appendAudit(em, {
        ...deed,
        action: 'person.update',
        target: `user:${userId}`,
        detail: { ...change, until: endOf(change) },
      });
    });
  }
}

/** Only an absence has an end. */
function endOf({ availability, until }: UpdateAvailability): string | null {
  return availability === 'away' ? until : null;
}
