import { webhookWindowSeconds } from '@voronka/contracts';
import type { Database } from '../orm.ts';

/** Days after which a visitor who never wrote is forgotten. */
const visitorDays = 30;

/** Clears away rows that have lost their purpose. Safe to run in any number of processes. */
export class HousekeepingStore {
  constructor(private readonly database: Database) {}

  /** Removes ended logins and one-time tokens, request ids outside the replay window, and visitors who never came back. */
  async run(): Promise<void> {
    const em = this.database.em.fork();
    await em.execute('delete from sessions where expires_at < now()');
    await em.execute('delete from crm_widget_tokens where expires_at < now()');
    // Twice the window: a request may be dated as far ahead as behind.
    await em.execute('delete from webhook_requests where received_at < now() - make_interval(secs => ?)', [
      2 * webhookWindowSeconds + 60,
    ]);
    await em.execute(
      `delete from visitor_sessions v where seen_at < now() - make_interval(days => ?)
         and not exists (select 1 from dialogues d where d.channel_id = v.channel_id and d.chat_key = v.visitor_id)`,
      [visitorDays],
    );
  }
}
