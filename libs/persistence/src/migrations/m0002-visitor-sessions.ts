import { Migration } from '@mikro-orm/migrations';

/** Visitors of the site's chat: origin and language are known before there is a dialogue. */
export class M0002VisitorSessions extends Migration {
  override up(): void {
    this.addSql(
      `create table visitor_sessions (
         channel_id uuid not null references channels, visitor_id text not null,
         workspace_id uuid not null references workspaces, locale text not null, origin jsonb not null default '{}',
         source_key text, created_at timestamptz(3) not null default now(),
         seen_at timestamptz(3) not null default now(), primary key (channel_id, visitor_id))`,
    );
    this.addSql(`create index visitor_sessions_seen on visitor_sessions (seen_at)`);
  }
}
