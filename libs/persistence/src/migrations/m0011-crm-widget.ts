import { Migration } from '@mikro-orm/migrations';

/** One-time tokens of the widget in the CRM's card: each is taken once, and forgotten after its end. */
export class M0011CrmWidget extends Migration {
  override up(): void {
    this.addSql(
      `create table crm_widget_tokens (
         integration_id uuid not null references integrations on delete cascade, token_hash text not null,
         expires_at timestamptz(3) not null, primary key (integration_id, token_hash))`,
    );
    this.addSql(`create index crm_widget_tokens_end on crm_widget_tokens (expires_at)`);
  }
}
