import { Migration } from '@mikro-orm/migrations';

/** How our webhook is subscribed in a CRM that is told so by its API. */
export class M0012CrmHook extends Migration {
  override up(): void {
    this.addSql(
      `alter table crm_watches
         add column hook_account text, add column subscribed_at timestamptz(3), add column subscription_code text,
         add column resubscribed_at timestamptz(3)`,
    );
  }
}
