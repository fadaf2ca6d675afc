import { Migration } from '@mikro-orm/migrations';

/** Who works when, and who gets a funnel's dialogues: calendars, distribution, availability, the queue for a manager. */
export class M0003People extends Migration {
  override up(): void {
    this.addSql(
      `create table calendars (
         id uuid primary key, workspace_id uuid not null references workspaces, name text not null,
         time_zone text not null, week jsonb not null, holidays jsonb not null default '[]',
         created_at timestamptz(3) not null default now(), updated_at timestamptz(3) not null default now())`,
    );
    this.addSql(
      `create table funnel_distribution (
         funnel_id uuid primary key references funnels, workspace_id uuid not null references workspaces,
         enabled boolean not null default false,
         strategy text not null default 'roundRobin' check (strategy in ('roundRobin', 'leastLoaded', 'crmResponsible')),
         fallback text not null default 'roundRobin' check (fallback in ('roundRobin', 'leastLoaded')),
         calendar_id uuid references calendars, member_ids jsonb not null default '[]',
         respect_capacity boolean not null default true, answer_deadline_minutes int,
         escalation text not null default 'nextManager' check (escalation in ('nextManager', 'allManagers')),
         return_to_assistant_minutes int)`,
    );
    this.addSql(
      `alter table users
         add column availability text not null default 'available' check (availability in ('available', 'away')),
         add column availability_until timestamptz(3), add column capacity int check (capacity >= 0),
         add column calendar_id uuid references calendars, add column last_assigned_at timestamptz(3)`,
    );
    this.addSql(`alter table dialogues add column awaiting_manager_since timestamptz(3)`);
    this.addSql(
      `create index dialogues_awaiting on dialogues (workspace_id, awaiting_manager_since, id)
       where awaiting_manager_since is not null`,
    );
    this.addSql(`create index dialogues_of_manager on dialogues (manager_id) where manager_id is not null`);
  }
}
