import { Migration } from '@mikro-orm/migrations';

/** Tokens of applications that are installed in a CRM, and the way of a person to its consent page and back. */
export class M0010CrmTokens extends Migration {
  override up(): void {
    this.addSql(
      `create table crm_tokens (
         integration_id uuid primary key references integrations on delete cascade,
         workspace_id uuid not null references workspaces, sealed text not null, expires_at timestamptz(3) not null,
         renewed_at timestamptz(3) not null default now(), lost_at timestamptz(3))`,
    );
    this.addSql(
      `create table crm_authorizations (
         state_hash text primary key, integration_id uuid not null references integrations on delete cascade,
         workspace_id uuid not null references workspaces, user_id uuid not null references users,
         session_hash text not null, redirect_uri text not null, expires_at timestamptz(3) not null)`,
    );
  }
}
