import { Migration } from '@mikro-orm/migrations';

/**
 * What the engine needs besides the spine: wake-ups, signals, outgoing webhooks, outside assistants and their turns, the
 * versions of a flow.
 */
export class M0004Engine extends Migration {
  override up(): void {
    for (const statement of [...dialogues, ...signals, ...assistants, ...versions]) this.addSql(statement);
  }
}

const dialogues = [
  `alter table dialogues
     add column next_wake_at timestamptz(3), add column next_wake_timer text, add column next_wake_key text,
     add column closed text, add column escalation_level int not null default 0,
     add column answer_deadline_at timestamptz(3)`,
  `create index dialogues_next_wake on dialogues (next_wake_at) where next_wake_at is not null`,
];

const signals = [
  `create table signals (
     workspace_id uuid not null references workspaces, name text not null, declaration jsonb not null,
     enabled boolean not null default true, created_at timestamptz(3) not null default now(),
     updated_at timestamptz(3) not null default now(), primary key (workspace_id, name))`,
  `create table funnel_signals (
     funnel_id uuid not null references funnels, signal text not null, workspace_id uuid not null references workspaces,
     stage_key text not null, primary key (funnel_id, signal))`,
  `create table outgoing_webhooks (
     id uuid primary key, workspace_id uuid not null references workspaces, name text not null, url text not null,
     secret text not null, enabled boolean not null default true, created_at timestamptz(3) not null default now())`,
];

const assistants = [
  `alter table assistants
     add column kind text not null default 'builtIn' check (kind in ('builtIn', 'outside', 'languageModel')),
     add column settings jsonb not null default '{}', add column secret text`,
  `alter table api_tokens
     add column assistant_id uuid references assistants, add column scopes jsonb not null default '["dialogue.read"]'`,
  `create table assistant_turns (
     dialogue_id uuid not null references dialogues, seq bigint not null, turn int not null, command_index int not null,
     workspace_id uuid not null references workspaces, assistant_id uuid not null references assistants,
     state text not null default 'open' check (state in ('open', 'answered', 'expired', 'failed')),
     deadline_at timestamptz(3) not null, created_at timestamptz(3) not null default now(),
     answered_at timestamptz(3), answered_by text, code text, primary key (dialogue_id, seq))`,
  `create index assistant_turns_open on assistant_turns (assistant_id, created_at) where state = 'open'`,
];

const versions = [
  `create table flow_versions (
     flow_id uuid not null references flows, number int not null, workspace_id uuid not null references workspaces,
     graph jsonb not null, note text not null default '', author_id uuid references users,
     published_at timestamptz(3) not null default now(), primary key (flow_id, number))`,
  `insert into flow_versions (flow_id, number, workspace_id, graph, note, author_id, published_at)
     select id, 1, workspace_id, live, live_note, live_author_id, coalesce(live_published_at, now())
     from flows where live is not null`,
];
