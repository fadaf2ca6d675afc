import { Migration } from '@mikro-orm/migrations';

/** Cards of CRMs that are joined by webhooks and need not answer what they hold. */
export class M0013CrmCardMirror extends Migration {
  override up(): void {
    this.addSql(
      `create table crm_card_mirror (
         integration_id uuid not null references integrations on delete cascade,
         card_kind text not null check (card_kind in ('lead', 'deal')), card_id text not null,
         workspace_id uuid not null references workspaces, fields jsonb not null default '{}',
         versions jsonb not null default '{}', created_at timestamptz(3) not null default now(),
         primary key (integration_id, card_kind, card_id))`,
    );
    this.addSql(
      `create index crm_card_mirror_key on crm_card_mirror (integration_id, card_kind, (fields->>'externalKey'))`,
    );
    this.addSql(
      `create index crm_card_mirror_contact on crm_card_mirror (integration_id, card_kind, (fields->>'contactId'))`,
    );
  }
}
