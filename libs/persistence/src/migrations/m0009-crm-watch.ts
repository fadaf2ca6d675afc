import { Migration } from '@mikro-orm/migrations';

/** What happens in the CRM: hints at changed cards, the watch of each integration, its users, fields that are not written. */
export class M0009CrmWatch extends Migration {
  override up(): void {
    for (const statement of [...hints, ...watches, ...cards]) this.addSql(statement);
  }
}

const hints = [
  `create table crm_hints (
     integration_id uuid not null references integrations, card_kind text not null check (card_kind in ('lead', 'deal')),
     card_id text not null, workspace_id uuid not null references workspaces,
     source text not null check (source in ('hook', 'poll', 'step')), generation int not null default 1,
     put_at timestamptz(3) not null default now(), due_at timestamptz(3) not null default now(),
     lease_token uuid, lease_until timestamptz(3), lease_generation int, attempts int not null default 0,
     primary key (integration_id, card_kind, card_id))`,
  `create index crm_hints_due on crm_hints (due_at)`,
];

const watches = [
  `create table crm_watches (
     integration_id uuid primary key references integrations, workspace_id uuid not null references workspaces,
     hook_key_hash text unique, hook_token text, last_hook_at timestamptz(3), every_minutes int not null default 5,
     watermark text, asked_at timestamptz(3), run_started_at timestamptz(3), run_finished_at timestamptz(3),
     run_checked int not null default 0, run_changes int not null default 0, run_code text,
     lease_token uuid, lease_until timestamptz(3))`,
  `create table crm_users (
     integration_id uuid not null references integrations, crm_user_id text not null,
     workspace_id uuid not null references workspaces, name text not null, active boolean not null,
     read_at timestamptz(3) not null default now(), primary key (integration_id, crm_user_id))`,
];

const cards = [
  `alter table dialogues
     add column card_outside text, add column card_gone boolean not null default false,
     add column card_responsible_id text, add column card_looked_for_at timestamptz(3)`,
  `create index dialogues_card on dialogues (lead_id, card_kind) where lead_id is not null`,
  `create table crm_stopped_fields (
     integration_id uuid not null references integrations, card_kind text not null, card_id text not null,
     field text not null check (field in ('stage', 'responsible')), workspace_id uuid not null references workspaces,
     stopped_at timestamptz(3), released_at timestamptz(3), primary key (integration_id, card_kind, card_id, field))`,
];
