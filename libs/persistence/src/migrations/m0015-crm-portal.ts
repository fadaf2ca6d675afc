import { Migration } from '@mikro-orm/migrations';

/** Whose tokens are kept, where the CRM tells it: two integrations of a company never write to the same portal. */
export class M0015CrmPortal extends Migration {
  override up(): void {
    this.addSql('alter table crm_tokens add column member_id text');
    this.addSql('create unique index crm_tokens_portal on crm_tokens (workspace_id, member_id)');
  }
}
