import { Migration } from '@mikro-orm/migrations';

/** The tables of the spine: workspace, channels, flows, dialogues, inbox, outbox, decisions, CRM protocol, incidents. */
export class M0001Spine extends Migration {
  override up(): void {
    for (const statement of [...workspace, ...setup, ...dialogues, ...crm, ...operation]) this.addSql(statement);
  }
}

const workspace = [
  `create table workspaces (
     id uuid primary key, name text not null, default_locale text not null, created_at timestamptz(3) not null default now())`,
  `create table users (
     id uuid primary key, workspace_id uuid not null references workspaces, email text not null, name text not null,
     role text not null check (role in ('admin', 'manager', 'auditor')), password_hash text not null,
     must_change_password boolean not null default false, locale text not null default 'ru',
     disabled boolean not null default false, failed_logins int not null default 0, locked_until timestamptz(3),
     created_at timestamptz(3) not null default now())`,
  `create unique index users_email on users (lower(email))`,
  `create table sessions (
     token_hash text primary key, user_id uuid not null references users on delete cascade,
     created_at timestamptz(3) not null default now(), expires_at timestamptz(3) not null)`,
  `create table api_tokens (
     id uuid primary key, workspace_id uuid not null references workspaces, name text not null,
     token_hash text not null unique, created_at timestamptz(3) not null default now(), revoked_at timestamptz(3))`,
];

const setup = [
  `create table flows (
     id uuid primary key, workspace_id uuid not null references workspaces, name jsonb not null,
     draft jsonb not null, draft_revision int not null default 1, draft_updated_at timestamptz(3) not null default now(),
     draft_author_id uuid references users, live jsonb, live_published_at timestamptz(3),
     live_author_id uuid references users, live_note text not null default '')`,
  `create table assistants (
     id uuid primary key, workspace_id uuid not null references workspaces, name text not null, mode text not null,
     enabled boolean not null default true, flow_id uuid references flows)`,
  `create table funnels (
     id uuid primary key, workspace_id uuid not null references workspaces, name jsonb not null, stages jsonb not null)`,
  `create table integrations (
     id uuid primary key, workspace_id uuid not null references workspaces, kind text not null, name text not null,
     enabled boolean not null default true, settings jsonb not null default '{}', secret text,
     created_at timestamptz(3) not null default now())`,
  `create table stage_mappings (
     integration_id uuid not null references integrations, funnel_id uuid not null references funnels,
     workspace_id uuid not null references workspaces, stage_key text not null, crm_status_id text not null,
     primary key (integration_id, funnel_id, stage_key))`,
  `create table manager_links (
     integration_id uuid not null references integrations, user_id uuid not null references users,
     workspace_id uuid not null references workspaces, crm_user_id text not null,
     primary key (integration_id, user_id))`,
  `create table channels (
     id uuid primary key, workspace_id uuid not null references workspaces, kind text not null, key text not null unique,
     name text not null, enabled boolean not null default true, settings jsonb not null, secret text,
     assistant_id uuid references assistants, funnel_id uuid references funnels,
     integration_id uuid references integrations, default_manager_id uuid references users,
     switches jsonb not null, policies jsonb not null, live_bundle_hash text)`,
  `create table bundles (
     hash text not null, workspace_id uuid not null references workspaces, channel_id uuid not null references channels,
     canonical text not null, created_at timestamptz(3) not null default now(), author_id uuid references users,
     note text not null default '', primary key (workspace_id, hash))`,
];

const dialogues = [
  `create table dialogues (
     id uuid primary key, number int generated always as identity, workspace_id uuid not null references workspaces,
     channel_id uuid not null references channels, chat_key text not null, bundle_hash text not null,
     state jsonb not null, turn int not null default 0, next_seq bigint not null default 1, last_seq bigint not null default 0,
     next_position int not null default 1, owner text not null default 'assistant', epoch int not null default 0,
     manager_id uuid references users, episode int not null default 1, contact_id text, lead_id text,
     lead_state text not null default 'none', stage_key text, history_attached boolean not null default false,
     responsible_crm_user_id text, needs_manager boolean not null default false, delayed_since timestamptz(3),
     client_name text, client_phone text, client_email text, locale text not null, origin jsonb not null default '{}',
     consent_version text, consent_at timestamptz(3), source_key text, unread int not null default 0,
     created_at timestamptz(3) not null default now(), updated_at timestamptz(3) not null default now(),
     unique (channel_id, chat_key))`,
  `create index dialogues_recent on dialogues (workspace_id, updated_at desc, id)`,
  `create index dialogues_undone on dialogues (updated_at) where next_seq > last_seq + 1`,
  `create index dialogues_source on dialogues (channel_id, source_key, created_at) where source_key is not null`,
  `create table inbox (
     id uuid primary key, workspace_id uuid not null references workspaces, channel_id uuid not null references channels,
     dialogue_id uuid not null references dialogues, seq bigint not null, update_id text not null, kind text not null,
     payload jsonb not null, epoch int not null, correlation_id text not null,
     received_at timestamptz(3) not null default now(), unique (channel_id, update_id), unique (dialogue_id, seq))`,
  `create index inbox_received on inbox (dialogue_id, received_at)`,
  `create table messages (
     id uuid primary key, workspace_id uuid not null references workspaces,
     dialogue_id uuid not null references dialogues, position int not null, sender text not null,
     author_id uuid references users, body text not null, client_message_id text, status text not null, turn int,
     command_index int, created_at timestamptz(3) not null default now(), sent_at timestamptz(3),
     delivered_at timestamptz(3), read_at timestamptz(3), unique (dialogue_id, position),
     unique (dialogue_id, turn, command_index), unique (dialogue_id, sender, client_message_id))`,
  `create table outbox (
     message_id uuid primary key references messages, workspace_id uuid not null references workspaces,
     dialogue_id uuid not null references dialogues, channel_id uuid not null references channels, sender text not null,
     epoch int not null, status text not null, lease_token uuid, lease_until timestamptz(3), attempts int not null default 0,
     last_code text, correlation_id text not null, created_at timestamptz(3) not null default now())`,
  `create index outbox_waiting on outbox (created_at) where status in ('planned', 'claimed')`,
  `create table decisions (
     dialogue_id uuid not null references dialogues, turn int not null,
     workspace_id uuid not null references workspaces, seq bigint not null, bundle_hash text not null,
     record jsonb not null, created_at timestamptz(3) not null default now(), primary key (dialogue_id, turn))`,
  `create table steps (
     dialogue_id uuid not null references dialogues, turn int not null, command_index int not null,
     workspace_id uuid not null references workspaces, kind text not null, node_id text not null,
     status text not null default 'planned', detail jsonb not null default '{}', code text,
     delayed_since timestamptz(3), created_at timestamptz(3) not null default now(), finished_at timestamptz(3),
     primary key (dialogue_id, turn, command_index))`,
  `create index steps_unfinished on steps (dialogue_id, turn, command_index) where finished_at is null`,
  `create table incidents (
     id uuid primary key, workspace_id uuid not null references workspaces,
     dialogue_id uuid not null references dialogues, turn int not null, command_index int not null,
     node_id text not null, code text not null, state text not null default 'open',
     created_at timestamptz(3) not null default now(), resolved_at timestamptz(3), resolved_by uuid references users,
     unique (dialogue_id, turn, command_index))`,
  `create index incidents_open on incidents (workspace_id, created_at desc) where state = 'open'`,
  `create table held_messages (
     id uuid primary key, workspace_id uuid not null references workspaces, channel_id uuid not null references channels,
     dialogue_id uuid not null references dialogues, update_id text not null, body text not null,
     correlation_id text not null, state text not null default 'held', received_at timestamptz(3) not null default now(),
     unique (channel_id, update_id))`,
  `create table webhook_requests (
     channel_id uuid not null references channels, request_id text not null,
     workspace_id uuid not null references workspaces, received_at timestamptz(3) not null default now(),
     primary key (channel_id, request_id))`,
];

const crm = [
  `create table crm_intents (
     key text primary key, workspace_id uuid not null references workspaces,
     integration_id uuid not null references integrations, dialogue_id uuid not null references dialogues,
     status text not null default 'planned', vendor_id text, sent_at timestamptz(3), lease_token uuid,
     lease_until timestamptz(3), attempts int not null default 0, last_code text,
     created_at timestamptz(3) not null default now(), updated_at timestamptz(3) not null default now())`,
  `create table crm_claims (
     integration_id uuid not null references integrations, kind text not null, value text not null,
     workspace_id uuid not null references workspaces, vendor_id text, holder text not null, token uuid not null,
     lease_until timestamptz(3) not null, updated_at timestamptz(3) not null default now(),
     primary key (integration_id, kind, value))`,
  `create table limiter_buckets (
     key text primary key, level double precision not null, updated_at timestamptz(3) not null,
     blocked_until timestamptz(3))`,
];

const operation = [
  `create table history_archive (
     run_id text primary key, workspace_id uuid not null references workspaces,
     dialogue_id uuid not null references dialogues, history bytea not null, event_count int not null,
     closed_at timestamptz(3) not null, archived_at timestamptz(3) not null default now())`,
  `create table audit_log (
     id bigint generated always as identity primary key, workspace_id uuid not null references workspaces,
     at timestamptz(3) not null default now(), actor_id uuid, actor_name text not null, action text not null,
     target text not null, detail jsonb not null default '{}', correlation_id text not null)`,
];
