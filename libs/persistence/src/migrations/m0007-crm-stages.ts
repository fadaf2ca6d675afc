import { Migration } from '@mikro-orm/migrations';

/** The stages of each CRM as last read, for the time in which it cannot be asked. */
export class M0007CrmStages extends Migration {
  override up(): void {
    this.addSql(
      `create table crm_stage_lists (
         integration_id uuid not null references integrations, card_kind text not null check (card_kind in ('lead', 'deal')),
         workspace_id uuid not null references workspaces, stages jsonb not null,
         read_at timestamptz(3) not null default now(), primary key (integration_id, card_kind))`,
    );
  }
}
