import { VoronkaError } from '@voronka/contracts';
import type { Database } from '../orm.ts';
import { appendAudit } from './audit-log.ts';
import type { SetupDeed } from './setup.store.ts';
import { firstRow } from './sql.ts';

/** Which user of a CRM a person is. */
export class ManagerLinkStore {
  constructor(private readonly database: Database) {}

  /**
   * Links a person with a user of the CRM, or with none. It counts at once.
   *
   * @param link.crmUserId null: none
   * @throws VoronkaError `Request.NotFound` for an unknown integration or person, `Request.Conflict` naming the field when
   *   somebody else is this user
   */
  async set(deed: SetupDeed, link: { integrationId: string; userId: string; crmUserId: string | null }): Promise<void> {
    const { integrationId, userId, crmUserId } = link;
    await this.database.em.fork().transactional(async (em) => {
      // Two requests at once must not make two people one user of the CRM.
      const known = await firstRow(
        em,
        `select i.id from integrations i join users u on u.workspace_id = i.workspace_id
         where i.id = ? and u.id = ? and i.workspace_id = ? for update of i`,
        [integrationId, userId, deed.workspaceId],
      );
      if (!known) throw new VoronkaError('Request.NotFound', 'no such integration or person');
      await em.execute('delete from manager_links where integration_id = ? and user_id = ?', [integrationId, userId]);
      if (crmUserId !== null) {
        const taken = await firstRow(
          em,
          'select user_id from manager_links where integration_id = ? and crm_user_id = ?',
          [integrationId, crmUserId],
        );
        if (taken) throw new VoronkaError('Request.Conflict', 'somebody else is this user', { field: 'crmUserId' });
        await em.execute(
          'insert into manager_links (integration_id, user_id, workspace_id, crm_user_id) values (?, ?, ?, ?)',
          [integrationId, userId, deed.workspaceId, crmUserId],
        );
      }
      await appendAudit(em, {
        ...deed,
        action: 'integration.manager',
        target: `integration:${integrationId}`,
        detail: { userId, crmUserId },
      });
    });
  }
}
